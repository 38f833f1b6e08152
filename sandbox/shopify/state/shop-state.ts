import * as catalogue from "./catalogue.ts";
import type { ShopEvent, ShopListener } from "./events.ts";
import { Ids } from "./ids.ts";
import * as inventory from "./inventory.ts";
import type { Level, StoredQuantity } from "./level.ts";
import * as orders from "./orders.ts";
import type { FulfillmentOrder, Item, Location, Metafield, Order, Product, Variant } from "./rows.ts";
import { snapshot, type Snapshot } from "./snapshot.ts";
import { Table } from "./table.ts";

export interface ShopIdentity {
  id: string;
  domain: string;
  name: string;
  email: string;
  currencyCode: string;
  ianaTimezone: string;
  plan: "standard" | "advanced" | "plus" | "enterprise";
}

/** Everything the shop holds. Methods are what a merchant or a customer can do; all are synchronous. */
export class ShopState {
  readonly shop: ShopIdentity;
  readonly ids = new Ids();
  readonly locations = new Table<Location>();
  readonly products = new Table<Product>();
  readonly variants = new Table<Variant>();
  readonly items = new Table<Item>();
  readonly orders = new Table<Order>();
  readonly fulfillmentOrders = new Table<FulfillmentOrder>();
  readonly metafields = new Table<Metafield>();
  readonly handles = new Map<string, number>();
  readonly now: () => number;
  ordersPlaced = 0;
  readonly #listeners = new Set<ShopListener>();

  constructor(shop: ShopIdentity, now: () => number = Date.now) {
    this.shop = shop;
    this.now = now;
  }

  /** Returns the way to stop listening. */
  on(listener: ShopListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: ShopEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  createLocation(
    name: string,
    place: { city?: string; countryCode?: string; fulfillsOnlineOrders?: boolean } = {},
  ): Location {
    return catalogue.createLocation(this, name, place);
  }

  editLocation(locationId: string, edit: Partial<Pick<Location, "name" | "active">>): Location {
    return catalogue.editLocation(this, locationId, edit);
  }

  createProduct(input: catalogue.NewProduct): Product {
    return catalogue.createProduct(this, input);
  }

  deleteProduct(productId: string): void {
    catalogue.deleteProduct(this, productId);
  }

  addVariant(productId: string, input: catalogue.NewVariant): Variant {
    const product = this.products.need(productId);
    const variant = catalogue.addVariant(this, product, input);
    catalogue.touchProduct(this, product);
    return variant;
  }

  deleteVariant(variantId: string): void {
    catalogue.deleteVariant(this, variantId);
  }

  /** Staff renames, reprices or retracks a variant in the admin. */
  editVariant(
    variantId: string,
    edit: Partial<Pick<Variant, "sku" | "barcode" | "price" | "title"> & Pick<Item, "tracked">>,
  ): Variant {
    const { tracked, ...fields } = edit;
    const variant = this.variants.need(variantId);
    Object.assign(variant, fields);
    if (tracked !== undefined) variant.item.tracked = tracked;
    variant.updatedAt = this.now();
    catalogue.touchProduct(this, variant.product);
    return variant;
  }

  level(inventoryItemId: string, locationId: string): Level | undefined {
    const item = this.items.get(inventoryItemId);
    return item && inventory.findLevel(item, locationId);
  }

  setAvailable(inventoryItemId: string, locationId: string, quantity: number, who: string): Level {
    return inventory.setAvailable(this, inventoryItemId, locationId, quantity, who);
  }

  /** Staff moves pieces into or out of one state, for example three found damaged. */
  adjust(
    inventoryItemId: string,
    locationId: string,
    name: StoredQuantity,
    delta: number,
    who: string,
  ): Level {
    return inventory.moveQuantity(this, inventoryItemId, locationId, name, delta, who);
  }

  placeOrder(lines: orders.WantedLine[], at: { locationId?: string } = {}): Order {
    return orders.placeOrder(this, lines, at);
  }

  fulfillOrder(name: string): Order {
    return orders.fulfillOrder(this, name);
  }

  cancelOrder(name: string, how: { restock: boolean }): Order {
    return orders.cancelOrder(this, name, how);
  }

  removeFromOrder(name: string, variantId: string, quantity: number, how: { restock: boolean }): Order {
    return orders.removeFromOrder(this, name, variantId, quantity, how);
  }

  orderByName(name: string): Order {
    const order = this.orders.rows.findLast((candidate) => candidate.name === name);
    if (!order) throw new Error(`the sandbox shop has no order ${name}`);
    return order;
  }

  snapshot(): Snapshot {
    return snapshot(this);
  }
}
