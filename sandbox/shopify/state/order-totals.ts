import { minus, NOTHING, onBothSides, share, sum, type Cash } from "./cash.ts";
import type { ShippingLine, TaxLine } from "./order-parts.ts";
import type { Order, OrderLine, Refund } from "./order-rows.ts";

/** Before discounts. */
export function lineGross({ unitPrice, quantity }: OrderLine): Cash {
  return onBothSides((side) => unitPrice[side] * quantity);
}

/** After discounts, of all pieces ever ordered; with tax where the shop's prices include it. */
export function lineNet(line: OrderLine): Cash {
  return minus(lineGross(line), sum(line.discounts.map(({ amount }) => amount)));
}

export function taxOf({ taxes }: { taxes: readonly TaxLine[] }): Cash {
  return sum(taxes.map(({ amount }) => amount));
}

/** What is left of a line's amount once some of its pieces are gone. */
export function left(line: OrderLine, amount: Cash): Cash {
  return minus(amount, share(amount, line.removed, line.quantity));
}

/** The share of an amount that the next pieces taken off a line have. */
export function nextPieces(line: OrderLine, amount: Cash, pieces: number): Cash {
  const after = share(amount, line.removed + pieces, line.quantity);
  return minus(after, share(amount, line.removed, line.quantity));
}

export function shippingNet(line: ShippingLine): Cash {
  return minus(line.price, sum(line.discounts.map(({ amount }) => amount)));
}

export function currentShipping(order: Order): Cash {
  const lines = order.shippingLines.filter(({ removed }) => !removed);
  return sum(lines.map((line) => minus(shippingNet(line), line.refunded)));
}

export function currentSubtotal(order: Order): Cash {
  return sum(order.lines.map((line) => left(line, lineNet(line))));
}

export function currentTax(order: Order): Cash {
  const shipping = order.shippingLines.filter(({ removed }) => !removed);
  return sum([
    ...order.lines.map((line) => left(line, taxOf(line))),
    ...shipping.map((line) => minus(taxOf(line), line.refundedTax)),
  ]);
}

export function currentDiscounts(order: Order): Cash {
  const shipping = order.shippingLines.filter(({ removed }) => !removed);
  return sum([
    ...order.lines.map((line) => left(line, minus(lineGross(line), lineNet(line)))),
    ...shipping.map((line) => minus(line.price, shippingNet(line))),
  ]);
}

/** Duties leave with the pieces they were paid for. */
export function currentDuties(order: Order): Cash {
  return sum(order.lines.flatMap((line) => line.duties.map(({ amount }) => left(line, amount))));
}

/** Tips are lines. */
export function tips(order: Order): Cash {
  return sum(order.lines.filter(({ tip }) => tip).map(lineNet));
}

export function currentTotal(order: Order): Cash {
  return sum([
    currentSubtotal(order),
    currentShipping(order),
    order.taxesIncluded ? NOTHING : currentTax(order),
    currentDuties(order),
  ]);
}

/** What refunds took off an order, tax included, paid back or not. */
export function worthOfRefunds(order: Order, refunds: readonly Refund[]): Cash {
  const onTop = (tax: Cash) => (order.taxesIncluded ? NOTHING : tax);
  return sum(
    refunds.flatMap((refund) => [
      ...refund.lines.flatMap(({ subtotal, tax }) => [subtotal, onTop(tax)]),
      ...refund.shipping.flatMap(({ subtotal, tax }) => [subtotal, onTop(tax)]),
      ...refund.duties.map(({ amount }) => amount),
    ]),
  );
}

/** Positive: the shop kept it. */
export function discrepancy(order: Order): Cash {
  const kept = order.refunds.flatMap(({ adjustments }) => adjustments.map(({ amount }) => amount));
  return sum(kept);
}

export function received(order: Order): Cash {
  const paid = order.transactions.filter(
    ({ action, status }) => (action === "SALE" || action === "CAPTURE") && status === "SUCCESS",
  );
  return sum(paid.map(({ amount }) => amount));
}

export function refunded(order: Order): Cash {
  const back = order.transactions.filter(({ action, status }) => action === "REFUND" && status === "SUCCESS");
  return sum(back.map(({ amount }) => amount));
}

export function netPayment(order: Order): Cash {
  return minus(received(order), refunded(order));
}

/** Positive: the customer owes it. */
export function outstanding(order: Order): Cash {
  return minus(sum([currentTotal(order), discrepancy(order)]), netPayment(order));
}
