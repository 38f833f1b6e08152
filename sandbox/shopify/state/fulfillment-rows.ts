import type { Editor, Location, Order, OrderLine } from "./rows.ts";

export type FulfillmentOrderStatus =
  "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "SCHEDULED" | "CLOSED" | "CANCELLED" | "INCOMPLETE";

export interface FulfillmentOrder {
  kind: "FulfillmentOrder";
  id: string;
  order: Order;
  location: Location;
  status: FulfillmentOrderStatus;
  /** Other than UNSUBMITTED: a fulfillment service was asked to ship it. */
  requestStatus: "UNSUBMITTED" | "SUBMITTED" | "ACCEPTED" | "REJECTED" | "CLOSED";
  /** DeliveryMethodType */
  delivery: "SHIPPING" | "LOCAL" | "PICK_UP" | "RETAIL" | "NONE";
  /** Somebody said that work has begun, until it is marked as open again. */
  progressReported: boolean;
  holds: FulfillmentHold[];
  fulfillAt: number;
  fulfillBy: number | null;
  lines: FulfillmentOrderLine[];
  createdAt: number;
  updatedAt: number;
}

export interface FulfillmentHold {
  kind: "FulfillmentHold";
  id: string;
  handle: string;
  reason: HoldReason;
  reasonNotes: string | null;
  by: Editor;
}

export type HoldReason =
  | "AWAITING_PAYMENT"
  | "AWAITING_RETURN_ITEMS"
  | "HIGH_RISK_OF_FRAUD"
  | "INCORRECT_ADDRESS"
  | "INVENTORY_OUT_OF_STOCK"
  | "ONLINE_STORE_POST_PURCHASE_CROSS_SELL"
  | "OTHER"
  | "UNKNOWN_DELIVERY_DATE";

export interface FulfillmentOrderLine {
  kind: "FulfillmentOrderLineItem";
  id: string;
  fulfillmentOrder: FulfillmentOrder;
  line: OrderLine;
  total: number;
  /** Of a fulfillment order that is closed: not to be shipped from it any more, whatever it says. */
  remaining: number;
}

/** Pieces of one line of a fulfillment order. */
export interface Portion {
  place: FulfillmentOrderLine;
  quantity: number;
}

export interface Fulfillment {
  kind: "Fulfillment";
  id: string;
  order: Order;
  name: string;
  location: Location;
  status: "SUCCESS" | "CANCELLED";
  lines: FulfillmentLine[];
  tracking: Tracking[];
  /** In the order they were told. */
  events: FulfillmentEvent[];
  createdAt: number;
  updatedAt: number;
}

export interface FulfillmentLine {
  kind: "FulfillmentLineItem";
  id: string;
  place: FulfillmentOrderLine;
  line: OrderLine;
  quantity: number;
}

export interface Tracking {
  company: string | null;
  number: string | null;
  url: string | null;
}

export interface FulfillmentEvent {
  kind: "FulfillmentEvent";
  id: string;
  fulfillment: Fulfillment;
  status: FulfillmentEventStatus;
  message: string | null;
  happenedAt: number;
  estimatedDeliveryAt: number | null;
  city: string | null;
  country: string | null;
  zip: string | null;
  createdAt: number;
}

export type FulfillmentEventStatus =
  | "ATTEMPTED_DELIVERY"
  | "CARRIER_PICKED_UP"
  | "CONFIRMED"
  | "DELAYED"
  | "DELIVERED"
  | "FAILURE"
  | "IN_TRANSIT"
  | "LABEL_PRINTED"
  | "LABEL_PURCHASED"
  | "OUT_FOR_DELIVERY"
  | "READY_FOR_PICKUP";
