export const BLOCKED = [
  "unlinked",
  "linked-twice",
  "untracked",
  "has-components",
  "no-reading",
  "not-observed",
  "out-of-range",
  "wrong-currency",
  "list-gone",
  "price-not-positive",
  "below-margin",
  "tax-unknown",
  "sources-disagree",
  "language-unpublished",
] as const;

/** The reason as the locale file knows it. */
export function blockedReason(reason: string | null): (typeof BLOCKED)[number] | "other" {
  return BLOCKED.find((known) => known === reason) ?? "other";
}
