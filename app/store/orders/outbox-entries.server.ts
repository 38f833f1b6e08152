import { type Prisma } from "@prisma/client";
import type { Transaction } from "../database/database.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/**
 * Gives orders o their place in the outbox of every connection that takes them, and with it a value to keep in step.
 * Orders placed before a connection takes any have none.
 */
export async function ensureEntries(
  tx: Transaction,
  shop: string,
  exporting: readonly Exporting[],
  where: Prisma.Sql,
): Promise<void> {
  if (exporting.length === 0) return;
  await tx.$executeRaw`
    WITH made AS (
      INSERT INTO "OutboxEntry" (id, shop, "orderId", "connectionId", key)
      SELECT gen_random_uuid(), o.shop, o.id, x."connectionId", o.shop || '/' || o.id
      FROM "Order" o
      CROSS JOIN jsonb_to_recordset(${jsonText(exporting)}::jsonb) AS x("connectionId" uuid, "from" timestamptz)
      JOIN "Connection" c ON c.id = x."connectionId" AND c.shop = o.shop
      WHERE o.shop = ${shop} AND o.document IS NOT NULL AND (x."from" IS NULL OR o."createdAt" >= x."from") AND ${where}
      ON CONFLICT (shop, "orderId", "connectionId") DO NOTHING
      RETURNING "orderId", "connectionId"
    )
    INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", title, "observedAt")
    SELECT ${shop}, 'order', m."orderId", m."connectionId"::text, m."connectionId", o.name, now()
    FROM made m JOIN "Order" o ON o.shop = ${shop} AND o.id = m."orderId"
    ON CONFLICT (shop, kind, subject, place) DO NOTHING`;
}

/** A connection that takes orders, and since when. */
export interface Exporting {
  connectionId: string;
  from: string | null;
}
