/** An article as the source lists it: the half of a link that the shop does not know. */
export interface ItemRecord {
  sku: string;
  title: string | null;
  barcode: string | null;
  updatedAt: Date;
  /** What the source says about the article beyond its name; null: nothing. */
  content: ItemContent | null;
  /** Where it was found: file and line, or document number. */
  origin: string;
}

/** What the source says about an article, unchanged. A field that is absent was not given. */
export interface ItemContent {
  /** Field of core/content/fields.ts -> its text, such as "title", "weight" ("1.25 kg"), "metafields.custom.material". */
  fields: Readonly<Record<string, string>>;
  /** Addresses of its photos in their order; null: not given. */
  photos: readonly string[] | null;
  /** Articles of one group become one product of the shop; null: a product of its own. */
  group: string | null;
  /** What distinguishes it from the others of its group, such as Colour: Red. */
  options: readonly { name: string; value: string }[];
  /** The source no longer sells it. */
  discontinued: boolean;
}

/** What the source can still promise of one SKU in one warehouse. */
export interface StockRecord {
  sku: string;
  warehouse: string;
  /** Whole units as the source counts them; negative where it has sold more than it has. */
  quantity: number;
  /** When the source said so, by its own clock. */
  asOf: Date;
  /** Where it was found: file and line, or document number. */
  origin: string;
}

/** One price as the source gives it. Amounts are decimal strings, never floats. */
export interface PriceRecord {
  sku: string;
  /** Price list of the source; empty where it has one list only. */
  list: string;
  amount: string;
  currency: string;
  /** The price before a reduction; null: not given; empty: there is none. */
  compareAt: string | null;
  /** What one piece costs the merchant; null: not given. */
  cost: string | null;
  /** The price applies from this many pieces up. */
  minQuantity: number;
  /** The price applies from `from` on and ends just before `until`; null: no limit. */
  from: Date | null;
  until: Date | null;
  /** Whether the amount includes tax, and the rate (0.25 for 25 %); null: not given. */
  taxIncluded: boolean | null;
  taxRate: string | null;
  asOf: Date;
  origin: string;
}

/** What the source says one unit of a currency is worth in another. */
export interface RateRecord {
  from: string;
  to: string;
  /** Units of `to` for one unit of `from`, a decimal string. */
  rate: string;
  asOf: Date;
  origin: string;
}

export interface WarehouseRecord {
  code: string;
  name: string;
}

/** A record that could not be used. The rest of its page is still used. */
export interface SetAsideRecord {
  /** Where it was found, such as "stock-0914.csv, line 12". */
  origin: string;
  /** Null where the record is too broken to tell which SKU it is about. */
  sku: string | null;
  reason: SetAsideReason;
  /** What was found there, shortened. */
  raw: string;
}

/** Why a record of the source could not be used. Each has a sentence under "setAside.reasons" in the locale files. */
export const SET_ASIDE_REASONS = [
  "malformed",
  "sku-missing",
  "warehouse-missing",
  "not-a-number",
  "fractional",
  "too-large",
  "too-long",
  "not-a-price",
  "price-not-positive",
  "currency-missing",
  "currency-unknown",
  "not-a-rate",
  "not-an-address",
  // Shopify would not make a product of it; its answer is in `raw`.
  "not-accepted",
  "not-a-weight",
  "not-a-country",
  "not-an-hs-code",
  "not-yes-or-no",
  "not-a-date",
  "order-missing",
  "status-unknown",
  "column-count",
  "duplicate",
] as const;

export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number];
