import { dropEmpty, takeOut } from "./fulfillment-holds.ts";
import { addPlace, openFulfillmentOrder, release, restamp, touchOrder } from "./fulfillment-orders.ts";
import type { FulfillmentOrder, Portion } from "./order-rows.ts";
import { remainder } from "./fulfillments.ts";
import { findLevel } from "./inventory.ts";
import type { Location } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

export interface Move {
  moved: FulfillmentOrder;
  original: FulfillmentOrder;
  /** Holds what stayed behind; null if nothing did. */
  remaining: FulfillmentOrder | null;
}

/** Has pieces shipped from another location, even one without stock of them: the caller checks the rules. */
export function moveFulfillmentOrder(
  state: ShopData,
  original: FulfillmentOrder,
  location: Location,
  portions: readonly Portion[],
): Move {
  const source = original.location;
  const { order } = original;
  const there = order.fulfillmentOrders.find(
    (row) => row.location === location && row.status === "OPEN" && original.holds.length === 0,
  );
  const whole = original.lines.every(
    (place) =>
      place.total === place.remaining &&
      portions.some((portion) => portion.place === place && portion.quantity === place.total),
  );
  for (const { place, quantity } of portions) {
    const { variant } = place.line;
    release(state, variant, source, { committed: -quantity, available: quantity }, order.name);
    release(state, variant, location, { committed: quantity, available: -quantity }, order.name);
  }
  const moved = whole && !there ? original : openFulfillmentOrder(state, order, location);
  if (moved === original) moved.location = location;
  else carryOver(state, moved, [...portions, ...(there ? remainder(there) : [])]);
  moved.fulfillBy ??= original.fulfillBy;
  for (const touched of new Set([original, moved, ...(there ? [there] : [])])) restamp(state, touched);
  state.emit({ topic: "fulfillment_orders/moved", fulfillmentOrder: moved, original, source });
  touchOrder(state, order);
  const stays = moved !== original && remainder(original).length > 0;
  return { moved, original, remaining: stays ? original : null };
}

/** Whether a location stocks what is left of a fulfillment order; untracked items ship from anywhere. */
export function canShip(location: Location, { place }: Portion): boolean {
  const { variant } = place.line;
  return !variant?.item.tracked || findLevel(variant.item, location.id)?.active === true;
}

function carryOver(state: ShopData, to: FulfillmentOrder, portions: readonly Portion[]): void {
  for (const { place, quantity } of portions) {
    const same = to.lines.find(({ line }) => line === place.line);
    takeOut(place, quantity);
    if (same) takeOut(same, -quantity);
    else addPlace(state, to, place.line, quantity);
    dropEmpty(place.fulfillmentOrder);
  }
}
