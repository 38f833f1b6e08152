import { moneyV2 } from "#sandbox/shopify/currency.ts";
import { gid, parseGid } from "#sandbox/shopify/gid.ts";
import { findLevel } from "#sandbox/shopify/state/inventory.ts";
import { QUANTITY_NAMES, type QuantityName } from "#sandbox/shopify/state/quantities.ts";
import type { Item, Level, Location as LocationRow } from "#sandbox/shopify/state/rows.ts";
import { byId, connect, type Ordering } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { refuse } from "#sandbox/shopify/graphql/errors.ts";
import { parseSearch, type SearchFields } from "#sandbox/shopify/graphql/search.ts";
import { metafieldsOf } from "./metafields.ts";

const BY_LOCATION: Ordering<Level> = {
  value: (level) => Number(level.location.id),
  id: (level) => Number(level.location.id),
};

const BY_ITEM: Ordering<Level> = {
  value: (level) => Number(level.item.id),
  id: (level) => Number(level.item.id),
};

const LEVEL_SEARCH: SearchFields<Level> = {
  updated_at: { time: (level) => level.updatedAt },
  created_at: { time: (level) => level.createdAt },
  inventory_item_id: { number: (level) => Number(level.item.id) },
};

export const InventoryItem: Fields<Item> = {
  id: (item) => gid("InventoryItem", item.id),
  legacyResourceId: (item) => item.id,
  sku: (item) => item.variant.sku,
  unitCost: (item, _args, { state }) =>
    item.cost === null ? null : moneyV2(item.cost, state.shop.currencyCode),
  measurement: (item) => ({ id: gid("InventoryItemMeasurement", item.id), weight: item.weight }),
  trackedEditable: () => ({ locked: false, reason: null }),
  locationsCount: (item) => ({
    count: item.levels.filter((level) => level.active).length,
    precision: "EXACT",
  }),
  variants: (item, args, context) =>
    connect({ rows: [item.variant], ordering: byId<Item["variant"]>() }, args, context),
  inventoryLevel: (item, args) => {
    const { locationId, includeInactive } = args as { locationId: string; includeInactive: boolean };
    const level = findLevel(item, parseGid(locationId)?.id ?? "");
    return level && (level.active || includeInactive) ? level : null;
  },
  inventoryLevels: (item, args, context) => {
    const rows = item.levels.toSorted((a, b) => Number(a.location.id) - Number(b.location.id));
    const keep = keepLevel(args);
    return connect({ rows, ordering: BY_LOCATION, keep }, args, context);
  },
};

export const InventoryLevel: Fields<Level> = {
  id: (level) => level.gid,
  isActive: (level) => level.active,
  canDeactivate: (level) => level.active && level.item.levels.filter((other) => other.active).length > 1,
  deactivationAlert: () => null,
  quantities: (level, args) => (args as { names: string[] }).names.map((name) => quantity(level, name)),
};

export const Location: Fields<LocationRow> = {
  id: (location) => gid("Location", location.id),
  legacyResourceId: (location) => location.id,
  isActive: (location) => location.active,
  isFulfillmentService: () => false,
  fulfillmentService: () => null,
  shipsInventory: (location) => location.fulfillsOnlineOrders,
  isPrimary: (location, _args, { state }) => state.locations.rows[0] === location,
  deactivatedAt: () => null,
  address: ({ city, countryCode }) => ({
    address1: null,
    address2: null,
    city,
    country: new Intl.DisplayNames("en", { type: "region" }).of(countryCode) ?? countryCode,
    countryCode,
    formatted: [city, countryCode],
    phone: null,
    province: null,
    provinceCode: null,
    zip: null,
  }),
  inventoryLevel: (location, args, { state }) => {
    const { inventoryItemId, includeInactive } = args as {
      inventoryItemId: string;
      includeInactive: boolean;
    };
    const level = state.level(parseGid(inventoryItemId)?.id ?? "", location.id);
    return level && (level.active || includeInactive) ? level : null;
  },
  inventoryLevels: (location, args, context) => {
    const rows = context.state.items.rows.flatMap((item) => findLevel(item, location.id) ?? []);
    return connect({ rows, ordering: BY_ITEM, keep: keepLevel(args) }, args, context);
  },
  ...metafieldsOf<LocationRow>((location) => gid("Location", location.id)),
};

function keepLevel(args: Record<string, unknown>): (level: Level) => boolean {
  const { includeInactive, query } = args as { includeInactive: boolean; query?: string | null };
  const found = parseSearch(query, LEVEL_SEARCH, "inventory levels");
  return (level) => (level.active || includeInactive) && (found?.(level) ?? true);
}

function quantity(level: Level, name: string) {
  if (!isQuantityName(name))
    throw refuse("INVALID_FIELD_ARGUMENTS", `The specified quantity name is invalid: ${name}`);
  const query = `inventory_item_id=${level.item.id}&name=${name}`;
  return {
    kind: "InventoryQuantity",
    id: `gid://shopify/InventoryQuantity/${level.location.levelNumber}?${query}`,
    name,
    quantity: level[name],
    updatedAt: name === "on_hand" ? null : level.updatedAt,
  };
}

function isQuantityName(name: string): name is QuantityName {
  return (QUANTITY_NAMES as readonly string[]).includes(name);
}
