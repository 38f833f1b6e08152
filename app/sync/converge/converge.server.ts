import { INPUT_ROWS_MAX, MUTATION_POINTS } from "#app/core/shopify-limits.ts";
import { isCatalogKind, type RecordKind } from "#app/core/values/record-kind.ts";
import { countWaiting, writtenByCalls } from "#app/store/values/changes.server.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { addToRun, finishRun, startRun, type Run } from "#app/store/values/runs.server.ts";
import { findShop } from "#app/store/shops/shops.server.ts";
import { applyFulfillments, recoverFulfillments } from "../fulfillment/apply.server.ts";
import { applyOrders, recoverOrders } from "../orders/apply.server.ts";
import { applyProducts } from "./apply-products.server.ts";
import { applyStock } from "./apply-stock.server.ts";
import { decideOwed } from "./decide.server.ts";
import { guardPlans } from "./guard.server.ts";
import { lookAtUnseen } from "../look/look.server.ts";
import { type Slot, UNHURRIED } from "../slot.server.ts";
import { clientFor } from "../look/shop-client.server.ts";
import { recoverIntended, type Applying } from "../write/write.server.ts";

/** Behind those that wait for the slot. */
const AT_ONCE_MS = 0;
const BUSY_AGAIN_MS = 1_000;
const RESTING_AGAIN_MS = 2_000;

/** Writes the worst values of a record kind that may be written now; returns how many it dealt with. */
const APPLY: Record<RecordKind, (applying: Applying, prepare: () => Promise<void>) => Promise<number>> = {
  stock: applyStock,
  price: applyProducts,
  content: applyProducts,
  order: applyOrders,
  fulfillment: applyFulfillments,
};

/** Finds out what became of writes whose sender was stopped. */
const RECOVER: Record<RecordKind, (applying: Applying) => Promise<void>> = {
  stock: recoverValues,
  price: recoverValues,
  content: recoverValues,
  order: recoverOrders,
  fulfillment: recoverFulfillments,
};

/**
 * Converges one record kind of a shop as far as possible now: decides what is owed, guards the plan, writes
 * the worst first, until nothing is left to do. Killed at any point and run again, it ends at the same place.
 * Each kind goes at its own pace, so that quantities never wait for photos. Returns in how many milliseconds
 * to look again, because another worker is at it, its slot is over or values must rest; null: nothing is owed.
 */
export async function converge(
  shop: string,
  record: RecordKind,
  signal: AbortSignal,
  slot: Slot = UNHURRIED,
): Promise<number | null> {
  if ((await findShop(shop))?.state !== "active") return null;
  const ended = await underLease(`${record}:${shop}`, signal, async (lease, leaseSignal) => {
    const client = clientFor(shop);
    let runId = null as Promise<string> | null;
    const activity = record === "order" ? "export" : "apply";
    const run = () => (runId ??= startRun(shop, { activity, kind: record }));
    const prepare = async () => {
      await decideOwed(shop, record, leaseSignal);
      if (isCatalogKind(record)) await guardPlans(shop, record);
    };
    const applying: Applying = { client, lease, record, run, slot, signal: leaseSignal };
    try {
      await RECOVER[record](applying);
      while ((await APPLY[record](applying, prepare)) > 0 && !slot.isOver);
      if (runId) await closeRun(await runId, record, client.spent);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown";
      if (runId) await finishRun(await runId, "failed", { error: reason });
      throw error;
    }
    if (slot.isOver) return AT_ONCE_MS;
    // Orders rest until a set time; the search for owed work finds them then.
    return isCatalogKind(record) && (await countWaiting(shop, record)) > 0 ? RESTING_AGAIN_MS : null;
  });
  return ended ? ended.done : BUSY_AGAIN_MS;
}

async function recoverValues(applying: Applying): Promise<void> {
  await recoverIntended(applying);
  await lookAtUnseen(applying.client, applying.record, applying.signal);
}

async function closeRun(
  id: string,
  record: RecordKind,
  spent: { requests: number; points: number },
): Promise<void> {
  const run = await addToRun(id, { requests: spent.requests, points: spent.points });
  const isWhole = run.failed === 0 && (isCatalogKind(record) || run.skipped === 0);
  await finishRun(id, isWhole ? "succeeded" : "skipped", { pointsMinimum: await leastPoints(run, record) });
}

/** The least that the writes of a run could have cost. */
async function leastPoints({ id, written }: Run, record: RecordKind): Promise<number> {
  if (!isCatalogKind(record)) return 0;
  const { products, rows } = record === "stock" ? { products: 0, rows: written } : await writtenByCalls(id);
  return (products + Math.ceil(rows / INPUT_ROWS_MAX)) * MUTATION_POINTS;
}
