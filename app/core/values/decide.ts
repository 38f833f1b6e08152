import { reconcile, type Authority } from "./reconcile.ts";
import type { AnyReceipt, Desired } from "./receipt.ts";
import type { BlockedReason } from "./blocked.ts";
import type { VerdictKind } from "./verdict.ts";

/** The value a person wants shown while the desired value stays `desired`. */
export interface Pin {
  value: string;
  desired: string;
  /** It only silences a conflict: it ends when either side moves. */
  ignored: boolean;
}

/** Everything that the decision about one value depends on. Values are texts as observations hold them. */
export interface ValueFacts {
  wanted: Pick<Desired<AnyReceipt>, "value" | "reason" | "receipt">;
  /** What the shop shows; null: nobody has looked. */
  observed: string | null;
  baseline: string | null;
  authority: Authority;
  /** The desired value that a person approved. */
  approved: string | null;
  pin: Pin | null;
  /** The move was planned and looked at before it was due. */
  scheduled: boolean;
  same(a: string, b: string): boolean;
  urgency(shows: string, should: string): number;
  /** The move away from what was agreed is so large that this value alone must wait for a person. */
  jumps(was: string, should: string): boolean;
}

export interface Decision {
  verdict: Extract<VerdictKind, "in-sync" | "planned" | "push" | "held" | "conflict" | "blocked">;
  reason: BlockedReason | "pinned" | "ignored" | "shop-decides" | "price-jump" | "scheduled" | null;
  desired: string | null;
  /** What the next write would set. */
  target: string | null;
  /** What both sides agree on now; null: the last agreement stays. */
  agreed: string | null;
  receipt: AnyReceipt | null;
  urgency: number;
  authority: Authority;
}

/**
 * Decides one value of any kind. A change that a person has approved goes straight to `push`, every other one is
 * `planned` until the guard has seen the whole plan.
 */
export function decideValue(facts: ValueFacts): Decision {
  const { wanted, observed, baseline, approved, authority, same } = facts;
  const desired = wanted.value;
  const reason = wanted.reason ?? (observed === null ? "not-observed" : null);
  const nothing = { target: null, agreed: null, receipt: wanted.receipt, urgency: 0, authority };
  if (reason !== null || desired === null || observed === null) {
    return { verdict: "blocked", reason: reason ?? "no-reading", desired, ...nothing };
  }

  const urgency = facts.urgency(observed, desired);
  const drift = { desired, agreed: null, receipt: wanted.receipt, urgency, authority };
  const pinned = decidePinned(facts, desired, observed);
  if (pinned) return { ...drift, ...pinned };

  const verdict = reconcile({ baseline, source: desired, shop: observed }, authority, same);
  const isApproved = approved !== null && same(approved, desired);
  switch (verdict.kind) {
    case "in-sync":
      return { ...drift, verdict: "in-sync", reason: null, target: desired, agreed: desired, urgency: 0 };
    case "adopt":
      return { ...drift, verdict: "in-sync", reason: "shop-decides", target: observed, urgency: 0 };
    case "conflict":
      return { ...drift, verdict: isApproved ? "push" : "conflict", reason: null, target: desired };
    case "push": {
      if (isApproved) return { ...drift, verdict: "push", reason: null, target: desired };
      // Putting back what was agreed is not a jump, however large the edit was.
      const jumps = facts.jumps(baseline ?? observed, desired) ? "price-jump" : null;
      return {
        ...drift,
        verdict: "planned",
        reason: facts.scheduled ? "scheduled" : jumps,
        target: desired,
      };
    }
  }
}

/** What a pin makes of the value; null: there is no pin, or it has ended. */
function decidePinned(
  { pin, baseline, authority, same }: ValueFacts,
  desired: string,
  observed: string,
): Pick<Decision, "verdict" | "reason" | "target"> | null {
  if (pin === null || !same(pin.desired, desired) || same(pin.value, desired)) return null;
  const shown = same(pin.value, observed);
  if (pin.ignored) return shown ? { verdict: "held", reason: "ignored", target: pin.value } : null;
  if (shown) return { verdict: "held", reason: "pinned", target: pin.value };
  // The shop showed the pin and was edited since: a new question, unless the source decides.
  const left = baseline !== null && same(baseline, pin.value);
  if (left && authority !== "source") return null;
  return { verdict: "push", reason: null, target: pin.value };
}
