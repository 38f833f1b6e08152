import type { AnyReceipt } from "#app/core/values/receipt.ts";
import type { CatalogKind, ValueKind } from "#app/core/values/record-kind.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import type { Cure } from "#app/core/values/blocked.ts";
import type { Counts, Sentence, StateInWords } from "#app/core/values/why.ts";

/** One value as the extensions show it. Texts are as observations hold them: null unknown, empty none. */
export interface WhyValue {
  kind: ValueKind;
  place: string;
  /** Name of the location or price list, if the place is one. */
  placeName: string | null;
  sku: string | null;
  shows: string | null;
  should: string | null;
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
}

/** What GET /api/why answers, and what extensions/ shows. */
export interface WhyAnswer {
  state: StateInWords;
  sentence: Sentence;
  cure: Cure | null;
  counts: Record<CatalogKind, Counts>;
  /** The value that the sentence is about, and the arithmetic behind it; null where Concord keeps no value in step. */
  worst: (WhyValue & { receipt: AnyReceipt | null }) | null;
  /** What is out of step, the worst first. */
  outOfStep: WhyValue[];
  /** There are more of them than were sent. */
  more: boolean;
  /** The page of the app that shows everything, without a leading slash. */
  page: string;
}
