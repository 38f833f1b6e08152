import { gid } from "#sandbox/shopify/gid.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Arguments, Fields } from "#sandbox/shopify/graphql/context.ts";
import { NOTHING, sum } from "#sandbox/shopify/state/cash.ts";
import type {
  FulfillmentOrder,
  Order as OrderRow,
  OrderLine,
  Return,
} from "#sandbox/shopify/state/order-rows.ts";
import * as totals from "#sandbox/shopify/state/order-totals.ts";
import { financialStatus } from "#sandbox/shopify/state/payments.ts";
import { purchasingEntity } from "./customer.ts";
import { fulfillmentStatus } from "./fulfillment.ts";
import { shippingLine } from "./line-item.ts";
import { metafieldsOf } from "./metafields.ts";
import { mergedTaxLines, moneyBag } from "./order-money.ts";

const MONEY: Fields<OrderRow> = {
  originalTotalPriceSet: (order) => moneyBag(order, order.originalTotal),
  totalPriceSet: (order) =>
    moneyBag(order, sum([totals.currentTotal(order), totals.worthOfRefunds(order, order.refunds)])),
  currentTotalPriceSet: (order) => moneyBag(order, totals.currentTotal(order)),
  subtotalPriceSet: (order) => moneyBag(order, sum(order.lines.map(totals.lineNet))),
  currentSubtotalPriceSet: (order) => moneyBag(order, totals.currentSubtotal(order)),
  totalTaxSet: (order) => moneyBag(order, sum([...order.lines, ...order.shippingLines].map(totals.taxOf))),
  currentTotalTaxSet: (order) => moneyBag(order, totals.currentTax(order)),
  currentTotalDiscountsSet: (order) => moneyBag(order, totals.currentDiscounts(order)),
  currentTotalDutiesSet: (order) =>
    order.lines.some(({ duties }) => duties.length > 0) ? moneyBag(order, totals.currentDuties(order)) : null,
  totalShippingPriceSet: (order) => moneyBag(order, sum(order.shippingLines.map(totals.shippingNet))),
  currentShippingPriceSet: (order) => moneyBag(order, totals.currentShipping(order)),
  totalTipReceivedSet: (order) => moneyBag(order, totals.tips(order)),
  totalReceivedSet: (order) => moneyBag(order, totals.received(order)),
  totalRefundedSet: (order) => moneyBag(order, totals.refunded(order)),
  netPaymentSet: (order) => moneyBag(order, totals.netPayment(order)),
  totalOutstandingSet: (order) => moneyBag(order, totals.outstanding(order)),
  refundDiscrepancySet: (order) => moneyBag(order, totals.discrepancy(order)),
  taxLines: (order) =>
    mergedTaxLines(
      order,
      order.lines.flatMap(({ taxes }) => taxes),
    ),
};

export const Order: Fields<OrderRow> = {
  id: (order) => gid("Order", order.id),
  legacyResourceId: (order) => order.id,
  processedAt: (order) => order.createdAt,
  closed: (order) => order.closedAt !== null,
  confirmed: () => true,
  currencyCode: (order) => order.currency,
  presentmentCurrencyCode: (order) => order.presentmentCurrency,
  customAttributes: (order) => order.attributes,
  customerLocale: (order) => order.customer?.locale ?? null,
  taxExempt: (order) => order.customer?.taxExempt ?? false,
  dutiesIncluded: () => false,
  risk: (order) => ({ recommendation: order.risk, assessments: [] }),
  purchasingEntity,
  paymentTerms,
  paymentGatewayNames: (order) => [...new Set(order.transactions.map(({ gateway }) => gateway))],
  discountCodes: (order) =>
    order.discountApplications.flatMap(({ kind, title }) =>
      kind === "DiscountCodeApplication" ? title : [],
    ),
  displayFinancialStatus: financialStatus,
  displayFulfillmentStatus: fulfillmentStatus,
  fullyPaid: (order) => totals.outstanding(order).shop <= 0,
  unpaid: (order) => totals.received(order).shop === 0 && order.originalTotal.shop > 0,
  requiresShipping: (order) => order.lines.some((line) => line.requiresShipping),
  ...MONEY,
  subtotalLineItemsQuantity: (order) => order.lines.reduce((all, line) => all + line.quantity, 0),
  lineItems: (order, args, context) =>
    connect({ rows: order.lines, ordering: byId<OrderLine>() }, args, context),
  shippingLine: (order) => {
    const [first] = order.shippingLines.filter(({ removed }) => !removed);
    return first ? shippingLine(order, first) : null;
  },
  shippingLines: (order, args, context) => {
    const rows = order.shippingLines
      .filter(({ removed }) => !removed || args["includeRemovals"] === true)
      .map((line) => shippingLine(order, line));
    const numbered = { value: byTail, id: byTail };
    return connect({ rows, ordering: numbered }, args, context);
  },
  transactions: (order, args) => firstOf(order.transactions, args),
  refunds: (order, args) => firstOf(order.refunds, args),
  returns: (order, args, context) =>
    connect({ rows: order.returns, ordering: byId<Return>() }, args, context),
  fulfillmentOrders: (order, args, context) =>
    connect({ rows: order.fulfillmentOrders, ordering: byId<FulfillmentOrder>() }, args, context),
  fulfillments: (order, args) => firstOf(order.fulfillments, args),
  ...metafieldsOf<OrderRow>((order) => gid("Order", order.id)),
};

function firstOf<Row>(rows: readonly Row[], args: Arguments): Row[] {
  return rows.slice(0, (args as { first?: number | null }).first ?? undefined);
}

function byTail({ id }: { id: string }): number {
  return Number(id.slice(id.lastIndexOf("/") + 1));
}

function paymentTerms(order: OrderRow) {
  if (!order.paymentTerms) return null;
  const { id, name, dueInDays, schedule } = order.paymentTerms;
  const paid = totals.outstanding(order).shop <= 0;
  const row = {
    id: gid("PaymentSchedule", schedule.id),
    issuedAt: schedule.issuedAt,
    dueAt: schedule.dueAt,
    completedAt: paid ? order.updatedAt : null,
    totalBalance: moneyBag(order, order.originalTotal).presentmentMoney,
    balanceDue: moneyBag(order, paid ? NOTHING : totals.outstanding(order)).presentmentMoney,
  };
  return {
    id: gid("PaymentTerms", id),
    paymentTermsName: name,
    translatedName: name,
    paymentTermsType: "NET",
    dueInDays,
    paymentSchedules: { nodes: [row], pageInfo: { hasNextPage: false, endCursor: null } },
  };
}
