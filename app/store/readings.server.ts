import type { BookingRecord, ItemRecord, SetAsideRecord, StockRecord } from "#app/core/records.ts";
import { againstDeadlock, db, type Transaction } from "./database.server.ts";
import { fence, type Lease } from "./leases.server.ts";

/** The parts of an adapter's page that are stored together, in one transaction. */
export interface FeedPage<T> {
  shop: string;
  connectionId: string;
  feedId: string;
  /** Only the worker that holds the feed may save what it read. */
  lease: Lease;
  records: readonly T[];
  setAside: readonly SetAsideRecord[];
  cursor: string;
  done: boolean;
  listing: { id: string; ends: boolean } | null;
}

/** What saving a page changed: records that say something else now, and items nobody had heard of. */
export interface PageSaved {
  changed: number;
  newItems: number;
}

const TRANSACTION = { timeout: 60_000, maxWait: 30_000 };

/**
 * Saves one page of stock: readings, records set aside, cursor and the marks on what must be decided again.
 * An older record never replaces a newer one.
 */
export async function saveStockPage(page: FeedPage<StockRecord>): Promise<PageSaved> {
  return inOneGo(page, async (tx) => {
    const changed = await upsertReadings(tx, page);
    await saveSetAside(tx, page, "stock");
    if (page.listing) await keepListed(tx, page, page.listing.id);
    const gone = page.listing?.ends ? await markAbsent(tx, page, page.listing.id) : 0;
    const newItems = await tx.$executeRaw`
      INSERT INTO "Item" (shop, "connectionId", sku, "seenAt")
      SELECT DISTINCT ${page.shop}, ${page.connectionId}::uuid, r.sku, now()
      FROM jsonb_to_recordset(${stockRows(page)}::jsonb) AS r(sku text)
      ON CONFLICT DO NOTHING`;
    await tx.$executeRaw`
      INSERT INTO "Warehouse" (shop, "connectionId", code, name)
      SELECT DISTINCT ${page.shop}, ${page.connectionId}::uuid, r.place, r.place
      FROM jsonb_to_recordset(${stockRows(page)}::jsonb) AS r(place text)
      ON CONFLICT DO NOTHING`;
    await saveCursor(tx, page, changed + gone, newest(page.records.map(({ asOf }) => asOf)));
    return { changed: changed + gone, newItems };
  });
}

export async function saveItemPage(page: FeedPage<ItemRecord>): Promise<PageSaved> {
  const rows = JSON.stringify(page.records.map(({ sku, title, barcode }) => ({ sku, title, barcode })));
  return inOneGo(page, async (tx) => {
    const changed = await tx.$executeRaw`
      INSERT INTO "Item" (shop, "connectionId", sku, title, barcode, "seenAt")
      SELECT DISTINCT ON (r.sku) ${page.shop}, ${page.connectionId}::uuid, r.sku, r.title, r.barcode, now()
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(sku text, title text, barcode text)
      ON CONFLICT ("connectionId", sku) DO UPDATE
        SET title = excluded.title, barcode = excluded.barcode, "seenAt" = excluded."seenAt"
        WHERE ("Item".title, "Item".barcode) IS DISTINCT FROM (excluded.title, excluded.barcode)`;
    await saveSetAside(tx, page, "items");
    await saveCursor(tx, page, changed, null);
    return { changed, newItems: changed };
  });
}

/** Saves which orders the source has booked, and marks the stock that waited for it. */
export async function saveBookingPage(page: FeedPage<BookingRecord>): Promise<PageSaved> {
  const rows = JSON.stringify(page.records);
  return inOneGo(page, async (tx) => {
    const booked = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Order" o SET "bookedAt" = r."bookedAt"
      FROM jsonb_to_recordset(${rows}::jsonb) AS r("orderName" text, "bookedAt" timestamptz)
      WHERE o.shop = ${page.shop} AND o.name = r."orderName"
        AND o."bookedAt" IS DISTINCT FROM r."bookedAt"
      RETURNING o.id`;
    // A booking may be told before the order is: it waits here until the order is read.
    await tx.$executeRaw`
      INSERT INTO "Booking" (shop, "connectionId", "orderName", "bookedAt")
      SELECT DISTINCT ON (r."orderName") ${page.shop}, ${page.connectionId}::uuid, r."orderName", r."bookedAt"
      FROM jsonb_to_recordset(${rows}::jsonb) AS r("orderName" text, "bookedAt" timestamptz)
      ON CONFLICT ("connectionId", "orderName") DO UPDATE SET "bookedAt" = excluded."bookedAt"`;
    const ids = JSON.stringify(booked.map(({ id }) => id));
    await tx.$executeRaw`
      UPDATE "Observation" o SET dirty = o.dirty + 1
      FROM "OrderLine" l
      WHERE l.shop = ${page.shop} AND l."orderId" IN (SELECT jsonb_array_elements_text(${ids}::jsonb))
        AND o.shop = l.shop AND o.kind = 'stock' AND o.subject = l."inventoryItemId" AND o.place = l."locationId"`;
    await saveSetAside(tx, page, "orderStates");
    await saveCursor(tx, page, booked.length, null);
    return { changed: booked.length, newItems: 0 };
  });
}

/** A page and everything that follows from it are saved together, by the worker that holds the feed, or not at all. */
function inOneGo(page: FeedPage<unknown>, save: (tx: Transaction) => Promise<PageSaved>): Promise<PageSaved> {
  const fenced = async (tx: Transaction) => {
    await fence(tx, page.lease);
    return save(tx);
  };
  return againstDeadlock(() => db().$transaction(fenced, TRANSACTION));
}

function stockRows(page: FeedPage<StockRecord>): string {
  return JSON.stringify(
    page.records.map(({ sku, warehouse, quantity, asOf, origin }) => ({
      sku,
      place: warehouse,
      value: String(quantity),
      asOf,
      origin,
    })),
  );
}

async function upsertReadings(tx: Transaction, page: FeedPage<StockRecord>): Promise<number> {
  const listing = page.listing?.id ?? null;
  const changed = await tx.$queryRaw<{ sku: string }[]>`
    WITH incoming AS (
      SELECT DISTINCT ON (r.sku, r.place) r.*
      FROM jsonb_to_recordset(${stockRows(page)}::jsonb)
        AS r(sku text, place text, value text, "asOf" timestamptz, origin text)
      ORDER BY r.sku, r.place, r."asOf" DESC
    ), moved AS (
      SELECT i.sku FROM incoming i
      LEFT JOIN "Reading" r ON r."connectionId" = ${page.connectionId}::uuid AND r.kind = 'stock'
        AND r.sku = i.sku AND r.place = i.place
      WHERE r.sku IS NULL OR (r.value IS DISTINCT FROM i.value AND r."asOf" <= i."asOf")
    ), saved AS (
      INSERT INTO "Reading" AS r
        (shop, "connectionId", kind, sku, place, value, "asOf", "readAt", origin, listing)
      SELECT ${page.shop}, ${page.connectionId}::uuid, 'stock', i.sku, i.place, i.value, i."asOf", now(),
        i.origin, ${listing}
      FROM incoming i
      ON CONFLICT ("connectionId", kind, sku, place) DO UPDATE
        SET value = excluded.value, "asOf" = excluded."asOf", "readAt" = excluded."readAt",
          origin = excluded.origin, listing = coalesce(excluded.listing, r.listing)
        WHERE r."asOf" <= excluded."asOf"
    )
    SELECT sku FROM moved`;
  await markSkusDirty(
    tx,
    page,
    changed.map(({ sku }) => sku),
  );
  return changed.length;
}

/** A record set aside, or one older than ours, still names its SKU: the source lists it. */
async function keepListed(tx: Transaction, page: FeedPage<unknown>, listing: string): Promise<void> {
  const named = page.setAside.map(({ sku }) => sku);
  const skus = JSON.stringify(named.filter((sku) => sku !== null));
  await tx.$executeRaw`
    UPDATE "Reading" SET listing = ${listing}
    WHERE "connectionId" = ${page.connectionId}::uuid AND kind = 'stock'
      AND sku IN (SELECT jsonb_array_elements_text(${skus}::jsonb))`;
  const flawed = named.includes(null);
  await tx.$executeRaw`
    UPDATE "Feed" SET listing = ${listing},
      "listingFlawed" = ${flawed} OR ("listingFlawed" AND listing IS NOT DISTINCT FROM ${listing})
    WHERE id = ${page.feedId}::uuid`;
}

/**
 * What a complete listing did not name is gone from the source. Where a record of it could not be told apart,
 * nobody knows which SKU it was about, so nothing is taken for gone.
 */
async function markAbsent(tx: Transaction, page: FeedPage<unknown>, listing: string): Promise<number> {
  const gone = await tx.$queryRaw<{ sku: string }[]>`
    UPDATE "Reading" r SET value = NULL, "asOf" = now(), "readAt" = now(), origin = NULL
    FROM "Feed" f
    WHERE f.id = ${page.feedId}::uuid AND NOT f."listingFlawed"
      AND r."connectionId" = ${page.connectionId}::uuid AND r.kind = 'stock'
      AND r.listing IS DISTINCT FROM ${listing} AND r.value IS NOT NULL
    RETURNING r.sku`;
  await markSkusDirty(
    tx,
    page,
    gone.map(({ sku }) => sku),
  );
  return gone.length;
}

async function markSkusDirty(tx: Transaction, page: FeedPage<unknown>, skus: readonly string[]) {
  if (skus.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Observation" o SET dirty = o.dirty + 1
    FROM "Link" l
    WHERE l."connectionId" = ${page.connectionId}::uuid AND l.state = 'confirmed'
      AND l.sku IN (SELECT jsonb_array_elements_text(${JSON.stringify(skus)}::jsonb))
      AND o.shop = ${page.shop} AND o.kind = 'stock' AND o.subject = l."inventoryItemId"`;
}

async function saveSetAside(tx: Transaction, page: FeedPage<unknown>, kind: string): Promise<void> {
  if (page.setAside.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "SetAside" (id, shop, "connectionId", kind, origin, sku, reason, raw, at)
      SELECT DISTINCT ON (r.origin) gen_random_uuid(), ${page.shop}, ${page.connectionId}::uuid, ${kind},
        r.origin, r.sku, r.reason, r.raw, now()
      FROM jsonb_to_recordset(${JSON.stringify(page.setAside)}::jsonb)
        AS r(origin text, sku text, reason text, raw text)
      ON CONFLICT ("connectionId", kind, origin) DO UPDATE
        SET sku = excluded.sku, reason = excluded.reason, raw = excluded.raw, at = excluded.at, "resolvedAt" = NULL`;
  }
  const read = page.records.flatMap((record) =>
    typeof record === "object" && record !== null && "sku" in record ? [record.sku] : [],
  );
  const bad = new Set(page.setAside.map(({ sku }) => sku));
  const cured = read.filter((sku) => typeof sku === "string" && !bad.has(sku));
  await tx.$executeRaw`
    UPDATE "SetAside" SET "resolvedAt" = now()
    WHERE "connectionId" = ${page.connectionId}::uuid AND kind = ${kind} AND "resolvedAt" IS NULL
      AND sku IN (SELECT jsonb_array_elements_text(${JSON.stringify(cured)}::jsonb))`;
}

/** Moves the feed on. The watermark follows only once everything up to it has been read. */
async function saveCursor(tx: Transaction, page: FeedPage<unknown>, changed: number, asOf: Date | null) {
  const whole = page.done || page.listing?.ends === true;
  const ended = whole || page.listing === null;
  const [moved] = await tx.$queryRaw<{ advanced: boolean }[]>`
    UPDATE "Feed" f SET cursor = ${page.cursor}, "lastReadAt" = now(), state = 'ok', error = NULL, failures = 0,
      listing = CASE WHEN ${ended} THEN NULL ELSE f.listing END,
      "listingFlawed" = CASE WHEN ${ended} THEN false ELSE f."listingFlawed" END,
      "lastChangeAt" = CASE WHEN ${changed > 0} THEN now() ELSE f."lastChangeAt" END,
      "lagMs" = CASE WHEN ${changed > 0} AND ${asOf}::timestamptz IS NOT NULL
        THEN least(2000000000, greatest(0, extract(epoch FROM now() - ${asOf}::timestamptz) * 1000))::int
        ELSE f."lagMs" END,
      "newestAsOf" = greatest(f."newestAsOf", ${asOf}::timestamptz),
      watermark = CASE WHEN ${whole} THEN greatest(f.watermark, f."newestAsOf", ${asOf}::timestamptz)
        ELSE f.watermark END
    FROM "Feed" old
    WHERE f.id = ${page.feedId}::uuid AND old.id = f.id
    RETURNING f.watermark IS DISTINCT FROM old.watermark AS advanced`;
  if (moved?.advanced) await markUnbookedDirty(tx, page.shop);
}

/** Sales that an earlier answer of the source did not know of may be in the one just read. */
async function markUnbookedDirty(tx: Transaction, shop: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Observation" ob SET dirty = ob.dirty + 1
    FROM "OrderLine" l
    WHERE l.shop = ${shop} AND ob.shop = l.shop AND ob.kind = 'stock'
      AND ob.subject = l."inventoryItemId" AND ob.place = l."locationId"
      AND ob.receipt @> '{"lines":[{"kind":"unbooked"}]}'::jsonb`;
}

function newest(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>(
    (latest, time) => (latest === null || time > latest ? time : latest),
    null,
  );
}

/** Takes a record that was set aside off the list. */
export async function dismissRecord(shop: string, id: string): Promise<void> {
  await db().setAside.updateMany({ where: { shop, id }, data: { resolvedAt: new Date() } });
}
