import pMap from "p-map";
import { cheaperWrite } from "#app/core/shop/cheaper-write.ts";
import { MUTATION_POINTS, SMALLEST_RESTORE_RATE } from "#app/core/shopify-limits.ts";
import { KEPT_SHARE, shopBudget } from "#app/shopify/api/budget.ts";
import { bulkable, countBulkable, nextProducts, type DueChange } from "#app/store/values/changes.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { look } from "../look/look.server.ts";
import { contentCalls } from "../write/content.server.ts";
import { writeInBulk } from "../write/bulk.server.ts";
import { priceCalls } from "../write/prices.server.ts";
import { makeCall, type Applying, type Call } from "../write/write.server.ts";

/** Products looked up at once. */
const AHEAD = 200;
/** Products that one bulk mutation writes at most; a line of its file is about 250 bytes per variant. */
const BULK_MAX = 50_000;
/** About how long an answer takes; decides how many calls must be under way to spend what is restored. */
const CALL_SECONDS = 0.2;
const IN_FLIGHT_MIN = 8;
/** Until Shopify has reported a budget: that of its smallest plan. */
const UNKNOWN_BUDGET = { restoreRate: SMALLEST_RESTORE_RATE, available: 0, maximum: 0 };
/** Where an edit in the shop counts, a value seen longer ago is looked at again before it is replaced. */
const FRESH_MS = 5_000;

/**
 * Writes prices or content of the worst products, by calls per product or, where that is cheaper, very many
 * products by one bulk mutation. Returns how many values it dealt with.
 */
export async function applyProducts(applying: Applying, prepare: () => Promise<void>): Promise<number> {
  const { client, record, signal } = applying;
  signal.throwIfAborted();
  await prepare();
  const { restoreRate, available, maximum } = shopBudget(client.shop).status ?? UNKNOWN_BUDGET;
  const inBulk = await countBulkable(client.shop, record);
  if (inBulk.rows > 0 && cheaperWrite({ ...inBulk, restoreRate, available }) === "bulk") {
    const many = (await nextProducts(client.shop, record, BULK_MAX)).filter(bulkable);
    await writeInBulk(applying, await refreshed(applying, many));
    return many.length;
  }
  const rows = await refreshed(applying, await nextProducts(client.shop, record, AHEAD));
  const inFlight = Math.max(IN_FLIGHT_MIN, Math.ceil((restoreRate * CALL_SECONDS) / MUTATION_POINTS));
  const calls = await callsFor(applying, rows);
  const isEnd = new Set(rows.map(({ productId }) => productId)).size < AHEAD;
  const last = isEnd ? Math.ceil((maximum * KEPT_SHARE) / MUTATION_POINTS) + inFlight : 0;
  const closing = calls.map((call, at) => ({ ...call, closing: calls.length - at <= last }));
  await makeCalls(applying, closing, inFlight);
  return rows.length;
}

/** Makes calls in parallel. After a failure it starts no more, and waits for those under way. */
async function makeCalls(applying: Applying, calls: readonly Call[], concurrency: number): Promise<void> {
  let failure = null as { reason: unknown } | null;
  const make = async (call: Call) => {
    if (failure !== null) return;
    try {
      await makeCall(applying, call);
    } catch (reason) {
      failure ??= { reason };
    }
  };
  await pMap(calls, make, { concurrency });
  if (failure !== null) throw failure.reason;
}

async function callsFor(applying: Applying, rows: readonly DueChange[]): Promise<Call[]> {
  const { currency } = await getShop(applying.client.shop);
  return applying.record === "price"
    ? priceCalls(applying, rows, currency)
    : contentCalls(applying, rows, currency);
}

/**
 * Looks again at values for which an edit in the shop counts: Shopify compares nothing when it sets a price
 * or a text. A value that moved meanwhile is decided again, and left out when the call is made.
 */
async function refreshed(
  { client, signal }: Applying,
  rows: readonly DueChange[],
): Promise<readonly DueChange[]> {
  const stale = Date.now() - FRESH_MS;
  const doubtful = rows.filter(
    ({ authority, observedAt }) => authority !== "source" && observedAt.getTime() < stale,
  );
  if (doubtful.length > 0) await look(client, doubtful, signal);
  return rows;
}
