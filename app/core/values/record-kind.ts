/** The kinds of value that two systems must agree on, as observations are keyed, grouped by record kind. */
export const VALUE_KINDS = {
  stock: ["stock"],
  price: ["price", "compareAt", "cost"],
  content: ["content"],
  order: ["order"],
  fulfillment: ["fulfillment"],
} as const;

/** What is read, planned, held and written together. */
export type RecordKind = keyof typeof VALUE_KINDS;
export type ValueKind = (typeof VALUE_KINDS)[RecordKind][number];
export type PriceKind = (typeof VALUE_KINDS.price)[number];

/** What the shop shows of articles: it follows the source. */
export const CATALOG_KINDS = ["stock", "price", "content"] as const satisfies readonly RecordKind[];
export type CatalogKind = (typeof CATALOG_KINDS)[number];

/** What was sold, and what became of it: it goes both ways. */
export type OrderKind = Exclude<RecordKind, CatalogKind>;

export const RECORD_KINDS = Object.keys(VALUE_KINDS) as RecordKind[];

/** The kinds of value that are keyed by an order and a connection. */
export const ORDER_VALUES = [...VALUE_KINDS.order, ...VALUE_KINDS.fulfillment];

/** The record kind that a kind of value belongs to. */
export function recordOf(kind: string): RecordKind {
  const found = RECORD_KINDS.find((record) => isOf(VALUE_KINDS[record], kind));
  if (!found) throw new RangeError(`There is no kind of value named "${kind}"`);
  return found;
}

/** Whether a plan for a record kind is guarded as a whole before its first write. */
export function isCatalogKind(record: RecordKind): record is CatalogKind {
  return isOf(CATALOG_KINDS, record);
}

/** Whether a value is money that the shop shows or keeps for a variant. */
export function isPriceKind(kind: string): kind is PriceKind {
  return isOf(VALUE_KINDS.price, kind);
}

/** Whether a value belongs to an order. */
export function isOrderKind(kind: string): kind is OrderKind {
  return isOf(ORDER_VALUES, kind);
}

function isOf<Kind extends string>(kinds: readonly Kind[], kind: string): kind is Kind {
  return (kinds as readonly string[]).includes(kind);
}
