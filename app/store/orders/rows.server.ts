import { Prisma } from "@prisma/client";
import { pool } from "../database/database.server.ts";
import type { StoredIn } from "../database/json.server.ts";
import { follows, type ValueKey } from "../values/observations.server.ts";

/** Everything that the decision about one order and one connection rests on, as stored. */
export interface OrderRow {
  shop: string;
  orderId: string;
  connectionId: string;
  key: string;
  /** Null: nobody wants it any more, or it was erased. */
  document: StoredIn<"Order.document">;
  dirty: number;
  connectionState: string;
  entry: {
    state: string;
    exported: StoredIn<"OutboxEntry.exported">;
    credited: string[];
    accepted: string | null;
    sourceId: string | null;
    sourceStatus: string | null;
    sourceTotal: string | null;
  };
  /** The source's articles behind the variants of the order, the one of the same SKU first. */
  links: { variantId: string; sku: string; unit: number }[];
  warehouses: { locationId: string; warehouse: string }[];
}

/** Orders in key order after the given key that are owed a decision; one that is being sent is owed an answer first. */
export async function loadOwedOrders(shop: string, after: ValueKey, limit: number): Promise<OrderRow[]> {
  return loadOrders(
    Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.dirty > o.decided AND e.state <> 'sending'
      AND ${follows(after)}`,
    Prisma.sql`o.subject, o.place`,
    limit,
  );
}

/** Orders that may be sent to the source now, the earliest placed first; none of connections that rest. */
export async function loadOrdersToWrite(shop: string, limit: number): Promise<OrderRow[]> {
  return loadOrders(
    Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.verdict = 'push' AND o.dirty = o.decided
      AND (o."retryAt" IS NULL OR o."retryAt" <= now()) AND e.state <> 'sending'
      AND NOT EXISTS (SELECT 1 FROM "Connection" c WHERE c.id = o."connectionId" AND c."askAgainAt" > now())`,
    Prisma.sql`d."createdAt", o.subject, o.place`,
    limit,
  );
}

/** One order as each connection should hold it, for the explanation on its page. */
export async function loadOrdersOf(shop: string, orderId: string): Promise<OrderRow[]> {
  return loadOrders(
    Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.subject = ${orderId}`,
    Prisma.sql`o.place`,
    ENTRIES_MAX,
  );
}

/** No shop has more connections than this. */
const ENTRIES_MAX = 20;

async function loadOrders(where: Prisma.Sql, order: Prisma.Sql, limit: number): Promise<OrderRow[]> {
  // The orders are chosen first: joined first, the links of the whole backlog would be looked up for every chunk.
  const query = Prisma.sql`
    WITH o AS MATERIALIZED (
      SELECT o.shop, o.subject, o.place, o.dirty, e.id AS entry, e."connectionId",
        row_number() OVER (ORDER BY ${order}) AS rank
      FROM "Observation" o
      JOIN "OutboxEntry" e ON e.shop = o.shop AND e."orderId" = o.subject AND e."connectionId" = o."connectionId"
      JOIN "Order" d ON d.shop = o.shop AND d.id = o.subject
      WHERE ${where}
      ORDER BY ${order} LIMIT ${limit}
    )
    SELECT o.shop, o.subject AS "orderId", o.place AS "connectionId", e.key, d.document, o.dirty,
      c.state AS "connectionState",
      jsonb_build_object('state', e.state, 'exported', e.exported, 'credited', coalesce(e.credited, '{}'),
        'accepted', e.accepted, 'sourceId', e."sourceId", 'sourceStatus', e."sourceStatus",
        'sourceTotal', e."sourceTotal") AS entry,
      coalesce(l.links, '[]') AS links, coalesce(w.warehouses, '[]') AS warehouses
    FROM o
    JOIN "OutboxEntry" e ON e.id = o.entry
    JOIN "Order" d ON d.shop = o.shop AND d.id = o.subject
    JOIN "Connection" c ON c.id = o."connectionId"
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('variantId', k."variantId", 'sku', k.sku, 'unit', k.unit)
        ORDER BY k.sku IS DISTINCT FROM v.sku, k.sku) AS links
      FROM "Link" k LEFT JOIN "Variant" v ON v.shop = k.shop AND v.id = k."variantId"
      -- As an array, whose few elements are looked up one by one; joined, all links would be read for each order.
      WHERE k."connectionId" = o."connectionId" AND k.state = 'confirmed' AND k."variantId" = ANY(ARRAY(
        SELECT line->>'variantId' FROM jsonb_array_elements(d.document->'lines') line))
    ) l ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('locationId', m."locationId", 'warehouse', m.warehouse)) AS warehouses
      FROM "Mapping" m WHERE m."connectionId" = o."connectionId"
    ) w ON true
    ORDER BY o.rank`;
  return (await pool().query<OrderRow>(query)).rows;
}
