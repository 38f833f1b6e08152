import type { NewVariant } from "#sandbox/shopify/state/catalogue.ts";
import type { PriceList } from "#sandbox/shopify/state/price-list-rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import {
  warehouses,
  type ShopProduct,
  type ShopVariant,
  type WarehouseCode,
} from "#sandbox/sources/assortment.ts";
import { priceLists } from "#sandbox/sources/offers.ts";

/** A variant in the sandbox shop, with the data it was made from. */
export interface SeededVariant {
  variant: ShopVariant;
  variantId: string;
  itemId: string;
}

export interface SeededShop {
  store: ShopState;
  variants: SeededVariant[];
  locationOf: Record<WarehouseCode, string>;
  /** The shop's price list for each of the ERP's, by the ERP's code. */
  priceListOf: Record<string, PriceList>;
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
      descriptionHtml: product.description,
      vendor: product.vendor,
      productType: product.productType,
      tags: product.tags,
      imageUrl: pictureUrl(product.code),
      variants: product.variants.map((variant) => newVariant(variant, locationOf)),
    });
    for (const [index, variant] of product.variants.entries()) {
      const made = created.variants[index];
      if (made !== undefined) variants.push({ variant, variantId: made.id, itemId: made.item.id });
    }
  }
  const priceListOf = priceListsOf(store);
  return {
    store,
    variants,
    priceListOf,
    locationOf,
    warehouseOf: (locationId) => (locationId === locationOf.LDS ? "LDS" : "LON"),
  };
}

function newVariant(variant: ShopVariant, locationOf: Record<WarehouseCode, string>): NewVariant {
  const { sku, barcode, title, price, compareAt, cost, weight, tracked, opening } = variant;
  return {
    ...{ sku, barcode, title, price, cost, tracked },
    compareAtPrice: compareAt,
    weight: { value: weight, unit: "GRAMS" },
    levels: { [locationOf.LON]: opening.LON, [locationOf.LDS]: opening.LDS },
  };
}

function priceListsOf(store: ShopState): Record<string, PriceList> {
  const trade = store.createPriceList({
    name: "Trade",
    currency: priceLists.trade.currency,
    catalog: { title: "Trade customers", kind: "CompanyLocationCatalog" },
  });
  const states = store.createPriceList({
    name: "United States",
    currency: "USD",
    catalog: { title: "United States", kind: "MarketCatalog" },
  });
  return { [priceLists.trade.code]: trade, [priceLists.overseas.code]: states };
}
