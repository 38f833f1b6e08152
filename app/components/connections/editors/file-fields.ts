import { FEED_KINDS, type FeedKind } from "#app/core/source/feeds.ts";

/** The kinds of file in the order of the form: stock is what most people come for. */
export const FILE_KINDS: readonly FeedKind[] = ["stock", ...FEED_KINDS.filter((kind) => kind !== "stock")];

/** The columns of each kind, by what they are about. */
const FILE_PARTS = {
  stock: { row: ["sku", "quantity", "warehouse", "asOf"] },
  items: {
    link: ["sku", "title", "barcode"],
    content: ["description", "vendor", "productType", "photos"],
    parcel: ["weight", "weightUnit", "originCountry", "hsCode"],
    life: ["group", "discontinued"],
  },
  prices: {
    price: ["sku", "amount", "currency", "compareAt", "cost"],
    terms: ["list", "minQuantity", "validFrom", "validUntil"],
    tax: ["taxIncluded", "taxRate"],
    row: ["asOf"],
  },
  rates: { row: ["from", "to", "rate", "units", "asOf"] },
  orderStates: {
    order: ["orderName", "orderKey", "bookedAt"],
    erp: ["number", "status", "total", "currency", "promisedAt", "url"],
    row: ["asOf"],
  },
  shipments: {
    order: ["number", "orderName", "orderKey"],
    goods: ["sku", "pieces", "lineId", "warehouse"],
    way: ["status", "promisedAt", "shippedAt", "deliveredAt"],
    parcels: ["carrier", "tracking", "trackingUrl", "parcel", "event", "eventAt", "eventMessage"],
    row: ["asOf"],
  },
  invoices: {
    order: ["number", "orderName", "orderKey"],
    erp: ["total", "currency", "status", "issuedAt"],
    row: ["asOf"],
  },
} as const;

type Parts = typeof FILE_PARTS;
type ValueOf<T> = T[keyof T];
export type PartName = ValueOf<{ [Kind in FeedKind]: keyof Parts[Kind] }>;
export type ColumnName = ValueOf<{
  [Kind in FeedKind]: Extract<ValueOf<Parts[Kind]>, readonly string[]>[number];
}>;

/** The columns of one kind of file. */
export function partsOf(kind: FeedKind): { part: PartName; fields: readonly ColumnName[] }[] {
  const parts: Partial<Record<PartName, readonly ColumnName[]>> = FILE_PARTS[kind];
  return Object.entries(parts).map(([part, fields]) => ({ part: part as PartName, fields }));
}

const REQUIRED: Record<FeedKind, readonly ColumnName[]> = {
  stock: ["sku", "quantity"],
  items: ["sku"],
  prices: ["sku", "amount"],
  rates: ["rate"],
  orderStates: ["orderName"],
  shipments: ["number", "orderName"],
  invoices: ["number", "orderName", "total"],
};

interface Fixed<Name extends string> {
  name: Name;
  /** Needless where this column is chosen. */
  instead?: ColumnName;
  /** Needless unless one of these columns is. */
  of?: readonly ColumnName[];
}

const fixed = <const Name extends string>(name: Name, more: Omit<Fixed<Name>, "name"> = {}): Fixed<Name> => ({
  name,
  ...more,
});

/** The merchant's own words for each status. */
function statusWords<const Name extends string>(...names: readonly Name[]): Fixed<Name>[] {
  return names.map((name) => fixed(name, { of: ["status"] }));
}

/** What a form can say of every row of a file at once. */
export const FIXED_VALUES = {
  stock: [fixed("warehouse", { instead: "warehouse" })],
  items: [
    fixed("weightUnit", { instead: "weightUnit", of: ["weight"] }),
    fixed("photoSeparator", { of: ["photos"] }),
    fixed("photoBase", { of: ["photos"] }),
    fixed("discontinuedWhen", { of: ["discontinued"] }),
  ],
  prices: [
    fixed("currency", { instead: "currency" }),
    fixed("list", { instead: "list" }),
    fixed("taxIncluded", { instead: "taxIncluded" }),
    fixed("taxRate", { instead: "taxRate" }),
    fixed("dateFormat", { of: ["validFrom", "validUntil"] }),
  ],
  rates: [fixed("from", { instead: "from" }), fixed("to", { instead: "to" })],
  orderStates: [
    fixed("currency", { instead: "currency", of: ["total"] }),
    ...statusWords("draftWhen", "confirmedWhen", "pickingWhen", "shippedWhen", "doneWhen", "cancelledWhen"),
  ],
  shipments: [
    fixed("warehouse", { instead: "warehouse" }),
    ...statusWords(
      "waitingWhen",
      "pickingWhen",
      "packedWhen",
      "shippedWhen",
      "deliveredWhen",
      "cancelledWhen",
    ),
  ],
  invoices: [
    fixed("currency", { instead: "currency" }),
    ...statusWords("draftWhen", "postedWhen", "paidWhen", "cancelledWhen"),
  ],
} as const;

export type FixedName = (typeof FIXED_VALUES)[FeedKind][number]["name"];

/** What must be a column or hold for the whole file. */
const EITHER: Partial<Record<FeedKind, readonly ColumnName[]>> = {
  prices: ["currency"],
  rates: ["from", "to"],
  invoices: ["currency"],
};

export function isRequired(kind: FeedKind, column: ColumnName): boolean {
  return REQUIRED[kind].includes(column);
}

/** The values of a whole file that make sense beside these columns. */
export function fixedShown(kind: FeedKind, columns: Record<string, string>): readonly FixedName[] {
  const all: readonly Fixed<FixedName>[] = FIXED_VALUES[kind];
  return all
    .filter(({ instead, of }) => !(instead && columns[instead]) && (!of || of.some((name) => columns[name])))
    .map(({ name }) => name);
}

/** Columns that are missing, and values that are given neither by a column nor for the whole file. */
export function missingColumns(
  kind: FeedKind,
  columns: Record<string, string>,
  values: Record<string, string>,
): { columns: readonly ColumnName[]; either: readonly ColumnName[] } {
  return {
    columns: REQUIRED[kind].filter((field) => !columns[field]),
    either: (EITHER[kind] ?? []).filter((field) => !columns[field] && !values[field]?.trim()),
  };
}
