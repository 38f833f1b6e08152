import { isNothing, minus, NOTHING, onBothSides, sum, type Cash } from "./cash.ts";
import { giveUp, touchOrder, waiting } from "./fulfillment-orders.ts";
import { cash } from "./order-pricing.ts";
import type { Order, OrderLine, Refund, Return } from "./order-rows.ts";
import {
  currentTotal,
  lineNet,
  netPayment,
  nextPieces,
  outstanding,
  shippingNet,
  taxOf,
  worthOfRefunds,
} from "./order-totals.ts";
import { announce, payBack } from "./payments.ts";
import type { ShopData } from "./shop-data.ts";

export interface WantedRefund {
  lines?: readonly { lineId: string; quantity: number; restock: boolean }[];
  /** What is left of all shipping, or an amount of it before tax that comes on top. */
  shipping?: "all" | { amount: string };
  /** What is paid back, in the shop's currency; default: what the shop then owes the customer. */
  amount?: string;
  /** The money is on its way for a while; `settleRefund` lets it arrive. */
  pending?: boolean;
  note?: string | null;
  return?: Return | null;
}

/** Takes pieces off an order, puts them back on the shelf or not, and pays back. */
export function refundOrder(state: ShopData, order: Order, wanted: WantedRefund): Refund {
  const refund = emptyRefund(state, order, wanted);
  for (const { lineId, quantity, restock } of wanted.lines ?? [])
    refundLine(state, refund, lineOf(order, lineId), { quantity, restock });
  refundShipping(state, refund, wanted.shipping);
  pay(state, refund, wanted);
  order.refunds.push(refund);
  balance(state, refund);
  for (const transaction of refund.transactions) announce(state, transaction);
  state.emit({ topic: "refunds/create", refund });
  touchOrder(state, order);
  return refund;
}

/** Everything left of an order comes back, with all that was paid for it. */
export function everythingOf(order: Order, restock: boolean): WantedRefund {
  const lines = order.lines
    .filter(({ quantity, removed }) => quantity > removed)
    .map(({ id, quantity, removed }) => ({ lineId: id, quantity: quantity - removed, restock }));
  return { lines, shipping: "all" };
}

/** The bank has sent what was on its way. */
export function settleRefund(state: ShopData, refund: Refund): void {
  for (const transaction of refund.transactions) {
    if (transaction.status !== "PENDING") continue;
    transaction.status = "SUCCESS";
    announce(state, transaction);
  }
  refund.adjustments = refund.adjustments.filter(({ reason }) => reason !== "PENDING_REFUND_DISCREPANCY");
  refund.updatedAt = state.now();
  touchOrder(state, refund.order);
}

function lineOf(order: Order, lineId: string): OrderLine {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`order ${order.name} has no line ${lineId}`);
  return line;
}

function emptyRefund(state: ShopData, order: Order, wanted: WantedRefund): Refund {
  const now = state.now();
  return {
    kind: "Refund",
    id: state.ids.next("Refund"),
    order,
    note: wanted.note ?? null,
    return: wanted.return ?? null,
    lines: [],
    shipping: [],
    duties: [],
    adjustments: [],
    transactions: [],
    createdAt: now,
    updatedAt: now,
  };
}

function refundLine(
  state: ShopData,
  refund: Refund,
  line: OrderLine,
  { quantity, restock }: { quantity: number; restock: boolean },
): void {
  const unshipped = waiting(line) >= quantity;
  const next = (amount: Cash) => nextPieces(line, amount, quantity);
  refund.lines.push({
    kind: "RefundLineItem",
    id: state.ids.next("RefundLineItem"),
    line,
    quantity,
    restockType: !restock ? "NO_RESTOCK" : unshipped ? "CANCEL" : "RETURN",
    location: restock ? (line.order.fulfillmentOrders[0]?.location ?? null) : null,
    subtotal: next(lineNet(line)),
    tax: next(taxOf(line)),
  });
  for (const duty of line.duties) refund.duties.push({ duty, amount: next(duty.amount) });
  giveUp(state, line, quantity, { restock });
  line.removed += quantity;
}

function refundShipping(state: ShopData, refund: Refund, wanted: WantedRefund["shipping"]): void {
  if (wanted === undefined) return;
  const { order } = refund;
  let rest = wanted === "all" ? null : cash(order, wanted.amount);
  for (const line of order.shippingLines.filter(({ removed }) => !removed)) {
    const [net, tax] = [shippingNet(line), taxOf(line)];
    const open = minus(net, line.refunded);
    const subtotal = rest === null ? open : smaller(open, rest);
    if (isNothing(subtotal)) continue;
    rest &&= minus(rest, subtotal);
    const gone = sum([line.refunded, subtotal]);
    const taxGone = onBothSides((side) =>
      net[side] === 0 ? 0 : Math.round((tax[side] * gone[side]) / net[side]),
    );
    const taxBack = minus(taxGone, line.refundedTax);
    line.refunded = gone;
    line.refundedTax = taxGone;
    const id = state.ids.next("RefundShippingLine");
    refund.shipping.push({ kind: "RefundShippingLine", id, line, subtotal, tax: taxBack });
  }
}

/**
 * The difference between the refund's worth and what is paid back becomes an adjustment, positive if the shop
 * kept it. With a return nothing is kept: what is not paid back pays for what the customer gets instead.
 */
function pay(state: ShopData, refund: Refund, wanted: WantedRefund): void {
  const { order } = refund;
  const [worth, paid] = [worthOfRefunds(order, [refund]), netPayment(order)];
  const owed = smaller(minus(NOTHING, outstanding(order)), paid);
  const amount = wanted.amount === undefined ? owed : exact(order, wanted.amount, worth, paid);
  if (amount.shop > paid.shop) throw new Error(`order ${order.name} was not paid that much`);
  const pending = wanted.pending === true;
  refund.transactions = payBack(state, order, amount, pending ? "PENDING" : "SUCCESS");
  const moved = sum(refund.transactions.map((transaction) => transaction.amount));
  const kept = wanted.amount === undefined || refund.return ? NOTHING : minus(worth, moved);
  if (!isNothing(kept)) adjust(state, refund, kept, "REFUND_DISCREPANCY");
  if (pending && !isNothing(moved)) adjust(state, refund, moved, "PENDING_REFUND_DISCREPANCY");
}

/** Once nothing is left of an order, nobody owes anything, no matter what was kept or given before. */
function balance(state: ShopData, refund: Refund): void {
  const open = outstanding(refund.order);
  if (!isNothing(currentTotal(refund.order)) || isNothing(open)) return;
  adjust(state, refund, minus(NOTHING, open), "FULL_RETURN_BALANCING_ADJUSTMENT");
}

function adjust(
  state: ShopData,
  refund: Refund,
  amount: Cash,
  reason: Refund["adjustments"][number]["reason"],
): void {
  const id = state.ids.next("OrderAdjustment");
  refund.adjustments.push({ kind: "OrderAdjustment", id, amount, reason });
}

/** An amount equal to a known one is meant to be exactly that one, in the customer's currency too. */
function exact(order: Order, amount: string, ...known: Cash[]): Cash {
  const wanted = cash(order, amount);
  return known.find(({ shop }) => shop === wanted.shop) ?? wanted;
}

function smaller(a: Cash, b: Cash): Cash {
  return onBothSides((side) => Math.max(0, Math.min(a[side], b[side])));
}
