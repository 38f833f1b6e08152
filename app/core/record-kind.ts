/** What is read, planned, held and written together. */
export type RecordKind = "stock" | "price" | "content";

/** One kind of value that two systems must agree on, as an observation is keyed. */
export type ValueKind = "stock" | "price" | "compareAt" | "cost" | "content";

export const VALUE_KINDS = {
  stock: ["stock"],
  price: ["price", "compareAt", "cost"],
  content: ["content"],
} as const satisfies Record<RecordKind, readonly ValueKind[]>;

export const RECORD_KINDS = Object.keys(VALUE_KINDS) as RecordKind[];

/** The record kind that a kind of value belongs to. */
export function recordOf(kind: string): RecordKind {
  const found = RECORD_KINDS.find((record) => (VALUE_KINDS[record] as readonly string[]).includes(kind));
  if (!found) throw new RangeError(`There is no kind of value named "${kind}"`);
  return found;
}
