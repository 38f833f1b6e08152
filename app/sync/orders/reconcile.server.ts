import pMap from "p-map";
import { isAdapterError, ProtocolError } from "#app/adapters/errors.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { underLease, type Lease } from "#app/store/database/leases.server.ts";
import type { Exporting } from "#app/store/orders/outbox-entries.server.ts";
import { saveGone, type EntryKey } from "#app/store/orders/outbox.server.ts";
import {
  ensureAllEntries,
  exportedOrders,
  lastReconciled,
  orderRuleTimes,
  saveLook,
  shippedUnread,
} from "#app/store/orders/reconciling.server.ts";
import { addReasons, addToRun, finishRun, startRun } from "#app/store/values/runs.server.ts";
import { findShop, getShop, updateShop } from "#app/store/shops/shops.server.ts";
import { orderScope } from "./scope.server.ts";
import { openOrderSource, sourceFailed, type OrderSource } from "./source.server.ts";
import { readChanged, rereadOrders } from "./orders.server.ts";
import { clientFor } from "../look/shop-client.server.ts";

const DAY_MS = 24 * 3_600_000;
const EVERY_MS = DAY_MS;

/** Each reading goes back this far before the start of the last successful one. */
const OVERLAP_MS = DAY_MS;
const AGAIN_AFTER_FAILURE_MS = 10 * 60_000;

/** The source is asked for orders that were closed no longer ago than this. */
const CLOSED_MS = 14 * DAY_MS;
const PAGE = 200;
const ASKED_AT_ONCE = 4;
const UNREAD_MAX = 5_000;

/**
 * Compares the orders of both sides, independently of webhooks and feeds: changed orders of the shop are read
 * if they are news, and the source is asked for every order that it should hold. Returns whether it could be
 * done now.
 */
export async function reconcileOrders(shop: string, signal: AbortSignal): Promise<boolean> {
  if ((await findShop(shop))?.state !== "active") return false;
  const done = await underLease(`reconcile-orders:${shop}`, signal, async (lease, leaseSignal) => {
    const { whole, exporting } = await orderScope(shop);
    if (whole) await compare(clientFor(shop), exporting, lease, leaseSignal);
    await updateShop(shop, { ordersDueAt: new Date(Date.now() + EVERY_MS) });
  });
  return done !== null;
}

async function compare(
  client: AdminClient,
  exporting: readonly Exporting[],
  lease: Lease,
  signal: AbortSignal,
): Promise<void> {
  const { shop } = client;
  const since = await readSince(shop, exporting);
  const runId = await startRun(shop, { activity: "reconcile", kind: "order" });
  try {
    const { seen, read } = await readChanged(client, since, signal);
    await rereadOrders(client, await shippedUnread(shop, UNREAD_MAX), signal);
    await ensureAllEntries(shop, exporting);
    await addToRun(runId, { seen, changed: read });
    let skipped = 0;
    for (const { connectionId } of exporting)
      skipped += await askSource(shop, connectionId, runId, lease, signal);
    const { requests, points } = client.spent;
    await addToRun(runId, { requests, points });
    await finishRun(runId, skipped > 0 ? "skipped" : "succeeded");
  } catch (error) {
    await finishRun(runId, "failed", { error: error instanceof Error ? error.message : "unknown" });
    await updateShop(shop, { ordersDueAt: new Date(Date.now() + AGAIN_AFTER_FAILURE_MS) });
    throw error;
  }
}

/** A connection that began to take orders after the last reading needs all of them from its start date. */
async function readSince(shop: string, exporting: readonly Exporting[]): Promise<Date> {
  const last = await lastReconciled(shop);
  const { installedAt } = await getShop(shop);
  const changedAt = new Map((await orderRuleTimes(shop)).map((row) => [row.subject, row.updatedAt]));
  const begun = exporting
    .filter(({ connectionId }) => {
      const at = changedAt.get(connectionId);
      return last === null || (at !== undefined && at > last);
    })
    .map(({ from }) => (from === null ? 0 : Date.parse(from)));
  return new Date(Math.min((last ?? installedAt).getTime() - OVERLAP_MS, ...begun));
}

/** Asks a source for every order that it should hold; returns how many stayed unclear. */
async function askSource(
  shop: string,
  connectionId: string,
  runId: string,
  lease: Lease,
  signal: AbortSignal,
): Promise<number> {
  const closedSince = new Date(Date.now() - CLOSED_MS);
  let source: OrderSource | null = null;
  try {
    source = await openOrderSource(shop, connectionId, signal);
    if (source === null) return 0;
    const open = source;
    for (let after = "", unclear = 0; ;) {
      const entries = await exportedOrders(shop, connectionId, after, { closedSince, limit: PAGE });
      const answers = await pMap(entries, (entry) => askFor(open, entry, lease), {
        concurrency: ASKED_AT_ONCE,
      });
      const skipped = answers.filter((answer) => answer === "not-understood").length;
      await addToRun(runId, { changed: answers.filter((answer) => answer === "news").length, skipped });
      if (skipped > 0) await addReasons(runId, { "not-understood": skipped });
      unclear += skipped;
      const last = entries.at(-1);
      if (!last || entries.length < PAGE) return unclear;
      after = last.orderId;
    }
  } catch (error) {
    if (signal.aborted || !isAdapterError(error)) throw error;
    const reason = await sourceFailed(lease, { shop, connectionId }, null, error);
    await addToRun(runId, { skipped: 1 });
    await addReasons(runId, { [reason]: 1 });
    return 1;
  } finally {
    await source?.close();
  }
}

async function askFor(
  source: OrderSource,
  entry: EntryKey,
  lease: Lease,
): Promise<"news" | "known" | "not-understood"> {
  try {
    await source.mayCall();
    const answer = await source.ask((writer, within) => writer.find(entry.key, within));
    const news = answer ? await saveLook(lease, entry, answer) : await saveGone(lease, entry);
    return news ? "news" : "known";
  } catch (error) {
    if (error instanceof ProtocolError) return "not-understood";
    throw error;
  }
}
