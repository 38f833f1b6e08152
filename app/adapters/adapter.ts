import type {
  BookingRecord,
  ItemRecord,
  PriceRecord,
  RateRecord,
  SetAsideRecord,
  StockRecord,
  WarehouseRecord,
} from "#app/core/records.ts";

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
  /** Which of the shop's orders the source has booked. */
  orderStates?: Reader<BookingRecord>;
  /** Releases sockets and file handles. */
  close(): Promise<void>;
}
