import { Prisma } from "@prisma/client";
import type { ShipmentRecord } from "#app/core/source/order-records.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { pool } from "../database/database.server.ts";

/** Everything that the plan for one order's fulfillments rests on, as stored. */
export interface FulfillmentRow {
  orderId: string;
  /** Null: nobody has read it whole, or it was erased. */
  document: ShopOrderDocument | null;
  shipments: ShipmentInput[];
  articles: { connectionId: string; sku: string; variantId: string; unit: number }[];
  /** Fulfillments that we cancelled, or may have. */
  cancelledByUs: string[];
}

export interface ShipmentInput extends Pick<ShipmentRecord, "status" | "lines"> {
  place: string;
  connectionId: string;
  connectionState: string;
  locationId: string | null;
  /** Times of JSON: ISO texts. */
  promisedAt: string | null;
  shippedAt: string | null;
  deliveredAt: string | null;
  asOf: string;
  parcels: ParcelInput[];
  fulfillmentIds: string[];
  dirty: number;
  approved: string | null;
  pinned: string | null;
  pinnedFor: string | null;
  ignored: boolean;
  /** A write of it was refused, or nobody knows what became of it, so it waits a little. */
  rests: boolean;
}

type Parcel = ShipmentRecord["parcels"][number];
type ParcelInput = Omit<Parcel, "events"> & {
  events: readonly (Omit<Parcel["events"][number], "at"> & { at: string })[];
};

/** Orders after the given one with a shipment that is owed a decision. */
export async function dirtyFulfillmentOrders(shop: string, after: string, limit: number): Promise<string[]> {
  const query = Prisma.sql`
    SELECT DISTINCT o.subject FROM "Observation" o
    WHERE o.shop = ${shop} AND o.kind = 'fulfillment' AND o.dirty > o.decided AND o.subject > ${after}
    ORDER BY o.subject LIMIT ${limit}`;
  return (await pool().query<{ subject: string }>(query)).rows.map(({ subject }) => subject);
}

/** Orders with something to write that does not rest: those that have waited longest first. */
export async function ordersToFulfill(shop: string, limit: number): Promise<string[]> {
  const query = Prisma.sql`
    SELECT o.subject FROM "Observation" o
    WHERE o.shop = ${shop} AND o.kind = 'fulfillment' AND o.verdict = 'push' AND o.dirty = o.decided
      AND (o."retryAt" IS NULL OR o."retryAt" <= now())
    GROUP BY o.subject ORDER BY min(o."driftSince"), o.subject LIMIT ${limit}`;
  return (await pool().query<{ subject: string }>(query)).rows.map(({ subject }) => subject);
}

/** Orders with all of their shipments. */
export async function loadFulfillments(shop: string, orderIds: readonly string[]): Promise<FulfillmentRow[]> {
  const query = Prisma.sql`
    SELECT d.id AS "orderId", d.document, coalesce(s.shipments, '[]') AS shipments,
      coalesce(a.articles, '[]') AS articles, coalesce(c.cancelled, '{}') AS "cancelledByUs"
    FROM "Order" d
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('place', o.place, 'connectionId', s."connectionId", 'connectionState', n.state,
        'locationId', m."locationId", 'status', s.status, 'lines', s.lines, 'promisedAt', s."promisedAt",
        'shippedAt', s."shippedAt", 'deliveredAt', s."deliveredAt", 'asOf', s."asOf",
        'fulfillmentIds', coalesce(s."fulfillmentIds", '{}'), 'dirty', o.dirty, 'approved', o.approved, 'pinned', o.pinned,
        'pinnedFor', o."pinnedFor", 'ignored', o.ignored, 'rests', coalesce(o."retryAt" > now(), false),
        'parcels', coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', p.id, 'carrier', p.carrier, 'number', p.number, 'url', p.url,
            'events', p.events) ORDER BY p.id)
          FROM "Parcel" p WHERE p."connectionId" = s."connectionId" AND p."shipmentId" = s.id), '[]'))
        ORDER BY coalesce(s."shippedAt", s."asOf"), s."connectionId", s.id) AS shipments
      FROM "Shipment" s
      JOIN "Observation" o ON o.shop = s.shop AND o.kind = 'fulfillment' AND o.subject = d.id
        AND o.place = s."connectionId" || '/' || s.id
      JOIN "Connection" n ON n.id = s."connectionId"
      LEFT JOIN "Mapping" m ON m."connectionId" = s."connectionId" AND m.warehouse = s.warehouse
      WHERE s.shop = d.shop AND s."orderId" = d.id
    ) s ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(DISTINCT jsonb_build_object('connectionId', k."connectionId", 'sku', k.sku,
        'variantId', k."variantId", 'unit', k.unit)) AS articles
      FROM "Shipment" s
      -- As an array, whose few elements are looked up one by one; joined, all links would be read for each order.
      JOIN "Link" k ON k."connectionId" = s."connectionId" AND k.state = 'confirmed' AND k.sku = ANY(ARRAY(
        SELECT line->>'sku' FROM jsonb_array_elements(s.lines) line))
      WHERE s.shop = d.shop AND s."orderId" = d.id
    ) a ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(substr(c."idempotencyKey", ${CANCEL_KEY.length + 1})) AS cancelled FROM "Change" c
      WHERE c.shop = d.shop AND c.kind = 'fulfillment' AND c.subject = d.id
        AND starts_with(c."idempotencyKey", ${CANCEL_KEY}) AND c.outcome NOT IN ('rejected', 'withdrawn')
    ) c ON true
    WHERE d.shop = ${shop} AND d.id = ANY(${[...orderIds]})
    ORDER BY d.id`;
  return (await pool().query<FulfillmentRow>(query)).rows;
}

/** What the key of a change that cancels a fulfillment begins with; its id follows. */
export const CANCEL_KEY = "cancel/";
