import type { Pin } from "#app/core/values/decide.ts";

/** What the decision about a value of any kind rests on, as stored. */
export interface DecidableRow {
  subject: string;
  place: string;
  connectionId: string | null;
  sku: string | null;
  observed: string | null;
  baseline: string | null;
  looked: boolean;
  approved: string | null;
  pinned: string | null;
  pinnedFor: string | null;
  ignored: boolean;
  dirty: number;
  tags: string[];
  vendor: string | null;
  /** Ids of the collections that the product is in. */
  collections: string[];
}

/** What a person decided about a value, if anybody did. */
export function pinOf(row: Pick<DecidableRow, "pinned" | "pinnedFor" | "ignored">): Pin | null {
  const { pinned, pinnedFor, ignored } = row;
  return pinned === null || pinnedFor === null ? null : { value: pinned, desired: pinnedFor, ignored };
}
