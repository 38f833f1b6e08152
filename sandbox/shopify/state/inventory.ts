import type { QuantityName, StoredQuantity } from "./quantities.ts";
import { Level, type Item, type Location } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

export interface QuantityChange {
  level: Level;
  name: QuantityName;
  delta: number;
}

export function findLevel(item: Item, locationId: string): Level | undefined {
  return item.levels.find((level) => level.location.id === locationId);
}

export function ensureLevel(state: ShopData, item: Item, location: Location): Level {
  const existing = findLevel(item, location.id);
  if (existing) return existing;
  const level = new Level(item, location, state.now());
  item.levels.push(level);
  return level;
}

/**
 * Moves one stored quantity and reports what changed. `on_hand` follows by itself, and is reported
 * beside every state that is part of it, as Shopify does.
 */
export function shift(level: Level, name: StoredQuantity, delta: number): QuantityChange[] {
  if (delta === 0) return [];
  level[name] += delta;
  const change: QuantityChange = { level, name, delta };
  return name === "incoming" ? [change] : [change, { level, name: "on_hand", delta }];
}

/** Stamps the level and tells the shop's listeners; one event per level, even if several states moved. */
export function levelChanged(state: ShopData, level: Level, by: string): void {
  level.updatedAt = state.now();
  level.changedBy = by;
  state.emit({ topic: "inventory_levels/update", level });
}

export function setAvailable(
  state: ShopData,
  itemId: string,
  locationId: string,
  quantity: number,
  by: string,
): Level {
  const level = ensureLevel(state, state.items.need(itemId), state.locations.need(locationId));
  const changes = shift(level, "available", quantity - level.available);
  if (changes.length > 0) levelChanged(state, level, by);
  return level;
}

export function moveQuantity(
  state: ShopData,
  itemId: string,
  locationId: string,
  name: StoredQuantity,
  delta: number,
  by: string,
): Level {
  const level = ensureLevel(state, state.items.need(itemId), state.locations.need(locationId));
  if (shift(level, name, delta).length > 0) levelChanged(state, level, by);
  return level;
}

export function activate(state: ShopData, item: Item, location: Location): Level {
  const level = ensureLevel(state, item, location);
  level.active = true;
  level.updatedAt = state.now();
  state.emit({ topic: "inventory_levels/connect", level });
  return level;
}

/** Since 2026-04 a deactivated level keeps its quantities. */
export function deactivate(state: ShopData, level: Level): void {
  level.active = false;
  level.updatedAt = state.now();
  state.emit({ topic: "inventory_levels/disconnect", level });
}

export function activeLevels(item: Item): Level[] {
  return item.levels.filter((level) => level.active);
}
