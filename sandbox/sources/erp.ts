import type { ErpItem } from "./assortment.ts";
import { Books } from "./books.ts";
import type { ErpOrder } from "./erp-order.ts";
import { ExportJob } from "./export-job.ts";
import type { Ledger } from "./ledger.ts";
import type { DeskTempo } from "./order-desk.ts";

export interface ErpOptions extends DeskTempo {
  /** Where it leaves its files; orders for it go into a folder inside. */
  folder: string;
  items: readonly ErpItem[];
  exportEveryMs: number;
  /** Once in this many exports the whole stock is written, as after a nightly run. */
  fullEvery: number;
}

export interface Erp {
  ledger: Ledger;
  /** Sells over the counter, by telephone, to the trade: sales that the shop does not see. */
  sellElsewhere(sku: string, pieces: number): number;
  /** The shop's orders by the key that Concord gave them. */
  orders: ReadonlyMap<string, ErpOrder>;
  /** Files about orders that could not be followed. */
  refused: readonly string[];
  /** Whether the warehouse can still change an order; false: it has left already. */
  canChange(key: string): boolean;
  /** Tells the warehouse that an order has changed: it waits until the order's total is this much. */
  putAside(key: string, cents: number): void;
  /** Orders that wait to be booked, and those that somebody still has to work on. */
  waiting(): number;
  unfinished(): number;
  /** Lets suppliers deliver: the clock counts the sample's working minutes. */
  advance(minute: number): void;
  exportNow(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the ERP and its export job; the first export is complete when this returns. */
export async function startErp(options: ErpOptions): Promise<Erp> {
  const books = new Books(options.items, options);
  const exports = new ExportJob(books, options.folder, options.fullEvery);
  await exports.everything();
  const timer = setInterval(() => void exports.run(), options.exportEveryMs);
  return {
    ledger: books.ledger,
    sellElsewhere: (sku, pieces) => books.sell(sku, pieces),
    orders: books.desk.orders,
    refused: books.desk.refused,
    canChange: (key) => books.desk.canChange(key),
    putAside: (key, cents) => books.desk.putAside(key, cents, Date.now()),
    waiting: () => books.desk.waiting,
    unfinished: () => books.desk.unfinished,
    advance: (minute) => books.receiveGoods(minute),
    exportNow: () => exports.run(),
    close: async () => {
      clearInterval(timer);
      await exports.settled();
    },
  };
}
