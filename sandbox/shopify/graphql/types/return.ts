import { gid } from "#sandbox/shopify/gid.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import type {
  ExchangeLine,
  Refund,
  Return as ReturnRow,
  ReturnLine,
} from "#sandbox/shopify/state/order-rows.ts";

export const Return: Fields<ReturnRow> = {
  id: (row) => gid("Return", row.id),
  totalQuantity: (row) => row.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  returnLineItems: (row, args, context) =>
    connect({ rows: row.lines, ordering: byId<ReturnLine>() }, args, context),
  exchangeLineItems: (row, args, context) =>
    connect({ rows: row.exchanges, ordering: byId<ExchangeLine>() }, args, context),
  refunds: (row, args, context) => {
    const rows = row.order.refunds.filter((refund) => refund.return === row);
    return connect({ rows, ordering: byId<Refund>() }, args, context);
  },
};

export const ReturnLineItem: Fields<ReturnLine> = {
  id: (row) => gid("ReturnLineItem", row.id),
  fulfillmentLineItem: ({ line }) =>
    line.order.fulfillments.flatMap(({ lines }) => lines).find((shipped) => shipped.line === line) ?? null,
  customerNote: () => null,
  returnReasonNote: (row) => row.note,
  returnReasonDefinition: ({ reason }) => {
    const handle = reason.toLowerCase().replaceAll(" ", "-");
    return { id: gid("ReturnReasonDefinition", handle), name: reason, handle, deleted: false };
  },
  processedQuantity: (row) => row.processed,
  unprocessedQuantity: (row) => row.quantity - row.processed,
  processableQuantity: (row) => row.quantity - row.processed,
  refundedQuantity: (row) => row.processed,
  refundableQuantity: (row) => row.quantity - row.processed,
};

export const ExchangeLineItem: Fields<ExchangeLine> = {
  id: (row) => gid("ExchangeLineItem", row.id),
  variantId: (row) => gid("ProductVariant", row.variantId),
  lineItems: (row) => (row.line ? [row.line] : []),
  processedQuantity: (row) => (row.line ? row.quantity : 0),
  unprocessedQuantity: (row) => (row.line ? 0 : row.quantity),
  processableQuantity: (row) => (row.line ? 0 : row.quantity),
};
