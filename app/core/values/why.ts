import { BLOCKED, isBlockedReason, type BlockedReason, type BrokenLink, type Cure } from "./blocked.ts";
import { CATALOG_KINDS, isCatalogKind, recordOf, type CatalogKind, type ValueKind } from "./record-kind.ts";
import type { VerdictKind } from "./verdict.ts";

/** One value of a SKU or a product, as far as its explanation needs it. */
export interface ExplainedValue {
  kind: ValueKind;
  place: string;
  verdict: VerdictKind;
  reason: string | null;
  /** What Shopify answered when it refused the value. */
  message: string | null;
  desired: string | null;
  observed: string | null;
}

export type StateInWords = "in-step" | "repairing" | "needs-you" | "cannot" | "not-kept";

/** Keys of the locale files. */
export type SentenceKey =
  | "explain.inStep"
  | "explain.notKept"
  | "explain.notCompared"
  | "explain.repairing"
  | "explain.held"
  | "explain.priceJump"
  | "explain.paused"
  | "explain.conflict"
  | "explain.pinned"
  | "explain.ignored"
  | "explain.refused"
  | "explain.failing"
  | `blocked.${BlockedReason | "other"}`;

export interface Sentence {
  key: SentenceKey;
  /** Texts as observations spell them; empty where they are not known. */
  params: { shows: string; should: string; message: string; count: number };
}

export interface Counts {
  agreed: number;
  repairing: number;
  waiting: number;
}

export interface Explanation<V extends ExplainedValue = ExplainedValue> {
  state: StateInWords;
  /** The value that decides the state: the worst; null where there is none. */
  cause: V | null;
  sentence: Sentence;
  cure: Cure | null;
  broken: BrokenLink | null;
  counts: Record<CatalogKind, Counts>;
}

/**
 * Why a SKU or a product is or is not in step: its worst value, where the way is broken, and what cures it.
 * The first of equally bad values counts.
 */
export function explain<V extends ExplainedValue>(values: readonly V[]): Explanation<V> {
  const found = values.map((value) => ({ value, ...diagnose(value) }));
  const worst = found.reduce<(typeof found)[number] | null>(
    (so, next) => (so && BADNESS.indexOf(so.finding) >= BADNESS.indexOf(next.finding) ? so : next),
    null,
  );
  const { state, cure, broken, key } = worst ?? NOTHING;
  const count = found.filter(({ finding }) => finding === worst?.finding).length;
  return {
    state,
    cause: worst?.value ?? null,
    sentence: {
      key,
      params: {
        shows: worst?.value.observed ?? "",
        should: worst?.value.desired ?? "",
        message: worst?.value.message ?? "",
        count,
      },
    },
    cure,
    broken,
    counts: countsOf(found),
  };
}

type Finding = "unkept" | "agreed" | "decided" | "repairing" | "cannot" | "curable" | "refused" | "waits";

/** From what concerns nobody to what waits for a person. */
const BADNESS: readonly Finding[] = [
  "unkept",
  "agreed",
  "decided",
  "repairing",
  "cannot",
  "curable",
  "refused",
  "waits",
];

interface Diagnosis {
  finding: Finding;
  state: StateInWords;
  key: SentenceKey;
  cure: Cure | null;
  broken: BrokenLink | null;
}

const NOTHING: Diagnosis = {
  finding: "unkept",
  state: "not-kept",
  key: "explain.notKept",
  cure: null,
  broken: null,
};

function diagnose({ verdict, reason, message }: ExplainedValue): Diagnosis {
  const waits = { finding: "waits", state: "needs-you", broken: "policy" } as const;
  const decided = { finding: "decided", state: "in-step", cure: null, broken: null } as const;
  switch (verdict) {
    case "unknown":
      return reason === null ? { ...NOTHING, key: "explain.notCompared" } : NOTHING;
    case "in-sync":
      return { finding: "agreed", state: "in-step", key: "explain.inStep", cure: null, broken: null };
    case "planned":
    case "push":
      return {
        finding: "repairing",
        state: "repairing",
        key: "explain.repairing",
        cure: "repair",
        broken: null,
      };
    case "conflict":
      return { ...waits, key: "explain.conflict", cure: "resolve-conflict" };
    case "held":
      if (reason === "pinned") return { ...decided, key: "explain.pinned" };
      if (reason === "ignored") return { ...decided, key: "explain.ignored" };
      if (reason === "paused") return { ...waits, key: "explain.paused", cure: "resume" };
      if (reason === "price-jump") return { ...waits, key: "explain.priceJump", cure: "review-hold" };
      return { ...waits, key: "explain.held", cure: "review-hold" };
    case "failing": {
      const key = message === null ? "explain.failing" : "explain.refused";
      return { finding: "refused", state: "needs-you", key, cure: "repair", broken: "write" };
    }
    case "blocked":
      return diagnoseBlocked(reason);
  }
}

function diagnoseBlocked(reason: string | null): Diagnosis {
  if (!isBlockedReason(reason)) {
    return { finding: "cannot", state: "cannot", key: "blocked.other", cure: null, broken: "policy" };
  }
  const { cure, broken } = BLOCKED[reason];
  const key = `blocked.${reason}` as const;
  // A value that the source does not list is not one that two systems share.
  if (reason === "unlinked") return { ...NOTHING, key, cure, broken };
  if (cure === null) return { finding: "cannot", state: "cannot", key, cure, broken };
  return { finding: "curable", state: "needs-you", key, cure, broken };
}

function countsOf(
  found: readonly { value: ExplainedValue; finding: Finding }[],
): Record<CatalogKind, Counts> {
  const counts = Object.fromEntries(
    CATALOG_KINDS.map((record) => [record, { agreed: 0, repairing: 0, waiting: 0 }]),
  ) as Record<CatalogKind, Counts>;
  for (const { value, finding } of found) {
    const record = recordOf(value.kind);
    if (!isCatalogKind(record)) continue;
    const count = counts[record];
    if (finding === "agreed" || finding === "decided") count.agreed += 1;
    else if (finding === "repairing") count.repairing += 1;
    else if (finding !== "unkept") count.waiting += 1;
  }
  return counts;
}
