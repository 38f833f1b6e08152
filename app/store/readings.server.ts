import { priceKey } from "#app/core/price-entry.ts";
import type {
  BookingRecord,
  ItemRecord,
  PriceRecord,
  RateRecord,
  SetAsideRecord,
  StockRecord,
} from "#app/core/records.ts";
import { againstDeadlock, db, type Transaction } from "./database.server.ts";
import { fence, type Lease } from "./leases.server.ts";
import { saveReadings, type ReadingRow } from "./listings.server.ts";
import { markConverted, markSkus, markUnbooked } from "./marks.server.ts";
import { ensureContent, ensurePrices } from "./values.server.ts";

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
  const rows = page.records.map(({ sku, warehouse, quantity, asOf, origin }) => {
    return { sku, place: warehouse, value: String(quantity), asOf, origin };
  });
  return inOneGo(page, async (tx) => {
    const moved = await saveReadings(tx, { ...page, kind: "stock", rows });
    await markSkus(tx, page, "stock", moved);
    const newItems = await addItems(tx, page, rows);
    await tx.$executeRaw`
      INSERT INTO "Warehouse" (shop, "connectionId", code, name)
      SELECT DISTINCT ${page.shop}, ${page.connectionId}::uuid, r.place, r.place
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(place text)
      ON CONFLICT DO NOTHING`;
    return finish(tx, page, "stock", moved.length, newItems);
  });
}

/** Saves one page of prices, and gives every price that the source names a value to keep. */
export async function savePricePage(page: FeedPage<PriceRecord>): Promise<PageSaved> {
  const rows = page.records.map((record): ReadingRow => {
    const { sku, asOf, origin, ...price } = record;
    return { sku, place: priceKey(record), value: JSON.stringify(price), asOf, origin };
  });
  return inOneGo(page, async (tx) => {
    const moved = await saveReadings(tx, { ...page, kind: "price", rows });
    await ensurePrices(tx, page.shop, { connectionId: page.connectionId, skus: moved });
    await markSkus(tx, page, "price", moved);
    const newItems = await addItems(tx, page, rows);
    return finish(tx, page, "prices", moved.length, newItems);
  });
}

/** Saves what the source converts currencies by. A rate that moved decides every price that rests on one. */
export async function saveRatePage(page: FeedPage<RateRecord>): Promise<PageSaved> {
  const rows = page.records.map(({ from, to, rate, asOf, origin }): ReadingRow => {
    return { sku: "", place: `${from}/${to}`, value: rate, asOf, origin };
  });
  return inOneGo(page, async (tx) => {
    const moved = await saveReadings(tx, { ...page, kind: "rate", rows });
    if (moved.length > 0) await markConverted(tx, page);
    return finish(tx, page, "rates", moved.length, 0);
  });
}

/** Saves one page of articles: what links are proposed from, and what the source says of their content. */
export async function saveItemPage(page: FeedPage<ItemRecord>): Promise<PageSaved> {
  const items = JSON.stringify(page.records.map(({ sku, title, barcode }) => ({ sku, title, barcode })));
  const rows = page.records.flatMap(({ sku, content, updatedAt, origin }): ReadingRow[] =>
    content === null ? [] : [{ sku, place: "", value: JSON.stringify(content), asOf: updatedAt, origin }],
  );
  return inOneGo(page, async (tx) => {
    const changed = await tx.$executeRaw`
      INSERT INTO "Item" (shop, "connectionId", sku, title, barcode, "seenAt")
      SELECT DISTINCT ON (r.sku) ${page.shop}, ${page.connectionId}::uuid, r.sku, r.title, r.barcode, now()
      FROM jsonb_to_recordset(${items}::jsonb) AS r(sku text, title text, barcode text)
      ON CONFLICT ("connectionId", sku) DO UPDATE
        SET title = excluded.title, barcode = excluded.barcode, "seenAt" = excluded."seenAt"
        WHERE ("Item".title, "Item".barcode) IS DISTINCT FROM (excluded.title, excluded.barcode)`;
    const moved = await saveReadings(tx, { ...page, kind: "content", rows });
    await ensureContent(tx, page.shop, { connectionId: page.connectionId, skus: moved });
    await markSkus(tx, page, "content", moved);
    if (moved.length > 0) await lookAgain(tx, page.shop);
    // Whether an article is still sold may be the reason to stop selling it.
    await markSkus(tx, page, "stock", moved);
    return finish(tx, page, "items", Math.max(changed, moved.length), changed);
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
    return finish(tx, page, "orderStates", booked.length, 0);
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

/** Ends a page: what was set aside of it, and where the next one begins. */
async function finish(
  tx: Transaction,
  page: FeedPage<unknown>,
  feed: string,
  changed: number,
  newItems: number,
): Promise<PageSaved> {
  await saveSetAside(tx, page, feed);
  await saveCursor(tx, page, changed, newest(page.records.flatMap(timeOf)));
  return { changed, newItems };
}

/** The source's articles may have new pictures, or be new themselves. */
async function lookAgain(tx: Transaction, shop: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Shop" SET "picturesDueAt" = now(), "draftsDueAt" = now() WHERE shop = ${shop}`;
}

/** Articles that only a stock or price record has named. */
async function addItems(
  tx: Transaction,
  page: FeedPage<unknown>,
  rows: readonly ReadingRow[],
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "Item" (shop, "connectionId", sku, "seenAt")
    SELECT DISTINCT ${page.shop}, ${page.connectionId}::uuid, r.sku, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(sku text)
    ON CONFLICT DO NOTHING`;
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
  if (moved?.advanced) await markUnbooked(tx, page.shop);
}

function timeOf(record: unknown): Date[] {
  const time = typeof record === "object" && record !== null && "asOf" in record ? record.asOf : null;
  return time instanceof Date ? [time] : [];
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
