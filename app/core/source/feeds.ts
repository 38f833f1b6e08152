import type { InvoiceRecord, OrderStateRecord, ShipmentRecord } from "./order-records.ts";
import type { ItemRecord, PriceRecord, RateRecord, StockRecord } from "./records.ts";

/** The record that each kind of feed brings. */
export interface FeedRecords {
  items: ItemRecord;
  stock: StockRecord;
  prices: PriceRecord;
  rates: RateRecord;
  orderStates: OrderStateRecord;
  shipments: ShipmentRecord;
  invoices: InvoiceRecord;
}

export type FeedKind = keyof FeedRecords;

interface FeedFacts {
  /** As adapters and errors name it. */
  name: string;
  /** How often it is read until somebody chooses otherwise. */
  everyMs: number;
  /** What must be read as soon as this feed has brought a change. */
  thenRead: FeedKind | null;
}

const MINUTE = 60_000;
const SOON = MINUTE / 2;
const SELDOM = 5 * MINUTE;

/** Every kind of feed, in the order in which a source is checked and read. */
export const FEEDS = {
  items: { name: "Items", everyMs: SELDOM, thenRead: null },
  // A source that has cancelled an order counts its pieces as free again. While the shop still has the order,
  // the cancellation must be known before the pieces are offered a second time.
  stock: { name: "Stock", everyMs: SOON, thenRead: "orderStates" },
  prices: { name: "Prices", everyMs: SELDOM, thenRead: null },
  rates: { name: "Exchange rates", everyMs: SELDOM, thenRead: null },
  orderStates: { name: "Booked orders", everyMs: SOON, thenRead: null },
  shipments: { name: "Shipments", everyMs: SOON, thenRead: null },
  invoices: { name: "Invoices", everyMs: SELDOM, thenRead: null },
} as const satisfies Record<FeedKind, FeedFacts>;

export const FEED_KINDS = Object.keys(FEEDS) as FeedKind[];

/** The kind of feed that a row names; null: this version knows no such feed. */
export function feedKindOf(kind: string): FeedKind | null {
  return FEED_KINDS.find((known) => known === kind) ?? null;
}
