import type { Item, Location } from "./rows.ts";

/** The states a piece on the shelf can be in. `on_hand` is their sum, so it is never stored. */
export const ON_HAND_STATES = [
  "available",
  "committed",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
] as const;

export type StoredQuantity = (typeof ON_HAND_STATES)[number] | "incoming";
export type QuantityName = StoredQuantity | "on_hand";

export const QUANTITY_NAMES: readonly QuantityName[] = [...ON_HAND_STATES, "incoming", "on_hand"];

export class Level {
  readonly kind = "InventoryLevel";
  readonly item: Item;
  readonly location: Location;
  active = true;
  available = 0;
  committed = 0;
  reserved = 0;
  damaged = 0;
  safety_stock = 0;
  quality_control = 0;
  incoming = 0;
  createdAt: number;
  updatedAt: number;
  changedBy = "";

  constructor(item: Item, location: Location, now: number) {
    this.item = item;
    this.location = location;
    this.createdAt = now;
    this.updatedAt = now;
  }

  get gid(): string {
    return `gid://shopify/InventoryLevel/${this.location.levelNumber}?inventory_item_id=${this.item.id}`;
  }

  get on_hand(): number {
    return (
      this.available +
      this.committed +
      this.reserved +
      this.damaged +
      this.safety_stock +
      this.quality_control
    );
  }
}
