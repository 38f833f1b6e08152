import type { AdminClient } from "#app/shopify/api/client.ts";
import { ShopifyRefused } from "#app/shopify/api/errors.ts";
import { readFixedPrices, readFixedPricesOf, readPriceLists } from "#app/shopify/prices/lists.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { databaseNow } from "#app/store/orders/orders.server.ts";
import {
  clearUnseenPrices,
  mappedLists,
  saveFixedPrices,
  savePriceLists,
} from "#app/store/prices/lists.server.ts";
import { findShop, updateShop } from "#app/store/shops/shops.server.ts";
import { clientFor } from "./shop-client.server.ts";

/** Shopify sends no webhook when a price list changes, so lists that are kept in step are read this often... */
const LISTS_EVERY_MS = 10 * 60_000;
/** ...and less often the more fixed prices they have: this many cost what Shopify restores in a minute. */
const PRICES_EACH_TIME = 10_000;
const NO_LISTS_EVERY_MS = 6 * 3_600_000;

/** Looks at the fixed prices of variants in one list again. A list that is gone no longer shows any. */
export async function lookAtFixedPrices(
  client: AdminClient,
  listId: string,
  variantIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const seenAt = await databaseNow();
  const prices = await unlessGone(readFixedPricesOf(client, listId, variantIds, signal));
  if (prices === null) await savePriceLists(client.shop, await readPriceLists(client, signal));
  else await saveFixedPrices(client.shop, listId, prices, variantIds, seenAt);
}

/** Reads the shop's price lists, and every fixed price of those that are kept in step. */
export async function readLists(shop: string, signal: AbortSignal): Promise<void> {
  await underLease(`lists:${shop}`, signal, async (_, leaseSignal) => {
    const row = await findShop(shop);
    if (row?.state !== "active" || row.pricesDueAt.getTime() > Date.now()) return;
    const client = clientFor(shop);
    const readAt = await databaseNow();
    const lists = await readPriceLists(client, leaseSignal);
    await savePriceLists(shop, lists);
    const there = new Set(lists.map(({ id }) => id));
    const mapped = (await mappedLists(shop)).filter((id) => there.has(id));
    for (const listId of mapped) await readList(client, listId, leaseSignal);
    const fixed = lists.reduce(
      (sum, { id, fixedPrices }) => sum + (mapped.includes(id) ? fixedPrices : 0),
      0,
    );
    const times = Math.max(1, Math.ceil(fixed / PRICES_EACH_TIME));
    const everyMs = mapped.length > 0 ? LISTS_EVERY_MS * times : NO_LISTS_EVERY_MS;
    await updateShop(shop, { pricesReadAt: readAt, pricesDueAt: new Date(Date.now() + everyMs) });
  });
}

async function readList(client: AdminClient, listId: string, signal: AbortSignal): Promise<void> {
  const seenAt = await databaseNow();
  for await (const page of readFixedPrices(client, listId, signal)) {
    const variantIds = page.map(({ variantId }) => variantId);
    await saveFixedPrices(client.shop, listId, page, variantIds, seenAt);
  }
  await clearUnseenPrices(client.shop, listId, seenAt);
}

async function unlessGone<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ShopifyRefused && error.code === "PRICE_LIST_NOT_FOUND") return null;
    throw error;
  }
}
