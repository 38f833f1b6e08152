import { log } from "#app/log.ts";
import type { AdminClient } from "#app/shopify/client.ts";
import { readShop } from "#app/shopify/shop.ts";
import { readSweep } from "#app/shopify/sweep-file.ts";
import { startSweep, sweepState } from "#app/shopify/sweep.ts";
import type { SweptVariant } from "#app/shopify/variants.ts";
import { removeVariants, saveLocations, saveVariants } from "#app/store/catalog.server.ts";
import { ensureObservations, saveSeen } from "#app/store/observations.server.ts";
import { databaseNow } from "#app/store/orders.server.ts";
import { addToRun, finishRun, startRun } from "#app/store/runs.server.ts";
import { findShop, saveShop, updateShop } from "#app/store/shops.server.ts";
import { refreshStatistics } from "#app/store/statistics.server.ts";
import { proposeLinksEverywhere } from "./linking.server.ts";
import { clientFor } from "./shop-client.server.ts";

/** Webhooks and targeted queries keep up between sweeps; a sweep finds what they lost. */
const SWEEP_EVERY_MS = 6 * 3_600_000;
const LOOK_AGAIN_MS = 2_000;
/** A bulk operation that has not ended by then is started afresh. */
const GIVE_UP_AFTER_MS = 4 * 3_600_000;

/** Where a sweep stands: look again later, or done. */
export type Sweeping = { againInMs: number } | { againInMs: null; merged: boolean };

/**
 * Reads the whole shop by a bulk query, one step at a time: starts it, looks how far it is, merges its result.
 * Which step is due is read from the shop's row, so it may be stopped and called again at any point.
 */
export async function sweep(shop: string, signal: AbortSignal): Promise<Sweeping> {
  const row = await findShop(shop);
  if (row?.state !== "active") return { againInMs: null, merged: false };
  const client = clientFor(shop);
  const startedAt = row.sweepStartedAt;
  if (row.sweepId === null || startedAt === null) {
    // Shopify says when our bulk query has finished, and by then it may be merged already.
    if (row.sweepDueAt.getTime() > Date.now()) return { againInMs: null, merged: false };
    return begin(client, signal);
  }

  const state = await sweepState(client, row.sweepId, signal);
  if (state.status === "COMPLETED") {
    await merge(client, state.url, startedAt, row.basis, signal);
    return { againInMs: null, merged: true };
  }
  const failed = ["FAILED", "CANCELED", "EXPIRED"].includes(state.status);
  if (failed || Date.now() - startedAt.getTime() > GIVE_UP_AFTER_MS) {
    log.warn({ shop, status: state.status, code: state.errorCode }, "sweep did not complete; starting again");
    await updateShop(shop, { sweepId: null, sweepStartedAt: null });
  }
  return { againInMs: LOOK_AGAIN_MS };
}

async function begin(client: AdminClient, signal: AbortSignal): Promise<Sweeping> {
  const { shop } = client;
  const { name, currency, timeZone, locations } = await readShop(client, signal);
  await saveShop(shop, { name, currency, timeZone });
  await saveLocations(shop, locations);
  const sweepStartedAt = await databaseNow();
  const sweepId = await startSweep(client, signal);
  await updateShop(shop, { sweepId, sweepStartedAt });
  return { againInMs: LOOK_AGAIN_MS };
}

/** What was seen after the sweep began is newer than the sweep, and stays. */
async function merge(
  client: AdminClient,
  url: string | null,
  startedAt: Date,
  basis: "available" | "on_hand",
  signal: AbortSignal,
): Promise<void> {
  const { shop } = client;
  const runId = await startRun(shop, { activity: "sweep", kind: "stock" });
  try {
    if (url !== null) {
      for await (const variants of readSweep(url, signal)) {
        signal.throwIfAborted();
        const changed = await saveSwept(shop, variants, startedAt, basis);
        await addToRun(runId, { seen: variants.length, changed });
        await refreshStatistics();
      }
    }
    await removeVariants(shop, { notSeenSince: startedAt });
    const sweepDueAt = new Date(Date.now() + SWEEP_EVERY_MS);
    await updateShop(shop, { sweptAt: startedAt, sweepDueAt, sweepId: null, sweepStartedAt: null });
    await proposeLinksEverywhere(shop);
    await ensureObservations(shop);
    await refreshStatistics();
    await finishRun(runId, "succeeded", { requests: client.spent.requests, points: client.spent.points });
  } catch (error) {
    await finishRun(runId, "failed", { error: error instanceof Error ? error.message : "unknown" });
    throw error;
  }
}

/** Saves variants with their levels; `seenAt` is when the look behind them began. Returns how many values moved. */
export async function saveSwept(
  shop: string,
  variants: readonly SweptVariant[],
  seenAt: Date,
  basis: "available" | "on_hand",
): Promise<number> {
  await saveVariants(shop, variants, seenAt);
  const levels = variants.flatMap(({ inventoryItemId, levels }) =>
    levels.map((level) => ({ itemId: inventoryItemId, ...level })),
  );
  return saveSeen(shop, levels, basis, seenAt);
}
