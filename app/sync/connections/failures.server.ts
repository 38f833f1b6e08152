import { ConnectionError, TransientError, type AdapterError } from "#app/adapters/errors.ts";
import { log } from "#app/log.ts";
import { breakConnection } from "#app/store/connections/connections.server.ts";
import { currentWait, saveWait, type Wait } from "#app/store/connections/waits.server.ts";
import { decideOrdersAgain } from "#app/store/values/dirty.server.ts";

/** A source may ask for a wait of a day at most, and of a second at least. */
const WAIT_MAX_MS = 24 * 3_600_000;
const WAIT_MIN_MS = 1_000;

/** A source that lost this many calls in a row is away; one lost call concerns only what it was about. */
const AWAY_AFTER = 3;
const LOST_CALL_MS = 5_000;
const AWAY_MS = 30_000;

/** What a failed call of a source means for the calls that follow. */
export type Consequence =
  /** The source named a time: its connection makes no calls before then. */
  | { then: "wait"; forMs: number }
  /** Calls of this sort rest. */
  | { then: "away"; forMs: number }
  /** What this call was about rests; the others go on. */
  | { then: "again"; forMs: number }
  /** Only the merchant can fix it: the connection stops. */
  | { then: "stop" }
  /** The source will answer the same again: what the call was about is set aside. */
  | { then: "set-aside" };

/** The one policy for everything that calls a source. `lost`: calls lost in a row, including this one. */
export function consequenceOf(error: AdapterError, lost: number): Consequence {
  if (error instanceof ConnectionError) return { then: "stop" };
  if (!(error instanceof TransientError)) return { then: "set-aside" };
  const { retryAfterMs } = error;
  if (retryAfterMs !== null) {
    return { then: "wait", forMs: Math.min(WAIT_MAX_MS, Math.max(WAIT_MIN_MS, retryAfterMs)) };
  }
  return lost < AWAY_AFTER ? { then: "again", forMs: LOST_CALL_MS } : { then: "away", forMs: AWAY_MS };
}

/** Every failed call of a source is reported here; the connection then waits or stops, as the policy says. */
export async function callFailed(
  { shop, connectionId }: { shop: string; connectionId: string },
  error: AdapterError,
  lost: number,
): Promise<Consequence> {
  const consequence = consequenceOf(error, lost);
  const { message } = error;
  if (consequence.then === "wait" && !(error instanceof StillWaiting)) {
    await saveWait(shop, connectionId, { forMs: consequence.forMs, reason: message });
  }
  if (consequence.then === "stop" && (await breakConnection(shop, connectionId, message))) {
    log.warn({ shop, connection: connectionId, error: message }, "a connection stopped");
    await decideOrdersAgain(shop, connectionId);
  }
  return consequence;
}

/** Throws the source's last message while it must not be called yet. */
export async function mayCall(shop: string, connectionId: string): Promise<void> {
  const wait = await currentWait(shop, connectionId);
  if (wait) throw new StillWaiting(wait.reason, wait.leftMs);
}

class StillWaiting extends TransientError {}

/** Explains to a person why the call that they asked for is not made yet. */
export function waitInWords({ reason, until }: Pick<Wait, "reason" | "until">): string {
  const time = until.toISOString().slice(0, 16).replace("T", " ");
  return `${reason} The source asked not to be called before ${time} UTC.`;
}
