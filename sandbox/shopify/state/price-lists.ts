import { storedAmount } from "#sandbox/shopify/currency.ts";
import type { Adjustment, Catalog, FixedPrice, PriceList, QuantityBreak } from "./price-list-rows.ts";
import type { Variant } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

export interface NewPriceList {
  name: string;
  currency: string;
  catalog?: Pick<Catalog, "kind" | "title">;
  adjustment?: Adjustment;
  compareAtMode?: PriceList["compareAtMode"];
  rate?: number;
}

export function createPriceList(state: ShopData, input: NewPriceList): PriceList {
  const list: PriceList = {
    kind: "PriceList",
    id: state.ids.next("PriceList"),
    name: input.name,
    currency: input.currency,
    rate: input.rate ?? (input.currency === state.shop.currencyCode ? 1 : null),
    catalog: null,
    adjustment: input.adjustment ?? null,
    compareAtMode: input.compareAtMode ?? "ADJUSTED",
    fixed: new Map(),
    rules: new Map(),
  };
  if (input.catalog) {
    const { kind, title } = input.catalog;
    const id = state.ids.next(kind);
    list.catalog = state.catalogs.add({ kind, id, title, status: "ACTIVE", priceList: list });
  }
  return state.priceLists.add(list);
}

export function deletePriceList(state: ShopData, listId: string): void {
  const { catalog } = state.priceLists.need(listId);
  if (catalog) catalog.priceList = null;
  state.priceLists.remove(listId);
}

/** Sets a fixed price in place of the one before; its quantity breaks stay. */
export function fixPrice(
  list: PriceList,
  variant: Variant,
  { price, compareAt }: { price: string; compareAt: string | null },
): void {
  const breaks = list.fixed.get(variant.id)?.breaks ?? [];
  list.fixed.set(variant.id, {
    variant,
    price: storedAmount(price, list.currency),
    compareAt: compareAt === null ? null : storedAmount(compareAt, list.currency),
    breaks,
  });
}

export function addBreak(
  state: ShopData,
  list: PriceList,
  fixed: FixedPrice,
  { minimumQuantity, price }: Pick<QuantityBreak, "minimumQuantity" | "price">,
): void {
  const id = state.ids.next("QuantityPriceBreak");
  const { variant } = fixed;
  fixed.breaks.push({
    kind: "QuantityPriceBreak",
    id,
    list,
    variant,
    minimumQuantity,
    price: storedAmount(price, list.currency),
  });
  fixed.breaks.sort((a, b) => a.minimumQuantity - b.minimumQuantity);
}

/** A deleted variant has no price in any list. */
export function forgetPrices(state: ShopData, variantId: string): void {
  for (const list of state.priceLists.rows) {
    list.fixed.delete(variantId);
    list.rules.delete(variantId);
  }
}

export function findBreak(state: ShopData, id: string): QuantityBreak | undefined {
  for (const list of state.priceLists.rows) {
    for (const { breaks } of list.fixed.values()) {
      const found = breaks.find((one) => one.id === id);
      if (found) return found;
    }
  }
  return undefined;
}
