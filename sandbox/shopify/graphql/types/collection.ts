import { gid } from "#sandbox/shopify/gid.ts";
import type { Collection as CollectionRow, Product } from "#sandbox/shopify/state/rows.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { parseSearch, type SearchFields } from "#sandbox/shopify/graphql/search.ts";

const SEARCH: SearchFields<CollectionRow> = {
  id: { number: (row) => Number(row.id) },
  title: { text: (row) => row.title },
  handle: { text: (row) => row.handle },
  updated_at: { time: (row) => row.updatedAt },
};

export const collectionQueries: Fields<undefined> = {
  collections: (_root, args, context) => {
    if (given(args["savedSearchId"])) throw notImplemented("saved searches");
    if (args["sortKey"] !== "ID") throw notImplemented(`collections sorted by ${String(args["sortKey"])}`);
    const keep = parseSearch(args["query"] as string | null, SEARCH, "collections");
    return connect(
      { rows: context.state.collections.rows, ordering: byId<CollectionRow>(), keep },
      args,
      context,
    );
  },
};

export const Collection: Fields<CollectionRow> = {
  id: (collection) => gid("Collection", collection.id),
  legacyResourceId: (collection) => collection.id,
  products: (collection, args, context) => {
    const rows = collection.products.toSorted((a, b) => Number(a.id) - Number(b.id));
    return connect({ rows, ordering: byId<Product>() }, args, context);
  },
  productsCount: ({ products }) => ({ count: products.length, precision: "EXACT" }),
};
