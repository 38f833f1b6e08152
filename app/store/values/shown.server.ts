import { Prisma } from "@prisma/client";
import { inTurn, type Transaction } from "../database/database.server.ts";
import { happens } from "./life.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** What the shop shows of one value; it is saved only where the value is kept in step. */
export interface ShownValue {
  kind: string;
  subject: string;
  place: string;
  value: string;
}

/** Saves what a look begun at `seenAt` found; values seen later stay. Returns how many moved. */
export async function saveShown(shop: string, values: readonly ShownValue[], seenAt: Date): Promise<number> {
  if (values.length === 0) return 0;
  return save(
    shop,
    Prisma.sql`SELECT * FROM jsonb_to_recordset(${jsonText(values)}::jsonb)
      AS r(kind text, subject text, place text, value text)`,
    seenAt,
  );
}

/** Takes over what the catalogue now holds of these variants: prices, and content of their own. */
export async function showVariants(shop: string, ids: readonly string[], seenAt: Date): Promise<number> {
  return save(
    shop,
    Prisma.sql`
      SELECT o.kind, o.subject, o.place, v.fields ->> (CASE o.kind WHEN 'content' THEN o.place ELSE o.kind END) AS value
      FROM "Variant" v
      JOIN "Observation" o ON o.shop = v.shop AND o.kind IN ('price', 'compareAt', 'cost', 'content')
        AND o.subject = v.id AND (o.place = '' OR o.kind = 'content') AND o."variantId" = v.id
      WHERE v.shop = ${shop} AND v.id IN (SELECT jsonb_array_elements_text(${jsonText(ids)}::jsonb))`,
    seenAt,
  );
}

/** Takes over what the catalogue now holds of these products. */
export async function showProducts(shop: string, ids: readonly string[], seenAt: Date): Promise<number> {
  return save(
    shop,
    Prisma.sql`
      SELECT o.kind, o.subject, o.place, p.fields ->> o.place AS value
      FROM "Product" p
      JOIN "Observation" o ON o.shop = p.shop AND o.kind = 'content' AND o.subject = p.id AND o."variantId" IS NULL
      WHERE p.shop = ${shop} AND p.id IN (SELECT jsonb_array_elements_text(${jsonText(ids)}::jsonb))`,
    seenAt,
  );
}

async function save(shop: string, values: Prisma.Sql, seenAt: Date): Promise<number> {
  const query = (tx: Transaction) => tx.$queryRaw<{ moved: number }[]>`
    WITH shown AS (${values}), known AS (
      SELECT o.kind, o.subject, o.place, o.observed AS before, o."observedAt" AS looked, s.value
      FROM shown s
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = s.kind AND o.subject = s.subject AND o.place = s.place
      WHERE s.value IS NOT NULL AND (o."observedAt" IS NULL OR o."observedAt" < ${seenAt})
      FOR UPDATE OF o
    ), told AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before)
      SELECT gen_random_uuid(), ${shop}, k.kind, k.subject, k.place, now(), 'seen', k.value, k.before
      FROM known k WHERE k.looked IS NOT NULL AND k.before IS DISTINCT FROM k.value
    ), saved AS (
      ${happens(
        "seen",
        { moved: Prisma.sql`(k.looked IS NULL OR k.before IS DISTINCT FROM k.value)` },
        {
          also: Prisma.sql`observed = k.value, "observedAt" = now()`,
          from: Prisma.sql`known k`,
          where: Prisma.sql`o.shop = ${shop} AND o.kind = k.kind AND o.subject = k.subject AND o.place = k.place`,
        },
      )}
      RETURNING k.before IS DISTINCT FROM k.value AS moved
    )
    SELECT count(*) FILTER (WHERE moved)::int AS moved FROM saved`;
  return (await inTurn(shop, query))[0]?.moved ?? 0;
}
