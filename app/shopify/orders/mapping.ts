import { bareId } from "#app/core/gid.ts";
import type { ShopFulfillment, ShopFulfillmentOrder, ShopOrderDocument } from "#app/core/shop/order.ts";
import type { OrderNode } from "./node.ts";
import { toAttributes, toItems, toShippingLines } from "./items.ts";
import { toAmounts } from "./money.ts";
import type { CompleteOrder } from "./pages.ts";
import { toAddress, toCompany, toCustomer } from "./people.ts";
import { toRefund, toReturn } from "./refunds.ts";

/** One order as Shopify answered it, in our terms. */
export function toDocument(whole: CompleteOrder): ShopOrderDocument {
  const { order } = whole;
  return {
    ...toHead(order),
    risk: order.risk.recommendation,
    paymentTerms: toPaymentTerms(order.paymentTerms),
    email: order.email,
    phone: order.phone,
    customer: toCustomer(order.customer),
    company: toCompany(order.purchasingEntity),
    billingAddress: toAddress(order.billingAddress),
    shippingAddress: toAddress(order.shippingAddress),
    lines: toItems(whole.lines, toAmounts(order.totalTipReceivedSet)),
    shippingLines: toShippingLines(order),
    tip: toAmounts(order.totalTipReceivedSet),
    totals: toTotals(order),
    transactions: order.transactions.map(({ id, kind, status, gateway, amountSet, processedAt }) => ({
      id: bareId(id),
      kind,
      status,
      gateway,
      amount: toAmounts(amountSet),
      processedAt,
    })),
    refunds: whole.refunds.map((refund) => toRefund(refund, order.taxesIncluded)),
    returns: whole.returns.map(toReturn),
    fulfillmentOrders: whole.places.map(toFulfillmentOrder),
    fulfillments: whole.fulfillments.map(toFulfillment),
  };
}

function toHead(order: OrderNode) {
  return {
    id: bareId(order.id),
    name: order.name,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason,
    closedAt: order.closedAt,
    test: order.test,
    edited: order.edited,
    channel: order.sourceName,
    retailLocationId: order.retailLocation && bareId(order.retailLocation.id),
    tags: order.tags,
    note: order.note,
    attributes: toAttributes(order.customAttributes),
    poNumber: order.poNumber,
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    taxesIncluded: order.taxesIncluded,
    financialStatus: order.displayFinancialStatus,
    fulfillmentStatus: order.displayFulfillmentStatus,
  };
}

function toPaymentTerms(terms: OrderNode["paymentTerms"]): ShopOrderDocument["paymentTerms"] {
  if (terms === null) return null;
  const next = terms.paymentSchedules.nodes.find(({ completedAt }) => completedAt === null);
  return { name: terms.paymentTermsName, dueAt: next?.dueAt ?? null };
}

function toTotals(order: OrderNode): ShopOrderDocument["totals"] {
  return {
    total: toAmounts(order.originalTotalPriceSet),
    currentTotal: toAmounts(order.currentTotalPriceSet),
    currentTax: toAmounts(order.currentTotalTaxSet),
    currentDiscounts: toAmounts(order.currentTotalDiscountsSet),
    currentDuties: toAmounts(order.currentTotalDutiesSet),
    shipping: toAmounts(order.currentShippingPriceSet),
    received: toAmounts(order.totalReceivedSet),
    refunded: toAmounts(order.totalRefundedSet),
    outstanding: toAmounts(order.totalOutstandingSet),
  };
}

function toFulfillmentOrder({ place, lines }: CompleteOrder["places"][number]): ShopFulfillmentOrder {
  const { location } = place.assignedLocation;
  return {
    id: bareId(place.id),
    status: place.status,
    requestStatus: place.requestStatus,
    delivery: place.deliveryMethod?.methodType ?? null,
    locationId: location && bareId(location.id),
    supportedActions: place.supportedActions.map(({ action }) => action),
    holds: place.fulfillmentHolds.map(({ id, handle, reason, reasonNotes, heldByRequestingApp }) => ({
      id: bareId(id),
      handle,
      reason,
      note: reasonNotes,
      ours: heldByRequestingApp,
    })),
    fulfillBy: place.fulfillBy,
    updatedAt: place.updatedAt,
    lines: lines.map(({ id, lineItem, totalQuantity, remainingQuantity }) => ({
      id: bareId(id),
      lineId: bareId(lineItem.id),
      total: totalQuantity,
      remaining: remainingQuantity,
    })),
  };
}

function toFulfillment({ fulfillment, lines }: CompleteOrder["fulfillments"][number]): ShopFulfillment {
  const { id, location, trackingInfo, events, name, status, displayStatus, createdAt } = fulfillment;
  return {
    id: bareId(id),
    name,
    status,
    displayStatus,
    createdAt,
    deliveredAt: fulfillment.deliveredAt,
    estimatedDeliveryAt: fulfillment.estimatedDeliveryAt,
    locationId: location && bareId(location.id),
    tracking: trackingInfo.map(({ company, number, url }) => ({ carrier: company, number, url })),
    lines: lines.flatMap(({ lineItem, quantity }) =>
      quantity === null ? [] : { lineId: bareId(lineItem.id), quantity },
    ),
    // Requested newest first, so that a long journey loses its oldest events.
    events: events.nodes.toReversed().map(({ status: happened, happenedAt }) => ({
      status: happened,
      happenedAt,
    })),
  };
}
