import type { InvoiceRecord, OrderStateRecord, ShipmentRecord } from "#app/core/source/order-records.ts";
import type {
  ItemRecord,
  PriceRecord,
  RateRecord,
  StockRecord,
  WarehouseRecord,
} from "#app/core/source/records.ts";
import type { Reader } from "./page.ts";

/** What a system can be read for. A reader that is absent is not supported. */
export interface Readers {
  /** The warehouses the source knows, to be mapped to the shop's locations; goes with `stock` and `shipments`. */
  warehouses?(signal: AbortSignal): Promise<WarehouseRecord[]>;
  items?: Reader<ItemRecord>;
  stock?: Reader<StockRecord>;
  prices?: Reader<PriceRecord>;
  /** What the source converts currencies by. (What a carrier charges is `carrier.rates`.) */
  rates?: Reader<RateRecord>;
  /** Which of the shop's orders the source has booked, and how far it is with them. */
  orderStates?: Reader<OrderStateRecord>;
  shipments?: Reader<ShipmentRecord>;
  invoices?: Reader<InvoiceRecord>;
}
