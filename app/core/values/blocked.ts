/** What a person can do from here about a value that is not in step. */
export type Cure =
  | "repair"
  | "review-hold"
  | "resolve-conflict"
  | "resume"
  | "link"
  | "map-list"
  | "track"
  | "look-again"
  | "fix-source"
  | "price-rules";

/** Where the way from the source to the shop is broken: at its start, in Concord, on the way out, at its end. */
export type BrokenLink = "source" | "policy" | "write" | "shop";

interface Missing {
  cure: Cure | null;
  broken: BrokenLink;
}

/**
 * Why a value cannot be kept in step, and what would cure it. Each has its sentence under "blocked" in the
 * locale files, and its line of the home page under "needs.blocked".
 */
export const BLOCKED = {
  unlinked: { cure: "link", broken: "source" },
  "linked-twice": { cure: "link", broken: "policy" },
  untracked: { cure: "track", broken: "shop" },
  "has-components": { cure: null, broken: "shop" },
  "no-reading": { cure: "fix-source", broken: "source" },
  "not-observed": { cure: "look-again", broken: "shop" },
  "out-of-range": { cure: "fix-source", broken: "source" },
  // The source gives another currency and no rate for it.
  "wrong-currency": { cure: "fix-source", broken: "source" },
  // The price list was deleted in the shop.
  "list-gone": { cure: "map-list", broken: "shop" },
  "price-not-positive": { cure: "fix-source", broken: "source" },
  "below-margin": { cure: "price-rules", broken: "policy" },
  "tax-unknown": { cure: "price-rules", broken: "policy" },
  // Articles of one product contradict each other.
  "sources-disagree": { cure: "fix-source", broken: "source" },
  // Customers of the shop cannot choose the language.
  "language-unpublished": { cure: null, broken: "shop" },
} as const satisfies Record<string, Missing>;

export type BlockedReason = keyof typeof BLOCKED;

export const BLOCKED_REASONS = Object.keys(BLOCKED) as BlockedReason[];

export function isBlockedReason(reason: string | null): reason is BlockedReason {
  return reason !== null && Object.hasOwn(BLOCKED, reason);
}

/** The reason as the locale files name it. */
export function blockedReason(reason: string | null): BlockedReason | "other" {
  return isBlockedReason(reason) ? reason : "other";
}
