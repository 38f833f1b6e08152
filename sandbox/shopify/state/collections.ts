import type { Collection, Product } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

export function createCollection(state: ShopData, title: string, products: readonly Product[]): Collection {
  const now = state.now();
  const collection: Collection = {
    kind: "Collection",
    id: state.ids.next("Collection"),
    title,
    handle: title.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    products: [],
    createdAt: now,
    updatedAt: now,
  };
  for (const product of products) addToCollection(collection, product);
  return state.collections.add(collection);
}

export function addToCollection(collection: Collection, product: Product): void {
  if (collection.products.includes(product)) return;
  collection.products.push(product);
  product.collections.push(collection);
}
