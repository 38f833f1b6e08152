import type { InvoiceRecord, OrderStateRecord, ShipmentRecord } from "#app/core/order-records.ts";
import type { ItemRecord, PriceRecord, RateRecord, SetAsideReason, StockRecord } from "#app/core/records.ts";
import type { Cells } from "./cells.ts";
import { invoiceMapping } from "./invoice-rows.ts";
import { itemMapping } from "./item-rows.ts";
import type { CsvKind } from "./kinds.ts";
import { orderStateMapping } from "./order-state-rows.ts";
import { priceMapping } from "./price-rows.ts";
import { rateMapping } from "./rate-rows.ts";
import type { CsvSettings } from "./schema.ts";
import { shipmentMapping } from "./shipment-rows.ts";
import { stockMapping } from "./stock-rows.ts";

export interface Place {
  /** "stock-0914.csv, line 12" */
  origin: string;
  /** When the source said what the file holds. */
  fileTime: Date;
}

/** Null: the row says nothing. */
export type Outcome<T> = { record: T } | { reason: SetAsideReason; sku: string | null } | null;

export interface Mapping<T> {
  pattern: string;
  mode: "full" | "delta";
  /** Field -> header. */
  columns: Record<string, string>;
  toRecord(cells: Cells, place: Place): Outcome<T>;
  /** Which SKU a row is about, also where the rest of it cannot be used. */
  sku(cells: Cells): string | null;
  /**
   * What may stand only once in a full file, and what it says: a second row that says the same is no
   * contradiction. Null: the row contradicts nothing.
   */
  claim(cells: Cells): { key: string; says: string | null } | null;
  /** Rows with the same key are one record. Absent: every row is a record of its own. */
  together?: {
    /** Null: the row does not say what it belongs to. */
    key(cells: Cells): string | null;
    /** The records of all these rows as one; never called with none. */
    merge(records: readonly T[]): T;
  };
  /** For the test of a connection. */
  inWords(record: T): string;
}

export interface Mappings extends Partial<Record<CsvKind, Mapping<unknown>>> {
  items?: Mapping<ItemRecord>;
  stock?: Mapping<StockRecord>;
  prices?: Mapping<PriceRecord>;
  rates?: Mapping<RateRecord>;
  orderStates?: Mapping<OrderStateRecord>;
  shipments?: Mapping<ShipmentRecord>;
  invoices?: Mapping<InvoiceRecord>;
}

/** How the numbers and times of every file are written. */
export type Style = Pick<CsvSettings, "decimal" | "timeZone">;

export type Spec<Kind extends CsvKind> = NonNullable<CsvSettings["files"][Kind]>;

export function mappingsOf({ files, ...style }: CsvSettings): Mappings {
  return {
    ...(files.items && { items: itemMapping(files.items, style) }),
    ...(files.stock && { stock: stockMapping(files.stock, style) }),
    ...(files.prices && { prices: priceMapping(files.prices, style) }),
    ...(files.rates && { rates: rateMapping(files.rates, style) }),
    ...(files.orderStates && { orderStates: orderStateMapping(files.orderStates, style) }),
    ...(files.shipments && { shipments: shipmentMapping(files.shipments, style) }),
    ...(files.invoices && { invoices: invoiceMapping(files.invoices, style) }),
  };
}
