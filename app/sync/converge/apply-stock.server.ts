import { pMapIterable } from "p-map";
import { INPUT_ROWS_MAX, MUTATION_POINTS } from "#app/core/shopify-limits.ts";
import { KEPT_SHARE, shopBudget } from "#app/shopify/api/budget.ts";
import { nextChanges, countChangesUpTo, type DueChange } from "#app/store/values/changes.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { decideStockAgain } from "./decide.server.ts";
import { valueKey } from "../look/look.server.ts";
import type { Slot } from "../slot.server.ts";
import { refreshOrders } from "../orders/orders.server.ts";
import { writeStock, type Batch } from "../write/stock.server.ts";
import type { Applying } from "../write/write.server.ts";

/** About how long an answer takes; decides how many calls must be under way to spend what is restored. */
const CALL_SECONDS = 0.1;
const IN_FLIGHT_MIN = 10;
/** Batches looked up at once, and how many of them are taken ahead, so that the next are looked up meanwhile. */
const LOOKED_UP = 16;
const TAKEN_AHEAD = 8;
const ACTIVATIONS = 20;

/**
 * Writes the worst quantities, a fixed number of calls at a time, until none may be written now. `prepare`
 * decides what came up meanwhile, so that it takes its place among the waiting rows. Returns how many rows it
 * dealt with.
 */
export async function applyStock(applying: Applying, prepare: () => Promise<void>): Promise<number> {
  const { shop } = applying.client;
  const underWay = new Set<string>();
  const failures: unknown[] = [];
  // After a failure nothing more is started, and the calls under way are waited for.
  const unlessFailed = async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (failures.length > 0) return null;
    return work().catch((reason: unknown) => {
      failures.push(reason);
      return null;
    });
  };
  const look = () => unlessFailed(() => lookUp(applying, prepare, underWay.size));
  const write = async (batch: Batch): Promise<number> => {
    await unlessFailed(async () => {
      await decideStockAgain(shop, batch.rows);
      await writeStock(applying, batch);
    });
    for (const row of batch.rows) underWay.delete(valueKey(row));
    return batch.rows.length;
  };

  const batches = worstFirst(await look(), look, underWay, applying.slot);
  const { restoreRate = 0 } = shopBudget(shop).status ?? {};
  const concurrency = Math.max(IN_FLIGHT_MIN, Math.ceil((restoreRate * CALL_SECONDS) / MUTATION_POINTS));
  const pace = { concurrency, backpressure: concurrency + TAKEN_AHEAD, preserveOrder: false };
  let dealtWith = 0;
  for await (const rows of pMapIterable(batches, write, pace)) dealtWith += rows;
  if (failures.length > 0) throw failures[0];
  return dealtWith;
}

/** Batches until no value is left that may be written now, or the slot is over; their rows are under way from here on. */
async function* worstFirst(
  first: Found | null,
  look: () => Promise<Found | null>,
  underWay: Set<string>,
  slot: Slot,
): AsyncGenerator<Batch> {
  for (let found = first; found !== null; found = await look()) {
    const batches = toBatches({ ...found, rows: found.rows.filter((row) => !underWay.has(valueKey(row))) });
    for (const batch of batches) {
      if (slot.isOver) return;
      for (const row of batch.rows) underWay.add(valueKey(row));
      yield batch;
    }
    if (!found.more || batches.length === 0) return;
  }
}

interface Found {
  rows: readonly DueChange[];
  basis: Batch["basis"];
  /** So few values are waiting that the plan is about to end. */
  closing: boolean;
  /** There are more than these. */
  more: boolean;
}

/** The worst values that may be written now, `underWay` of which may be under way already. */
async function lookUp(applying: Applying, prepare: () => Promise<void>, underWay: number): Promise<Found> {
  const { client, signal } = applying;
  const limit = INPUT_ROWS_MAX * LOOKED_UP + underWay;
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    await prepare();
    const { basis, ordersSeenAt } = await getShop(client.shop);
    const found = await nextChanges(client.shop, limit);
    // A sale that we have not read looks like a quantity to put back. So every order taken before the shop was
    // looked at must be known first; a later one makes the compare-and-set refuse.
    const seen = ordersSeenAt?.getTime() ?? 0;
    const rows = found.filter(({ observedAt }) => observedAt.getTime() <= seen);
    // A value looked at while the orders were being read waits for next time, unless nothing else is left.
    if (rows.length < found.length && (tries === 1 || rows.length === 0)) {
      await refreshOrders(client, signal);
      continue;
    }
    const more = found.length === limit;
    const last = lastRows(client.shop);
    const closing =
      !more && rows.length <= last ? true : (await countChangesUpTo(client.shop, last + 1)) <= last;
    return { rows, basis, closing, more };
  }
}

/** How many rows at the end of a plan can be paid for from the kept share of the bucket. */
function lastRows(shop: string): number {
  const { maximum = 0 } = shopBudget(shop).status ?? {};
  return INPUT_ROWS_MAX * (Math.ceil((maximum * KEPT_SHARE) / MUTATION_POINTS) + IN_FLIGHT_MIN);
}

function toBatches({ rows, basis, closing, more }: Found): Batch[] {
  const stocked = rows.filter(({ observed }) => observed !== null);
  const unstocked = rows.filter(({ observed }) => observed === null).slice(0, ACTIVATIONS);
  const batches: Batch[] = unstocked.map((row) => ({ rows: [row], basis, closing }));
  for (let start = 0; start < stocked.length; start += INPUT_ROWS_MAX) {
    const part = stocked.slice(start, start + INPUT_ROWS_MAX);
    // A call with few rows costs as much as a full one, so the rest waits for the rows that follow.
    if (part.length === INPUT_ROWS_MAX || !more || start === 0) batches.push({ rows: part, basis, closing });
  }
  return batches;
}
