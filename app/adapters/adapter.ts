import type { InvoiceRecord, OrderStateRecord, ShipmentRecord } from "#app/core/source/order-records.ts";
import type {
  ItemRecord,
  PriceRecord,
  RateRecord,
  SetAsideRecord,
  StockRecord,
  WarehouseRecord,
} from "#app/core/source/records.ts";
import type { SourceCredit, SourceOrder, SourceOrderState, Written } from "#app/core/source/order.ts";

/** An adapter's own bookmark. Only the adapter that wrote it may read it. */
export type Cursor = string & { readonly cursor: unique symbol };

export interface Page<T> {
  records: readonly T[];
  /** Records of this page that could not be used, with the reason. */
  setAside: readonly SetAsideRecord[];
  /** Where the next read starts. */
  cursor: Cursor;
  /** The source had nothing newer. */
  done: boolean;
  /**
   * The complete listing that this page is part of, named so that a repeated page is recognised.
   * When it ends, whatever it did not name is gone from the source. Null: the page holds changes only.
   */
  listing: { id: string; ends: boolean } | null;
  /** What the page was read from, for people: a file name, a company. Null where there was nothing to read. */
  origin: string | null;
}

export interface Reader<T> {
  /** Records changed since `after`, oldest change first; null reads from the beginning. */
  read(after: Cursor | null, signal: AbortSignal): Promise<Page<T>>;
}

/** One line of the "test connection" checklist. */
export interface Check {
  name: "reachable" | "login" | "rights" | "clock" | "files" | "columns" | "sample";
  ok: boolean;
  /** What was found, in words for the merchant: "Found 3,412 items in stock-0914.csv". */
  message: string;
}

/**
 * How the shop's orders reach the source. A call whose answer was lost is repeated only after `find`, so every order
 * must be found by its key as soon as `create` could have made it. What the source will not take as it is (a customer
 * without a country, an article that is blocked) is `ok: false` with the reason in words for the merchant.
 */
export interface OrderWriter {
  /** What the source holds under this key (SourceOrder.key); null: nothing. */
  find(key: string, signal: AbortSignal): Promise<SourceOrderState | null>;
  /** Makes the order, and its customer where the source does not know them. Never called without `find` before. */
  create(order: SourceOrder, signal: AbortSignal): Promise<Written<SourceOrderState>>;
  /** Makes the order what it is in the shop now. Absent: the source's people have to. */
  amend?(id: string, order: SourceOrder, signal: AbortSignal): Promise<Written<SourceOrderState>>;
  cancel?(id: string, reason: string, signal: AbortSignal): Promise<Written<SourceOrderState>>;
  /** Books what goes back. Called again with the same key it changes nothing. */
  credit?(credit: SourceCredit, signal: AbortSignal): Promise<Written<{ id: string; number: string }>>;
}

/**
 * An ERP, WMS or folder of files as the sync sees it. A reader that is absent is not supported.
 * Every call may throw TransientError, ConnectionError or ProtocolError, and nothing else.
 */
export interface Adapter {
  /** Tries everything that the connection will need; a failing check is a value, not an error. */
  check(signal: AbortSignal): Promise<Check[]>;
  /** The warehouses the source knows, to be mapped to the shop's locations. */
  warehouses(signal: AbortSignal): Promise<WarehouseRecord[]>;
  items?: Reader<ItemRecord>;
  stock?: Reader<StockRecord>;
  prices?: Reader<PriceRecord>;
  /** What the source converts currencies by. */
  rates?: Reader<RateRecord>;
  /** Which of the shop's orders the source has booked, and how far it is with them. */
  orderStates?: Reader<OrderStateRecord>;
  shipments?: Reader<ShipmentRecord>;
  invoices?: Reader<InvoiceRecord>;
  /** Takes the shop's orders. */
  orders?: OrderWriter;
  /** Releases sockets and file handles. */
  close(): Promise<void>;
}
