import { pool } from "#app/store/database/database.server.ts";
import type { BenchShop } from "./shop.ts";
import { SHOWS } from "./shows.ts";

export const CONNECTION = "00000000-0000-7000-8000-000000000001";

interface Seed {
  /** How many pieces of every item the source has. */
  sourceHas: number;
  /** Where the source writes files of its changes. */
  folder?: string;
  everyMs?: number;
}

/** A live connection in which every item is linked and listed. */
export async function seedLinked(
  { shop, locationId, items }: Pick<BenchShop, "shop" | "locationId" | "items">,
  { sourceHas, folder, everyMs = 60_000 }: Seed,
): Promise<void> {
  const ids = JSON.stringify(items);
  const db = pool();
  await db.query(`UPDATE "Shop" SET "sweptAt" = now(), "sweepDueAt" = now() + interval '1 day'`);
  await db.query(`UPDATE "Shop" SET guards = '{"changedShareMax":1}'`);
  await db.query(`INSERT INTO "Location" (shop, id, name) VALUES ($1, $2, 'Brno')`, [shop, locationId]);
  await db.query(
    `INSERT INTO "Connection" (id, shop, adapter, name, settings, state, "approvedAt", approved)
     VALUES ($1, $2, 'csv', 'ERP', $3, 'active', now(), '{stock,price}')`,
    [CONNECTION, shop, JSON.stringify(folder ? settingsFor(folder) : {})],
  );
  await db.query(
    `INSERT INTO "Mapping" (shop, "connectionId", warehouse, "locationId") VALUES ($1, $2, 'MAIN', $3)`,
    [shop, CONNECTION, locationId],
  );
  const rows = `FROM jsonb_to_recordset($1::jsonb) AS r(sku text, "itemId" text, "variantId" text, "productId" text)`;
  await db.query(
    `INSERT INTO "Variant" (shop, id, "inventoryItemId", "productId", sku, "productTitle", title, price, "seenAt")
     SELECT $2, r."variantId", r."itemId", r."productId", r.sku, r.sku, 'Default Title', '10.00', now() ${rows}`,
    [ids, shop],
  );
  await db.query(
    `INSERT INTO "Link" (shop, "connectionId", sku, state, "variantId", "inventoryItemId", "matchedBy")
     SELECT $2, $3, r.sku, 'confirmed', r."variantId", r."itemId", 'sku' ${rows}`,
    [ids, shop, CONNECTION],
  );
  await db.query(
    `INSERT INTO "Reading" (shop, "connectionId", kind, sku, place, value, "asOf", "readAt", origin)
     SELECT $2, $3, 'stock', r.sku, 'MAIN', $4, now(), now(), 'stock.csv:1' ${rows}`,
    [ids, shop, CONNECTION, String(sourceHas)],
  );
  await db.query(
    `INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", "productId", "variantId", sku, title, observed,
       baseline, "observedAt", "baselineAt")
     SELECT $2, 'stock', r."itemId", $4, $3, r."productId", r."variantId", r.sku, r.sku, $5, $5, now(), now() ${rows}`,
    [ids, shop, CONNECTION, locationId, String(SHOWS)],
  );
  if (folder) {
    await db.query(
      `INSERT INTO "Feed" (id, shop, "connectionId", kind, "everyMs") VALUES ($1, $2, $1, 'stock', $3)`,
      [CONNECTION, shop, everyMs],
    );
  }
  await db.query("VACUUM ANALYZE");
}

/** Besides the stock: a price for every item, which the source has changed. */
export async function seedPrices(
  { shop, items }: Pick<BenchShop, "shop" | "items">,
  { currency, shows, says }: { currency: string; shows: string; says: string },
): Promise<void> {
  const ids = JSON.stringify(items);
  const db = pool();
  const rows = `FROM jsonb_to_recordset($1::jsonb) AS r(sku text, "variantId" text, "productId" text)`;
  const price = { list: "", amount: says, currency, compareAt: null, cost: null, minQuantity: 1 };
  const value = JSON.stringify({ ...price, from: null, until: null, taxIncluded: null, taxRate: null });
  await db.query(`UPDATE "Shop" SET currency = $1`, [currency]);
  await db.query(
    `INSERT INTO "Feed" (id, shop, "connectionId", kind) VALUES (gen_random_uuid(), $1, $2, 'prices')`,
    [shop, CONNECTION],
  );
  await db.query(
    `INSERT INTO "Reading" (shop, "connectionId", kind, sku, place, value, "asOf", "readAt", origin)
     SELECT $2, $3, 'price', r.sku, '1///', $4, now(), now(), 'prices.csv:1' ${rows}`,
    [ids, shop, CONNECTION, value],
  );
  await db.query(
    `INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", "productId", "variantId", sku, title,
       observed, baseline, "observedAt", "baselineAt")
     SELECT $2, 'price', r."variantId", '', $3, r."productId", r."variantId", r.sku, r.sku, $4, $4, now(), now() ${rows}`,
    [ids, shop, CONNECTION, `${shows} ${currency}`],
  );
  await db.query("VACUUM ANALYZE");
}

function settingsFor(folder: string) {
  const columns = { sku: "sku", quantity: "free" };
  return {
    place: { kind: "local", folder },
    arrival: "renamed",
    files: { stock: { pattern: "stock-*.csv", mode: "delta", columns } },
  };
}
