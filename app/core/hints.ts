/** What a webhook hints at. Its body is never believed: whatever it names is read again. */
export type Hint =
  | { kind: "level"; itemId: string; locationId: string; available: number | null }
  | { kind: "order"; id: string }
  | { kind: "product"; id: string }
  | { kind: "item"; itemId: string }
  | { kind: "locations" }
  | { kind: "sweep" }
  | { kind: "uninstalled" }
  | { kind: "erase-shop" }
  | { kind: "nothing" };

/**
 * Reads a webhook's topic and payload (facts: "Webhooks (classic)") as a hint. Null: the payload does not carry
 * what the topic promises.
 */
export function toHint(topic: string, payload: unknown): Hint | null {
  const body = typeof payload === "object" && payload !== null ? (payload as Record<string, unknown>) : {};
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
      return ofId("order", body["id"]);
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
    default:
      // Customers' requests find nothing: of an order only its name, times and quantities are kept.
      return { kind: "nothing" };
  }
}

function ofId(kind: "order" | "product", value: unknown): Hint | null {
  const id = toId(value);
  return id === null ? null : { kind, id };
}

function toId(value: unknown): string | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && /^\d+$/.test(value) ? value : null;
}
