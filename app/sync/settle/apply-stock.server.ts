import { shopBudget } from "#app/shopify/api/budget.ts";
import { nextPushes, pushesUpTo, type Push } from "#app/store/values/changes.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { decideStockAgain } from "./decide.server.ts";
import { valueKey } from "../look/look.server.ts";
import { refreshOrders } from "../orders/orders.server.ts";
import { BATCH, writeStock, type Batch } from "../write/stock.server.ts";
import type { Applying } from "../write/write.server.ts";

/** What one call costs, and about how long its answer takes: so many must be under way to spend what is restored. */
const CALL_POINTS = 10;
const CALL_SECONDS = 0.1;
const IN_FLIGHT_MIN = 10;
/** Batches looked up at once, and how few of them are left when the next are looked up. */
const AHEAD = 16;
const LOW = 8;
const ACTIVATIONS = 20;
/** The share of the bucket that only the last batches of a plan may use. */
const KEPT_SHARE = 0.1;

/**
 * Writes the worst quantities, a fixed number of calls at a time, until none may be written now. `prepare` decides what
 * came up meanwhile, so that it takes its place among what is waiting. Returns how many rows it dealt with.
 */
export async function applyStock(applying: Applying, prepare: () => Promise<void>): Promise<number> {
  const { shop } = applying.client;
  const underWay = new Set<string>();
  let ready: Batch[] = [];
  let ended = false;
  let dealtWith = 0;
  let failure = null as { reason: unknown } | null;
  let lookup = null as Promise<void> | null;

  const look = async () => {
    const found = await lookUp(applying, prepare, underWay.size);
    ready = toBatches({ ...found, rows: found.rows.filter((row) => !underWay.has(valueKey(row))) });
    ended = !found.more || ready.length === 0;
  };
  const lookOnce = () =>
    (lookup ??= look()
      .catch((reason: unknown) => void (failure ??= { reason }))
      .finally(() => (lookup = null)));
  const take = async (): Promise<Batch | null> => {
    while (ready.length === 0 && !ended && failure === null) await lookOnce();
    const batch = failure === null ? ready.shift() : undefined;
    if (batch === undefined) return null;
    for (const row of batch.rows) underWay.add(valueKey(row));
    dealtWith += batch.rows.length;
    if (!ended && ready.length <= LOW) void lookOnce();
    return batch;
  };
  const work = async () => {
    for (let batch = await take(); batch !== null; batch = await take()) {
      try {
        await decideStockAgain(shop, batch.rows);
        await writeStock(applying, batch);
      } catch (reason) {
        failure ??= { reason };
      } finally {
        for (const row of batch.rows) underWay.delete(valueKey(row));
      }
    }
  };

  await lookOnce();
  const { restoreRate = 0 } = shopBudget(shop).status ?? {};
  const inFlight = Math.max(IN_FLIGHT_MIN, Math.ceil((restoreRate * CALL_SECONDS) / CALL_POINTS));
  await Promise.all(Array.from({ length: inFlight }, work));
  await lookup;
  if (failure) throw failure.reason;
  return dealtWith;
}

interface Found {
  rows: readonly Push[];
  basis: Batch["basis"];
  /** So few values wait that the plan is about to end. */
  closing: boolean;
  /** There are more than these. */
  more: boolean;
}

/** The worst values that may be written now, `underWay` of which may be under way already. */
async function lookUp(applying: Applying, prepare: () => Promise<void>, underWay: number): Promise<Found> {
  const { client, signal } = applying;
  const limit = BATCH * AHEAD + underWay;
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    await prepare();
    const { basis, ordersSeenAt } = await getShop(client.shop);
    const found = await nextPushes(client.shop, limit);
    // A sale that we have not read looks like a quantity to put back. So every order taken before the shop was
    // looked at must be known first; a later one makes the compare-and-set refuse.
    const seen = ordersSeenAt?.getTime() ?? 0;
    const rows = found.filter(({ observedAt }) => observedAt.getTime() <= seen);
    // What was looked at while the orders were read waits for the next time, unless there is nothing else.
    if (rows.length < found.length && (tries === 1 || rows.length === 0)) {
      await refreshOrders(client, signal);
      continue;
    }
    const more = found.length === limit;
    const last = lastRows(client.shop);
    const closing = !more && rows.length <= last ? true : (await pushesUpTo(client.shop, last + 1)) <= last;
    return { rows, basis, closing, more };
  }
}

/** How many rows at the end of a plan can be paid for from the kept share of the bucket. */
function lastRows(shop: string): number {
  const { maximum = 0 } = shopBudget(shop).status ?? {};
  return BATCH * (Math.ceil((maximum * KEPT_SHARE) / CALL_POINTS) + IN_FLIGHT_MIN);
}

function toBatches({ rows, basis, closing, more }: Found): Batch[] {
  const stocked = rows.filter(({ observed }) => observed !== null);
  const unstocked = rows.filter(({ observed }) => observed === null).slice(0, ACTIVATIONS);
  const batches: Batch[] = unstocked.map((row) => ({ rows: [row], basis, closing }));
  for (let start = 0; start < stocked.length; start += BATCH) {
    const part = stocked.slice(start, start + BATCH);
    // A call costs the same however few rows it has, so the rest waits for the rows that follow it.
    if (part.length === BATCH || !more || start === 0) batches.push({ rows: part, basis, closing });
  }
  return batches;
}
