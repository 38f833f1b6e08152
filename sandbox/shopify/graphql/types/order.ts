import { gid } from "#sandbox/shopify/gid.ts";
import type {
  Fulfillment as FulfillmentRow,
  FulfillmentOrder as FulfillmentOrderRow,
  FulfillmentOrderLine,
  Order as OrderRow,
  OrderLine,
} from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { metafieldsOf } from "./metafields.ts";

export const Order: Fields<OrderRow> = {
  id: (order) => gid("Order", order.id),
  legacyResourceId: (order) => order.id,
  processedAt: (order) => order.createdAt,
  closed: (order) => order.closedAt !== null,
  confirmed: () => true,
  test: () => false,
  edited: (order) => order.lines.some((line) => line.removed > 0),
  tags: () => [],
  note: () => null,
  email: () => null,
  phone: () => null,
  currencyCode: (_order, _args, { state }) => state.shop.currencyCode,
  displayFinancialStatus: (order) => (order.cancelledAt === null ? "PAID" : "REFUNDED"),
  displayFulfillmentStatus: fulfillmentStatus,
  totalPriceSet: (order, _args, { state }) =>
    money(
      state,
      total(order, (line) => line.quantity),
    ),
  currentTotalPriceSet: (order, _args, { state }) =>
    money(
      state,
      total(order, (line) => line.quantity - line.removed),
    ),
  subtotalLineItemsQuantity: (order) => order.lines.reduce((sum, line) => sum + line.quantity, 0),
  lineItems: (order, args, context) =>
    connect({ rows: order.lines, ordering: byId<OrderLine>() }, args, context),
  fulfillmentOrders: (order, args, context) =>
    connect({ rows: order.fulfillmentOrders, ordering: byId<FulfillmentOrderRow>() }, args, context),
  fulfillments: (order, args) => order.fulfillments.slice(0, (args as { first?: number }).first),
  ...metafieldsOf<OrderRow>((order) => gid("Order", order.id)),
};

export const LineItem: Fields<OrderLine> = {
  id: (line) => gid("LineItem", line.id),
  name: (line) => line.title,
  product: (line, _args, { state }) => state.products.get(line.variant.product.id) ?? null,
  variant: (line, _args, { state }) => state.variants.get(line.variant.id) ?? null,
  variantTitle: (line) => line.variant.title,
  vendor: (line) => line.variant.product.vendor,
  currentQuantity: (line) => line.quantity - line.removed,
  unfulfilledQuantity: unfulfilled,
  refundableQuantity: (line) => line.quantity - line.removed,
  nonFulfillableQuantity: (line) => line.removed,
  requiresShipping: (line) => line.variant.item.requiresShipping,
  isGiftCard: () => false,
  originalUnitPriceSet: (line, _args, { state }) => money(state, Number(line.price)),
  discountedUnitPriceSet: (line, _args, { state }) => money(state, Number(line.price)),
  originalTotalSet: (line, _args, { state }) => money(state, Number(line.price) * line.quantity),
};

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
  inventoryItemId: ({ line }) => gid("InventoryItem", line.variant.item.id),
  lineItem: (row) => row.line,
  productTitle: ({ line }) => line.title,
  sku: ({ line }) => line.sku,
  variant: ({ line }, _args, { state }) => state.variants.get(line.variant.id) ?? null,
  variantTitle: ({ line }) => line.variant.title,
  vendor: ({ line }) => line.variant.product.vendor,
  requiresShipping: ({ line }) => line.variant.item.requiresShipping,
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

function money(state: ShopState, amount: number) {
  const one = { amount: amount.toFixed(2), currencyCode: state.shop.currencyCode };
  return { shopMoney: one, presentmentMoney: one };
}

function total(order: OrderRow, pieces: (line: OrderLine) => number): number {
  return order.lines.reduce((sum, line) => sum + Number(line.price) * pieces(line), 0);
}

export function unfulfilled(line: OrderLine): number {
  const places = line.order.fulfillmentOrders.flatMap((row) => row.lines);
  return places.filter((place) => place.line === line).reduce((sum, place) => sum + place.remaining, 0);
}

export function fulfillmentStatus(order: OrderRow): "FULFILLED" | "PARTIALLY_FULFILLED" | "UNFULFILLED" {
  if (order.fulfillments.length === 0) return "UNFULFILLED";
  return order.lines.some((line) => unfulfilled(line) > 0) ? "PARTIALLY_FULFILLED" : "FULFILLED";
}
