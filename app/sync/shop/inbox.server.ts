import { toHint, type Hint } from "#app/core/shop/hints.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { lastEditor } from "#app/shopify/products/editor.ts";
import { ordersOfFulfillmentOrders } from "#app/shopify/fulfillment/fulfillment-order-owners.ts";
import { readShop } from "#app/shopify/shop/shop.ts";
import { saveLocations, variantsOfItems } from "#app/store/catalog/catalog.server.ts";
import { askedAbout, saveEditor } from "#app/store/conflicts/editors.server.ts";
import {
  claimInbox,
  markFailed,
  markLevelsRead,
  markProcessed,
  type InboxRow,
} from "#app/store/webhooks/inbox.server.ts";
import { ensureObservations, knownLevels } from "#app/store/values/observations.server.ts";
import { databaseNow } from "#app/store/orders/orders.server.ts";
import { noteDataRequest } from "#app/store/shops/privacy.server.ts";
import { eraseSessions } from "#app/store/shops/sessions.server.ts";
import { eraseShop, findShop, setShopState, updateShop } from "#app/store/shops/shops.server.ts";
import { lookAtVariants, lookAtWholeProducts } from "../look/catalog.server.ts";
import { proposeLinksEverywhere } from "../connections/linking.server.ts";
import { levelKey, reobserve } from "../look/observe.server.ts";
import { rereadHinted } from "../orders/orders.server.ts";
import { clientFor } from "../look/shop-client.server.ts";
import { forgetCustomer } from "./privacy.server.ts";

const CLAIM = 500;
const SAME_EDIT_MS = 5 * 60_000;

/** What is left for other jobs once the events of the inbox are dealt with. */
export interface InboxOutcome {
  converge: boolean;
  sweep: boolean;
}

/**
 * Works through a shop's webhooks. An event only says where to look: what it names is read again, so
 * duplicate, late and out-of-order events do no harm. An event is done when what it hinted at is saved.
 */
export async function workInbox(shop: string, signal: AbortSignal): Promise<InboxOutcome> {
  const outcome: InboxOutcome = { converge: false, sweep: false };
  for (;;) {
    signal.throwIfAborted();
    const events = await claimInbox(shop, CLAIM);
    if (events.length === 0) return outcome;
    await workEvents(shop, events, outcome, signal);
  }
}

async function workEvents(
  shop: string,
  events: readonly InboxRow[],
  outcome: InboxOutcome,
  signal: AbortSignal,
): Promise<void> {
  const ids = events.map(({ webhookId }) => webhookId);
  const hints = events.map(({ topic, payload }) => toHint(topic, payload));
  const unreadable = ids.filter((_, at) => hints[at] === null);
  if (unreadable.length > 0)
    await markFailed(shop, unreadable, "The webhook does not carry what its topic promises.");

  const has = (kind: Hint["kind"]) => hints.some((hint) => hint?.kind === kind);
  if (has("uninstalled")) await uninstall(shop, events);
  const state = (await findShop(shop))?.state;
  // Shopify asks two days after an uninstall; a shop that has come back meanwhile keeps its data.
  if (has("erase-shop") && state !== "active") return eraseShop(shop);
  await workRequests(shop, ids, hints, signal);
  if (state === "active") {
    const client = clientFor(shop);
    if (await rereadLevels(client, hints, signal)) outcome.converge = true;
    const orders = await ordersOf(client, events, hints, signal);
    if (orders.length > 0) {
      await rereadHinted(client, orders, signal);
      outcome.converge = true;
    }
    const products = unique(hints, "product");
    if (products.length > 0) {
      await rereadProducts(client, products, signal);
      outcome.converge = true;
    }
    if (
      await rereadItems(
        client,
        hints.flatMap((hint) => (hint?.kind === "item" ? [hint.itemId] : [])),
        signal,
      )
    )
      outcome.converge = true;
    if (has("locations")) await saveLocations(shop, (await readShop(client, signal)).locations);
    if (has("sweep")) outcome.sweep = true;
  }
  await markProcessed(
    shop,
    ids.filter((id) => !unreadable.includes(id)),
  );
}

/** What customers ask for is done whatever the state of the shop is, and whether or not it can be read. */
async function workRequests(
  shop: string,
  ids: readonly string[],
  hints: readonly (Hint | null)[],
  signal: AbortSignal,
): Promise<void> {
  for (const [at, hint] of hints.entries()) {
    if (hint?.kind === "erase-customer") await forgetCustomer(shop, hint, signal);
    else if (hint?.kind === "data-request") await noteDataRequest(shop, hint);
    else continue;
    await markProcessed(shop, ids.slice(at, at + 1));
  }
}

/** An echo of our own write, which says what is already stored or being written, is not read again. */
async function rereadLevels(
  client: AdminClient,
  hints: readonly (Hint | null)[],
  signal: AbortSignal,
): Promise<boolean> {
  const hinted = new Map(
    hints.filter((hint) => hint?.kind === "level").map((hint) => [levelKey(hint), hint] as const),
  );
  if (hinted.size === 0) return false;
  const shop = await findShop(client.shop);
  const known = await knownLevels(client.shop, [...hinted.values()]);
  const doubted = known.filter((level) => {
    const says = hinted.get(levelKey(level))?.available;
    if (shop?.basis !== "available" || says === null || says === undefined) return true;
    return level.observed !== String(says) && level.writing !== String(says);
  });
  const items = [...new Set(doubted.map(({ itemId }) => itemId))];
  if (items.length === 0) return false;
  const readAt = await databaseNow();
  await reobserve(client, items, signal);
  await markLevelsRead(client.shop, items, readAt);
  return true;
}

async function rereadProducts(client: AdminClient, productIds: readonly string[], signal: AbortSignal) {
  // We may have read the edit a moment ago, because of another webhook about it.
  const since = new Date((await databaseNow()).getTime() - SAME_EDIT_MS);
  await lookAtWholeProducts(client, productIds, signal);
  await findEditors(client, productIds, since, signal);
  await proposeLinksEverywhere(client.shop);
  await ensureObservations(client.shop);
}

/** A person who is asked about an edit wants to know who made it. */
async function findEditors(
  client: AdminClient,
  productIds: readonly string[],
  since: Date,
  signal: AbortSignal,
): Promise<void> {
  for (const productId of await askedAbout(client.shop, productIds, since)) {
    const editor = await lastEditor(client, productId, signal);
    if (editor) await saveEditor(client.shop, productId, { name: editor.name, since });
  }
}

/** Reads again what inventory items hold besides quantities: cost, origin, customs code, SKU. */
async function rereadItems(
  client: AdminClient,
  itemIds: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const variantIds = await variantsOfItems(client.shop, itemIds);
  if (variantIds.length > 0) await lookAtVariants(client, variantIds, signal);
  return variantIds.length > 0;
}

/** A late uninstall event of an earlier installation must not end the current one. */
async function uninstall(shop: string, events: readonly InboxRow[]): Promise<void> {
  const row = await findShop(shop);
  const times = events
    .filter(({ topic }) => topic === "app/uninstalled")
    .map(({ triggeredAt, receivedAt }) => (triggeredAt ?? receivedAt).getTime());
  if (!row || Math.max(...times) < row.installedAt.getTime()) return;
  await setShopState(shop, "uninstalled", null);
  await updateShop(shop, { sweepId: null, sweepStartedAt: null });
  await eraseSessions(shop);
}

/** The orders that webhooks hint at, and when. Some webhooks name only a fulfillment order. */
async function ordersOf(
  client: AdminClient,
  events: readonly InboxRow[],
  hints: readonly (Hint | null)[],
  signal: AbortSignal,
): Promise<{ id: string; at: Date }[]> {
  const parts = unique(hints, "fulfillment-order");
  const owners = parts.length === 0 ? [] : await ordersOfFulfillmentOrders(client, parts, signal);
  const named = events.flatMap(({ receivedAt }, index) => {
    const hint = hints[index];
    return hint?.kind === "order" ? [{ id: hint.id, at: receivedAt }] : [];
  });
  const latest = events.reduce((at, { receivedAt }) => (receivedAt > at ? receivedAt : at), new Date(0));
  return [...named, ...owners.map((id) => ({ id, at: latest }))];
}

function unique(hints: readonly (Hint | null)[], kind: "order" | "product" | "fulfillment-order"): string[] {
  return [...new Set(hints.flatMap((hint) => (hint?.kind === kind ? [hint.id] : [])))];
}
