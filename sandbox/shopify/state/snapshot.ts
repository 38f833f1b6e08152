import { QUANTITY_NAMES, type QuantityName } from "./quantities.ts";
import type { ShopData } from "./shop-data.ts";

export type LevelSnapshot = Record<QuantityName, number> & {
  sku: string | null;
  inventoryItemId: string;
  locationId: string;
  tracked: boolean;
  active: boolean;
};

export interface Snapshot {
  products: number;
  variants: number;
  orders: number;
  levels: LevelSnapshot[];
}

export function snapshot(state: ShopData): Snapshot {
  const levels = state.items.rows.flatMap((item) =>
    item.levels.map((level): LevelSnapshot => {
      const quantities = Object.fromEntries(QUANTITY_NAMES.map((name) => [name, level[name]]));
      return {
        ...(quantities as Record<QuantityName, number>),
        sku: item.variant.sku,
        inventoryItemId: item.id,
        locationId: level.location.id,
        tracked: item.tracked,
        active: level.active,
      };
    }),
  );
  return {
    products: state.products.size,
    variants: state.variants.size,
    orders: state.orders.size,
    levels,
  };
}
