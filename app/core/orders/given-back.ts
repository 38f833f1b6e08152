import Big from "big.js";
import { amountIn, type Booked } from "./amounts.ts";
import { pieceShare } from "./piece-share.ts";
import type { ShopOrderDocument, ShopReturn } from "../shop/order.ts";

/** What one refund, or one return without a refund, took off an order. Amounts are in the booked currency. */
export interface GivenBack {
  /** "refund/<id>" or "return/<id>" */
  key: string;
  at: string;
  note: string | null;
  lines: readonly GivenBackLine[];
  /** Tax included. */
  shipping: Big;
  /** Paid back beyond what lines and shipping come to; negative: less. */
  adjustment: Big;
}

export interface GivenBackLine {
  lineId: string;
  quantity: number;
  /** The pieces go back into stock. */
  restocked: boolean;
  /** After discounts; includes tax if the order's prices do. */
  subtotal: Big;
  tax: Big;
}

/**
 * Everything given back of an order, oldest first: its refunds, and returns that took pieces off it without a
 * refund, such as an even exchange. Each piece is counted once.
 */
export function givenBack(document: ShopOrderDocument, booked: Booked): GivenBack[] {
  const refunds = document.refunds
    .map((refund): GivenBack => ({
      key: refundKey(refund.id),
      at: refund.createdAt,
      note: refund.note,
      lines: refund.lines.map(({ lineId, quantity, restocked, subtotal, tax }) => ({
        lineId,
        quantity,
        restocked,
        subtotal: amountIn(subtotal, booked),
        tax: amountIn(tax, booked),
      })),
      shipping: amountIn(refund.shipping, booked),
      adjustment: amountIn(refund.adjustment, booked),
    }))
    .filter((refund) => refund.lines.length > 0 || !refund.shipping.eq(0) || !refund.adjustment.eq(0))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return [...refunds, ...returnsWithoutRefund(document, booked, refunds)];
}

/** What it was worth to the customer: lines and shipping with tax, without the adjustment. */
export function worthOf({ lines, shipping }: GivenBack, taxesIncluded: boolean): Big {
  return lines.reduce(
    (sum, { subtotal, tax }) => sum.plus(subtotal).plus(taxesIncluded ? 0 : tax),
    new Big(shipping),
  );
}

function refundKey(id: string): string {
  return `refund/${id}`;
}

const RETURNED: readonly string[] = ["OPEN", "CLOSED"];

function returnsWithoutRefund(
  document: ShopOrderDocument,
  booked: Booked,
  refunds: readonly GivenBack[],
): GivenBack[] {
  const refunded = new Set(document.refunds.map(({ returnId }) => returnId));
  const unexplained = new Map(
    document.lines.map((line) => {
      const explained = refunds.reduce((sum, one) => sum + quantityOf(one, line.id), 0);
      return [line.id, line.quantity - line.currentQuantity - explained];
    }),
  );
  const take = ({ lineId, quantity }: ShopReturn["lines"][number]): GivenBackLine[] => {
    const line = document.lines.find(({ id }) => id === lineId);
    const pieces = Math.min(quantity, unexplained.get(lineId) ?? 0);
    if (!line || pieces <= 0) return [];
    unexplained.set(lineId, (unexplained.get(lineId) ?? 0) - pieces);
    const { net, tax } = pieceShare(line, pieces, booked);
    return [{ lineId, quantity: pieces, restocked: true, subtotal: net, tax }];
  };
  return document.returns
    .filter(({ id, status }) => RETURNED.includes(status) && !refunded.has(id))
    .map((one) => ({
      key: `return/${one.id}`,
      at: document.updatedAt,
      note: one.lines.find(({ reason }) => reason !== null)?.reason ?? null,
      lines: one.lines.flatMap(take),
      shipping: new Big(0),
      adjustment: new Big(0),
    }))
    .filter(({ lines }) => lines.length > 0);
}

/** Pieces of one line in a refund or a shipment. */
export function quantityOf(
  { lines }: { lines: readonly { lineId: string; quantity: number }[] },
  lineId: string,
): number {
  return lines.reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0);
}
