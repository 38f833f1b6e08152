import type {
  Fulfillment,
  FulfillmentEvent,
  FulfillmentOrder,
  Order,
  OrderLine,
  Refund,
  Return,
  Transaction,
} from "./order-rows.ts";
import type { Item, Level, Location, Product } from "./rows.ts";

/** What happened in the shop, named by the webhook topic it causes. */
export type ShopEvent =
  | { topic: `inventory_levels/${"connect" | "update" | "disconnect"}`; level: Level }
  | { topic: `products/${"create" | "update"}`; product: Product }
  | { topic: "products/delete"; productId: string }
  | { topic: "inventory_items/update"; item: Item }
  | {
      topic: `orders/${"create" | "updated" | "cancelled" | "fulfilled" | "partially_fulfilled" | "paid"}`;
      order: Order;
    }
  | { topic: "orders/edited"; edited: EditedOrder }
  | { topic: "orders/risk_assessment_changed"; assessed: Order }
  | { topic: "order_transactions/create"; transaction: Transaction }
  | { topic: "refunds/create"; refund: Refund }
  | {
      topic: `returns/${"approve" | "cancel" | "close" | "decline" | "process" | "request"}`;
      return: Return;
    }
  | { topic: `fulfillments/${"create" | "update"}`; fulfillment: Fulfillment }
  | { topic: "fulfillment_events/create"; event: FulfillmentEvent }
  | { topic: FulfillmentOrderTopic; fulfillmentOrder: FulfillmentOrder }
  | {
      topic: "fulfillment_orders/moved";
      fulfillmentOrder: FulfillmentOrder;
      original: FulfillmentOrder;
      source: Location;
    }
  | { topic: `locations/${"create" | "update" | "activate" | "deactivate"}`; location: Location }
  | { topic: "bulk_operations/finish"; operation: FinishedOperation }
  | { topic: "app/uninstalled" }
  | { topic: "customers/data_request" | "customers/redact"; customerId: string; orderIds: string[] }
  | { topic: "shop/redact" };

type FulfillmentOrderTopic =
  `fulfillment_orders/${"placed_on_hold" | "hold_released" | "progress_reported" | "manually_reported_progress_stopped" | "scheduled_fulfillment_order_ready"}`;

/** What an edit did, by line. */
export interface EditedOrder {
  order: Order;
  additions: { line: OrderLine; pieces: number }[];
  removals: { line: OrderLine; pieces: number }[];
}

export interface FinishedOperation {
  id: string;
  type: "QUERY" | "MUTATION";
  status: string;
  errorCode: string | null;
  createdAt: number;
  completedAt: number;
}

export type ShopListener = (event: ShopEvent) => void;
