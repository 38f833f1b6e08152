import Big from "big.js";
import { amountIn, rounded, sum, type Booked } from "./amounts.ts";
import type { ShopOrderItem } from "../shop/order.ts";

/** What pieces of a line come to: `net` after all discounts, with tax only if prices include it. */
export interface PieceShare {
  net: Big;
  tax: Big;
  discount: Big;
}

/** What the whole line came to when ordered. */
export function wholeLine(line: ShopOrderItem, booked: Booked): PieceShare {
  const discount = sum(line.discounts.map(({ amount }) => amountIn(amount, booked)));
  const net = amountIn(line.unitPrice, booked).times(line.quantity).minus(discount);
  const tax = sum(line.taxes.map(({ amount }) => amountIn(amount, booked)));
  return { net, tax, discount };
}

/** What `pieces` of a line come to, in proportion and rounded. */
export function pieceShare(line: ShopOrderItem, pieces: number, booked: Booked): PieceShare {
  return shareOf(wholeLine(line, booked), pieces, line.quantity, booked);
}

/** The rounded share of `pieces` out of `of`; all pieces get the whole. */
export function shareOf(whole: PieceShare, pieces: number, of: number, booked: Booked): PieceShare {
  if (of === 0) return { net: new Big(0), tax: new Big(0), discount: new Big(0) };
  const share = (amount: Big) => rounded(amount.times(pieces).div(of), booked);
  return { net: share(whole.net), tax: share(whole.tax), discount: share(whole.discount) };
}
