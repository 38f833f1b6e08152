import { gid } from "#sandbox/shopify/gid.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { NOTHING, sum } from "#sandbox/shopify/state/cash.ts";
import type { Refund as RefundRow, RefundLine } from "#sandbox/shopify/state/order-rows.ts";
import { shippingLine } from "./line-item.ts";
import { duties, moneyBag } from "./order-money.ts";

export const Refund: Fields<RefundRow> = {
  id: (row) => gid("Refund", row.id),
  legacyResourceId: (row) => row.id,
  processedAt: (row) => row.createdAt,
  totalRefundedSet: (row) => {
    const arrived = row.transactions.filter(({ status }) => status === "SUCCESS");
    return moneyBag(row.order, sum(arrived.map(({ amount }) => amount)));
  },
  refundLineItems: (row, args, context) =>
    connect({ rows: row.lines, ordering: byId<RefundLine>() }, args, context),
  refundShippingLines: (row, args, context) => {
    const rows = row.shipping.map(({ id, line, subtotal, tax }) => ({
      id,
      shippingLine: shippingLine(row.order, line),
      subtotalAmountSet: moneyBag(row.order, subtotal),
      taxAmountSet: moneyBag(row.order, tax),
    }));
    return connect({ rows, ordering: byId<(typeof rows)[number]>() }, args, context);
  },
  orderAdjustments: (row, args, context) => {
    const rows = row.adjustments.map(({ id, amount, reason }) => ({
      id,
      reason,
      amountSet: moneyBag(row.order, amount),
      taxAmountSet: moneyBag(row.order, NOTHING),
    }));
    return connect({ rows, ordering: byId<(typeof rows)[number]>() }, args, context);
  },
  transactions: (row, args, context) =>
    connect({ rows: row.transactions, ordering: byId<RefundRow["transactions"][number]>() }, args, context),
  duties: (row) =>
    row.duties.map(({ duty, amount }) => ({
      amountSet: moneyBag(row.order, amount),
      originalDuty: duties(row.order, [duty])[0],
    })),
};

export const RefundLineItem: Fields<RefundLine> = {
  id: (row) => gid("RefundLineItem", row.id),
  lineItem: (row) => row.line,
  restocked: (row) => row.restockType !== "NO_RESTOCK",
  priceSet: (row) => moneyBag(row.line.order, row.line.unitPrice),
  subtotalSet: (row) => moneyBag(row.line.order, row.subtotal),
  totalTaxSet: (row) => moneyBag(row.line.order, row.tax),
};
