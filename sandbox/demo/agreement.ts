import { warehouses } from "#sandbox/sources/assortment.ts";
import type { Ledger } from "#sandbox/sources/ledger.ts";
import type { Trouble } from "#sandbox/sources/troubles.ts";
import type { SeededShop } from "./shop.ts";

export interface Mismatch {
  sku: string;
  warehouse: string;
  shop: number;
  erp: number;
}

/** Articles that cannot be in step until a person has put them right. */
const beyondRepair = new Set<Trouble | null>(["twice-in-shop", "untracked", "bad-row"]);

/**
 * Where shop and ERP differ, found without asking the app: the demo's own judge. It is exact only while no order
 * waits to be booked.
 */
export function mismatches(shop: SeededShop, ledger: Ledger): Mismatch[] {
  const found: Mismatch[] = [];
  for (const { variant, itemId } of shop.variants) {
    const { item } = variant;
    if (item === null || item.facts.discontinued || beyondRepair.has(item.trouble)) continue;
    for (const { code } of warehouses) {
      const shown = shop.store.level(itemId, shop.locationOf[code])?.available ?? 0;
      const erp = Math.max(0, ledger.free(item.sku, code) ?? 0);
      if (shown !== erp) found.push({ sku: variant.sku, warehouse: code, shop: shown, erp });
    }
  }
  return found;
}

/** Where the shop still sells what the ERP no longer does, although the demo's rule makes it stop. */
export function stillSold(shop: SeededShop): Mismatch[] {
  return shop.variants.flatMap(({ variant, itemId }) => {
    const { item } = variant;
    if (!item?.facts.discontinued || beyondRepair.has(item.trouble)) return [];
    return warehouses.flatMap(({ code }) => {
      const shown = shop.store.level(itemId, shop.locationOf[code])?.available ?? 0;
      return shown === 0 ? [] : [{ sku: variant.sku, warehouse: code, shop: shown, erp: 0 }];
    });
  });
}
