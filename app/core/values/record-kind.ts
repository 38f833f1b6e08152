/** What is read, planned, held and written together. */
export type RecordKind = CatalogKind | OrderKind;

/** What the shop shows of articles: it follows the source. */
export type CatalogKind = "stock" | "price" | "content";

/** What was sold, and what became of it: it goes both ways. */
export type OrderKind = "order" | "fulfillment";

/** One kind of value that two systems must agree on, as an observation is keyed. */
export type ValueKind = "stock" | "price" | "compareAt" | "cost" | "content" | "order" | "fulfillment";

export const VALUE_KINDS = {
  stock: ["stock"],
  price: ["price", "compareAt", "cost"],
  content: ["content"],
  order: ["order"],
  fulfillment: ["fulfillment"],
} as const satisfies Record<RecordKind, readonly ValueKind[]>;

export const RECORD_KINDS = Object.keys(VALUE_KINDS) as RecordKind[];

export const CATALOG_KINDS: readonly CatalogKind[] = ["stock", "price", "content"];

/** The record kind that a kind of value belongs to. */
export function recordOf(kind: string): RecordKind {
  const found = RECORD_KINDS.find((record) => (VALUE_KINDS[record] as readonly string[]).includes(kind));
  if (!found) throw new RangeError(`There is no kind of value named "${kind}"`);
  return found;
}

/** Whether what is planned of a record kind is guarded as a whole before its first write. */
export function isCatalogKind(record: RecordKind): record is CatalogKind {
  return (CATALOG_KINDS as readonly RecordKind[]).includes(record);
}
