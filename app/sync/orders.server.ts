import type { AdminClient } from "#app/shopify/client.ts";
import { readOrders } from "#app/shopify/orders.ts";
import { databaseNow, saveOrders, saveOrdersSeen } from "#app/store/orders.server.ts";
import { getShop } from "#app/store/shops.server.ts";

/** Readings of orders overlap by this much, because Shopify's search may show an order a little late. */
const OVERLAP_MS = 120_000;
const PAGES_MAX = 1_000;

/** Reads every order that changed since the last time, so that each sale of the shop is known. */
export async function refreshOrders(client: AdminClient, signal: AbortSignal): Promise<void> {
  const { shop } = client;
  const { ordersUpdatedAt, installedAt } = await getShop(shop);
  const seenAt = await databaseNow();
  const updatedSince = new Date((ordersUpdatedAt ?? installedAt).getTime() - OVERLAP_MS);

  let after: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page: Awaited<ReturnType<typeof readOrders>> = await readOrders(
      client,
      { updatedSince, after },
      signal,
    );
    await saveOrders(shop, page.orders);
    after = page.after;
    if (after === null) {
      const newest = page.orders.at(-1)?.updatedAt ?? null;
      await saveOrdersSeen(shop, seenAt, newest);
      return;
    }
  }
  throw new Error(
    `Orders of ${shop} since ${updatedSince.toISOString()} did not end after ${PAGES_MAX} pages`,
  );
}

/** Reads the given orders again, because something hinted that they changed. */
export async function rereadOrders(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { orders } = await readOrders(client, { ids: [...ids] }, signal);
  await saveOrders(client.shop, orders);
}
