/** What `decide` found for one observation; `planned` waits for the plan's guard, `unknown` was never decided. */
export type VerdictKind =
  "unknown" | "in-sync" | "planned" | "push" | "held" | "conflict" | "blocked" | "failing";

/** Why a value cannot be kept in step. Each has a sentence and a cure in the locale files. */
export type BlockedReason =
  | "unlinked"
  | "linked-twice"
  | "untracked"
  | "has-components"
  | "no-reading"
  | "not-observed"
  | "out-of-range"
  /** The source gives another currency and no rate for it. */
  | "wrong-currency"
  /** No price list of the shop is chosen for this list of the source, or it was deleted. */
  | "list-unmapped"
  | "list-gone"
  /** Shopify takes 10,000 fixed prices in a list. */
  | "list-full"
  | "price-not-positive"
  | "below-margin"
  | "tax-unknown"
  /** Articles of one product say different things of it. */
  | "sources-disagree"
  /** Customers of the shop cannot choose the language. */
  | "language-unpublished"
  | "not-accepted";

/** Shopify accepts quantities up to here (facts of `inventorySetQuantities`). */
export const QUANTITY_MAX = 1_000_000_000;
