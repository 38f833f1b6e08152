import { randomUUID } from "node:crypto";
import type { AdminClient } from "#app/shopify/client.ts";
import { OutcomeUnknown, ShopifyUnavailable } from "#app/shopify/errors.ts";
import { activateLevel, setQuantities, type RowOutcome } from "#app/shopify/inventory.ts";
import {
  openIntents,
  saveIntents,
  settleIntents,
  type Intent,
  type Push,
  type Settled,
} from "#app/store/changes.server.ts";
import type { Lease } from "#app/store/leases.server.ts";
import { addToRun } from "#app/store/runs.server.ts";
import { getShop } from "#app/store/shops.server.ts";
import { levelKey, reobserve } from "./observe.server.ts";

/** Rows in one `inventorySetQuantities`. */
export const BATCH = 250;

export interface Applying {
  client: AdminClient;
  lease: Lease;
  /** Starts the run when there is a first write to record. */
  run(): Promise<string>;
  signal: AbortSignal;
}

/** One call's worth of writes. */
export interface Batch {
  rows: readonly Push[];
  basis: "available" | "on_hand";
  /** One of the plan's last, see shopify/client.ts RunOptions. */
  closing: boolean;
}

/** Finds out what became of writes whose sender was stopped before it could save the answer. */
export async function recoverIntents(applying: Applying): Promise<void> {
  const open = await openIntents(applying.client.shop);
  for (let start = 0; start < open.length; start += BATCH) {
    await settleByLooking(applying, open.slice(start, start + BATCH));
  }
}

/** Writes values of items that are stocked there; what is no longer wanted as it was fetched is left out. */
export async function writeBatch(applying: Applying, batch: Batch): Promise<void> {
  const { client, lease, signal } = applying;
  const { basis, closing } = batch;
  const key = randomUUID();
  const runId = await applying.run();
  const intents = await saveIntents(client.shop, lease, { key, runId, rows: batch.rows });
  if (intents.length === 0) return;
  const intended = new Set(intents.map(intentKey));
  const rows = batch.rows.filter((row) => intended.has(intentKey(row)));
  const sent = rows.map((row) => ({
    itemId: row.subject,
    locationId: row.place,
    from: Number(row.observed),
    to: Number(row.target),
  }));
  const request = {
    name: basis,
    reason: "correction",
    referenceDocumentUri: `gid://concord/Run/${runId}`,
    key,
    rows: sent,
    closing,
  };
  const answer = await attempt(applying, intents, () => setQuantities(client, request, signal));
  if (answer === null) return;
  if (answer.undetermined) {
    await withdraw(applying, intents);
    const half = Math.ceil(rows.length / 2);
    await writeBatch(applying, { ...batch, rows: rows.slice(0, half) });
    await writeBatch(applying, { ...batch, rows: rows.slice(half) });
    return;
  }
  const outcomes = new Map(sent.map((row, at) => [levelKey(row), answer.rows[at]]));
  await settleRows(applying, intents, (intent) => outcomes.get(intentKey(intent)));
}

/** Stocks an item at a location; its quantity follows as an ordinary write. */
export async function activate(applying: Applying, push: Push): Promise<void> {
  const { client, lease, signal } = applying;
  const key = randomUUID();
  const runId = await applying.run();
  const intents = await saveIntents(client.shop, lease, { key, runId, rows: [push] });
  if (intents.length === 0) return;
  const level = { itemId: push.subject, locationId: push.place, key };
  const answer = await attempt(applying, intents, () => activateLevel(client, level, signal));
  if (answer === null) return;
  if (answer.outcome === "rejected") await settleRows(applying, intents, () => answer);
  else await settleByLooking(applying, intents);
}

/** Sends one write. Null: its outcome was unknown and has been settled by looking. */
async function attempt<T>(
  applying: Applying,
  intents: readonly Intent[],
  send: () => Promise<T>,
): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof OutcomeUnknown) {
      await settleByLooking(applying, intents);
      return null;
    }
    if (error instanceof ShopifyUnavailable) await withdraw(applying, intents);
    throw error;
  }
}

async function settleRows(
  applying: Applying,
  intents: readonly Intent[],
  outcomeOf: (intent: Intent) => RowOutcome | undefined,
): Promise<void> {
  const { client, lease, signal } = applying;
  const settled = intents.map((intent) => ({ id: intent.id, ...toSettled(outcomeOf(intent)) }));
  await settleIntents(client.shop, lease, settled);
  await count(applying, settled);
  const stale = intents.filter((intent) => outcomeOf(intent)?.outcome === "stale");
  if (stale.length > 0) await reobserve(client, unique(stale), signal);
}

/** A write whose answer is missing happened if the shop shows its value now; whatever it shows is decided again. */
async function settleByLooking(applying: Applying, intents: readonly Intent[]): Promise<void> {
  const { client, lease, signal } = applying;
  const { basis } = await getShop(client.shop);
  const levels = await reobserve(client, unique(intents), signal);
  const shows = new Map(
    levels.map((level) => [levelKey(level), basis === "available" ? level.available : level.onHand]),
  );
  const settled = intents.map((intent) => {
    const applied = shows.get(intentKey(intent)) === Number(intent.after);
    return { id: intent.id, outcome: applied ? ("applied" as const) : ("lost" as const) };
  });
  await settleIntents(client.shop, lease, settled);
  await count(applying, settled);
}

async function withdraw({ client, lease }: Applying, intents: readonly Intent[]): Promise<void> {
  await settleIntents(
    client.shop,
    lease,
    intents.map(({ id }) => ({ id, outcome: "withdrawn" })),
  );
}

async function count(applying: Applying, settled: readonly Settled[]): Promise<void> {
  const written = settled.filter(({ outcome }) => outcome === "applied").length;
  const failed = settled.filter(({ outcome }) => outcome === "rejected").length;
  await addToRun(await applying.run(), { written, failed, skipped: settled.length - written - failed });
}

function toSettled(outcome: RowOutcome | undefined): Settled {
  switch (outcome?.outcome) {
    case "applied":
    case "stale":
      return { outcome: outcome.outcome };
    case "rejected":
      return { outcome: "rejected", message: outcome.message };
    case "skipped":
      return { outcome: "withdrawn" };
    case undefined:
      throw new Error("Shopify's answer does not cover every row that was sent");
  }
}

function intentKey({ subject, place }: Pick<Intent, "subject" | "place">): string {
  return levelKey({ itemId: subject, locationId: place });
}

function unique(intents: readonly Intent[]): string[] {
  return [...new Set(intents.map(({ subject }) => subject))];
}
