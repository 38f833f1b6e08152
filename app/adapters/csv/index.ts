import type { Adapter } from "../adapter.ts";
import { checklist } from "./form/checklist.ts";
import { mappingsOf } from "./rows/mappings.ts";
import { orderWriter } from "./orders/order-writer.ts";
import { openOutgoing } from "./files/outgoing.ts";
import { openStore } from "./files/place.ts";
import { reader, type Source } from "./read/reader.ts";
import type { CsvSecrets, CsvSettings } from "./rows/schema.ts";
import { warehouses } from "./read/warehouses.ts";

const pageRows = 1000;

/** Files as ERPs export them, in a folder or behind SFTP. Quirks and layout: ./README.md */
export function csv(settings: CsvSettings, secrets: CsvSecrets, options = { pageRows }): Adapter {
  const store = openStore(settings.place, secrets);
  const mappings = mappingsOf(settings);
  const outgoing = openOutgoing(settings, secrets);
  const source: Source = { store, settings, mappings, pageRows: options.pageRows };
  return {
    check: (signal) => checklist(source, outgoing, signal),
    warehouses: (signal) => warehouses(source, signal),
    ...(mappings.items && { items: reader(source, mappings.items) }),
    ...(mappings.stock && { stock: reader(source, mappings.stock) }),
    ...(mappings.prices && { prices: reader(source, mappings.prices) }),
    ...(mappings.rates && { rates: reader(source, mappings.rates) }),
    ...(mappings.orderStates && { orderStates: reader(source, mappings.orderStates) }),
    ...(mappings.shipments && { shipments: reader(source, mappings.shipments) }),
    ...(mappings.invoices && { invoices: reader(source, mappings.invoices) }),
    ...(outgoing && settings.orders && { orders: orderWriter(outgoing, settings.orders, settings) }),
    close: async () => {
      await store.close();
      await outgoing?.close();
    },
  };
}
