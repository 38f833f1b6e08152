import { addPlace, openFulfillmentOrder, restamp, touchOrder } from "./fulfillment-orders.ts";
import type { FulfillmentHold } from "./fulfillment-parts.ts";
import type { FulfillmentOrder, Portion } from "./order-rows.ts";
import type { ShopData } from "./shop-data.ts";

export type NewHold = Omit<FulfillmentHold, "kind" | "id">;

/** Keeps a fulfillment order from being shipped. */
export function placeHold(
  state: ShopData,
  fulfillmentOrder: FulfillmentOrder,
  input: NewHold,
): FulfillmentHold {
  const hold: FulfillmentHold = { kind: "FulfillmentHold", id: state.ids.next("FulfillmentHold"), ...input };
  const first = fulfillmentOrder.holds.length === 0;
  fulfillmentOrder.holds.push(hold);
  restamp(state, fulfillmentOrder);
  if (first) state.emit({ topic: "fulfillment_orders/placed_on_hold", fulfillmentOrder });
  touchOrder(state, fulfillmentOrder.order);
  return hold;
}

/** Leaves these pieces in the fulfillment order and moves the others to a new one; null if there are none. */
export function keepOnly(
  state: ShopData,
  fulfillmentOrder: FulfillmentOrder,
  portions: readonly Portion[],
): FulfillmentOrder | null {
  const kept = new Map(portions.map(({ place, quantity }) => [place, quantity]));
  const others = fulfillmentOrder.lines
    .map((place) => ({ place, quantity: place.remaining - (kept.get(place) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  if (others.length === 0) return null;
  const { order, location } = fulfillmentOrder;
  const rest = openFulfillmentOrder(state, order, location);
  for (const { place, quantity } of others) {
    takeOut(place, quantity);
    addPlace(state, rest, place.line, quantity);
  }
  dropEmpty(fulfillmentOrder);
  return rest;
}

/** Takes these holds, or with null all of them, off a fulfillment order. */
export function releaseHolds(
  state: ShopData,
  fulfillmentOrder: FulfillmentOrder,
  ids: readonly string[] | null,
): void {
  const left = ids === null ? [] : fulfillmentOrder.holds.filter(({ id }) => !ids.includes(id));
  if (left.length === fulfillmentOrder.holds.length) return;
  fulfillmentOrder.holds = left;
  restamp(state, fulfillmentOrder);
  if (left.length === 0) state.emit({ topic: "fulfillment_orders/hold_released", fulfillmentOrder });
  touchOrder(state, fulfillmentOrder.order);
}

export function takeOut(place: Portion["place"], quantity: number): void {
  place.total -= quantity;
  place.remaining -= quantity;
}

/** A line without any shipped pieces goes with its last piece. */
export function dropEmpty(fulfillmentOrder: FulfillmentOrder): void {
  fulfillmentOrder.lines = fulfillmentOrder.lines.filter(({ total }) => total > 0);
}
