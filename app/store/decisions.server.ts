import { Prisma } from "@prisma/client";
import type { Decision } from "#app/core/decide.ts";
import { againstDeadlock, db, pool } from "./database.server.ts";

/** Everything that one stock decision rests on, as stored. Times are ISO strings. */
export interface DirtyStock {
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
  committed: number | null;
  dirty: number;
  tracked: boolean;
  hasComponents: boolean;
  tags: string[];
  price: string | null;
  bookedAfterMs: number | null;
  links: { connectionId: string; sku: string; unit: number }[];
  readings: { warehouse: string; quantity: string | null; asOf: string; origin: string | null }[];
  sales: { orderName: string; quantity: number; createdAt: string; bookedAt: string | null }[];
}

/**
 * Stock that is owed a decision, a chunk at a time, except what is being written: the shop has left the baseline by
 * our own hand then.
 */
export async function loadDirtyStock(shop: string, limit: number): Promise<DirtyStock[]> {
  const owed = Prisma.sql`o.dirty > o.decided
    AND o.subject NOT IN (SELECT c.subject FROM "Change" c WHERE c.shop = ${shop} AND c.outcome = 'intended')`;
  return loadStock(shop, owed, limit);
}

/** Stock in key order after the given key, owed a decision or not: what a change of rules is tried on. */
export async function loadStockAfter(
  shop: string,
  after: { subject: string; place: string },
  limit: number,
): Promise<DirtyStock[]> {
  return loadStock(shop, Prisma.sql`(o.subject, o.place) > (${after.subject}, ${after.place})`, limit);
}

async function loadStock(shop: string, where: Prisma.Sql, limit: number): Promise<DirtyStock[]> {
  // The rows are chosen first: joined first, the whole backlog would be joined again for every chunk.
  const query = Prisma.sql`
    WITH o AS MATERIALIZED (
      SELECT * FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = 'stock' AND ${where}
      ORDER BY o.subject, o.place LIMIT ${limit}
    )
    SELECT o.subject, o.place, o."connectionId"::text AS "connectionId", o.sku, o.observed, o.baseline,
      o."observedAt" IS NOT NULL AS looked, coalesce(l.listed, false) AS listed, o.approved, o.pinned, o."pinnedFor", o.committed, o.dirty,
      coalesce(v.tracked, false) AS tracked, coalesce(v."hasComponents", false) AS "hasComponents",
      coalesce(v.tags, '{}') AS tags, v.price, c."bookedAfterMs",
      coalesce(l.links, '[]') AS links, coalesce(r.readings, '[]') AS readings, coalesce(s.sales, '[]') AS sales
    FROM o
    LEFT JOIN "Variant" v ON v.shop = o.shop AND v."inventoryItemId" = o.subject
    LEFT JOIN "Connection" c ON c.id = o."connectionId"
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('connectionId', k."connectionId", 'sku', k.sku, 'unit', k.unit)) AS links,
        bool_or(EXISTS (SELECT 1 FROM "Reading" g WHERE g."connectionId" = k."connectionId" AND g.kind = 'stock'
          AND g.sku = k.sku)) AS listed
      FROM "Link" k JOIN "Mapping" m ON m."connectionId" = k."connectionId" AND m."locationId" = o.place
      WHERE k.shop = o.shop AND k."inventoryItemId" = o.subject AND k.state = 'confirmed'
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('warehouse', g.place, 'quantity', g.value, 'origin', g.origin,
        'asOf', to_jsonb(greatest(g."asOf", f.watermark))) ORDER BY g.place) AS readings
      FROM "Link" k
      JOIN "Mapping" m ON m."connectionId" = k."connectionId" AND m."locationId" = o.place
      JOIN "Reading" g ON g."connectionId" = k."connectionId" AND g.kind = 'stock' AND g.sku = k.sku
        AND g.place = m.warehouse
      LEFT JOIN "Feed" f ON f."connectionId" = k."connectionId" AND f.kind = 'stock'
      WHERE k.shop = o.shop AND k."inventoryItemId" = o.subject AND k.state = 'confirmed'
    ) r ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('orderName', d.name, 'quantity', n.quantity,
        'createdAt', d."createdAt", 'bookedAt', d."bookedAt") ORDER BY d."createdAt") AS sales
      FROM "OrderLine" n JOIN "Order" d ON d.shop = n.shop AND d.id = n."orderId"
      WHERE n.shop = o.shop AND n."inventoryItemId" = o.subject AND n."locationId" = o.place
    ) s ON true
    ORDER BY o.subject, o.place`;
  return (await pool().query<DirtyStock>(query)).rows;
}

export interface DecidedRow extends Omit<Decision, "desired" | "target" | "reason" | "verdict"> {
  verdict: Decision["verdict"] | "unknown";
  subject: string;
  place: string;
  desired: string | null;
  target: string | null;
  reason: string | null;
  /** The `dirty` mark that this decision answers; a later mark stays owed. */
  dirty: number;
}

/**
 * Saves decisions. A value that Shopify rejected, and whose time to try again has not come, keeps failing until
 * what it should be changes; a pin ends when it does.
 */
export async function saveDecisions(shop: string, rows: readonly DecidedRow[]): Promise<void> {
  await againstDeadlock(
    () => db().$executeRaw`
    WITH decided AS (
      SELECT r.*, o.desired AS was, o.verdict AS stood,
        CASE WHEN r.verdict IN ('planned', 'push') AND o.desired IS NOT DISTINCT FROM r.desired
          AND o.verdict = 'failing' AND o."retryAt" > now()
          THEN true ELSE false END AS stays
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(subject text, place text, dirty int, verdict text,
        reason text, desired text, target text, receipt jsonb, urgency int)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = 'stock' AND o.subject = r.subject AND o.place = r.place
    ), told AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before, detail)
      SELECT gen_random_uuid(), ${shop}, 'stock', d.subject, d.place, now(), 'read', d.desired, d.was, d.receipt
      FROM decided d WHERE d.desired IS NOT NULL AND d.was IS DISTINCT FROM d.desired
    )
    UPDATE "Observation" o SET
      desired = d.desired,
      target = d.target,
      "desiredAt" = CASE WHEN d.was IS DISTINCT FROM d.desired THEN now() ELSE o."desiredAt" END,
      receipt = d.receipt,
      verdict = CASE WHEN d.stays THEN o.verdict ELSE d.verdict END,
      reason = CASE WHEN d.stays THEN o.reason ELSE d.reason END,
      urgency = d.urgency,
      decided = d.dirty,
      baseline = CASE WHEN d.verdict = 'in-sync' THEN d.desired ELSE o.baseline END,
      "baselineAt" = CASE WHEN d.verdict = 'in-sync' AND o.baseline IS DISTINCT FROM d.desired THEN now()
        ELSE o."baselineAt" END,
      "driftSince" = CASE WHEN d.verdict IN ('planned', 'push', 'held') THEN coalesce(o."driftSince", now()) END,
      failures = CASE WHEN d.verdict = 'in-sync' OR d.was IS DISTINCT FROM d.desired THEN 0 ELSE o.failures END,
      message = CASE WHEN d.stays THEN o.message END,
      approved = CASE WHEN d.verdict IN ('planned', 'push') AND d.was IS NOT DISTINCT FROM d.desired
        THEN o.approved END,
      pinned = CASE WHEN o."pinnedFor" = d.desired THEN o.pinned END,
      "pinnedFor" = CASE WHEN o."pinnedFor" = d.desired THEN o."pinnedFor" END,
      "pinnedBy" = CASE WHEN o."pinnedFor" = d.desired THEN o."pinnedBy" END,
      "holdId" = CASE WHEN d.verdict = 'planned' THEN o."holdId" END
    FROM decided d
    WHERE o.shop = ${shop} AND o.kind = 'stock' AND o.subject = d.subject AND o.place = d.place`,
  );
}
