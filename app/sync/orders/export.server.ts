import { isAdapterError, TransientError } from "#app/adapters/errors.ts";
import type { Lease } from "#app/store/database/leases.server.ts";
import {
  restOrder,
  saveCredited,
  saveGone,
  saveInSource,
  saveRefused,
  startSending,
  type EntryKey,
} from "#app/store/orders/outbox.server.ts";
import type { OrderDecision } from "#app/core/orders/facts.ts";
import { cancelShopOrder } from "./cancel.server.ts";
import { sourceFailed, type OrderSource } from "./source.server.ts";
import type { Applying } from "../write/write.server.ts";

export type Exported =
  { outcome: "written" } | { outcome: "failed"; reason: string } | { outcome: "skipped"; reason: string };

/**
 * A call that must not be made twice is made only this soon after our lease was confirmed: a worker that was
 * stalled for longer leaves the order to the worker that has taken over.
 */
const SEND_WITHIN_MS = 3_000;

/** An order known to be gone is not looked for again sooner. */
const GONE_MS = 3_600_000;

/** By then a cancellation that was started should be done. */
const CANCELLING_MS = 30_000;

/** Carries out what is decided about one order. A failure is this order's own: the next one goes on. */
export async function exportOrder(applying: Applying, source: OrderSource, owed: Owed): Promise<Exported> {
  const { lease, signal } = applying;
  try {
    await source.mayCall();
    const exported = await ACTIONS[owed.decision.action](applying, source, owed);
    source.lost = 0;
    return exported;
  } catch (error) {
    if (signal.aborted || !isAdapterError(error)) throw error;
    if (error instanceof TransientError) source.lost += 1;
    const reason = await sourceFailed(lease, source, owed.entry, error);
    if (reason === "not-understood") return { outcome: "failed", reason };
    if (reason === "call-lost") return { outcome: "skipped", reason: "source-away" };
    source.down = true;
    return { outcome: "skipped", reason };
  }
}

type Action = (applying: Applying, source: OrderSource, owed: Owed) => Promise<Exported>;

const WRITTEN: Exported = { outcome: "written" };
const nothing: Action = () => Promise.resolve({ outcome: "skipped", reason: "nothing-owed" });

const ACTIONS: Record<Owed["decision"]["action"], Action> = {
  none: nothing,
  // What was sent without an answer is looked for before anything is decided about it.
  find: nothing,
  create,
  amend,
  cancel,
  credit,
  "cancel-shop": cancelInShop,
};

/** An answer may have been lost, so the source is always asked for the order before it is created. */
async function create({ lease }: Applying, source: OrderSource, owed: Owed): Promise<Exported> {
  const { entry, decision, sourceId, sent } = owed;
  const { order } = decision;
  const found = await source.ask((writer, signal) => writer.find(entry.key, signal));
  if (found) {
    await saveInSource(lease, entry, { event: "found", answer: found, order: sent ? null : order });
    return WRITTEN;
  }
  if (sourceId !== null) return gone(lease, entry);
  const askedAt = performance.now();
  const ours = await startSending(lease, entry, order);
  if (!ours || performance.now() - askedAt > SEND_WITHIN_MS)
    return { outcome: "skipped", reason: "taken-over" };
  const answer = await source.ask((writer, signal) => writer.create(order, signal));
  if (!answer.ok) return refused(lease, entry, answer.message);
  await saveInSource(lease, entry, { event: "exported", answer: answer.value, order });
  return WRITTEN;
}

async function amend({ lease }: Applying, source: OrderSource, owed: Owed): Promise<Exported> {
  const { entry, decision, sourceId } = owed;
  const { order } = decision;
  const answer = await source.ask(
    (writer, signal) => writer.amend?.(known(sourceId), order, signal) ?? unable("change"),
  );
  if (!answer.ok) return refused(lease, entry, answer.message);
  await saveInSource(lease, entry, { event: "amended", answer: answer.value, order });
  return WRITTEN;
}

/** Cancelling must not be repeated blindly either: an earlier attempt may have done it. */
async function cancel({ lease }: Applying, source: OrderSource, owed: Owed): Promise<Exported> {
  const { entry, cancelReason, sourceId } = owed;
  const found = await source.ask((writer, signal) => writer.find(entry.key, signal));
  if (!found) return gone(lease, entry);
  if (found.status !== "cancelled") {
    const reason = cancelReason ?? "OTHER";
    const answer = await source.ask(
      (writer, signal) => writer.cancel?.(known(sourceId), reason, signal) ?? unable("cancel"),
    );
    if (!answer.ok) return refused(lease, entry, answer.message);
    await saveInSource(lease, entry, { event: "cancelled", answer: answer.value, order: null });
    // The source may accept the call and cancel later.
    if (answer.value.status !== "cancelled")
      await restOrder(lease, entry, { message: null, forMs: CANCELLING_MS });
  } else await saveInSource(lease, entry, { event: "cancelled", answer: found, order: null });
  return WRITTEN;
}

async function credit({ lease }: Applying, source: OrderSource, owed: Owed): Promise<Exported> {
  const { entry, decision } = owed;
  for (const one of decision.credits) {
    const answer = await source.ask((writer, signal) => writer.credit?.(one, signal) ?? unable("credit"));
    if (!answer.ok) return refused(lease, entry, answer.message);
    await saveCredited(lease, entry, { key: one.key, number: answer.value.number });
  }
  return WRITTEN;
}

/** Cancels in the shop what the source has cancelled; the shop may finish it later. */
async function cancelInShop(applying: Applying, _source: OrderSource, { entry }: Owed): Promise<Exported> {
  const { orderId, connectionId } = entry;
  const done = await cancelShopOrder(applying, { orderId, connectionId, reason: "OTHER" });
  if (typeof done === "object") return refused(applying.lease, entry, done.rejected);
  if (done === "started") await restOrder(applying.lease, entry, { message: null, forMs: CANCELLING_MS });
  return WRITTEN;
}

async function refused(lease: Lease, entry: EntryKey, message: string): Promise<Exported> {
  await saveRefused(lease, entry, { message, reason: "rejected", madeNothing: true });
  return { outcome: "failed", reason: "rejected" };
}

async function gone(lease: Lease, entry: EntryKey): Promise<Exported> {
  const news = await saveGone(lease, entry);
  if (!news) await restOrder(lease, entry, { message: null, forMs: GONE_MS });
  return { outcome: "skipped", reason: "gone" };
}

function known(sourceId: string | null): string {
  if (sourceId === null) throw new Error("An order that the source does not hold cannot be changed there");
  return sourceId;
}

/** The decision looked at what the adapter can do, so its settings have changed since. */
function unable(verb: string): Promise<{ ok: false; message: string }> {
  return Promise.resolve({ ok: false, message: `This connection cannot ${verb} orders any more.` });
}

/** One order, and what is decided about it. */
export interface Owed {
  entry: EntryKey;
  decision: OrderDecision;
  /** Its id in the source; null: as far as we know the source does not hold it. */
  sourceId: string | null;
  /** Whether an earlier attempt has sent it, as it was then. */
  sent: boolean;
  /** OrderCancelReason of the shop. */
  cancelReason: string | null;
}
