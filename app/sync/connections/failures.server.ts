import { ConnectionError, TransientError, type AdapterError } from "#app/adapters/errors.ts";
import { log } from "#app/log.ts";
import { breakConnection } from "#app/store/connections/connections.server.ts";
import { currentWait, saveWait, type Wait } from "#app/store/connections/waits.server.ts";
import { decideOrdersAgain } from "#app/store/values/dirty.server.ts";

/** A source may ask for a day at the most, and for a second at the least. */
const WAIT_MAX_MS = 24 * 3_600_000;
const WAIT_MIN_MS = 1_000;

/** A source that lost so many calls in a row is away; one lost call concerns what it was about. */
const AWAY_AFTER = 3;
const LOST_CALL_MS = 5_000;
const AWAY_MS = 30_000;

/** What a failed call of a source means for the calls that follow. */
export type Consequence =
  /** The source named a time: nothing of its connection asks before. */
  | { then: "wait"; forMs: number }
  /** Calls of this sort rest. */
  | { then: "away"; forMs: number }
  /** What this call was about rests; the others go on. */
  | { then: "again"; forMs: number }
  /** Only the merchant can cure it: the connection stops. */
  | { then: "stop" }
  /** The source will answer the same again: what the call was about is set aside. */
  | { then: "set-aside" };

/** The one policy for everything that calls a source. `lost`: how many calls in a row were lost, this one among them. */
export function consequenceOf(error: AdapterError, lost: number): Consequence {
  if (error instanceof ConnectionError) return { then: "stop" };
  if (!(error instanceof TransientError)) return { then: "set-aside" };
  const { retryAfterMs } = error;
  if (retryAfterMs !== null) {
    return { then: "wait", forMs: Math.min(WAIT_MAX_MS, Math.max(WAIT_MIN_MS, retryAfterMs)) };
  }
  return lost < AWAY_AFTER ? { then: "again", forMs: LOST_CALL_MS } : { then: "away", forMs: AWAY_MS };
}

/** Whoever calls a source and fails tells it here; the connection then waits, or stops, as the policy says. */
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

/** Throws what the source said last while it is not to be called yet. */
export async function mayCall(shop: string, connectionId: string): Promise<void> {
  const wait = await currentWait(shop, connectionId);
  if (wait) throw new StillWaiting(wait.reason, wait.leftMs);
}

class StillWaiting extends TransientError {}

/** For a person who asked for a call that is not made yet. */
export function waitInWords({ reason, until }: Pick<Wait, "reason" | "until">): string {
  const time = until.toISOString().slice(0, 16).replace("T", " ");
  return `${reason} The source asked not to be called before ${time} UTC.`;
}
