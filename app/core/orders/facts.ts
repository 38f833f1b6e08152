import type { GateReason } from "./gate.ts";
import type { OrderContext } from "./lines.ts";
import type { OrderProblem } from "./problems.ts";
import type { OrderDifference } from "./version.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceCredit, SourceOrder, SourceOrderStatus } from "../source/order.ts";

/** OutboxEntry.state */
export type EntryState = "waiting" | "owed" | "sending" | "exported" | "review" | "left" | "cancelled";

/** Everything needed to decide one order for one connection. */
export interface OrderFacts {
  document: ShopOrderDocument;
  context: OrderContext;
  entry: {
    state: EntryState;
    /** What the source was last sent. */
    exported: SourceOrder | null;
    /** Keys of credits that the source was sent. */
    credited: readonly string[];
    /** The version that a person accepted. */
    accepted: string | null;
    /** Null: as far as we know the source does not hold it. */
    sourceId: string | null;
    sourceStatus: SourceOrderStatus | null;
    /** As money; null: the source does not say. */
    sourceTotal: string | null;
    /** The source held it and no longer does. */
    gone: boolean;
  };
  /** What the adapter can do besides `create`. */
  can: { amend: boolean; cancel: boolean; credit: boolean };
  now: number;
}

/**
 * What is owed. `find`: an attempt to create it got no answer, and now it should not be created.
 * `cancel-shop`: the order should be cancelled in the shop.
 */
export type OrderAction = "none" | "create" | "find" | "amend" | "cancel" | "credit" | "cancel-shop";

/** Why an order is not simply in step, or on its way there. */
export type OrderReason =
  | GateReason
  /** A problem blocks it. */
  | "review"
  /** A person accepted it. */
  | "accepted"
  | "edited"
  | "edited-after-shipping"
  | "credit-by-hand"
  | "cancelled-in-shop"
  | "cancelled-after-shipping"
  | "source-cancelled"
  | "source-total"
  | "gone";

export interface OrderDecision {
  state: EntryState;
  action: OrderAction;
  reason: OrderReason | null;
  problems: readonly OrderProblem[];
  /** When to decide again if nothing changes, in epoch milliseconds. */
  dueAt: number | null;
  /** `unknown`: it should not go there, or not yet. */
  verdict: "unknown" | "push" | "in-sync" | "blocked" | "conflict";
  urgency: number;
  /** Texts of core/orders/value.ts: the shop's side, the source's side (null: not there). */
  observed: string;
  desired: string | null;
  /** Identifies this question: accepting it holds until the version changes. */
  version: string;
  /** What the source should hold. */
  order: SourceOrder;
  /** Credits that the source is owed. */
  credits: readonly SourceCredit[];
  /** Where the shop differs from what the source was sent. */
  differences: readonly OrderDifference[];
}
