import type { Parcel, Shipment } from "@prisma/client";
import type { ShipmentRecord } from "#app/core/source/order-records.ts";
import { db, type Transaction } from "../database/database.server.ts";
import { finishPage, inOneGo, type FeedPage, type PageSaved } from "../connections/feed-page.server.ts";
import { readJson } from "../database/json.server.ts";
import { jsonText } from "../database/json-text.server.ts";
import { becomes } from "../values/life.server.ts";

/**
 * Saves what the source says about shipments and parcels, and owes a decision to every shipment of the orders they
 * belong to. One that names an order we do not know yet waits for it. An older record never replaces a newer one.
 */
export async function saveShipmentPage(page: FeedPage<ShipmentRecord>): Promise<PageSaved> {
  const { shop, connectionId } = page;
  const own = page.records.filter(({ key }) => key === null || key.startsWith(`${shop}/`));
  // Nobody but the holder of this feed changes what is compared.
  const changed = await changedShipments(connectionId, await withoutForgotten(shop, newestOf(own)));
  return inOneGo(page, async (tx) => {
    if (changed.length > 0) {
      const ids = changed.map(({ id }) => id);
      await saveRows(tx, shop, connectionId, changed);
      await saveParcels(tx, shop, connectionId, changed);
      await saveWarehouses(tx, shop, connectionId, changed);
      const orderIds = await linkShipments(tx, shop, connectionId, ids);
      await oweOrders(tx, shop, orderIds);
    }
    return finishPage(tx, page, "shipments", changed.length, 0);
  });
}

/** Links shipments that came before these orders, and owes a decision to all shipments of the orders. */
export async function adoptShipments(
  tx: Transaction,
  shop: string,
  orderIds: readonly string[],
): Promise<void> {
  const ids = [...orderIds];
  await tx.$executeRaw`
    UPDATE "Shipment" s SET "orderId" = o.id
    FROM "Order" o
    WHERE o.shop = ${shop} AND o.id = ANY(${ids}) AND s.shop = o.shop AND s."orderId" IS NULL
      AND (s."orderKey" = o.shop || '/' || o.id OR s."orderKey" IS NULL AND s."orderName" = o.name)`;
  await oweOrders(tx, shop, ids);
}

/** The newest record of each shipment that the page names. */
function newestOf(records: readonly ShipmentRecord[]): ShipmentRecord[] {
  const newest = new Map<string, ShipmentRecord>();
  for (const record of records) {
    const before = newest.get(record.id);
    if (!before || before.asOf <= record.asOf) newest.set(record.id, record);
  }
  return [...newest.values()];
}

/** Those that differ from what is stored. */
async function changedShipments(
  connectionId: string,
  records: readonly ShipmentRecord[],
): Promise<ShipmentRecord[]> {
  const ids = records.map(({ id }) => id);
  const stored = await db().shipment.findMany({ where: { connectionId, id: { in: ids } } });
  const parcels = await db().parcel.findMany({ where: { connectionId, shipmentId: { in: ids } } });
  const known = new Map(stored.map((row) => [row.id, row]));
  const parcelsOf = Map.groupBy(parcels, ({ shipmentId }) => shipmentId);
  return records.filter((record) => {
    const row = known.get(record.id);
    if (!row) return true;
    return record.asOf >= row.asOf && said(record) !== saidBefore(row, parcelsOf.get(record.id) ?? []);
  });
}

/** Of an order whose buyer is forgotten, parcels do not come back: they lead to the buyer. */
async function withoutForgotten(shop: string, records: ShipmentRecord[]): Promise<ShipmentRecord[]> {
  if (records.length === 0) return [];
  const names = records.flatMap(({ orderName }) => orderName ?? []);
  const ids = records.flatMap(({ key }) => key?.slice(shop.length + 1) ?? []);
  const erased = await db().order.findMany({
    where: { shop, erasedAt: { not: null }, OR: [{ id: { in: ids } }, { name: { in: names } }] },
    select: { id: true, name: true },
  });
  const forgotten = new Set(erased.flatMap(({ id, name }) => [`${shop}/${id}`, name]));
  return records.map((record) =>
    forgotten.has(record.key ?? record.orderName ?? "") ? { ...record, parcels: [] } : record,
  );
}

function said(record: ShipmentRecord): string {
  const { key, orderName, number, warehouse, status, promisedAt, shippedAt, deliveredAt, lines, parcels } =
    record;
  return JSON.stringify([
    [key, orderName, number, warehouse, status, promisedAt, shippedAt, deliveredAt],
    lines.map(({ lineId, sku, quantity }) => [lineId, sku, quantity]),
    [...parcels]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, carrier, number: tracking, url, events }) => [
        id,
        carrier,
        tracking,
        url,
        events.map(({ status: event, at, message }) => [event, at, message]),
      ]),
  ]);
}

function saidBefore(row: Shipment, parcels: readonly Parcel[]): string {
  return said({
    ...row,
    key: row.orderKey,
    status: row.status as ShipmentRecord["status"],
    lines: readJson("Shipment.lines", row),
    parcels: parcels.map((parcel) => ({
      ...parcel,
      events: readJson("Parcel.events", parcel).map((told) => ({ ...told, at: new Date(told.at) })),
    })),
    origin: row.origin ?? "",
  });
}

async function saveRows(
  tx: Transaction,
  shop: string,
  connectionId: string,
  records: readonly ShipmentRecord[],
): Promise<void> {
  const rows = jsonText(records.map(({ parcels: _, ...record }) => record));
  await tx.$executeRaw`
    INSERT INTO "Shipment" AS s (shop, "connectionId", id, number, "orderKey", "orderName", warehouse, status,
      "promisedAt", "shippedAt", "deliveredAt", lines, "fulfillmentIds", "asOf", "readAt", origin)
    SELECT ${shop}, ${connectionId}::uuid, r.id, r.number, r.key, r."orderName", r.warehouse, r.status,
      r."promisedAt", r."shippedAt", r."deliveredAt", r.lines, '{}', r."asOf", now(), r.origin
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id text, number text, key text, "orderName" text, warehouse text,
      status text, "promisedAt" timestamptz, "shippedAt" timestamptz, "deliveredAt" timestamptz, lines jsonb,
      "asOf" timestamptz, origin text)
    ON CONFLICT ("connectionId", id) DO UPDATE SET number = excluded.number, "orderKey" = excluded."orderKey",
      "orderName" = excluded."orderName", warehouse = excluded.warehouse, status = excluded.status,
      "promisedAt" = excluded."promisedAt", "shippedAt" = excluded."shippedAt", "deliveredAt" = excluded."deliveredAt",
      lines = excluded.lines, "asOf" = excluded."asOf", "readAt" = excluded."readAt", origin = excluded.origin,
      "orderId" = CASE WHEN (s."orderKey", s."orderName") IS NOT DISTINCT FROM (excluded."orderKey", excluded."orderName")
        THEN s."orderId" END`;
}

async function saveParcels(
  tx: Transaction,
  shop: string,
  connectionId: string,
  records: readonly ShipmentRecord[],
): Promise<void> {
  const ids = records.map(({ id }) => id);
  const rows = records.flatMap(({ id: shipmentId, parcels }) =>
    parcels.map((parcel) => ({ ...parcel, shipmentId })),
  );
  await tx.$executeRaw`
    DELETE FROM "Parcel" WHERE "connectionId" = ${connectionId}::uuid AND "shipmentId" = ANY(${ids})`;
  await tx.$executeRaw`
    INSERT INTO "Parcel" (shop, "connectionId", "shipmentId", id, carrier, number, url, events)
    SELECT ${shop}, ${connectionId}::uuid, r."shipmentId", r.id, r.carrier, r.number, r.url, r.events
    FROM jsonb_to_recordset(${jsonText(rows)}::jsonb)
      AS r("shipmentId" text, id text, carrier text, number text, url text, events jsonb)
    ON CONFLICT DO NOTHING`;
}

/** A warehouse that only a shipment has named can be mapped too. */
async function saveWarehouses(
  tx: Transaction,
  shop: string,
  connectionId: string,
  records: readonly ShipmentRecord[],
): Promise<void> {
  const codes = [...new Set(records.map(({ warehouse }) => warehouse))];
  await tx.$executeRaw`
    INSERT INTO "Warehouse" (shop, "connectionId", code, name)
    SELECT ${shop}, ${connectionId}::uuid, code, code FROM unnest(${codes}::text[]) code
    ON CONFLICT DO NOTHING`;
}

/** Links shipments to their orders; returns these orders and those they belonged to before. */
async function linkShipments(
  tx: Transaction,
  shop: string,
  connectionId: string,
  ids: readonly string[],
): Promise<string[]> {
  const given = [...ids];
  await tx.$executeRaw`
    UPDATE "Shipment" s SET "orderId" = o.id
    FROM "Order" o
    WHERE s."connectionId" = ${connectionId}::uuid AND s.id = ANY(${given}) AND s."orderId" IS NULL
      AND o.shop = ${shop} AND CASE WHEN s."orderKey" IS NULL THEN o.name = s."orderName"
        ELSE o.id = substr(s."orderKey", length(${shop}) + 2) END`;
  const rows = await tx.$queryRaw<{ orderId: string }[]>`
    WITH moved AS (
      DELETE FROM "Observation" o USING "Shipment" s
      WHERE s."connectionId" = ${connectionId}::uuid AND s.id = ANY(${given}) AND o.shop = ${shop}
        AND o.kind = 'fulfillment' AND o.place = s."connectionId" || '/' || s.id
        AND o.subject IS DISTINCT FROM s."orderId"
      RETURNING o.subject
    )
    SELECT DISTINCT s."orderId" FROM "Shipment" s
    WHERE s."connectionId" = ${connectionId}::uuid AND s.id = ANY(${given}) AND s."orderId" IS NOT NULL
    UNION SELECT subject FROM moved`;
  return rows.map(({ orderId }) => orderId);
}

/** The plan for one shipment depends on all of its order, so all of them are decided together. */
async function oweOrders(tx: Transaction, shop: string, orderIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Observation" AS o (shop, kind, subject, place, "connectionId", title)
    SELECT s.shop, 'fulfillment', s."orderId", s."connectionId" || '/' || s.id, s."connectionId", d.name
    FROM "Shipment" s JOIN "Order" d ON d.shop = s.shop AND d.id = s."orderId"
    WHERE s.shop = ${shop} AND s."orderId" = ANY(${[...orderIds]})
    ORDER BY s."orderId", s."connectionId", s.id
    ON CONFLICT (shop, kind, subject, place) DO UPDATE SET ${becomes("marked", {})}, title = excluded.title`;
}
