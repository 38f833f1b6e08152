import { minus, onBothSides, sum, type Cash } from "./cash.ts";
import { touchOrder } from "./fulfillment-orders.ts";
import type { Order, Transaction } from "./order-rows.ts";
import { currentTotal, netPayment, outstanding, received, refunded } from "./order-totals.ts";
import type { ShopData } from "./shop-data.ts";

export type FinancialStatus =
  "AUTHORIZED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED";

type Payment = Pick<Transaction, "action" | "gateway" | "amount"> &
  Partial<Pick<Transaction, "parent" | "status">>;

export function addTransaction(state: ShopData, order: Order, payment: Payment): Transaction {
  const transaction: Transaction = {
    kind: "OrderTransaction",
    id: state.ids.next("OrderTransaction"),
    order,
    status: "SUCCESS",
    parent: null,
    createdAt: state.now(),
    ...payment,
  };
  order.transactions.push(transaction);
  return transaction;
}

/** Staff collects what was only authorized. */
export function capturePayment(state: ShopData, name: string): Order {
  const order = state.orderByName(name);
  for (const parent of openAuthorizations(order)) {
    const { gateway } = parent;
    const captured = addTransaction(state, order, {
      action: "CAPTURE",
      gateway,
      parent,
      amount: uncaptured(order, parent),
    });
    announce(state, captured);
  }
  return paid(state, order);
}

/** Money came in some other way, such as by bank transfer. */
export function payOutstanding(state: ShopData, name: string, gateway: string): Order {
  const order = state.orderByName(name);
  const amount = outstanding(order);
  if (amount.shop <= 0) throw new Error(`nothing is owed for order ${name}`);
  announce(state, addTransaction(state, order, { action: "SALE", gateway, amount }));
  return paid(state, order);
}

/** Releases what was authorized and not collected. */
export function voidAuthorizations(state: ShopData, order: Order): void {
  for (const parent of openAuthorizations(order)) {
    const amount = uncaptured(order, parent);
    announce(
      state,
      addTransaction(state, order, { action: "VOID", gateway: parent.gateway, parent, amount }),
    );
  }
}

/** Pays an amount back the ways it came in, the last payment first. */
export function payBack(
  state: ShopData,
  order: Order,
  amount: Cash,
  status: "PENDING" | "SUCCESS",
): Transaction[] {
  const payments = order.transactions.filter(
    ({ action, status: was }) => (action === "SALE" || action === "CAPTURE") && was === "SUCCESS",
  );
  const refunds: Transaction[] = [];
  let rest = amount;
  for (const parent of payments.toReversed()) {
    const before = order.transactions.filter((row) => row.action === "REFUND" && row.parent === parent);
    const refundable = minus(parent.amount, sum(before.map((row) => row.amount)));
    const back = onBothSides((side) => Math.min(rest[side], refundable[side]));
    if (back.shop <= 0 && back.presentment <= 0) continue;
    const { gateway } = parent;
    refunds.push(addTransaction(state, order, { action: "REFUND", gateway, parent, amount: back, status }));
    rest = minus(rest, back);
  }
  return refunds;
}

export function announce(state: ShopData, transaction: Transaction): void {
  if (transaction.status !== "PENDING") state.emit({ topic: "order_transactions/create", transaction });
}

export function financialStatus(order: Order): FinancialStatus {
  const [got, back, worth] = [received(order).shop, refunded(order).shop, currentTotal(order).shop];
  if (back > 0) return back >= got ? "REFUNDED" : "PARTIALLY_REFUNDED";
  if (openAuthorizations(order).length > 0) return got > 0 ? "PARTIALLY_PAID" : "AUTHORIZED";
  if (got > 0) return netPayment(order).shop >= worth ? "PAID" : "PARTIALLY_PAID";
  if (order.transactions.some(({ action }) => action === "VOID") || order.cancelledAt !== null)
    return "VOIDED";
  return worth === 0 ? "PAID" : "PENDING";
}

function paid(state: ShopData, order: Order): Order {
  touchOrder(state, order);
  if (financialStatus(order) === "PAID") state.emit({ topic: "orders/paid", order });
  return order;
}

function openAuthorizations(order: Order): Transaction[] {
  return order.transactions.filter(
    (row) => row.action === "AUTHORIZATION" && row.status === "SUCCESS" && uncaptured(order, row).shop > 0,
  );
}

function uncaptured(order: Order, authorization: Transaction): Cash {
  const used = order.transactions.filter(
    ({ action, parent }) => parent === authorization && (action === "CAPTURE" || action === "VOID"),
  );
  return minus(authorization.amount, sum(used.map(({ amount }) => amount)));
}
