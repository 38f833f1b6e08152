// A webhook only says where to look again, so most of a body is never needed, and of a buyer nothing is.
const KEPT: readonly (readonly [prefix: string, fields: readonly string[]])[] = [
  ["orders/", ["id", "admin_graphql_api_id", "name", "created_at", "updated_at", "cancelled_at"]],
  ["products/", ["id", "admin_graphql_api_id", "updated_at"]],
  ["customers/", ["shop_id", "shop_domain", "orders_requested", "orders_to_redact", "data_request"]],
];

// Allowed in JSON and refused by the database: a zero character, half a surrogate pair.
const HARD_TO_STORE = /\\u(?:0000|d[89a-f])/i;

/** The text to store of a webhook: what is needed of its body, in a form that a database can hold. */
export function keptText(topic: string, text: string, body: Record<string, unknown>): string {
  const fields = KEPT.find(([prefix]) => topic.startsWith(prefix))?.[1];
  if (!fields && !HARD_TO_STORE.test(text)) return text;
  const kept = fields
    ? Object.fromEntries(fields.filter((name) => name in body).map((name) => [name, body[name]]))
    : body;
  return JSON.stringify(kept, (_, value: unknown) => storable(value));
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
