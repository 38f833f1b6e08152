import type { FulfillmentOrder, FulfillmentOrderLine, Order, OrderLine } from "./order-rows.ts";
import { activeLevels, ensureLevel, levelChanged, shift } from "./inventory.ts";
import type { Level, Location, Variant } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

const HOUR_MS = 3_600_000;
const ENDED: readonly string[] = ["CLOSED", "CANCELLED"];

/** Nothing is shipped from it any more. */
export function hasEnded({ status }: FulfillmentOrder): boolean {
  return ENDED.includes(status);
}

/** Pieces of a line that still wait to be shipped. */
export function waiting(line: OrderLine): number {
  const places = placesOf(line).filter(({ fulfillmentOrder }) => !hasEnded(fulfillmentOrder));
  return places.reduce((sum, { remaining }) => sum + remaining, 0);
}

function placesOf(line: OrderLine): FulfillmentOrderLine[] {
  return line.order.fulfillmentOrders.flatMap((row) => row.lines).filter((place) => place.line === line);
}

/** Gives a line a place to ship from; returns the levels it took pieces from, for the caller to announce. */
export function reserve(state: ShopData, line: OrderLine, locationId: string | undefined): Level[] {
  const location = shippingLocation(state, line, locationId);
  addPlace(state, fulfillmentOrderAt(state, line.order, location), line, line.quantity);
  if (!line.variant?.item.tracked) return [];
  const level = ensureLevel(state, line.variant.item, location);
  shift(level, "available", -line.quantity);
  shift(level, "committed", line.quantity);
  return [level];
}

/** A new fulfillment order for an order that has none at this location, or none that can be added to. */
export function openFulfillmentOrder(state: ShopData, order: Order, location: Location): FulfillmentOrder {
  const now = state.now();
  const fulfillmentOrder: FulfillmentOrder = {
    kind: "FulfillmentOrder",
    id: state.ids.next("FulfillmentOrder"),
    order,
    location,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    delivery: order.sourceName === "pos" ? "RETAIL" : "SHIPPING",
    progressReported: false,
    holds: [],
    fulfillAt: now - (now % HOUR_MS),
    fulfillBy: null,
    lines: [],
    createdAt: now,
    updatedAt: now,
  };
  order.fulfillmentOrders.push(fulfillmentOrder);
  return state.fulfillmentOrders.add(fulfillmentOrder);
}

export function addPlace(
  state: ShopData,
  fulfillmentOrder: FulfillmentOrder,
  line: OrderLine,
  quantity: number,
): FulfillmentOrderLine {
  const place: FulfillmentOrderLine = {
    kind: "FulfillmentOrderLineItem",
    id: state.ids.next("FulfillmentOrderLineItem"),
    fulfillmentOrder,
    line,
    total: quantity,
    remaining: quantity,
  };
  fulfillmentOrder.lines.push(place);
  return place;
}

/** Derives its status from what was done to it, except for ends that somebody has to declare. */
export function restamp(state: ShopData, fulfillmentOrder: FulfillmentOrder): void {
  const { lines, holds, fulfillAt, progressReported, requestStatus } = fulfillmentOrder;
  fulfillmentOrder.updatedAt = state.now();
  const begun = progressReported || requestStatus === "ACCEPTED" || !lines.every(isUntouched);
  if (hasEnded(fulfillmentOrder)) return;
  if (lines.every(({ remaining }) => remaining === 0)) fulfillmentOrder.status = "CLOSED";
  else if (holds.length > 0) fulfillmentOrder.status = "ON_HOLD";
  else if (fulfillAt > state.now()) fulfillmentOrder.status = "SCHEDULED";
  else fulfillmentOrder.status = begun ? "IN_PROGRESS" : "OPEN";
  if (fulfillmentOrder.status === "CLOSED") fulfillmentOrder.holds = [];
}

/** Takes pieces of a line off its places, unshipped ones first; returns how many it found. */
export function giveUp(
  state: ShopData,
  line: OrderLine,
  quantity: number,
  how: { restock: boolean },
): number {
  const places = placesOf(line);
  let left = quantity;
  for (const place of places.filter(({ fulfillmentOrder }) => !hasEnded(fulfillmentOrder))) {
    const pieces = Math.min(left, place.remaining);
    if (pieces === 0) continue;
    const change = { committed: -pieces, available: how.restock ? pieces : 0 };
    release(state, line.variant, place.fulfillmentOrder.location, change, line.order.name);
    place.remaining -= pieces;
    place.total -= pieces;
    left -= pieces;
    restamp(state, place.fulfillmentOrder);
  }
  for (const { total, remaining, fulfillmentOrder } of places) {
    const pieces = Math.min(left, total - remaining);
    const change = { committed: 0, available: how.restock ? pieces : 0 };
    release(state, line.variant, fulfillmentOrder.location, change, line.order.name);
    left -= pieces;
  }
  return quantity - left;
}

/** Moves the stock of one piece or more; custom lines and untracked items have none. */
export function release(
  state: ShopData,
  variant: Variant | null,
  location: Location,
  change: { committed: number; available?: number },
  by: string,
): void {
  if (!variant?.item.tracked) return;
  const level = ensureLevel(state, variant.item, location);
  const changes = [
    ...shift(level, "committed", change.committed),
    ...shift(level, "available", change.available ?? 0),
  ];
  if (changes.length > 0) levelChanged(state, level, by);
}

/** A change of an order's parts is a change of the order. */
export function touchOrder(state: ShopData, order: Order): void {
  order.updatedAt = state.now();
  state.emit({ topic: "orders/updated", order });
}

function shippingLocation(state: ShopData, line: OrderLine, locationId: string | undefined): Location {
  if (locationId !== undefined) return state.locations.need(locationId);
  const levels = line.variant === null ? [] : activeLevels(line.variant.item);
  const enough = levels.find((level) => level.available >= line.quantity);
  const location = (enough ?? levels[0])?.location ?? state.locations.rows[0];
  if (!location) throw new Error("the sandbox shop has no location to ship from");
  return location;
}

function fulfillmentOrderAt(state: ShopData, order: Order, location: Location): FulfillmentOrder {
  const addable = order.fulfillmentOrders.find(
    (row) => row.location === location && row.status === "OPEN" && row.lines.every(isUntouched),
  );
  return addable ?? openFulfillmentOrder(state, order, location);
}

function isUntouched({ total, remaining }: FulfillmentOrderLine): boolean {
  return total === remaining;
}
