import { Prisma } from "@prisma/client";
import { pool } from "../database/database.server.ts";
import { owedADecision } from "../values/decisions.server.ts";
import { follows, type ValueKey } from "../values/observations.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** Everything that one stock decision rests on, as stored. Times are ISO strings. */
export interface StockRow {
  subject: string;
  place: string;
  connectionId: string | null;
  sku: string | null;
  observed: string | null;
  baseline: string | null;
  looked: boolean;
  /** The source lists the item, whether at this place or another. */
  listed: boolean;
  approved: string | null;
  pinned: string | null;
  pinnedFor: string | null;
  ignored: boolean;
  committed: number | null;
  dirty: number;
  tracked: boolean;
  hasComponents: boolean;
  tags: string[];
  /** The source says that every article behind the item is no longer sold. */
  discontinued: boolean;
  price: string | null;
  bookedAfterMs: number | null;
  links: { connectionId: string; sku: string; unit: number }[];
  readings: { warehouse: string; quantity: string | null; asOf: string; origin: string | null }[];
  sales: {
    orderName: string;
    quantity: number;
    createdAt: string;
    bookedAt: string | null;
    /** Pieces beyond what the source was sent; counted while the order is not in step with it. */
    untold: number;
  }[];
}

/**
 * Stock in key order after the given key that is owed a decision, except what is being written: our own write
 * has then moved the shop away from the baseline.
 */
export async function loadOwedStock(shop: string, after: ValueKey, limit: number): Promise<StockRow[]> {
  return loadStock(shop, Prisma.sql`${owedADecision(shop)} AND ${follows(after)}`, limit);
}

/** Of these values, the stock that is owed a decision. */
export async function loadOwedStockOf(shop: string, keys: readonly ValueKey[]): Promise<StockRow[]> {
  const named = jsonText(keys.map(({ subject, place }) => ({ subject, place })));
  const where = Prisma.sql`${owedADecision(shop)} AND (o.subject, o.place) IN (
    SELECT r.subject, r.place FROM jsonb_to_recordset(${named}::jsonb) AS r(subject text, place text))`;
  return loadStock(shop, where, keys.length);
}

/** Stock in key order after the given key, owed a decision or not: for trying out a change of rules. */
export async function loadStockAfter(shop: string, after: ValueKey, limit: number): Promise<StockRow[]> {
  return loadStock(shop, follows(after), limit);
}

/**
 * What was added to a line of a booked order since it was sent to the source. OFFSET 0 keeps PostgreSQL from
 * counting what the source was sent of every order before it checks whether the order is in step.
 */
const UNTOLD = Prisma.sql`
  SELECT greatest(0, least(n.quantity, (SELECT sum(a.quantity) FROM "OrderLine" a
    WHERE a.shop = n.shop AND a."orderId" = n."orderId" AND a.id = n.id) - floor(coalesce((
      SELECT sum((x->>'quantity')::numeric) FROM jsonb_array_elements(e.exported->'lines') x WHERE x->>'id' = n.id), 0)
    / coalesce((SELECT min(k.unit) FROM "Link" k WHERE k.shop = n.shop AND k."connectionId" = e."connectionId"
      AND k."inventoryItemId" = n."inventoryItemId" AND k.state = 'confirmed'), 1))))::int AS untold
  FROM (
    SELECT e.exported, e."connectionId" FROM "Observation" w
    JOIN "OutboxEntry" e ON e.shop = w.shop AND e."orderId" = w.subject AND e."connectionId" = o."connectionId"
      AND e."sourceId" IS NOT NULL AND e.exported IS NOT NULL
    WHERE w.shop = n.shop AND w.kind = 'order' AND w.subject = n."orderId" AND w.place = o."connectionId"::text
      AND (w.verdict <> 'in-sync' OR w.dirty > w.decided)
    OFFSET 0
  ) e`;

async function loadStock(shop: string, where: Prisma.Sql, limit: number): Promise<StockRow[]> {
  // The rows are chosen first: joined first, the whole backlog would be joined again for every chunk.
  const query = Prisma.sql`
    WITH o AS MATERIALIZED (
      SELECT * FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = 'stock' AND ${where}
      ORDER BY o.subject, o.place LIMIT ${limit}
    )
    SELECT o.subject, o.place, o."connectionId"::text AS "connectionId", o.sku, o.observed, o.baseline,
      o."observedAt" IS NOT NULL AS looked, coalesce(l.listed, false) AS listed,
      coalesce(l.discontinued, false) AS discontinued, o.approved, o.pinned, o."pinnedFor", o.ignored,
      o.committed, o.dirty,
      coalesce(v.tracked, false) AS tracked, coalesce(v."hasComponents", false) AS "hasComponents",
      coalesce(v.tags, '{}') AS tags, v.price, c."bookedAfterMs",
      coalesce(l.links, '[]') AS links, coalesce(r.readings, '[]') AS readings, coalesce(s.sales, '[]') AS sales
    FROM o
    LEFT JOIN "Variant" v ON v.shop = o.shop AND v."inventoryItemId" = o.subject
    LEFT JOIN "Connection" c ON c.id = o."connectionId"
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('connectionId', k."connectionId", 'sku', k.sku, 'unit', k.unit)) AS links,
        bool_or(EXISTS (SELECT 1 FROM "Reading" g WHERE g."connectionId" = k."connectionId" AND g.kind = 'stock'
          AND g.sku = k.sku)) AS listed,
        bool_and(EXISTS (SELECT 1 FROM "Reading" g WHERE g."connectionId" = k."connectionId" AND g.kind = 'content'
          AND g.sku = k.sku AND g.value::jsonb @> '{"discontinued":true}'::jsonb)) AS discontinued
      FROM "Link" k JOIN "Mapping" m ON m."connectionId" = k."connectionId" AND m."locationId" = o.place
      WHERE k.shop = o.shop AND k."inventoryItemId" = o.subject AND k.state = 'confirmed'
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('warehouse', g.place, 'quantity', g.value, 'origin', g.origin,
          'asOf', to_jsonb(greatest(g."asOf", f.watermark))) ORDER BY g.place) AS readings,
        min(greatest(g."asOf", f.watermark)) AS "asOf"
      FROM "Link" k
      JOIN "Mapping" m ON m."connectionId" = k."connectionId" AND m."locationId" = o.place
      JOIN "Reading" g ON g."connectionId" = k."connectionId" AND g.kind = 'stock' AND g.sku = k.sku
        AND g.place = m.warehouse
      LEFT JOIN "Feed" f ON f."connectionId" = k."connectionId" AND f.kind = 'stock'
      WHERE k.shop = o.shop AND k."inventoryItemId" = o.subject AND k.state = 'confirmed'
    ) r ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('orderName', d.name, 'quantity', n.quantity,
        'createdAt', d."createdAt", 'bookedAt', d."bookedAt", 'untold', coalesce(t.untold, 0))
        ORDER BY d."createdAt") AS sales
      FROM "OrderLine" n JOIN "Order" d ON d.shop = n.shop AND d.id = n."orderId"
      LEFT JOIN LATERAL (${UNTOLD}) t ON d."bookedAt" IS NOT NULL
      WHERE n.shop = o.shop AND n."inventoryItemId" = o.subject AND n."locationId" = o.place
        -- A good seller has many that were booked long ago: core/stock/stock.ts unbookedSales would leave them out.
        AND (r."asOf" IS NULL OR t.untold > 0
          OR coalesce(d."bookedAt", d."createdAt" + c."bookedAfterMs" * interval '1 ms', 'infinity') > r."asOf")
    ) s ON true
    ORDER BY o.subject, o.place`;
  return (await pool().query<StockRow>(query)).rows;
}
