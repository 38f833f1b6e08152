import { reconcile } from "./reconcile.ts";
import { desiredStock, stockBlocked, stockUrgency, type Receipt, type StockInput } from "./stock.ts";
import type { BlockedReason, VerdictKind } from "./verdict.ts";

export interface StockSubject extends StockInput {
  /** What the shop shows on the chosen basis; null: the item is not stocked at this location. */
  observed: number | null;
  baseline: number | null;
  /** The shop's side was looked at, so a null `observed` is a fact and not ignorance. */
  looked: boolean;
  links: number;
  tracked: boolean;
  hasComponents: boolean;
  /** Price of one piece in the shop's currency, for ordering only. */
  price: number;
  /** The desired value that a person approved while it was held. */
  approved: number | null;
  /** The value that a person wants shown for as long as what it should be stays `desired`. */
  pin: { value: number; desired: number } | null;
}

export interface Decision {
  verdict: Extract<VerdictKind, "in-sync" | "planned" | "push" | "held" | "blocked">;
  reason: BlockedReason | "pinned" | null;
  desired: number | null;
  /** What the next write would set. */
  target: number | null;
  receipt: Receipt | null;
  urgency: number;
}

/**
 * Decides one quantity. Stock belongs to the source, so what staff change in the shop is put back; a change
 * that a person has approved goes straight to `push`, every other one is `planned` until the guard has seen
 * the whole plan.
 */
export function decideStock(subject: StockSubject): Decision {
  const receipt = desiredStock(subject);
  const desired = receipt.result;
  const reason =
    stockBlocked({ ...subject, readings: subject.readings.length, desired }) ??
    (subject.looked ? null : "not-observed");
  if (reason !== null) {
    const known = subject.links === 1 && subject.readings.length > 0;
    return {
      verdict: "blocked",
      reason,
      desired: known ? desired : null,
      target: null,
      receipt: known ? receipt : null,
      urgency: 0,
    };
  }

  const shows = subject.observed ?? 0;
  const urgency = stockUrgency(shows, desired, subject.price);
  const pinned = subject.pin?.desired === desired ? subject.pin.value : null;
  if (pinned !== null && pinned !== desired) {
    return pinned === shows
      ? { verdict: "held", reason: "pinned", desired, target: pinned, receipt, urgency }
      : { verdict: "push", reason: null, desired, target: pinned, receipt, urgency };
  }
  const verdict = reconcile(
    { baseline: subject.baseline, source: desired, shop: shows },
    "source",
    (a, b) => a === b,
  );
  if (verdict.kind !== "push") {
    return { verdict: "in-sync", reason: null, desired, target: desired, receipt, urgency: 0 };
  }
  return {
    verdict: subject.approved === desired ? "push" : "planned",
    reason: null,
    desired,
    target: desired,
    receipt,
    urgency,
  };
}
