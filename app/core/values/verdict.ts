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
  /** The price list was deleted in the shop. */
  | "list-gone"
  | "price-not-positive"
  | "below-margin"
  | "tax-unknown"
  /** Articles of one product say different things of it. */
  | "sources-disagree"
  /** Customers of the shop cannot choose the language. */
  | "language-unpublished";
