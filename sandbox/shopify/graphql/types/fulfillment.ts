import { gid } from "#sandbox/shopify/gid.ts";
import type {
  Fulfillment as FulfillmentRow,
  FulfillmentOrder as FulfillmentOrderRow,
  FulfillmentOrderLine,
} from "#sandbox/shopify/state/fulfillment-rows.ts";
import type { Order as OrderRow, OrderLine } from "#sandbox/shopify/state/rows.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";

export const FulfillmentOrder: Fields<FulfillmentOrderRow> = {
  id: (row) => gid("FulfillmentOrder", row.id),
  orderId: (row) => gid("Order", row.order.id),
  orderName: (row) => row.order.name,
  orderProcessedAt: (row) => row.order.createdAt,
  requestStatus: () => "UNSUBMITTED",
  fulfillAt: (row) => row.createdAt,
  fulfillBy: () => null,
  fulfillmentHolds: () => [],
  assignedLocation: ({ location }) => ({
    address1: null,
    address2: null,
    city: location.city,
    countryCode: location.countryCode,
    location,
    name: location.name,
    phone: null,
    province: null,
    zip: null,
  }),
  lineItems: (row, args, context) =>
    connect({ rows: row.lines, ordering: byId<FulfillmentOrderLine>() }, args, context),
};

export const FulfillmentOrderLineItem: Fields<FulfillmentOrderLine> = {
  id: (row) => gid("FulfillmentOrderLineItem", row.id),
  inventoryItemId: ({ line }) => line.variant && gid("InventoryItem", line.variant.item.id),
  lineItem: (row) => row.line,
  productTitle: ({ line }) => line.title,
  sku: ({ line }) => line.sku,
  variant: ({ line }, _args, { state }) => (line.variant && state.variants.get(line.variant.id)) ?? null,
  variantTitle: ({ line }) => line.variant?.title ?? null,
  vendor: ({ line }) => line.variant?.product.vendor ?? null,
  requiresShipping: ({ line }) => line.variant?.item.requiresShipping ?? true,
  totalQuantity: (row) => row.total,
  remainingQuantity: (row) => row.remaining,
};

export const Fulfillment: Fields<FulfillmentRow> = {
  id: (row) => gid("Fulfillment", row.id),
  legacyResourceId: (row) => row.id,
  status: () => "SUCCESS",
  displayStatus: () => "FULFILLED",
  trackingInfo: () => [],
  totalQuantity: (row) => row.lines.reduce((sum, line) => sum + line.quantity, 0),
  fulfillmentLineItems: (row, args, context) =>
    connect({ rows: row.lines, ordering: byId<FulfillmentRow["lines"][number]>() }, args, context),
};

export const FulfillmentLineItem: Fields<FulfillmentRow["lines"][number]> = {
  id: (row) => gid("FulfillmentLineItem", row.id),
  lineItem: (row) => row.line,
};

export function unfulfilled(line: OrderLine): number {
  const places = line.order.fulfillmentOrders.flatMap((row) => row.lines);
  return places.filter((place) => place.line === line).reduce((sum, place) => sum + place.remaining, 0);
}

export function fulfillmentStatus(order: OrderRow): "FULFILLED" | "PARTIALLY_FULFILLED" | "UNFULFILLED" {
  if (order.fulfillments.length === 0) return "UNFULFILLED";
  return order.lines.some((line) => unfulfilled(line) > 0) ? "PARTIALLY_FULFILLED" : "FULFILLED";
}
