import { bareId } from "../gid.ts";

/** What a webhook hints at. Its body is never trusted: all it names is read again. */
export type Hint =
  | { kind: "level"; itemId: string; locationId: string; available: number | null }
  | { kind: "order"; id: string }
  /** Its payload does not name the order, which must be looked up. */
  | { kind: "fulfillment-order"; id: string }
  | { kind: "product"; id: string }
  | { kind: "item"; itemId: string }
  | { kind: "locations" }
  | { kind: "sweep" }
  | { kind: "uninstalled" }
  | { kind: "erase-shop" }
  | { kind: "erase-customer" | "data-request"; customerId: string | null; orderIds: string[] }
  | { kind: "nothing" };

/**
 * Reads a webhook's topic and payload (facts: "Webhooks (classic)") as a hint. Null: the payload does not carry
 * what the topic promises.
 */
export function toHint(topic: string, payload: unknown): Hint | null {
  const body = inside(payload);
  switch (topic) {
    case "inventory_levels/update":
    case "inventory_levels/connect":
    case "inventory_levels/disconnect": {
      const itemId = toId(body["inventory_item_id"]);
      const locationId = toId(body["location_id"]);
      if (itemId === null || locationId === null) return null;
      const available = body["available"];
      return {
        kind: "level",
        itemId,
        locationId,
        available: typeof available === "number" ? available : null,
      };
    }
    case "orders/create":
    case "orders/updated":
    case "orders/cancelled":
    case "orders/fulfilled":
    case "orders/paid":
      return ofId("order", body["id"]);
    case "orders/edited":
      return ofId("order", inside(body["order_edit"])["order_id"]);
    case "orders/risk_assessment_changed":
    case "order_transactions/create":
    case "refunds/create":
    case "fulfillments/create":
    case "fulfillments/update":
    case "fulfillment_events/create":
      return ofId("order", body["order_id"]);
    case "products/create":
    case "products/update":
    case "products/delete":
      return ofId("product", body["id"]);
    case "inventory_items/update": {
      const itemId = toId(body["id"]);
      return itemId === null ? null : { kind: "item", itemId };
    }
    case "locations/create":
    case "locations/update":
    case "locations/activate":
    case "locations/deactivate":
    case "locations/delete":
      return { kind: "locations" };
    case "bulk_operations/finish":
      return { kind: "sweep" };
    case "app/uninstalled":
      return { kind: "uninstalled" };
    case "shop/redact":
      return { kind: "erase-shop" };
    case "customers/redact":
      return ofCustomer("erase-customer", body, body["orders_to_redact"]);
    case "customers/data_request":
      return ofCustomer("data-request", body, body["orders_requested"]);
    default:
      return ofFamily(topic, body);
  }
}

/** Topics that come in many kinds, all of which hint at the same thing. */
function ofFamily(topic: string, body: Record<string, unknown>): Hint | null {
  if (topic.startsWith("returns/")) return ofId("order", inside(body["order"])["id"]);
  if (topic.startsWith("fulfillment_orders/") || topic.startsWith("fulfillment_holds/")) {
    // A move names two, both of the same order.
    const named = inside(body["fulfillment_order"] ?? body["original_fulfillment_order"]);
    return ofId("fulfillment-order", named["id"]);
  }
  return { kind: "nothing" };
}

function ofId(kind: "order" | "product" | "fulfillment-order", value: unknown): Hint | null {
  const id = toId(value);
  return id === null ? null : { kind, id };
}

function ofCustomer(
  kind: "erase-customer" | "data-request",
  body: Record<string, unknown>,
  orders: unknown,
): Hint {
  const ids: readonly unknown[] = Array.isArray(orders) ? orders : [];
  return {
    kind,
    customerId: toId(inside(body["customer"])["id"]),
    orderIds: ids.flatMap((id) => toId(id) ?? []),
  };
}

function inside(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function toId(value: unknown): string | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  const bare = typeof value === "string" ? bareId(value) : "";
  return /^\d+$/.test(bare) ? bare : null;
}
