import type { Buffer } from "./policy.ts";
import type { BlockedReason } from "./blocked.ts";

/** The arithmetic behind a desired value of any kind; `of` says which. */
export type AnyReceipt = Receipt | PriceReceipt | ContentReceipt;

/**
 * What the shop should show, as an observation spells it. No value and no reason: the source says nothing
 * about it, so there is nothing to keep in step.
 */
export interface Desired<R extends AnyReceipt> {
  value: string | null;
  reason: BlockedReason | null;
  receipt: R | null;
  /** When time alone may change the value, in epoch milliseconds. */
  dueAt: number | null;
}

export type ReceiptLine =
  | { kind: "free"; warehouse: string; quantity: number | null; asOf: string; origin: string | null }
  | { kind: "unit"; unit: number; pieces: number; remainder: number }
  | { kind: "buffer"; quantity: number; scope: Buffer["scope"]; subject: string }
  | { kind: "unbooked"; quantity: number; orders: readonly string[] }
  | { kind: "floor"; quantity: number }
  | { kind: "stop-selling" }
  | { kind: "committed"; quantity: number };

/** The arithmetic behind a desired quantity, line by line, as staff read it. Quantities are signed. */
export interface Receipt {
  of: "stock";
  basis: Basis;
  lines: readonly ReceiptLine[];
  result: number;
}

/** The steps from what the source says to a price; `amount` is the money text after the step. */
export type PriceLine =
  | {
      kind: "source";
      list: string;
      /** Null: the source used to give it and no longer does. */
      amount: string | null;
      minQuantity: number;
      from: string | null;
      until: string | null;
      asOf: string;
      origin: string | null;
      sku: string;
    }
  /** One unit of `from` is `rate` units of `to`, as the source gave it; the conversion may be the inverse. */
  | { kind: "converted"; rate: string; from: string; to: string; amount: string; asOf: string }
  | { kind: "tax"; rate: string; added: boolean; amount: string }
  /** `percent` is null where the promotion names the price itself. */
  | { kind: "promotion"; name: string; percent: string | null; amount: string; until: string | null }
  | { kind: "rounded"; amount: string }
  /** The price without the promotion: what a compare-at price shows while a promotion is on. */
  | { kind: "regular"; amount: string }
  /** `least` is the lowest price that leaves the margin. */
  | { kind: "margin"; cost: string; least: string };

/** The arithmetic behind a price, line by line, as staff read it. */
export interface PriceReceipt {
  of: "price";
  lines: readonly PriceLine[];
  /** Money text; empty: there should be none. Null: it cannot be determined. */
  result: string | null;
  /** The move to this result was planned and looked at before it was due. */
  scheduled?: true;
}

/** Which article a field's text comes from. */
export interface ContentReceipt {
  of: "content";
  field: string;
  sku: string;
  origin: string | null;
  asOf: string;
  /** Articles that contradict it. */
  against: readonly string[];
}

/** The one quantity of the shop that is read and written, as Shopify names it. */
export type Basis = "available" | "on_hand";
