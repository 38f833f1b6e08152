import { log } from "#app/log.ts";
import { bulkState, type BulkProgress } from "#app/shopify/bulk/operation.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { readProductSweep, startProductSweep } from "#app/shopify/products/product-sweep.ts";
import { readShop } from "#app/shopify/shop/shop.ts";
import { readSweep } from "#app/shopify/products/sweep-file.ts";
import { startSweep } from "#app/shopify/products/sweep.ts";
import { removeVariants, saveLocations } from "#app/store/catalog/catalog.server.ts";
import { ensureObservations } from "#app/store/values/observations.server.ts";
import { databaseNow } from "#app/store/orders/orders.server.ts";
import { removeProducts, saveProducts } from "#app/store/catalog/products.server.ts";
import { addToRun, finishRun, startRun } from "#app/store/values/runs.server.ts";
import { findShop, saveShop, updateShop, type ShopRow } from "#app/store/shops/shops.server.ts";
import { refreshStatistics } from "#app/store/database/statistics.server.ts";
import { keepsContent, refreshCollections, saveSwept, wantedContent } from "./catalog.server.ts";
import { proposeLinksEverywhere } from "../connections/linking.server.ts";
import { clientFor } from "./shop-client.server.ts";

/** Webhooks and targeted queries keep up between sweeps; a sweep finds what they missed. */
const SWEEP_EVERY_MS = 6 * 3_600_000;
const LOOK_AGAIN_MS = 2_000;
/** A bulk operation that has not ended by then is started again. */
const GIVE_UP_AFTER_MS = 4 * 3_600_000;

/** How far a sweep is: look again later, or done. */
export type Sweeping = { againInMs: number } | { againInMs: null; merged: boolean };

/**
 * Reads the whole shop by bulk queries, one step at a time: its variants, then its products where their
 * content is kept in step. The next step is read from the shop's row, so a sweep may be stopped and resumed
 * at any point.
 */
export async function sweep(shop: string, signal: AbortSignal): Promise<Sweeping> {
  const row = await findShop(shop);
  if (row?.state !== "active") return { againInMs: null, merged: false };
  const client = clientFor(shop);
  const startedAt = row.sweepStartedAt;
  if (row.sweepId === null || startedAt === null) {
    // Shopify reports that our bulk query has finished, but it may be merged already by then.
    if (row.sweepDueAt.getTime() > Date.now()) return { againInMs: null, merged: false };
    return row.sweepPart === "products" ? beginProducts(client, signal) : beginVariants(client, signal);
  }

  const state = await bulkState(client, row.sweepId, signal);
  if (state.status === "COMPLETED") return merge(client, row, { state, startedAt }, signal);
  const failed = ["FAILED", "CANCELED", "EXPIRED"].includes(state.status);
  if (failed || Date.now() - startedAt.getTime() > GIVE_UP_AFTER_MS) {
    log.warn({ shop, status: state.status, code: state.errorCode }, "sweep did not complete; starting again");
    await updateShop(shop, { sweepId: null, sweepStartedAt: null });
  }
  return { againInMs: LOOK_AGAIN_MS };
}

async function beginVariants(client: AdminClient, signal: AbortSignal): Promise<Sweeping> {
  const { shop } = client;
  const { name, currency, taxesIncluded, timeZone, locations } = await readShop(client, signal);
  await saveShop(shop, { name, currency, taxesIncluded, timeZone });
  await saveLocations(shop, locations);
  const sweepStartedAt = await databaseNow();
  const sweepId = await startSweep(client, signal);
  await updateShop(shop, { sweepId, sweepPart: "variants", sweepStartedAt });
  return { againInMs: LOOK_AGAIN_MS };
}

async function beginProducts(client: AdminClient, signal: AbortSignal): Promise<Sweeping> {
  const { shop } = client;
  await refreshCollections(client, signal);
  const sweepStartedAt = await databaseNow();
  const sweepId = await startProductSweep(client, await wantedContent(shop), signal);
  await updateShop(shop, { sweepId, sweepStartedAt });
  return { againInMs: LOOK_AGAIN_MS };
}

interface Ended {
  state: BulkProgress;
  startedAt: Date;
}

/** Saves what a bulk query has found. What was seen after the query began is newer, and stays. */
async function merge(
  client: AdminClient,
  row: ShopRow,
  ended: Ended,
  signal: AbortSignal,
): Promise<Sweeping> {
  const { shop } = client;
  const products = row.sweepPart === "products";
  const runId = await startRun(shop, { activity: "sweep", kind: products ? "content" : "stock" });
  try {
    if (products) await mergeProducts(shop, ended, runId, signal);
    else await mergeVariants(row, ended, runId, signal);
    const more = !products && (await keepsContent(shop));
    await updateShop(shop, {
      sweepId: null,
      sweepStartedAt: null,
      sweepPart: more ? "products" : null,
      ...(products ? {} : { sweptAt: ended.startedAt }),
      ...(more ? {} : { sweepDueAt: new Date(Date.now() + SWEEP_EVERY_MS) }),
    });
    await proposeLinksEverywhere(shop);
    await ensureObservations(shop);
    await refreshStatistics();
    await finishRun(runId, "succeeded", { requests: client.spent.requests, points: client.spent.points });
    return more ? { againInMs: 0 } : { againInMs: null, merged: true };
  } catch (error) {
    await finishRun(runId, "failed", { error: error instanceof Error ? error.message : "unknown" });
    throw error;
  }
}

async function mergeVariants(
  { shop, basis }: ShopRow,
  { state: { url, currency, objectCount }, startedAt }: Ended,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  let read = 0;
  if (url !== null) {
    for await (const variants of readSweep(url, currency, signal)) {
      signal.throwIfAborted();
      const changed = await saveSwept(shop, variants, startedAt, basis);
      await addToRun(runId, { seen: variants.length, changed });
      read += variants.reduce((sum, { levels }) => sum + 1 + levels.length, 0);
      await refreshStatistics();
    }
  }
  if (isWhole(shop, read, objectCount)) await removeVariants(shop, { notSeenSince: startedAt });
}

async function mergeProducts(
  shop: string,
  { state: { url, objectCount }, startedAt }: Ended,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  let read = 0;
  if (url !== null) {
    for await (const { products, objects } of readProductSweep(url, signal)) {
      signal.throwIfAborted();
      const changed = await saveProducts(shop, products, startedAt);
      await addToRun(runId, { seen: products.length, changed });
      read += objects;
    }
  }
  if (isWhole(shop, read, objectCount)) await removeProducts(shop, { notSeenSince: startedAt });
}

/** A file cut off at a line's end looks whole, but what is missing from it is not gone from the shop. */
function isWhole(shop: string, read: number, objectCount: number): boolean {
  if (read < objectCount) log.warn({ shop, read, objectCount }, "the sweep's file is not whole");
  return read >= objectCount;
}
