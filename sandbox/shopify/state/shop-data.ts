import type { Company, Customer } from "./customer-rows.ts";
import type { ShopEvent, ShopListener } from "./events.ts";
import { Ids } from "./ids.ts";
import { Jobs } from "./jobs.ts";
import { Metafields } from "./metafields.ts";
import type { Fulfillment, FulfillmentOrder, Order, Return } from "./order-rows.ts";
import type { Catalog, PriceList } from "./price-list-rows.ts";
import type { Collection, Item, Locale, Location, Picture, Product, Translation, Variant } from "./rows.ts";
import { Table } from "./table.ts";

export interface ShopIdentity {
  id: string;
  domain: string;
  name: string;
  email: string;
  currencyCode: string;
  /** Whether the prices of the shop include tax. */
  taxesIncluded: boolean;
  ianaTimezone: string;
  plan: "standard" | "advanced" | "plus" | "enterprise";
}

export interface Mail {
  kind: "shipping-confirmation" | "shipping-update";
  order: Order;
  tracking: (string | null)[];
  at: number;
}

/** Everything the shop holds, and the listeners to its events. */
export class ShopData {
  readonly shop: ShopIdentity;
  readonly ids = new Ids();
  readonly locations = new Table<Location>();
  readonly products = new Table<Product>();
  readonly variants = new Table<Variant>();
  readonly items = new Table<Item>();
  readonly orders = new Table<Order>();
  readonly customers = new Table<Customer>();
  readonly companies = new Table<Company>();
  readonly returns = new Table<Return>();
  readonly fulfillmentOrders = new Table<FulfillmentOrder>();
  readonly fulfillments = new Table<Fulfillment>();
  /** Sent to customers, oldest first. */
  readonly mails: Mail[] = [];
  readonly metafields = new Metafields();
  readonly pictures = new Table<Picture>();
  readonly collections = new Table<Collection>();
  readonly priceLists = new Table<PriceList>();
  readonly catalogs = new Table<Catalog>();
  /** By product id. */
  readonly translations = new Map<string, Translation[]>();
  readonly locales: Locale[] = [{ locale: "en", name: "English", primary: true, published: true }];
  /** Where uploaded pictures are shown. */
  filesUrl = "https://cdn.shopify.com/s/files/1/0688/1755/1382/files";
  /** How long an uploaded picture takes until it is shown. */
  mediaProcessingMs = 150;
  readonly jobs = new Jobs();
  readonly handles = new Map<string, number>();
  readonly now: () => number;
  ordersPlaced = 0;
  readonly #listeners = new Set<ShopListener>();

  constructor(shop: ShopIdentity, now: () => number = Date.now) {
    this.shop = shop;
    this.now = now;
  }

  /** Returns a function that stops listening. */
  on(listener: ShopListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: ShopEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  orderByName(name: string): Order {
    const order = this.orders.rows.findLast((candidate) => candidate.name === name);
    if (!order) throw new Error(`the sandbox shop has no order ${name}`);
    return order;
  }
}
