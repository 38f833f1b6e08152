/** What `decide` found for one observation; `planned` waits for the plan's guard, `unknown` was never decided. */
export type VerdictKind =
  "unknown" | "in-sync" | "planned" | "push" | "held" | "conflict" | "blocked" | "failing";
