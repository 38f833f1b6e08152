import { priceKey } from "#app/core/prices/entry.ts";
import type { ItemRecord, PriceRecord, RateRecord, StockRecord } from "#app/core/source/records.ts";
import { db, type Transaction } from "../database/database.server.ts";
import { finishPage, inOneGo, type FeedPage, type PageSaved } from "./feed-page.server.ts";
import { saveReadings, type ReadingRow } from "./listings.server.ts";
import { markConverted, markSkus } from "../values/marks.server.ts";
import { ensureContent, ensurePrices } from "../values/values.server.ts";
import { jsonText } from "../database/json-text.server.ts";

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
      FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(place text)
      ON CONFLICT DO NOTHING`;
    return finishPage(tx, page, "stock", moved.length, newItems);
  });
}

/** Saves one page of prices, and creates a value to keep for every price that it names. */
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
    return finishPage(tx, page, "prices", moved.length, newItems);
  });
}

/** Saves the source's exchange rates. If one moved, every price that rests on a rate is decided again. */
export async function saveRatePage(page: FeedPage<RateRecord>): Promise<PageSaved> {
  const rows = page.records.map(({ from, to, rate, asOf, origin }): ReadingRow => {
    return { sku: "", place: `${from}/${to}`, value: rate, asOf, origin };
  });
  return inOneGo(page, async (tx) => {
    const moved = await saveReadings(tx, { ...page, kind: "rate", rows });
    if (moved.length > 0) await markConverted(tx, page);
    return finishPage(tx, page, "rates", moved.length, 0);
  });
}

/** Saves one page of articles: what links are proposed from, and what the source says about their content. */
export async function saveItemPage(page: FeedPage<ItemRecord>): Promise<PageSaved> {
  const items = jsonText(page.records.map(({ sku, title, barcode }) => ({ sku, title, barcode })));
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
    // Whether the source still sells an article may decide whether the shop does.
    await markSkus(tx, page, "stock", moved);
    return finishPage(tx, page, "items", Math.max(changed, moved.length), changed);
  });
}

/** The source's articles may have new pictures, or be new themselves. */
async function lookAgain(tx: Transaction, shop: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Shop" SET "picturesDueAt" = now(), "draftsDueAt" = now() WHERE shop = ${shop}`;
}

/** Adds articles that only a stock or price record has named. */
async function addItems(
  tx: Transaction,
  page: FeedPage<unknown>,
  rows: readonly ReadingRow[],
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "Item" (shop, "connectionId", sku, "seenAt")
    SELECT DISTINCT ${page.shop}, ${page.connectionId}::uuid, r.sku, now()
    FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(sku text)
    ON CONFLICT DO NOTHING`;
}

/** Takes a record that was set aside off the list. */
export async function dismissRecord(shop: string, id: string): Promise<void> {
  await db().setAside.updateMany({ where: { shop, id }, data: { resolvedAt: new Date() } });
}
