import { randomUUID } from "node:crypto";
import type { RecordKind } from "#app/core/values/record-kind.ts";
import { sameValue } from "#app/core/same.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { OutcomeUnknown, ShopifyUnavailable } from "#app/shopify/api/errors.ts";
import {
  openIntended,
  saveIntended,
  saveOutcomes,
  type IntendedChange,
  type DueChange,
  type ChangeOutcome,
} from "#app/store/values/changes.server.ts";
import type { Lease } from "#app/store/database/leases.server.ts";
import type { ValueKey } from "#app/store/values/observations.server.ts";
import { addToRun } from "#app/store/values/runs.server.ts";
import type { Slot } from "../slot.server.ts";
import { bulkEnded } from "./bulk-end.server.ts";
import { look, valueKey } from "../look/look.server.ts";
import { logValues } from "../look/value-log.server.ts";

/** Values of unknown outcome that are looked at together. */
const LOOK_AT_ONCE = 250;

export interface Applying {
  client: AdminClient;
  lease: Lease;
  record: RecordKind;
  /** Starts the run when there is a first write to record. */
  run(): Promise<string>;
  slot: Slot;
  signal: AbortSignal;
}

/** What became of one value of a call. */
export type RowOutcome =
  /** `shows`: the value that the shop made of it, spelled as in an observation. */
  | { outcome: "applied"; shows?: string }
  /** The shop no longer showed the value to be replaced. */
  | { outcome: "stale" }
  | { outcome: "rejected"; message: string }
  /** The call was at fault, not this value: it will be sent again. */
  | { outcome: "skipped" };

export interface Answer {
  outcomeOf(row: ValueKey): RowOutcome | undefined;
  /** Shopify's message where it refused the call without naming a row. */
  undetermined: string | null;
}

/** One call's worth of writes. */
export interface Call {
  rows: readonly DueChange[];
  /** One of the plan's last, see shopify/api/client.ts RunOptions. */
  closing?: boolean;
  send(sent: { rows: readonly DueChange[]; key: string; runId: string; closing: boolean }): Promise<Answer>;
}

/** Finds out what became of writes whose sender was stopped before it could save the answer. */
export async function recoverIntended(applying: Applying): Promise<void> {
  const open = await openIntended(applying.client.shop, applying.record);
  for (const key of new Set(open.map((intent) => intent.key))) await bulkEnded(applying, key);
  for (let start = 0; start < open.length; start += LOOK_AT_ONCE) {
    await saveByLooking(applying, open.slice(start, start + LOOK_AT_ONCE));
  }
}

/**
 * Makes one call: saves the intents, sends them, saves the outcome of every row. Rows that have changed since
 * they were fetched are left out. If Shopify refuses a call for some of its rows, the others are sent again at
 * once, before more of them change; if it does not say for which rows, they are sent in halves.
 */
export async function makeCall(applying: Applying, call: Call): Promise<void> {
  const key = randomUUID();
  const runId = await applying.run();
  const intents = await saveIntended(applying.client.shop, applying.lease, { key, runId, rows: call.rows });
  if (intents.length === 0) return;
  logValues(applying.client.shop, "sending", intents, ({ after }) => ({ after, call: key }));
  const intended = new Set(intents.map(valueKey));
  const rows = call.rows.filter((row) => intended.has(valueKey(row)));
  const answer = await attempt(applying, intents, () =>
    call.send({ rows, key, runId, closing: call.closing ?? false }),
  );
  if (answer === null) return;
  const message = answer.undetermined;
  if (message === null) {
    await saveAnswer(applying, intents, (intent) => answer.outcomeOf(intent));
    const rest = rows.filter((row) => answer.outcomeOf(row)?.outcome === "skipped");
    if (rest.length > 0 && rest.length < rows.length) await makeCall(applying, { ...call, rows: rest });
    return;
  }
  if (rows.length === 1) return saveAnswer(applying, intents, () => ({ outcome: "rejected", message }));
  await withdraw(applying, intents);
  const half = Math.ceil(rows.length / 2);
  await makeCall(applying, { ...call, rows: rows.slice(0, half) });
  await makeCall(applying, { ...call, rows: rows.slice(half) });
}

/** Sends one write. Null: its outcome was unknown, and was found out and saved by looking. */
export async function attempt<T>(
  applying: Applying,
  intents: readonly IntendedChange[],
  send: () => Promise<T>,
): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof OutcomeUnknown) {
      await saveByLooking(applying, intents);
      return null;
    }
    if (error instanceof ShopifyUnavailable) await withdraw(applying, intents);
    throw error;
  }
}

export async function saveAnswer(
  applying: Applying,
  intents: readonly IntendedChange[],
  outcomeOf: (intent: IntendedChange) => RowOutcome | undefined,
): Promise<void> {
  const { client, lease, signal } = applying;
  const settled = intents.map((intent) => ({ id: intent.id, ...toOutcome(outcomeOf(intent)) }));
  await saveOutcomes(client.shop, lease, settled);
  logValues(client.shop, "answered", intents, (intent) => ({ ...outcomeOf(intent) }));
  await count(applying, settled);
  const stale = intents.filter((intent) => outcomeOf(intent)?.outcome === "stale");
  if (stale.length > 0) await look(client, stale, signal);
}

/** A write without an answer was applied if the shop shows its value now; in any case it is decided again. */
export async function saveByLooking(applying: Applying, intents: readonly IntendedChange[]): Promise<void> {
  const { client, lease, signal } = applying;
  const shows = await look(client, intents, signal);
  const settled = intents.map((intent) => {
    const value = shows.get(valueKey(intent)) ?? null;
    const applied = value !== null && sameValue(intent.kind, intent.place, value, intent.after);
    return { id: intent.id, outcome: applied ? ("applied" as const) : ("lost" as const) };
  });
  await saveOutcomes(client.shop, lease, settled);
  logValues(client.shop, "looked at", intents, (intent) => ({ shows: shows.get(valueKey(intent)) }));
  await count(applying, settled);
}

export async function withdraw(
  { client, lease }: Applying,
  intents: readonly IntendedChange[],
): Promise<void> {
  await saveOutcomes(
    client.shop,
    lease,
    intents.map(({ id }) => ({ id, outcome: "withdrawn" })),
  );
}

async function count(applying: Applying, settled: readonly ChangeOutcome[]): Promise<void> {
  const written = settled.filter(({ outcome }) => outcome === "applied").length;
  const failed = settled.filter(({ outcome }) => outcome === "rejected").length;
  await addToRun(await applying.run(), { written, failed, skipped: settled.length - written - failed });
}

function toOutcome(outcome: RowOutcome | undefined): ChangeOutcome {
  switch (outcome?.outcome) {
    case "applied":
    case "rejected":
    case "stale":
      return outcome;
    case "skipped":
      return { outcome: "withdrawn" };
    case undefined:
      throw new Error("Shopify's answer does not cover every row that was sent");
  }
}
