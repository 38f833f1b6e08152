import type { AdminClient } from "#app/shopify/client.ts";
import { changedOrders, readOrders, type ChangedOrders } from "#app/shopify/orders.ts";
import { databaseNow, newOrders, saveOrders, saveOrdersSeen } from "#app/store/orders.server.ts";
import { getShop } from "#app/store/shops.server.ts";

/** Readings of orders overlap by this much, because Shopify's search may show an order a little late. */
const OVERLAP_MS = 120_000;
const PAGES_MAX = 1_000;

/**
 * Makes sure that every order the shop had taken by now is known. Webhooks have told of most of them, so only those
 * that are news are read.
 */
export async function refreshOrders(client: AdminClient, signal: AbortSignal): Promise<void> {
  const { shop } = client;
  const { ordersUpdatedAt, installedAt } = await getShop(shop);
  const seenAt = await databaseNow();
  const since = new Date((ordersUpdatedAt ?? installedAt).getTime() - OVERLAP_MS);

  let after: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page: ChangedOrders = await changedOrders(client, since, after, signal);
    await rereadOrders(client, await newOrders(shop, page.orders), signal);
    after = page.after;
    if (after === null) {
      await saveOrdersSeen(shop, seenAt, page.orders.at(-1)?.updatedAt ?? null);
      return;
    }
  }
  throw new Error(`Orders of ${shop} since ${since.toISOString()} did not end after ${PAGES_MAX} pages`);
}

/** Reads the given orders again, because something hinted that they changed. */
export async function rereadOrders(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (ids.length > 0) await saveOrders(client.shop, await readOrders(client, ids, signal));
}
