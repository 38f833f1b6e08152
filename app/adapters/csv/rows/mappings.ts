import type { FeedRecords } from "#app/core/source/feeds.ts";
import { invoiceMapping } from "./invoice-rows.ts";
import { itemMapping } from "./item-rows.ts";
import type { Mapping } from "./mapping.ts";
import { orderStateMapping } from "./order-state-rows.ts";
import { priceMapping } from "./price-rows.ts";
import { rateMapping } from "./rate-rows.ts";
import type { CsvSettings } from "./schema.ts";
import { shipmentMapping } from "./shipment-rows.ts";
import { stockMapping } from "./stock-rows.ts";

export type Mappings = { [Kind in keyof FeedRecords]?: Mapping<FeedRecords[Kind]> };

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
