import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import type { Item, Location, Product, Variant } from "#sandbox/shopify/state/rows.ts";
import { byId, connect, type Ordering, type Source } from "#sandbox/shopify/graphql/connection.ts";
import type { Arguments, Fields } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";
import { parseSearch } from "#sandbox/shopify/graphql/search.ts";
import { appQueries } from "./app.ts";
import { bulkQueries } from "./bulk-operation.ts";
import { collectionQueries } from "./collection.ts";
import { metafieldQueries, productByCustomId } from "./metafields.ts";
import { findNode, findOfType } from "./nodes.ts";
import { priceListQueries } from "./price-list.ts";
import { ITEM_SEARCH, LOCATION_SEARCH, ORDER_SEARCH, PRODUCT_SEARCH, VARIANT_SEARCH } from "./searchable.ts";
import { translationQueries } from "./translations.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";

type Sorts<Row> = Record<string, Ordering<Row>["value"]>;

const PRODUCT_SORTS: Sorts<Product> = {
  CREATED_AT: (row) => row.createdAt,
  TITLE: (row) => row.title.toLowerCase(),
  UPDATED_AT: (row) => row.updatedAt,
  VENDOR: (row) => row.vendor.toLowerCase(),
};

const VARIANT_SORTS: Sorts<Variant> = {
  SKU: (row) => row.sku ?? "",
  TITLE: (row) => row.title.toLowerCase(),
};

const ORDER_SORTS: Sorts<Order> = {
  CREATED_AT: (row) => row.createdAt,
  ORDER_NUMBER: (row) => row.number,
  PROCESSED_AT: (row) => row.createdAt,
  UPDATED_AT: (row) => row.updatedAt,
};

const LOCATION_SORTS: Sorts<Location> = { NAME: (row) => row.name.toLowerCase() };

export const QueryRoot: Fields<undefined> = {
  shop: (_root, _args, { state }) => state,
  node: (_root, args, context) => findNode(context, args["id"] as string),
  nodes: (_root, args, context) => (args["ids"] as string[]).map((id) => findNode(context, id)),
  product: (_root, args, context) => findOfType(context, args["id"] as string, "Product"),
  productVariant: (_root, args, context) => findOfType(context, args["id"] as string, "ProductVariant"),
  inventoryItem: (_root, args, context) => findOfType(context, args["id"] as string, "InventoryItem"),
  inventoryLevel: (_root, args, context) => findOfType(context, args["id"] as string, "InventoryLevel"),
  order: (_root, args, context) => findOfType(context, args["id"] as string, "Order"),
  customer: (_root, args, context) => findOfType(context, args["id"] as string, "Customer"),
  refund: (_root, args, context) => findOfType(context, args["id"] as string, "Refund"),
  return: (_root, args, context) => findOfType(context, args["id"] as string, "Return"),
  fulfillment: (_root, args, context) => findOfType(context, args["id"] as string, "Fulfillment"),
  fulfillmentOrder: (_root, args, context) => findOfType(context, args["id"] as string, "FulfillmentOrder"),
  location: (_root, args, context) =>
    !given(args["id"])
      ? (context.state.locations.rows[0] ?? null)
      : findOfType(context, args["id"] as string, "Location"),
  products: (_root, args, context) => {
    const keep = parseSearch(query(args), PRODUCT_SEARCH, "products");
    return connect(sorted(context.state.products.rows, args, PRODUCT_SORTS, keep), args, context);
  },
  productsCount: (_root, args, { state }) =>
    count(state.products.rows, parseSearch(query(args), PRODUCT_SEARCH, "products")),
  productVariants: (_root, args, context) => {
    const keep = parseSearch(query(args), VARIANT_SEARCH, "product variants");
    return connect(sorted(context.state.variants.rows, args, VARIANT_SORTS, keep), args, context);
  },
  productVariantsCount: (_root, args, { state }) =>
    count(state.variants.rows, parseSearch(query(args), VARIANT_SEARCH, "product variants")),
  inventoryItems: (_root, args, context) => {
    const keep = parseSearch(query(args), ITEM_SEARCH, "inventory items");
    const source: Source<Item> = { rows: context.state.items.rows, ordering: byId<Item>(), keep };
    return connect(source, args, context);
  },
  locations: (_root, args, context) => {
    const found = parseSearch(query(args), LOCATION_SEARCH, "locations");
    const keep = (row: Location) =>
      (row.active || args["includeInactive"] === true) && (found?.(row) ?? true);
    return connect(sorted(context.state.locations.rows, args, LOCATION_SORTS, keep), args, context);
  },
  orders: (_root, args, context) => {
    const keep = parseSearch(query(args), ORDER_SEARCH, "orders");
    return connect(sorted(context.state.orders.rows, args, ORDER_SORTS, keep), args, context);
  },
  ordersCount: (_root, args, { state }) =>
    count(state.orders.rows, parseSearch(query(args), ORDER_SEARCH, "orders")),
  productByIdentifier: (_root, args, context) => {
    const { id, handle, customId } = args["identifier"] as ProductIdentifier;
    if (given(id)) return findOfType(context, id, "Product");
    if (given(customId)) return productByCustomId(context.state, customId);
    return context.state.products.rows.find((row) => row.handle === handle) ?? null;
  },
  job: (_root, args, { state }) => {
    const id = args["id"] as string;
    return { id, done: state.jobs.isDone(id.slice(id.lastIndexOf("/") + 1)) };
  },
  ...appQueries,
  ...bulkQueries,
  ...priceListQueries,
  ...collectionQueries,
  ...metafieldQueries,
  ...translationQueries,
};

interface ProductIdentifier {
  id?: string;
  handle?: string;
  customId?: { namespace?: string; key: string; value: string };
}

function query(args: Arguments): string | null | undefined {
  if (given(args["savedSearchId"])) throw notImplemented("saved searches");
  return args["query"] as string | null | undefined;
}

function sorted<Row extends { id: string }>(
  rows: readonly Row[],
  args: Arguments,
  sorts: Sorts<Row>,
  keep: ((row: Row) => boolean) | undefined,
): Source<Row> {
  const key = args["sortKey"] as string;
  if (key === "ID") return { rows, ordering: byId<Row>(), keep };
  const value = sorts[key];
  if (!value) throw notImplemented(`sorting by ${key}`);
  const id = (row: Row) => Number(row.id);
  const found = (keep ? rows.filter(keep) : [...rows]).sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    return left < right ? -1 : left > right ? 1 : id(a) - id(b);
  });
  return { rows: found, ordering: { value, id } };
}

function count<Row>(rows: readonly Row[], keep: ((row: Row) => boolean) | undefined) {
  return { count: keep ? rows.filter(keep).length : rows.length, precision: "EXACT" };
}
