import type { ErpItem } from "./assortment.ts";
import { Books, type IncomingOrder } from "./books.ts";
import { ExportJob } from "./export-job.ts";
import type { Ledger } from "./ledger.ts";

export interface ErpOptions {
  folder: string;
  items: readonly ErpItem[];
  /** How long an order of the shop waits on somebody's desk. */
  bookingDelayMs: number;
  exportEveryMs: number;
  /** Every so many exports the stock is written out whole, as after a nightly run. */
  fullEvery: number;
}

export interface Erp {
  ledger: Ledger;
  /** Sells over the counter, by telephone, to the trade: whatever the shop does not see. */
  sellElsewhere(sku: string, pieces: number): number;
  orderArrived(order: IncomingOrder): void;
  orderCancelled(name: string): void;
  /** Orders that wait to be booked. */
  waiting(): number;
  /** Lets suppliers deliver: the clock counts the sample's working minutes. */
  advance(minute: number): void;
  exportNow(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the ERP and its export job; the first export is complete when this returns. */
export async function startErp(options: ErpOptions): Promise<Erp> {
  const books = new Books(options.items, options.bookingDelayMs);
  const exports = new ExportJob(books, options.folder, options.fullEvery);
  await exports.everything();
  const timer = setInterval(() => void exports.run(), options.exportEveryMs);
  return {
    ledger: books.ledger,
    sellElsewhere: (sku, pieces) => books.sell(sku, pieces),
    orderArrived: (order) => books.orderArrived(order),
    orderCancelled: (name) => books.orderCancelled(name),
    waiting: () => books.waiting.length,
    advance: (minute) => books.receiveGoods(minute),
    exportNow: () => exports.run(),
    close: async () => {
      clearInterval(timer);
      await exports.settled();
    },
  };
}
