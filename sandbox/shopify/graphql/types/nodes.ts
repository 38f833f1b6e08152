import { parseGid, type GlobalId } from "#sandbox/shopify/gid.ts";
import { findLevel } from "#sandbox/shopify/state/inventory.ts";
import { findBreak } from "#sandbox/shopify/state/price-lists.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, refuse } from "#sandbox/shopify/graphql/errors.ts";

const FINDERS: Record<string, (state: ShopState, id: GlobalId, context: Context) => unknown> = {
  Product: (state, { id }) => state.products.get(id),
  ProductVariant: (state, { id }) => state.variants.get(id),
  InventoryItem: (state, { id }) => state.items.get(id),
  InventoryLevel: (state, { id, params }) => {
    const item = state.items.get(params.get("inventory_item_id") ?? "");
    const location = state.locations.rows.find((row) => row.levelNumber === id);
    return item && location && findLevel(item, location.id);
  },
  Location: (state, { id }) => state.locations.get(id),
  Order: (state, { id }) => state.orders.get(id),
  Customer: (state, { id }) => state.customers.get(id),
  Company: (state, { id }) => state.companies.get(id),
  LineItem: (state, { id }) => state.orders.rows.flatMap(({ lines }) => lines).find((row) => row.id === id),
  Refund: (state, { id }) => state.orders.rows.flatMap(({ refunds }) => refunds).find((row) => row.id === id),
  Return: (state, { id }) => state.returns.get(id),
  Fulfillment: (state, { id }) => state.fulfillments.get(id),
  FulfillmentOrder: (state, { id }) => state.fulfillmentOrders.get(id),
  Metafield: (state, { id }) => state.metafields.get(id),
  MediaImage: (state, { id }) => state.pictures.get(id),
  Collection: (state, { id }) => state.collections.get(id),
  PriceList: (state, { id }) => state.priceLists.get(id),
  MarketCatalog: (state, { id }) => state.catalogs.get(id),
  CompanyLocationCatalog: (state, { id }) => state.catalogs.get(id),
  QuantityPriceBreak: (state, { id }) => findBreak(state, id),
  BulkOperation: (_state, { id }, { bulkOperations }) => bulkOperations.get(id),
  Shop: (state, { id }) => (id === state.shop.id ? state : undefined),
};

/** The object with that id, of whatever type, or null: what `node` answers. */
export function findNode(context: Context, text: string): unknown {
  const id = parseGid(text);
  if (!id) throw refuse("RESOURCE_NOT_FOUND", "invalid id");
  const find = FINDERS[id.type];
  if (!find) throw notImplemented(`nodes of type ${id.type}`);
  return find(context.state, id, context) ?? null;
}

/** Like `findNode`, for arguments that accept one type only. */
export function findOfType(context: Context, text: string, type: string): unknown {
  const id = parseGid(text);
  if (!id || id.type !== type) throw refuse("RESOURCE_NOT_FOUND", "Invalid id: " + text);
  return findNode(context, text);
}
