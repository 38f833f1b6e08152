import { giveUp, reserve } from "./fulfillment-orders.ts";
import { ship } from "./fulfillments.ts";
import { levelChanged } from "./inventory.ts";
import type { Level } from "./level.ts";
import type { Order, OrderLine, Variant } from "./rows.ts";
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
  const line = order.lines.find((candidate) => candidate.variant?.id === variantId);
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

function takeOff(state: ShopState, line: OrderLine, quantity: number, how: { restock: boolean }): void {
  line.removed += giveUp(state, line, quantity, how);
}

function touch(state: ShopState, order: Order): void {
  order.updatedAt = state.now();
  state.emit({ topic: "orders/updated", order });
}
