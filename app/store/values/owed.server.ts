import { Prisma } from "@prisma/client";
import { VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { db } from "../database/database.server.ts";
import { happens, owe } from "./life.server.ts";

export interface Owed {
  name: "inbox" | "converge" | "sweep" | "lists" | "pictures" | "new-products" | "orders" | "flow" | "pull";
  shop: string;
  feedId: string | null;
}

/** In the order of the index. */
const KINDS = Object.values(VALUE_KINDS).flat();

/**
 * Everything that the tables say must be done now, even if the queue lost it: webhooks not handled, values
 * without a decision or a write, feeds and sweeps whose time has come.
 */
export async function owedWork(): Promise<Owed[]> {
  return db().$queryRaw<Owed[]>`
    WITH retried AS (
      ${happens("retryDue", {}, { where: Prisma.sql`o."retryAt" <= now()` })} RETURNING o.shop
    ), due AS (
      -- A price begins or ends by the clock alone.
      ${owe({ also: Prisma.sql`"dueAt" = NULL`, where: Prisma.sql`o."dueAt" <= now()` })} RETURNING o.shop
    ), owed AS (
      SELECT 'inbox' AS name, s.shop, NULL AS "feedId" FROM "Shop" s
        WHERE EXISTS (SELECT 1 FROM "InboxEvent" e WHERE e.shop = s.shop AND e."processedAt" IS NULL)
      UNION
      -- Shopify also asks about shops of which nothing is kept any more.
      SELECT 'inbox', e.shop, NULL FROM "InboxEvent" e
        WHERE e."processedAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "Shop" s WHERE s.shop = e.shop)
      UNION ALL
      SELECT 'converge', s.shop, NULL FROM "Shop" s
        WHERE s.state = 'active' AND (
          EXISTS (SELECT 1 FROM "Observation" o WHERE o.shop = s.shop AND o.dirty > o.decided)
          OR EXISTS (SELECT 1 FROM "Observation" o WHERE o.shop = s.shop AND o.kind = ANY(${KINDS}) AND o.verdict = 'push'
            AND (o."retryAt" IS NULL OR o."retryAt" <= now()))
          OR EXISTS (SELECT 1 FROM "Change" c WHERE c.shop = s.shop AND c.outcome = 'intended')
          OR EXISTS (SELECT 1 FROM retried r WHERE r.shop = s.shop)
          OR EXISTS (SELECT 1 FROM due d WHERE d.shop = s.shop))
      UNION ALL
      SELECT 'sweep', s.shop, NULL FROM "Shop" s
        WHERE s.state = 'active' AND (s."sweepDueAt" <= now() OR s."sweepId" IS NOT NULL)
      UNION ALL
      SELECT 'lists', s.shop, NULL FROM "Shop" s
        WHERE s.state = 'active' AND s."pricesDueAt" <= now()
      UNION ALL
      SELECT 'pictures', s.shop, NULL FROM "Shop" s
        WHERE s.state = 'active' AND s."picturesDueAt" <= now()
      UNION ALL
      SELECT 'new-products', s.shop, NULL FROM "Shop" s
        JOIN "Policy" p ON p.shop = s.shop AND p.rule = 'create-products' AND p.value @> '{"on":true}'::jsonb
        WHERE s.state = 'active' AND s."draftsDueAt" <= now()
      UNION ALL
      SELECT 'orders', s.shop, NULL FROM "Shop" s
        WHERE s.state = 'active' AND s."ordersDueAt" <= now() AND EXISTS (SELECT 1 FROM "Policy" p
          WHERE p.shop = s.shop AND p.rule IN ('orders', 'fulfillment') AND p.value @> '{"on":true}'::jsonb)
      UNION ALL
      SELECT 'pull', f.shop, f.id::text FROM "Feed" f
        JOIN "Connection" c ON c.id = f."connectionId" JOIN "Shop" s ON s.shop = f.shop
        WHERE s.state = 'active' AND f."nextAt" < now() AND (c."askAgainAt" IS NULL OR c."askAgainAt" <= now())
          AND (c.state IN ('active', 'broken') OR c.state = 'setup' AND f."nextAt" = 'epoch')
    )
    SELECT * FROM owed`;
}

/** The feeds that run on a schedule, and how often. */
export async function scheduledFeeds(): Promise<{ shop: string; id: string; everyMs: number }[]> {
  return db().$queryRaw`
    SELECT f.shop, f.id::text AS id, f."everyMs" FROM "Feed" f
    JOIN "Connection" c ON c.id = f."connectionId" AND c.state = 'active'
    JOIN "Shop" s ON s.shop = f.shop AND s.state = 'active'`;
}
