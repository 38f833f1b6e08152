import { gid } from "#sandbox/shopify/gid.ts";
import type { Product, ProductEvent } from "#sandbox/shopify/state/rows.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Arguments, Context, Fields } from "#sandbox/shopify/graphql/context.ts";
import { parseSearch, type SearchFields } from "#sandbox/shopify/graphql/search.ts";

const SEARCH: SearchFields<ProductEvent> = {
  id: { number: (row) => Number(row.id) },
  action: { text: (row) => row.action },
  created_at: { time: (row) => row.createdAt },
  comments: { text: () => "false" },
};

/** Events are numbered as they happen, so both sort keys give the same order. */
export function productEvents(product: Product, args: Arguments, context: Context) {
  const keep = parseSearch(args["query"] as string | null, SEARCH, "events");
  return connect({ rows: product.events, ordering: byId<ProductEvent>(), keep }, args, context);
}

export const BasicEvent: Fields<ProductEvent> = {
  id: (row) => gid("BasicEvent", row.id),
  appTitle: (row) => (row.by.app ? row.by.name : null),
  attributeToApp: (row) => row.by.app,
  attributeToUser: (row) => !row.by.app,
  author: (row) => row.by.name,
  criticalAlert: () => false,
  message: () => "",
  subject: (row) => row.product,
  subjectId: (row) => gid("Product", row.product.id),
  subjectType: () => "PRODUCT",
};
