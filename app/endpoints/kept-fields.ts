// A webhook only says where to look again, so most of its body is never needed, and of a buyer only the id:
// the personal data of an order is read from Shopify, and only where a connection takes orders.
const KEPT: readonly (readonly [prefix: string, fields: readonly string[]])[] = [
  ["orders/edited", ["order_edit.order_id"]],
  ["orders/risk_assessment_changed", ["order_id"]],
  ["orders/", ["id", "admin_graphql_api_id", "name", "created_at", "updated_at", "cancelled_at"]],
  ["order_transactions/", ["id", "order_id"]],
  ["refunds/", ["id", "order_id"]],
  ["returns/", ["id", "order.id"]],
  ["fulfillments/", ["id", "order_id"]],
  ["fulfillment_events/", ["id", "order_id"]],
  ["fulfillment_orders/", ["fulfillment_order.id", "original_fulfillment_order.id"]],
  ["fulfillment_holds/", ["fulfillment_order.id"]],
  ["products/", ["id", "admin_graphql_api_id", "updated_at"]],
  [
    "customers/",
    ["shop_id", "shop_domain", "customer.id", "orders_requested", "orders_to_redact", "data_request"],
  ],
];

// Allowed in JSON and refused by the database: a zero character, half a surrogate pair.
const HARD_TO_STORE = /\\u(?:0000|d[89a-f])/i;

/** The text to store for a webhook: the needed part of its body, in a form that the database can hold. */
export function keptText(topic: string, text: string, body: Record<string, unknown>): string {
  const fields = KEPT.find(([prefix]) => topic.startsWith(prefix))?.[1];
  if (!fields && !HARD_TO_STORE.test(text)) return text;
  const kept = fields ? fields.reduce((found, path) => keep(found, body, path), {}) : body;
  return JSON.stringify(kept, (_, value: unknown) => storable(value));
}

/** Adds one field; "order.id" adds only the id of the inner object. */
function keep(
  kept: Record<string, unknown>,
  body: Record<string, unknown>,
  path: string,
): Record<string, unknown> {
  const [name = "", inner] = path.split(".");
  const value = body[name];
  if (inner === undefined) return name in body ? { ...kept, [name]: value } : kept;
  if (typeof value !== "object" || value === null || !(inner in value)) return kept;
  return { ...kept, [name]: { [inner]: (value as Record<string, unknown>)[inner] } };
}

function storable(value: unknown): unknown {
  if (typeof value === "string") return clean(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [clean(name), inner]),
  );
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll("\0", "");
}
