import { restamp, touchOrder } from "./fulfillment-orders.ts";
import type { FulfillmentOrder } from "./order-rows.ts";
import type { ShopData } from "./shop-data.ts";

/** Somebody has begun to pick or pack. */
export function reportProgress(state: ShopData, fulfillmentOrder: FulfillmentOrder): void {
  fulfillmentOrder.progressReported = true;
  settle(state, fulfillmentOrder);
  state.emit({ topic: "fulfillment_orders/progress_reported", fulfillmentOrder });
}

/** Withdraws a report of progress, or stops waiting for the scheduled day. */
export function markAsOpen(state: ShopData, fulfillmentOrder: FulfillmentOrder): void {
  const { progressReported } = fulfillmentOrder;
  fulfillmentOrder.progressReported = false;
  fulfillmentOrder.fulfillAt = Math.min(fulfillmentOrder.fulfillAt, state.now());
  settle(state, fulfillmentOrder);
  if (!progressReported) return;
  state.emit({ topic: "fulfillment_orders/manually_reported_progress_stopped", fulfillmentOrder });
}

/** Nothing of it may be shipped before then. */
export function schedule(state: ShopData, fulfillmentOrder: FulfillmentOrder, fulfillAt: number): void {
  fulfillmentOrder.fulfillAt = fulfillAt;
  settle(state, fulfillmentOrder);
}

/** Shopify opens what has become due; nobody else looks at the clock here. */
export function openDue(state: ShopData): void {
  for (const fulfillmentOrder of state.fulfillmentOrders.rows) {
    if (fulfillmentOrder.status !== "SCHEDULED" || fulfillmentOrder.fulfillAt > state.now()) continue;
    settle(state, fulfillmentOrder);
    state.emit({ topic: "fulfillment_orders/scheduled_fulfillment_order_ready", fulfillmentOrder });
  }
}

export function setDeadline(state: ShopData, fulfillmentOrder: FulfillmentOrder, fulfillBy: number): void {
  fulfillmentOrder.fulfillBy = fulfillBy;
  settle(state, fulfillmentOrder);
}

/** What passes between the merchant and a fulfillment service that ships for them. */
export function setRequest(
  state: ShopData,
  fulfillmentOrder: FulfillmentOrder,
  requestStatus: FulfillmentOrder["requestStatus"],
): void {
  fulfillmentOrder.requestStatus = requestStatus;
  settle(state, fulfillmentOrder);
  // The service will not ship what is left: the merchant has it back.
  if (requestStatus === "CLOSED") fulfillmentOrder.status = "INCOMPLETE";
}

function settle(state: ShopData, fulfillmentOrder: FulfillmentOrder): void {
  restamp(state, fulfillmentOrder);
  touchOrder(state, fulfillmentOrder.order);
}
