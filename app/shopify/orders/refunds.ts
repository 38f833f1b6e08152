import { bareId } from "#app/core/gid.ts";
import type { Amounts, ShopRefund, ShopReturn } from "#app/core/shop/order.ts";
import { negated, sumOf, toAmounts } from "./money.ts";
import type { CompleteOrder } from "./pages.ts";

const ON_ITS_WAY = new Set(["PENDING", "AWAITING_RESPONSE"]);

/**
 * While money is on its way back, Shopify books an adjustment against the refund's lines, and removes it once
 * the money has arrived. Pending money counts as paid here, so a refund reads the same before and after.
 */
export function toRefund(
  { refund, lines }: CompleteOrder["refunds"][number],
  taxesIncluded: boolean,
): ShopRefund {
  const paid = refund.transactions.nodes.filter(({ kind }) => kind === "REFUND");
  const pending = paid.filter(({ status }) => ON_ITS_WAY.has(status));
  const settled = paid.filter(({ status }) => status === "SUCCESS");
  const amountOf = (rows: typeof paid) => rows.map(({ amountSet }) => toAmounts(amountSet));
  // The sign is from the shop's side: what it kept is positive.
  const adjusted = refund.orderAdjustments.nodes.flatMap(({ amountSet, taxAmountSet }) => [
    negated(toAmounts(amountSet)),
    negated(toAmounts(taxAmountSet)),
  ]);
  return {
    id: bareId(refund.id),
    createdAt: refund.createdAt ?? refund.processedAt,
    note: refund.note,
    returnId: refund.return && bareId(refund.return.id),
    lines: lines.map(({ lineItem, quantity, restocked, subtotalSet, totalTaxSet }) => ({
      lineId: bareId(lineItem.id),
      quantity,
      restocked,
      subtotal: toAmounts(subtotalSet),
      tax: toAmounts(totalTaxSet),
    })),
    shipping: sumOf(
      refund.refundShippingLines.nodes.flatMap(({ subtotalAmountSet, taxAmountSet }): Amounts[] =>
        taxesIncluded
          ? [toAmounts(subtotalAmountSet)]
          : [toAmounts(subtotalAmountSet), toAmounts(taxAmountSet)],
      ),
    ),
    adjustment: sumOf([...adjusted, ...amountOf(pending)]),
    total: sumOf(amountOf([...settled, ...pending])),
  };
}

export function toReturn({ return: one, lines, exchanges }: CompleteOrder["returns"][number]): ShopReturn {
  return {
    id: bareId(one.id),
    name: one.name,
    status: one.status,
    // An unverified return line belongs to no line of the order.
    lines: lines.flatMap((line) =>
      "fulfillmentLineItem" in line
        ? {
            lineId: bareId(line.fulfillmentLineItem.lineItem.id),
            quantity: line.quantity,
            reason: line.returnReasonDefinition?.name ?? null,
          }
        : [],
    ),
    exchanges: exchanges.map(({ lineItems, title, quantity }) => {
      const [line] = lineItems ?? [];
      return { lineId: line ? bareId(line.id) : null, title: title ?? "", quantity };
    }),
  };
}
