import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import {
  warehouses,
  type ShopProduct,
  type ShopVariant,
  type WarehouseCode,
} from "#sandbox/sources/assortment.ts";

/** A variant of the sandbox shop beside what it stands for. */
export interface SeededVariant {
  variant: ShopVariant;
  variantId: string;
  itemId: string;
}

export interface SeededShop {
  store: ShopState;
  variants: SeededVariant[];
  locationOf: Record<WarehouseCode, string>;
  warehouseOf(locationId: string): WarehouseCode;
}

/** Fills the empty shop with the catalogue and the stock of the sample's first morning. */
export function seedShop(
  store: ShopState,
  products: readonly ShopProduct[],
  pictureUrl: (code: string) => string,
): SeededShop {
  const [london, leeds] = warehouses;
  const locationOf: Record<WarehouseCode, string> = {
    LON: store.createLocation(london.name).id,
    LDS: store.createLocation(leeds.name).id,
  };
  const variants: SeededVariant[] = [];
  for (const product of products) {
    const created = store.createProduct({
      title: product.title,
      vendor: product.vendor,
      tags: product.tags,
      imageUrl: pictureUrl(product.code),
      variants: product.variants.map(({ sku, barcode, title, price, tracked, opening }) => ({
        sku,
        barcode,
        title,
        price,
        tracked,
        levels: { [locationOf.LON]: opening.LON, [locationOf.LDS]: opening.LDS },
      })),
    });
    for (const [index, variant] of product.variants.entries()) {
      const made = created.variants[index];
      if (made !== undefined) variants.push({ variant, variantId: made.id, itemId: made.item.id });
    }
  }
  return {
    store,
    variants,
    locationOf,
    warehouseOf: (locationId) => (locationId === locationOf.LDS ? "LDS" : "LON"),
  };
}
