import { activeLevels, ensureLevel, levelChanged, shift } from "./inventory.ts";
import type { Level } from "./level.ts";
import type { FulfillmentOrder, Location, Order, OrderLine, Variant } from "./rows.ts";
import type { ShopState } from "./shop-state.ts";

export interface WantedLine {
  variantId: string;
  quantity: number;
}

const FIRST_ORDER_NUMBER = 1001;

/** A sale: pieces go from `available` to `committed` where they will be shipped from. */
export function placeOrder(state: ShopState, wanted: WantedLine[], at: { locationId?: string }): Order {
  const now = state.now();
  const number = FIRST_ORDER_NUMBER + state.ordersPlaced;
  state.ordersPlaced += 1;
  const order: Order = {
    kind: "Order",
    id: state.ids.next("Order"),
    name: `#${number}`,
    number,
    lines: [],
    fulfillmentOrders: [],
    fulfillments: [],
    createdAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
  };
  const touched: Level[] = [];
  for (const { variantId, quantity } of wanted) {
    const line = orderLine(state, order, state.variants.need(variantId), quantity);
    order.lines.push(line);
    touched.push(...reserve(state, line, at.locationId));
  }
  state.orders.add(order);
  for (const level of new Set(touched)) levelChanged(state, level, order.name);
  state.emit({ topic: "orders/create", order });
  return order;
}

export function fulfillOrder(state: ShopState, name: string): Order {
  const order = state.orderByName(name);
  for (const fulfillmentOrder of order.fulfillmentOrders) ship(state, fulfillmentOrder);
  order.closedAt = state.now();
  touch(state, order);
  state.emit({ topic: "orders/fulfilled", order });
  return order;
}

export function cancelOrder(state: ShopState, name: string, how: { restock: boolean }): Order {
  const order = state.orderByName(name);
  for (const line of order.lines) takeOff(state, line, line.quantity - line.removed, how);
  order.cancelledAt = state.now();
  order.cancelReason = "CUSTOMER";
  order.closedAt = state.now();
  touch(state, order);
  state.emit({ topic: "orders/cancelled", order });
  return order;
}

/** A refund or an order edit that takes pieces of one line off the order. */
export function removeFromOrder(
  state: ShopState,
  name: string,
  variantId: string,
  quantity: number,
  how: { restock: boolean },
): Order {
  const order = state.orderByName(name);
  const line = order.lines.find((candidate) => candidate.variant.id === variantId);
  if (!line) throw new Error(`order ${name} has no line for variant ${variantId}`);
  takeOff(state, line, Math.min(quantity, line.quantity - line.removed), how);
  touch(state, order);
  return order;
}

function orderLine(state: ShopState, order: Order, variant: Variant, quantity: number): OrderLine {
  const { product } = variant;
  return {
    kind: "LineItem",
    id: state.ids.next("LineItem"),
    order,
    variant,
    title: product.title,
    sku: variant.sku,
    price: variant.price,
    quantity,
    removed: 0,
  };
}

function reserve(state: ShopState, line: OrderLine, locationId: string | undefined): Level[] {
  const location = shippingLocation(state, line, locationId);
  const fulfillmentOrder = fulfillmentOrderAt(state, line.order, location);
  fulfillmentOrder.lines.push({
    kind: "FulfillmentOrderLineItem",
    id: state.ids.next("FulfillmentOrderLineItem"),
    fulfillmentOrder,
    line,
    total: line.quantity,
    remaining: line.quantity,
  });
  const { item } = line.variant;
  if (!item.tracked) return [];
  const level = ensureLevel(state, item, location);
  shift(level, "available", -line.quantity);
  shift(level, "committed", line.quantity);
  return [level];
}

function shippingLocation(state: ShopState, line: OrderLine, locationId: string | undefined): Location {
  if (locationId !== undefined) return state.locations.need(locationId);
  const levels = activeLevels(line.variant.item);
  const enough = levels.find((level) => level.available >= line.quantity);
  const location = (enough ?? levels[0])?.location ?? state.locations.rows[0];
  if (!location) throw new Error("the sandbox shop has no location to ship from");
  return location;
}

function fulfillmentOrderAt(state: ShopState, order: Order, location: Location): FulfillmentOrder {
  const existing = order.fulfillmentOrders.find((candidate) => candidate.location === location);
  if (existing) return existing;
  const fulfillmentOrder: FulfillmentOrder = {
    kind: "FulfillmentOrder",
    id: state.ids.next("FulfillmentOrder"),
    order,
    location,
    status: "OPEN",
    lines: [],
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  };
  order.fulfillmentOrders.push(fulfillmentOrder);
  return state.fulfillmentOrders.add(fulfillmentOrder);
}

function ship(state: ShopState, fulfillmentOrder: FulfillmentOrder): void {
  const { order, location } = fulfillmentOrder;
  const open = fulfillmentOrder.lines.filter((line) => line.remaining > 0);
  if (open.length === 0) return;
  const lines = open.map(({ line, remaining }) => {
    const id = state.ids.next("FulfillmentLineItem");
    return { kind: "FulfillmentLineItem" as const, id, line, quantity: remaining };
  });
  const now = state.now();
  const name = `${order.name}.${order.fulfillments.length + 1}`;
  const id = state.ids.next("Fulfillment");
  order.fulfillments.push({
    kind: "Fulfillment",
    id,
    order,
    name,
    location,
    lines,
    createdAt: now,
    updatedAt: now,
  });
  for (const line of open) {
    release(state, line.line.variant, location, { committed: -line.remaining }, order.name);
    line.remaining = 0;
  }
  fulfillmentOrder.status = "CLOSED";
  fulfillmentOrder.updatedAt = now;
}

function takeOff(state: ShopState, line: OrderLine, quantity: number, how: { restock: boolean }): void {
  let left = quantity;
  for (const fulfillmentOrder of line.order.fulfillmentOrders) {
    for (const place of fulfillmentOrder.lines) {
      if (place.line !== line || left === 0) continue;
      const unshipped = Math.min(left, place.remaining);
      const shipped = Math.min(left - unshipped, place.total - place.remaining);
      const back = how.restock ? unshipped + shipped : 0;
      const change = { committed: -unshipped, available: back };
      release(state, line.variant, fulfillmentOrder.location, change, line.order.name);
      place.remaining -= unshipped;
      place.total -= unshipped;
      left -= unshipped + shipped;
    }
    if (fulfillmentOrder.lines.every((place) => place.remaining === 0)) fulfillmentOrder.status = "CLOSED";
    fulfillmentOrder.updatedAt = state.now();
  }
  line.removed += quantity - left;
}

function release(
  state: ShopState,
  variant: Variant,
  location: Location,
  change: { committed: number; available?: number },
  by: string,
): void {
  if (!variant.item.tracked) return;
  const level = ensureLevel(state, variant.item, location);
  const changes = [
    ...shift(level, "committed", change.committed),
    ...shift(level, "available", change.available ?? 0),
  ];
  if (changes.length > 0) levelChanged(state, level, by);
}

function touch(state: ShopState, order: Order): void {
  order.updatedAt = state.now();
  state.emit({ topic: "orders/updated", order });
}
