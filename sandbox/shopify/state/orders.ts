import { isNothing, minus, NOTHING, type Cash } from "./cash.ts";
import { address } from "./customers.ts";
import { giveUp, restamp, touchOrder } from "./fulfillment-orders.ts";
import { ship } from "./fulfillments.ts";
import { levelChanged } from "./inventory.ts";
import type { OrderDetails, WantedLine } from "./order-input.ts";
import { addLine, addTip, reserveLine, taxLine } from "./order-lines.ts";
import { cash, discountOrder, taxesOn, taxRates } from "./order-pricing.ts";
import type { CancelReason, PaymentTerms } from "./order-parts.ts";
import { currentTotal, shippingNet } from "./order-totals.ts";
import { addTransaction, voidAuthorizations } from "./payments.ts";
import { everythingOf, refundOrder } from "./refunds.ts";
import type { Order, OrderLine } from "./order-rows.ts";
import type { ShopData } from "./shop-data.ts";

const FIRST_ORDER_NUMBER = 1001;
const DAY_MS = 86_400_000;

/** A sale: pieces go from `available` to `committed` where they will be shipped from. */
export function placeOrder(state: ShopData, wanted: readonly WantedLine[], details: OrderDetails): Order {
  const order = emptyOrder(state, details);
  for (const line of wanted) addLine(state, order, line);
  if (details.tip !== undefined) addTip(state, order, details.tip);
  addShipping(state, order, details);
  for (const discount of details.discounts ?? []) discountOrder(order, discount);
  for (const line of order.lines) taxLine(line);
  (details.shipping ?? []).forEach(({ taxes }, index) => {
    const line = order.shippingLines[index];
    if (line) line.taxes = taxesOn(order, shippingNet(line), taxes ?? order.taxRates);
  });
  order.originalTotal = currentTotal(order);
  pay(state, order, details);
  const touched = order.lines.flatMap((line) => reserveLine(state, line, details.locationId));
  state.orders.add(order);
  for (const level of new Set(touched)) levelChanged(state, level, order.name);
  state.emit({ topic: "orders/create", order });
  return order;
}

export function fulfillOrder(state: ShopData, name: string): Order {
  const order = state.orderByName(name);
  for (const fulfillmentOrder of order.fulfillmentOrders) ship(state, fulfillmentOrder);
  return order;
}

export interface Cancellation {
  restock: boolean;
  /** Whether everything that was paid is paid back; default: true. */
  refund?: boolean;
  reason?: CancelReason;
}

export function cancelOrder(
  state: ShopData,
  name: string,
  { restock, refund = true, reason = "CUSTOMER" }: Cancellation,
): Order {
  const order = state.orderByName(name);
  voidAuthorizations(state, order);
  const all = everythingOf(order, restock);
  refundOrder(state, order, refund ? all : { ...all, amount: "0" });
  for (const fulfillmentOrder of order.fulfillmentOrders) restamp(state, fulfillmentOrder);
  order.cancelledAt = state.now();
  order.cancelReason = reason;
  order.closedAt = state.now();
  touchOrder(state, order);
  state.emit({ topic: "orders/cancelled", order });
  return order;
}

/** An order edit that takes pieces of one line off the order. */
export function removeFromOrder(
  state: ShopData,
  name: string,
  variantId: string,
  quantity: number,
  how: { restock: boolean },
): Order {
  const order = state.orderByName(name);
  const line = order.lines.find((candidate) => candidate.variant?.id === variantId);
  if (!line) throw new Error(`order ${name} has no line for variant ${variantId}`);
  takeOff(state, line, Math.min(quantity, line.quantity - line.removed), how);
  order.edited = true;
  touchOrder(state, order);
  return order;
}

/** Takes pieces off a line without a refund. */
export function takeOff(state: ShopData, line: OrderLine, quantity: number, how: { restock: boolean }): void {
  giveUp(state, line, quantity, how);
  line.removed += quantity;
}

function emptyOrder(state: ShopData, details: OrderDetails): Order {
  const now = state.now();
  const number = FIRST_ORDER_NUMBER + state.ordersPlaced;
  state.ordersPlaced += 1;
  const { customer = null, company = null, presentment } = details;
  const order: Order = {
    kind: "Order",
    id: state.ids.next("Order"),
    name: `#${number}`,
    number,
    lines: [],
    fulfillmentOrders: [],
    fulfillments: [],
    createdAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelling: false,
    cancelReason: null,
    closedAt: null,
    test: details.test ?? false,
    edited: false,
    tags: [...(details.tags ?? [])],
    note: details.note ?? null,
    attributes: details.attributes ?? [],
    poNumber: details.poNumber ?? null,
    sourceName: details.sourceName ?? "web",
    retailLocation:
      details.retailLocationId === undefined ? null : state.locations.need(details.retailLocationId),
    currency: state.shop.currencyCode,
    presentmentCurrency: presentment?.currency ?? state.shop.currencyCode,
    rate: presentment?.rate ?? 1,
    taxesIncluded: state.shop.taxesIncluded,
    taxRates: [],
    email: details.email ?? customer?.email ?? null,
    phone: details.phone ?? customer?.phone ?? null,
    customer,
    buyer: company,
    billingAddress: details.billingAddress ? address(state, details.billingAddress) : null,
    shippingAddress: details.shippingAddress ? address(state, details.shippingAddress) : null,
    shippingLines: [],
    discountApplications: [],
    transactions: [],
    refunds: [],
    returns: [],
    risk: details.risk ?? "NONE",
    paymentTerms: details.paymentTerms ? terms(state, details.paymentTerms) : null,
    originalTotal: NOTHING,
  };
  order.taxRates = taxRates(order, details);
  return order;
}

function addShipping(state: ShopData, order: Order, details: OrderDetails): void {
  for (const { title, code, price } of details.shipping ?? []) {
    order.shippingLines.push({
      kind: "ShippingLine",
      id: state.ids.next("ShippingLine"),
      title,
      code: code ?? title,
      price: cash(order, price),
      discounts: [],
      taxes: [],
      refunded: NOTHING,
      refundedTax: NOTHING,
      removed: false,
    });
  }
}

function terms(state: ShopData, { name, dueInDays }: { name: string; dueInDays: number }): PaymentTerms {
  const issuedAt = state.now();
  const dueAt = issuedAt + dueInDays * DAY_MS;
  const id = state.ids.next("PaymentSchedule");
  return {
    kind: "PaymentTerms",
    id: state.ids.next("PaymentTerms"),
    name,
    dueInDays,
    schedule: { kind: "PaymentSchedule", id, issuedAt, dueAt },
  };
}

function pay(state: ShopData, order: Order, details: OrderDetails): void {
  const { payment = details.paymentTerms ? "pending" : "paid", gateway = "shopify_payments" } = details;
  let rest: Cash = order.originalTotal;
  if (details.byGiftCard !== undefined) {
    const amount = cash(order, details.byGiftCard);
    addTransaction(state, order, { action: "SALE", gateway: "gift_card", amount });
    rest = minus(rest, amount);
  }
  if (payment === "pending" || isNothing(rest)) return;
  const action = payment === "paid" ? "SALE" : "AUTHORIZATION";
  addTransaction(state, order, { action, gateway, amount: rest });
}
