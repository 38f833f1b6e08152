import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { readOrderDocuments } from "#app/shopify/orders/documents.ts";
import { changedOrders, readOrders, type ChangedOrders } from "#app/shopify/orders/orders.ts";
import { stockOrder } from "#app/shopify/orders/stock-order.ts";
import {
  databaseNow,
  newOrders,
  saveOrders,
  saveOrdersSeen,
  unreadSince,
} from "#app/store/orders/orders.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { orderScope } from "./scope.server.ts";

/** Readings of orders overlap by this much, because Shopify's search may show an order a little late. */
const OVERLAP_MS = 120_000;
const PAGES_MAX = 1_000;
/** Orders saved in one transaction; a document is about ten kilobytes. */
const SAVED_AT_ONCE = 40;

/**
 * Makes sure that every order the shop has taken by now is known. Webhooks have reported most of them, so
 * only those that are news are read.
 */
export async function refreshOrders(client: AdminClient, signal: AbortSignal): Promise<void> {
  const { shop } = client;
  const { ordersUpdatedAt, installedAt } = await getShop(shop);
  const seenAt = await databaseNow();
  const since = new Date((ordersUpdatedAt ?? installedAt).getTime() - OVERLAP_MS);
  const { newest } = await readChanged(client, since, signal);
  await saveOrdersSeen(shop, seenAt, newest);
}

/** Reads those of the orders changed since a time that are news. */
export async function readChanged(
  client: AdminClient,
  since: Date,
  signal: AbortSignal,
): Promise<{ seen: number; read: number; newest: Date | null }> {
  const { shop } = client;
  const { whole } = await orderScope(shop);
  const found = { seen: 0, read: 0, newest: null as Date | null };
  let after: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page: ChangedOrders = await changedOrders(client, since, after, signal);
    for (let start = 0; start < page.orders.length; start += SAVED_AT_ONCE) {
      // Asked again for each portion: in a storm the inbox reads the same orders meanwhile.
      const news = await newOrders(shop, page.orders.slice(start, start + SAVED_AT_ONCE), whole);
      await rereadOrders(client, news, signal);
      found.read += news.length;
    }
    found.seen += page.orders.length;
    found.newest = page.orders.at(-1)?.updatedAt ?? found.newest;
    after = page.after;
    if (after === null) return found;
  }
  throw new Error(`Orders of ${shop} since ${since.toISOString()} did not end after ${PAGES_MAX} pages`);
}

/** Reads the hinted orders again, except those read since the hint. */
export async function rereadHinted(
  client: AdminClient,
  hinted: readonly { id: string; at: Date }[],
  signal: AbortSignal,
): Promise<void> {
  const { whole } = await orderScope(client.shop);
  await rereadOrders(client, await unreadSince(client.shop, hinted, whole), signal);
}

/** Reads the given orders as they are now. */
export async function rereadOrders(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (ids.length === 0) return;
  const { whole, exporting } = await orderScope(client.shop);
  for (let start = 0; start < ids.length; start += SAVED_AT_ONCE) {
    const portion = ids.slice(start, start + SAVED_AT_ONCE);
    if (whole) await readAgain(client, portion, signal);
    else {
      const readAt = await databaseNow();
      const orders = await readOrders(client, portion, signal);
      await saveOrders(
        client.shop,
        orders.map((order) => ({ ...order, document: null })),
        exporting,
        readAt,
      );
    }
  }
}

/** Reads whole orders now, saves them and returns them; deleted ones are absent. */
export async function readAgain(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ShopOrderDocument[]> {
  const { exporting } = await orderScope(client.shop);
  const readAt = await databaseNow();
  const documents = await readOrderDocuments(client, ids, signal);
  const orders = documents.map((document) => ({ ...stockOrder(document), document }));
  await saveOrders(client.shop, orders, exporting, readAt);
  return documents;
}
