import { gid } from "#sandbox/shopify/gid.ts";
import * as catalogue from "./catalogue.ts";
import * as collections from "./collections.ts";
import type { Company, Customer } from "./customer-rows.ts";
import * as customers from "./customers.ts";
import { touchOrder } from "./fulfillment-orders.ts";
import * as inventory from "./inventory.ts";
import * as edits from "./order-edits.ts";
import type { AddressInput, OrderDetails, WantedLine } from "./order-input.ts";
import type { Order, Refund, Return } from "./order-rows.ts";
import * as orders from "./orders.ts";
import * as payments from "./payments.ts";
import type { NewPicture } from "./pictures.ts";
import type { PriceList } from "./price-list-rows.ts";
import * as priceLists from "./price-lists.ts";
import type { StoredQuantity } from "./quantities.ts";
import * as refunds from "./refunds.ts";
import * as returns from "./returns.ts";
import type {
  Collection,
  Editor,
  Item,
  Level,
  Location,
  Metafield,
  MetafieldDefinition,
  Picture,
  Product,
  Variant,
} from "./rows.ts";
import { ShopData } from "./shop-data.ts";
import { snapshot, type Snapshot } from "./snapshot.ts";
import * as translations from "./translations.ts";

export type ProductEdit = Partial<
  Pick<Product, "title" | "descriptionHtml" | "vendor" | "productType" | "tags" | "status">
>;

/** A staff member whose name was not recorded. */
const STAFF: Editor = { name: "Staff", app: false };

/** What a merchant or a customer can do in the shop; all of it is synchronous. */
export class ShopState extends ShopData {
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
    catalogue.touchProduct(this, product, STAFF);
    return variant;
  }

  deleteVariant(variantId: string): void {
    catalogue.deleteVariant(this, variantId, STAFF);
  }

  /** Staff edits a product in the admin. */
  editProduct(productId: string, edit: ProductEdit, who: string): Product {
    const product = this.products.need(productId);
    Object.assign(product, edit);
    catalogue.touchProduct(this, product, staff(who));
    return product;
  }

  /** Staff renames, reprices, weighs or retracks a variant in the admin. */
  editVariant(
    variantId: string,
    edit: Partial<
      Pick<Variant, "sku" | "barcode" | "price" | "compareAtPrice" | "title"> &
        Pick<
          Item,
          | "tracked"
          | "cost"
          | "weight"
          | "countryCodeOfOrigin"
          | "provinceCodeOfOrigin"
          | "harmonizedSystemCode"
        >
    >,
    who?: string,
  ): Variant {
    const { sku, barcode, price, compareAtPrice, title, ...ofItem } = edit;
    const variant = this.variants.need(variantId);
    const ofVariant = { sku, barcode, price, compareAtPrice, title };
    Object.assign(variant, given(ofVariant), { updatedAt: this.now() });
    if (Object.keys(given(ofItem)).length > 0) {
      Object.assign(variant.item, given(ofItem));
      catalogue.touchItem(this, variant.item);
    }
    catalogue.touchProduct(this, variant.product, who === undefined ? STAFF : staff(who));
    return variant;
  }

  addPicture(productId: string, input: NewPicture, who: string): Picture {
    return catalogue.addPicture(this, this.products.need(productId), input, staff(who));
  }

  removePicture(productId: string, pictureId: string, who: string): void {
    catalogue.removePicture(this, this.products.need(productId), pictureId, staff(who));
  }

  createCollection(title: string, productIds: readonly string[]): Collection {
    const products = productIds.map((id) => this.products.need(id));
    return collections.createCollection(this, title, products);
  }

  addLocale(locale: string, name: string, how: { published: boolean }): void {
    this.locales.push({ locale, name, primary: false, ...how });
  }

  /** Staff translates a text of a product: `key` is title or body_html. */
  setTranslation(productId: string, locale: string, key: string, value: string): void {
    const product = this.products.need(productId);
    const original = translations.translatableTexts(this, product).find((text) => text.key === key);
    const digest = original?.digest ?? "";
    translations.setTranslation(this, productId, { locale, key, value, digest });
  }

  defineMetafield(definition: Omit<MetafieldDefinition, "kind" | "id">): MetafieldDefinition {
    const id = this.ids.next("MetafieldDefinition");
    const defined: MetafieldDefinition = { kind: "MetafieldDefinition", id, ...definition };
    this.metafields.definitions.push(defined);
    return defined;
  }

  /** Staff fills in a metafield of a product; an empty value removes it. */
  setMetafield(productId: string, input: Pick<Metafield, "namespace" | "key" | "type" | "value">): void {
    const ownerGid = gid("Product", this.products.need(productId).id);
    const now = this.now();
    const existing = this.metafields.find(ownerGid, input.namespace, input.key);
    if (existing && input.value === "") this.metafields.remove(existing);
    else if (existing) Object.assign(existing, input, { updatedAt: now });
    else {
      const id = this.ids.next("Metafield");
      this.metafields.add({ kind: "Metafield", id, ownerGid, ...input, createdAt: now, updatedAt: now });
    }
  }

  createPriceList(input: priceLists.NewPriceList): PriceList {
    return priceLists.createPriceList(this, input);
  }

  deletePriceList(priceListId: string): void {
    priceLists.deletePriceList(this, priceListId);
  }

  /** Staff sets or, with null, removes a fixed price in the admin. No webhook reports it. */
  editFixedPrice(
    priceListId: string,
    variantId: string,
    edit: { price: string; compareAt?: string | null } | null,
  ): void {
    const list = this.priceLists.need(priceListId);
    const variant = this.variants.need(variantId);
    if (edit === null) list.fixed.delete(variantId);
    else priceLists.fixPrice(list, variant, { price: edit.price, compareAt: edit.compareAt ?? null });
  }

  /** Staff replaces the quantity breaks of a fixed price. */
  editQuantityBreaks(
    priceListId: string,
    variantId: string,
    breaks: readonly { minimumQuantity: number; price: string }[],
  ): void {
    const list = this.priceLists.need(priceListId);
    const fixed = list.fixed.get(variantId);
    if (!fixed) throw new Error(`the price list has no fixed price of ${variantId}`);
    fixed.breaks.length = 0;
    for (const row of breaks) priceLists.addBreak(this, list, fixed, row);
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

  createCustomer(input: customers.NewCustomer): Customer {
    return customers.createCustomer(this, input);
  }

  createCompany(input: customers.NewCompany): Company {
    return customers.createCompany(this, input);
  }

  placeOrder(lines: readonly WantedLine[], details: OrderDetails = {}): Order {
    return orders.placeOrder(this, lines, details);
  }

  fulfillOrder(name: string): Order {
    return orders.fulfillOrder(this, name);
  }

  cancelOrder(name: string, how: orders.Cancellation): Order {
    return orders.cancelOrder(this, name, how);
  }

  removeFromOrder(name: string, variantId: string, quantity: number, how: { restock: boolean }): Order {
    return orders.removeFromOrder(this, name, variantId, quantity, how);
  }

  editOrder(name: string, edit: edits.OrderEdit): Order {
    return edits.editOrder(this, name, edit);
  }

  refundOrder(name: string, wanted: refunds.WantedRefund): Refund {
    return refunds.refundOrder(this, this.orderByName(name), wanted);
  }

  settleRefund(refund: Refund): void {
    refunds.settleRefund(this, refund);
  }

  capturePayment(name: string): Order {
    return payments.capturePayment(this, name);
  }

  payOutstanding(name: string, gateway = "manual"): Order {
    return payments.payOutstanding(this, name, gateway);
  }

  createReturn(name: string, wanted: returns.WantedReturn): Return {
    return returns.createReturn(this, this.orderByName(name), wanted);
  }

  processReturn(one: Return, how: returns.Processing): Refund {
    return returns.processReturn(this, one, how);
  }

  /** Changes of an order other than its lines and money. */
  annotateOrder(name: string, change: Partial<Pick<Order, "note" | "poNumber" | "risk" | "tags">>): Order {
    const order = this.orderByName(name);
    Object.assign(order, change);
    touchOrder(this, order);
    if (change.risk) this.emit({ topic: "orders/risk_assessment_changed", assessed: order });
    return order;
  }

  /** Replaces an address of an order, such as a mistyped one. */
  readdress(name: string, which: "billingAddress" | "shippingAddress", input: AddressInput): Order {
    const order = this.orderByName(name);
    order[which] = customers.address(this, input);
    touchOrder(this, order);
    return order;
  }

  snapshot(): Snapshot {
    return snapshot(this);
  }
}

function staff(name: string): Editor {
  return { name, app: false };
}

/** The members that an edit sets; undefined ones stay as they were. */
function given(edit: object): object {
  return Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
}
