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

/** Articles that nothing can keep in step until a person has put them right. */
const beyondRepair = new Set<Trouble | null>(["twice-in-shop", "untracked", "bad-row"]);

/**
 * Where shop and ERP differ, found without asking the app: the demo's own judge. It is exact only while no order
 * waits to be booked.
 */
export function mismatches(shop: SeededShop, ledger: Ledger): Mismatch[] {
  const found: Mismatch[] = [];
  for (const { variant, itemId } of shop.variants) {
    const { item } = variant;
    if (item === null || beyondRepair.has(item.trouble)) continue;
    for (const { code } of warehouses) {
      const shown = shop.store.level(itemId, shop.locationOf[code])?.available ?? 0;
      // What the ERP no longer sells is sold out in the shop: the demo's own rule.
      const erp = item.facts.discontinued ? 0 : Math.max(0, ledger.free(item.sku, code) ?? 0);
      if (shown !== erp) found.push({ sku: variant.sku, warehouse: code, shop: shown, erp });
    }
  }
  return found;
}
