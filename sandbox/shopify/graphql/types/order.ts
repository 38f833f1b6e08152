import { gid } from "#sandbox/shopify/gid.ts";
import { waiting } from "#sandbox/shopify/state/fulfillment-orders.ts";
import type { FulfillmentOrder } from "#sandbox/shopify/state/fulfillment-rows.ts";
import type { Order as OrderRow, OrderLine } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { fulfillmentStatus } from "./fulfillment.ts";
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
    connect({ rows: order.fulfillmentOrders, ordering: byId<FulfillmentOrder>() }, args, context),
  fulfillments: (order, args) => order.fulfillments.slice(0, (args as { first?: number }).first),
  ...metafieldsOf<OrderRow>((order) => gid("Order", order.id)),
};

export const LineItem: Fields<OrderLine> = {
  id: (line) => gid("LineItem", line.id),
  name: (line) => line.title,
  product: (line, _args, { state }) => (line.variant && state.products.get(line.variant.product.id)) ?? null,
  variant: (line, _args, { state }) => (line.variant && state.variants.get(line.variant.id)) ?? null,
  variantTitle: (line) => line.variant?.title ?? null,
  vendor: (line) => line.variant?.product.vendor ?? null,
  currentQuantity: (line) => line.quantity - line.removed,
  unfulfilledQuantity: waiting,
  refundableQuantity: (line) => line.quantity - line.removed,
  nonFulfillableQuantity: (line) => line.removed,
  requiresShipping: (line) => line.variant?.item.requiresShipping ?? true,
  isGiftCard: () => false,
  originalUnitPriceSet: (line, _args, { state }) => money(state, Number(line.price)),
  discountedUnitPriceSet: (line, _args, { state }) => money(state, Number(line.price)),
  originalTotalSet: (line, _args, { state }) => money(state, Number(line.price) * line.quantity),
};

function money(state: ShopState, amount: number) {
  const one = { amount: amount.toFixed(2), currencyCode: state.shop.currencyCode };
  return { shopMoney: one, presentmentMoney: one };
}

function total(order: OrderRow, pieces: (line: OrderLine) => number): number {
  return order.lines.reduce((sum, line) => sum + Number(line.price) * pieces(line), 0);
}
