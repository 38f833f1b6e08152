import {
  addPlace,
  hasEnded,
  openFulfillmentOrder,
  release,
  restamp,
  touchOrder,
  waiting,
} from "./fulfillment-orders.ts";
import type { Tracking } from "./fulfillment-parts.ts";
import type {
  Fulfillment,
  FulfillmentLine,
  FulfillmentOrder,
  Order,
  OrderLine,
  Portion,
} from "./order-rows.ts";
import type { Mail, ShopData } from "./shop-data.ts";

export interface Shipping {
  tracking: Tracking[];
  notifyCustomer: boolean;
}

const UNTRACKED: Shipping = { tracking: [], notifyCustomer: false };

/** Ships all that is left of one fulfillment order; null if nothing is. */
export function ship(state: ShopData, fulfillmentOrder: FulfillmentOrder): Fulfillment | null {
  const portions = remainder(fulfillmentOrder);
  if (hasEnded(fulfillmentOrder) || portions.length === 0) return null;
  return createFulfillment(state, portions, UNTRACKED);
}

/** All that is left of a fulfillment order. */
export function remainder({ lines }: FulfillmentOrder): Portion[] {
  return lines
    .filter(({ remaining }) => remaining > 0)
    .map((place) => ({ place, quantity: place.remaining }));
}

/** Ships pieces of one order from one location without checking the shop's rules: the caller does that. */
export function createFulfillment(
  state: ShopData,
  portions: readonly Portion[],
  { tracking, notifyCustomer }: Shipping,
): Fulfillment {
  const [first] = portions;
  if (!first) throw new Error("a fulfillment needs something to ship");
  const { order, location } = first.place.fulfillmentOrder;
  const now = state.now();
  const fulfillment: Fulfillment = {
    kind: "Fulfillment",
    id: state.ids.next("Fulfillment"),
    order,
    name: `${order.name}.${order.fulfillments.length + 1}`,
    location,
    status: "SUCCESS",
    lines: portions.map((portion) => fulfillmentLine(state, portion)),
    tracking,
    events: [],
    createdAt: now,
    updatedAt: now,
  };
  order.fulfillments.push(state.fulfillments.add(fulfillment));
  for (const { place, quantity } of portions) {
    place.remaining -= quantity;
    release(state, place.line.variant, location, { committed: -quantity }, order.name);
  }
  for (const one of new Set(portions.map(({ place }) => place.fulfillmentOrder))) restamp(state, one);
  if (notifyCustomer) mail(state, "shipping-confirmation", fulfillment);
  state.emit({ topic: "fulfillments/create", fulfillment });
  afterShipping(state, order);
  return fulfillment;
}

/** Replaces the tracking of its parcels; Shopify allows that even for a cancelled one. */
export function updateTracking(
  state: ShopData,
  fulfillment: Fulfillment,
  { tracking, notifyCustomer }: Shipping,
): void {
  fulfillment.tracking = tracking;
  if (notifyCustomer) mail(state, "shipping-update", fulfillment);
  touchFulfillment(state, fulfillment);
}

/**
 * What it shipped waits again: in its fulfillment order if that is still open, else in a new one beside the
 * closed one, which still shows its pieces as remaining. Cancelling twice changes nothing.
 */
export function cancelFulfillment(state: ShopData, fulfillment: Fulfillment): void {
  if (fulfillment.status === "CANCELLED") return;
  const { order, location } = fulfillment;
  fulfillment.status = "CANCELLED";
  let reopened: FulfillmentOrder | null = null;
  for (const { place, line, quantity } of fulfillment.lines) {
    const back = Math.min(quantity, owed(line));
    place.remaining += quantity;
    if (hasEnded(place.fulfillmentOrder) && back > 0) {
      reopened ??= openFulfillmentOrder(state, order, location);
      addPlace(state, reopened, line, back);
    } else restamp(state, place.fulfillmentOrder);
    release(state, line.variant, location, { committed: back }, order.name);
  }
  order.closedAt = null;
  touchFulfillment(state, fulfillment);
}

export function touchFulfillment(state: ShopData, fulfillment: Fulfillment): void {
  fulfillment.updatedAt = state.now();
  state.emit({ topic: "fulfillments/update", fulfillment });
  touchOrder(state, fulfillment.order);
}

/** Pieces of a line that were shipped and not taken back. */
export function shipped(line: OrderLine): number {
  const own = line.order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines.filter((one) => one.line === line));
  return own.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Still ordered, and neither shipped nor waiting: what a refund took off meanwhile does not wait again. */
function owed(line: OrderLine): number {
  return Math.max(0, line.quantity - line.removed - shipped(line) - waiting(line));
}

function fulfillmentLine(state: ShopData, { place, quantity }: Portion): FulfillmentLine {
  const id = state.ids.next("FulfillmentLineItem");
  return { kind: "FulfillmentLineItem", id, place, line: place.line, quantity };
}

/** Shopify archives an order with nothing left to do. */
function afterShipping(state: ShopData, order: Order): void {
  const complete = order.lines.every((line) => waiting(line) === 0);
  if (complete) order.closedAt = state.now();
  touchOrder(state, order);
  state.emit({ topic: complete ? "orders/fulfilled" : "orders/partially_fulfilled", order });
}

function mail(state: ShopData, kind: Mail["kind"], fulfillment: Fulfillment): void {
  const { order, tracking } = fulfillment;
  state.mails.push({ kind, order, tracking: tracking.map(({ number }) => number), at: state.now() });
}
