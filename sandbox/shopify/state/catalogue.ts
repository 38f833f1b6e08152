import type { Editor, Item, Location, Picture, Product, Variant } from "./rows.ts";
import { gid } from "#sandbox/shopify/gid.ts";
import type { ShopData } from "./shop-data.ts";
import { ensureLevel } from "./inventory.ts";
import { newOptions } from "./options.ts";
import { picture, type NewPicture } from "./pictures.ts";
import { forgetPrices } from "./price-lists.ts";

export interface NewVariant {
  sku?: string | null;
  barcode?: string | null;
  title?: string;
  /** Its value for each option of the product, in their order. */
  optionValues?: string[];
  price?: string;
  compareAtPrice?: string | null;
  cost?: string | null;
  weight?: Item["weight"];
  countryCodeOfOrigin?: string | null;
  harmonizedSystemCode?: string | null;
  tracked?: boolean;
  inventoryPolicy?: Variant["inventoryPolicy"];
  requiresComponents?: boolean;
  /** Available pieces by location id; the item is stocked at the locations named, or at the first one. */
  levels?: Record<string, number>;
}

export interface NewProduct {
  title: string;
  vendor?: string;
  productType?: string;
  tags?: string[];
  status?: Product["status"];
  descriptionHtml?: string;
  imageUrl?: string | null;
  options?: { name: string; values: string[] }[];
  handle?: string;
  /** Recorded as the author of the product; absent: no author is recorded. */
  by?: Editor;
  variants: NewVariant[];
}

export function createLocation(
  state: ShopData,
  name: string,
  place: { city?: string; countryCode?: string; fulfillsOnlineOrders?: boolean },
): Location {
  const id = state.ids.next("Location");
  const now = state.now();
  const location: Location = {
    kind: "Location",
    id,
    name,
    active: true,
    fulfillsOnlineOrders: place.fulfillsOnlineOrders ?? true,
    levelNumber: String(143_000_000_000 + state.locations.size * 1_033 + 266),
    city: place.city ?? name,
    countryCode: place.countryCode ?? "GB",
    createdAt: now,
    updatedAt: now,
  };
  state.locations.add(location);
  state.emit({ topic: "locations/create", location });
  return location;
}

export function editLocation(
  state: ShopData,
  locationId: string,
  edit: Partial<Pick<Location, "name" | "active">>,
): Location {
  const location = state.locations.need(locationId);
  const was = location.active;
  Object.assign(location, edit);
  location.updatedAt = state.now();
  state.emit({ topic: "locations/update", location });
  if (was !== location.active)
    state.emit({ topic: location.active ? "locations/activate" : "locations/deactivate", location });
  return location;
}

export function createProduct(state: ShopData, input: NewProduct): Product {
  const now = state.now();
  const product: Product = {
    kind: "Product",
    id: state.ids.next("Product"),
    title: input.title,
    handle: uniqueHandle(state, input.handle ?? input.title),
    descriptionHtml: input.descriptionHtml ?? "",
    vendor: input.vendor ?? state.shop.name,
    productType: input.productType ?? "",
    tags: input.tags ?? [],
    status: input.status ?? "ACTIVE",
    media: input.imageUrl ? [picture(state, { url: input.imageUrl, alt: input.title })] : [],
    options: newOptions(state, input.options ?? []),
    collections: [],
    events: [],
    variants: [],
    createdAt: now,
    updatedAt: now,
  };
  state.products.add(product);
  for (const variant of input.variants) addVariant(state, product, variant);
  if (input.by) remember(state, product, "create", input.by);
  state.emit({ topic: "products/create", product });
  return product;
}

export function deleteProduct(state: ShopData, productId: string): void {
  const product = state.products.need(productId);
  for (const variant of product.variants) {
    state.variants.remove(variant.id);
    state.items.remove(variant.item.id);
    forgetPrices(state, variant.id);
  }
  for (const collection of product.collections)
    collection.products = collection.products.filter((other) => other !== product);
  state.translations.delete(productId);
  state.metafields.removeOf(gid("Product", productId));
  state.products.remove(productId);
  state.emit({ topic: "products/delete", productId });
}

export function deleteVariant(state: ShopData, variantId: string, by: Editor): void {
  const variant = state.variants.need(variantId);
  const { product } = variant;
  product.variants = product.variants.filter((other) => other !== variant);
  product.variants.forEach((other, index) => (other.position = index + 1));
  state.variants.remove(variantId);
  state.items.remove(variant.item.id);
  forgetPrices(state, variantId);
  touchProduct(state, product, by);
}

export function addPicture(state: ShopData, product: Product, input: NewPicture, by: Editor): Picture {
  const added = picture(state, input);
  product.media.push(added);
  touchProduct(state, product, by);
  return added;
}

/** Takes the picture out of the product only: the file stays in the shop's library. */
export function removePicture(state: ShopData, product: Product, pictureId: string, by: Editor): void {
  product.media = product.media.filter(({ id }) => id !== pictureId);
  touchProduct(state, product, by);
}

/** Shopify sends products/update for a change to any of the product's variants too. */
export function touchProduct(state: ShopData, product: Product, by: Editor): void {
  product.updatedAt = state.now();
  remember(state, product, "update", by);
  state.emit({ topic: "products/update", product });
}

/** Cost and customs belong to the inventory item, which has a webhook of its own. */
export function touchItem(state: ShopData, item: Item): void {
  item.updatedAt = state.now();
  item.variant.updatedAt = state.now();
  state.emit({ topic: "inventory_items/update", item });
}

const EVENTS_KEPT = 50;

function remember(state: ShopData, product: Product, action: "create" | "update", by: Editor): void {
  const id = state.ids.next("BasicEvent");
  product.events.push({ kind: "BasicEvent", id, product, action, by, createdAt: state.now() });
  if (product.events.length > EVENTS_KEPT) product.events.shift();
}

export function addVariant(state: ShopData, product: Product, input: NewVariant): Variant {
  const now = state.now();
  const variant: Omit<Variant, "item"> & { item: Item | null } = {
    kind: "ProductVariant",
    id: state.ids.next("ProductVariant"),
    product,
    item: null,
    title: input.title ?? (input.optionValues?.join(" / ") || "Default Title"),
    optionValues: input.optionValues ?? [],
    sku: input.sku ?? null,
    barcode: input.barcode ?? null,
    price: input.price ?? "0.00",
    compareAtPrice: input.compareAtPrice ?? null,
    inventoryPolicy: input.inventoryPolicy ?? "DENY",
    requiresComponents: input.requiresComponents ?? false,
    taxable: true,
    position: product.variants.length + 1,
    createdAt: now,
    updatedAt: now,
  };
  const item: Item = {
    kind: "InventoryItem",
    id: state.ids.next("InventoryItem"),
    variant: variant as Variant,
    tracked: input.tracked ?? true,
    requiresShipping: true,
    cost: input.cost ?? null,
    weight: input.weight ?? { value: 0, unit: "KILOGRAMS" },
    countryCodeOfOrigin: input.countryCodeOfOrigin ?? null,
    provinceCodeOfOrigin: null,
    harmonizedSystemCode: input.harmonizedSystemCode ?? null,
    levels: [],
    createdAt: now,
    updatedAt: now,
  };
  variant.item = item;
  stock(state, item, input.levels);
  product.variants.push(item.variant);
  state.items.add(item);
  return state.variants.add(item.variant);
}

function stock(state: ShopData, item: Item, levels: Record<string, number> | undefined): void {
  if (levels === undefined) {
    const [first] = state.locations.rows;
    if (first) ensureLevel(state, item, first);
    return;
  }
  for (const [locationId, available] of Object.entries(levels)) {
    ensureLevel(state, item, state.locations.need(locationId)).available = available;
  }
}

function uniqueHandle(state: ShopData, title: string): string {
  const stem = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const seen = state.handles.get(stem);
  state.handles.set(stem, (seen ?? 0) + 1);
  return seen === undefined ? stem : `${stem}-${seen}`;
}
