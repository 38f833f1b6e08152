import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import type { Item, Location, Product, Variant } from "#sandbox/shopify/state/rows.ts";
import type { SearchFields } from "#sandbox/shopify/graphql/search.ts";
import { sellable } from "./product.ts";

export const PRODUCT_SEARCH: SearchFields<Product> = {
  id: { number: (row) => Number(row.id) },
  title: { text: (row) => row.title },
  vendor: { text: (row) => row.vendor },
  product_type: { text: (row) => row.productType },
  handle: { text: (row) => row.handle },
  status: { text: (row) => row.status },
  tag: { text: (row) => row.tags },
  sku: { text: (row) => row.variants.flatMap((variant) => variant.sku ?? []) },
  barcode: { text: (row) => row.variants.flatMap((variant) => variant.barcode ?? []) },
  created_at: { time: (row) => row.createdAt },
  updated_at: { time: (row) => row.updatedAt },
};

export const VARIANT_SEARCH: SearchFields<Variant> = {
  id: { number: (row) => Number(row.id) },
  product_id: { number: (row) => Number(row.product.id) },
  sku: { text: (row) => row.sku },
  barcode: { text: (row) => row.barcode },
  title: { text: (row) => row.title },
  vendor: { text: (row) => row.product.vendor },
  product_status: { text: (row) => row.product.status },
  inventory_quantity: { number: sellable },
  updated_at: { time: (row) => row.updatedAt },
};

export const ITEM_SEARCH: SearchFields<Item> = {
  id: { number: (row) => Number(row.id) },
  sku: { text: (row) => row.variant.sku },
  created_at: { time: (row) => row.createdAt },
  updated_at: { time: (row) => row.updatedAt },
};

export const ORDER_SEARCH: SearchFields<Order> = {
  id: { number: (row) => Number(row.id) },
  name: { text: (row) => [row.name, String(row.number)] },
  created_at: { time: (row) => row.createdAt },
  updated_at: { time: (row) => row.updatedAt },
  processed_at: { time: (row) => row.createdAt },
  cancelled_at: { time: (row) => row.cancelledAt },
};

export const LOCATION_SEARCH: SearchFields<Location> = {
  id: { number: (row) => Number(row.id) },
  name: { text: (row) => row.name },
  active: { text: (row) => String(row.active) },
};
