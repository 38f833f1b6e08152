/** An article as the source lists it: the half of a link that the shop does not know. */
export interface ItemRecord {
  sku: string;
  title: string | null;
  barcode: string | null;
  updatedAt: Date;
}

/** What the source can still promise of one SKU in one warehouse. */
export interface StockRecord {
  sku: string;
  warehouse: string;
  /** Whole units as the source counts them; negative where it has sold more than it has. */
  quantity: number;
  /** When the source said so, by its own clock. */
  asOf: Date;
  /** Where it stood: file and line, document number. */
  origin: string;
}

/** A list price as the source gives it: a decimal string, never a float. */
export interface PriceRecord {
  sku: string;
  amount: string;
  currency: string;
  asOf: Date;
  origin: string;
}

/** The source has booked this order of the shop, so its stock figures include it from then on. */
export interface BookingRecord {
  /** As the shop names it, such as "#1001". */
  orderName: string;
  bookedAt: Date;
}

export interface WarehouseRecord {
  code: string;
  name: string;
}

/** A record that could not be used. The rest of its page goes on. */
export interface SetAsideRecord {
  /** Where it stood, such as "stock-0914.csv, line 12". */
  origin: string;
  /** Null where the record is too broken to tell which SKU it is about. */
  sku: string | null;
  reason: SetAsideReason;
  /** What was found there, shortened. */
  raw: string;
}

export type SetAsideReason =
  | "malformed"
  | "sku-missing"
  | "warehouse-missing"
  | "not-a-number"
  | "fractional"
  | "too-large"
  | "not-a-price"
  | "currency-missing"
  | "not-a-date"
  | "column-count"
  | "duplicate";
