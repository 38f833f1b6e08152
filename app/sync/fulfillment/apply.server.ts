import pMap from "p-map";
import { changesOrders, type FulfillmentStep } from "#app/core/fulfillment/step.ts";
import { OutcomeUnknown, ShopifyUnavailable } from "#app/shopify/api/errors.ts";
import { saveOrderGone } from "#app/store/fulfillment/decisions.server.ts";
import { loadFulfillments, ordersToFulfill } from "#app/store/fulfillment/rows.server.ts";
import {
  saveEndless,
  saveStep,
  saveStepOutcome,
  openSteps,
  type StepOutcome,
} from "#app/store/fulfillment/steps.server.ts";
import { addToRun } from "#app/store/values/runs.server.ts";
import { planOrder, savePlanned } from "./decide.server.ts";
import { performStep } from "./calls.server.ts";
import { readAgain } from "../orders/orders.server.ts";
import { loadRules } from "../decide/rules.server.ts";
import type { Applying } from "../write/write.server.ts";

/** Orders looked up at once; one query reads four of them. */
const AHEAD = 100;
const READ_AT_ONCE = 4;
const IN_FLIGHT = 6;
/** Holds, moves, a fulfillment, its events: no order needs more rounds than this. */
const ROUNDS_MAX = 8;

/**
 * Writes the shipments that may be written now, the longest waiting first. Every order is read again right
 * before anything is written to it, so nothing is fulfilled twice. Returns how many orders it dealt with.
 */
export async function applyFulfillments(applying: Applying, prepare: () => Promise<void>): Promise<number> {
  applying.signal.throwIfAborted();
  await prepare();
  const ids = await ordersToFulfill(applying.client.shop, AHEAD);
  const groups = Array.from({ length: Math.ceil(ids.length / READ_AT_ONCE) }, (_, at) =>
    ids.slice(at * READ_AT_ONCE, (at + 1) * READ_AT_ONCE),
  );
  await pMap(groups, (group) => fulfillOrders(applying, group), { concurrency: IN_FLIGHT });
  return ids.length;
}

/** The outcome of steps whose sender was stopped is unknown: their orders are read again first. */
export async function recoverFulfillments({ client, lease }: Applying): Promise<void> {
  for (const sent of await openSteps(client.shop)) {
    await saveStepOutcome(client.shop, lease, sent, { outcome: "lost" });
  }
}

async function fulfillOrders(applying: Applying, orderIds: readonly string[]): Promise<void> {
  const { shop } = applying.client;
  let left = orderIds;
  for (let rounds = 0; left.length > 0; rounds++) {
    if (rounds === ROUNDS_MAX) return saveEndless(shop, left);
    const planned = await readAndPlan(applying, left);
    const again = await Promise.all(
      planned.map(async ({ orderId, steps }) =>
        (await carryOut(applying, orderId, steps)) ? orderId : null,
      ),
    );
    left = again.filter((orderId) => orderId !== null);
  }
}

/** Reads orders as they are now, then plans their shipments and saves the result. */
async function readAndPlan({ client, signal }: Applying, orderIds: readonly string[]) {
  const { shop } = client;
  const documents = await readAgain(client, orderIds, signal);
  const read = new Map(documents.map((document) => [document.id, document]));
  const gone = orderIds.filter((orderId) => !read.has(orderId));
  if (gone.length > 0) await saveOrderGone(shop, gone);
  const inputs = (await loadFulfillments(shop, [...read.keys()])).map((input) => ({
    ...input,
    // The stored document may be empty because it was erased on request.
    document: read.get(input.orderId) ?? null,
  }));
  const rules = await loadRules(shop, new Date());
  const planned = inputs.map((input) => planOrder(input, rules));
  await savePlanned(shop, planned, rules);
  return planned.map(({ input, plan }) => ({ orderId: input.orderId, steps: plan?.steps ?? [] }));
}

/** Takes the steps in order. True: something was done, so the order must be looked at again. */
async function carryOut(
  applying: Applying,
  orderId: string,
  steps: readonly FulfillmentStep[],
): Promise<boolean> {
  const failed = new Set<string>();
  let done = false;
  for (const step of steps) {
    if (step.places.some((place) => failed.has(place))) continue;
    const settled = await takeStep(applying, orderId, step);
    if (settled.outcome === "applied") done = true;
    else for (const place of step.places) failed.add(place);
    // If it is unknown what was done to the fulfillment orders, the rest of the plan may be wrong.
    if (settled.outcome === "lost" && (changesOrders(step) || step.step === "create")) return true;
  }
  return done;
}

async function takeStep(applying: Applying, orderId: string, step: FulfillmentStep): Promise<StepOutcome> {
  const { client, lease, signal } = applying;
  signal.throwIfAborted();
  const runId = await applying.run();
  const sent = await saveStep(client.shop, lease, runId, orderId, step);
  const settled = await send(applying, step, async () => {
    await saveStepOutcome(client.shop, lease, sent, { outcome: "withdrawn" });
  });
  await saveStepOutcome(client.shop, lease, sent, settled);
  const { outcome } = settled;
  const counts = { applied: "written", rejected: "failed", lost: "skipped", withdrawn: "skipped" } as const;
  await addToRun(runId, { seen: 1, [counts[outcome]]: 1 });
  return settled;
}

async function send(
  { client, signal }: Applying,
  step: FulfillmentStep,
  withdraw: () => Promise<void>,
): Promise<StepOutcome> {
  try {
    return await performStep(client, step, signal);
  } catch (error) {
    if (error instanceof OutcomeUnknown) return { outcome: "lost" };
    if (error instanceof ShopifyUnavailable) await withdraw();
    throw error;
  }
}
