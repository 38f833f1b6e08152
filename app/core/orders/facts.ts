import type { GateReason } from "./gate.ts";
import type { OrderContext } from "./lines.ts";
import type { OrderProblem } from "./problems.ts";
import type { OrderDifference } from "./version.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceCredit, SourceOrder, SourceOrderStatus } from "../source/order.ts";

/** OutboxEntry.state */
export type EntryState = "waiting" | "owed" | "sending" | "exported" | "review" | "left" | "cancelled";

/** Everything that the decision about one order and one connection rests on. */
export interface OrderFacts {
  document: ShopOrderDocument;
  context: OrderContext;
  entry: {
    state: EntryState;
    /** What the source was last told. */
    exported: SourceOrder | null;
    /** Keys of credits that the source was told of. */
    credited: readonly string[];
    /** The version that a person let be. */
    accepted: string | null;
    /** Null: as far as we know the source does not hold it. */
    sourceId: string | null;
    sourceStatus: SourceOrderStatus | null;
    /** As money; null: the source does not say. */
    sourceTotal: string | null;
    /** The source held it and no longer does. */
    gone: boolean;
  };
  /** What the adapter can do beside making an order. */
  can: { amend: boolean; cancel: boolean; credit: boolean };
  now: number;
}

/**
 * What is owed. `find`: an attempt to make it had no answer, and it is not to be made any more. `cancel-shop`: the
 * order is to be cancelled in the shop.
 */
export type OrderAction = "none" | "create" | "find" | "amend" | "cancel" | "credit" | "cancel-shop";

/** Why an order is not simply in step, or on its way there. */
export type OrderReason =
  | GateReason
  /** A problem keeps it from going. */
  | "review"
  /** A person let it be as it is. */
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
  /** When to decide again by the clock alone, in epoch milliseconds. */
  dueAt: number | null;
  /** `unknown`: nobody asks to have it there, or not yet. */
  verdict: "unknown" | "push" | "in-sync" | "blocked" | "conflict";
  urgency: number;
  /** Texts of core/orders/value.ts: the shop's side, the source's side (null: not there). */
  observed: string;
  desired: string | null;
  /** Stands for exactly this question: what is accepted is accepted until it changes. */
  version: string;
  /** What the source is to hold. */
  order: SourceOrder;
  /** What the source is owed in credits. */
  credits: readonly SourceCredit[];
  /** What the shop says otherwise than what the source was told. */
  differences: readonly OrderDifference[];
}
