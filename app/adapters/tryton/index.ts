import type { Adapter } from "../adapter.ts";
import { checklist } from "./check.ts";
import { client as connect } from "./wire/client.ts";
import { invoices } from "./read/invoices.ts";
import { items } from "./read/items.ts";
import { orderStates } from "./read/order-states.ts";
import { orders } from "./orders/orders.ts";
import { prices } from "./read/prices.ts";
import { reader } from "./read/reader.ts";
import type { TrytonSecrets, TrytonSettings } from "./settings.ts";
import { shipments } from "./read/shipments.ts";
import { readModules, type Source } from "./wire/source.ts";
import { stock } from "./read/stock.ts";
import { warehouses } from "./read/warehouses.ts";

/** Given what one call and one record cost Tryton, a larger page gains almost nothing. */
const PAGE_SIZE = 500;

interface Options {
  pageSize: number;
  /** Tryton's time; by default taken from its answers. */
  now: (() => number) | null;
}

/** Tryton over JSON-RPC. Quirks and set-up: ./README.md */
export function tryton(
  settings: TrytonSettings,
  secrets: TrytonSecrets,
  { pageSize, now }: Options = { pageSize: PAGE_SIZE, now: null },
): Adapter {
  const client = connect(settings, secrets);
  const known = new Map<string, Promise<unknown>>();
  const source: Source = {
    client,
    settings,
    pageSize,
    name: `Tryton ${settings.database}`,
    modules: (signal) => source.once("modules", () => readModules(client, signal)),
    once: (what, read) => remember(known, what, read),
    async now(signal) {
      await source.modules(signal);
      return now ? now() : Date.now() + client.aheadMs();
    },
  };
  return {
    check: (signal) => checklist(source, signal),
    warehouses: (signal) => warehouses(source, signal),
    items: reader(source, items(source)),
    stock: reader(source, stock(source)),
    prices: reader(source, prices(source)),
    orderStates: reader(source, orderStates(source)),
    shipments: reader(source, shipments(source)),
    invoices: reader(source, invoices(source)),
    orders: orders(source),
    close: () => client.close(),
  };
}

/** A failed read is forgotten, so it is tried again. */
async function remember<T>(
  known: Map<string, Promise<unknown>>,
  what: string,
  read: () => Promise<T>,
): Promise<T> {
  const asked = (known.get(what) as Promise<T> | undefined) ?? read();
  known.set(what, asked);
  try {
    return await asked;
  } catch (error) {
    known.delete(what);
    throw error;
  }
}
