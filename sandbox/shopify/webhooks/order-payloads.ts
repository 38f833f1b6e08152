import { gid } from "#sandbox/shopify/gid.ts";
import { fulfillmentStatus } from "#sandbox/shopify/graphql/types/fulfillment.ts";
import { fromMinor, type Cash } from "#sandbox/shopify/state/cash.ts";
import { waiting } from "#sandbox/shopify/state/fulfillment-orders.ts";
import type { EditedOrder } from "#sandbox/shopify/state/events.ts";
import type { Customer, MailingAddress } from "#sandbox/shopify/state/customer-rows.ts";
import type { Order, OrderLine, Refund, Return, Transaction } from "#sandbox/shopify/state/order-rows.ts";
import { currentTotal, taxOf } from "#sandbox/shopify/state/order-totals.ts";
import { financialStatus } from "#sandbox/shopify/state/payments.ts";
import { time } from "./time.ts";

type Json = Record<string, unknown>;

const STATUS_WORDS: Record<string, string> = { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial" };

export function orderBody(order: Order): Json {
  const amount = (cash: Cash) => fromMinor(cash.shop, order.currency);
  return {
    id: Number(order.id),
    admin_graphql_api_id: gid("Order", order.id),
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    created_at: time(order.createdAt),
    processed_at: time(order.createdAt),
    updated_at: time(order.updatedAt),
    cancelled_at: order.cancelledAt === null ? null : time(order.cancelledAt),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: order.closedAt === null ? null : time(order.closedAt),
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    email: order.email,
    phone: order.phone,
    note: order.note,
    po_number: order.poNumber,
    tags: order.tags.join(", "),
    source_name: order.sourceName,
    taxes_included: order.taxesIncluded,
    financial_status: financialStatus(order).toLowerCase(),
    fulfillment_status: STATUS_WORDS[fulfillmentStatus(order)] ?? null,
    location_id: order.retailLocation && Number(order.retailLocation.id),
    test: order.test,
    total_price: amount(order.originalTotal),
    current_total_price: amount(currentTotal(order)),
    customer: order.customer && customerBody(order.customer),
    billing_address: addressBody(order.billingAddress),
    shipping_address: addressBody(order.shippingAddress),
    line_items: order.lines.map(lineBody),
  };
}

function lineBody(line: OrderLine): Json {
  const open = waiting(line);
  return {
    id: Number(line.id),
    admin_graphql_api_id: gid("LineItem", line.id),
    variant_id: line.variant && Number(line.variant.id),
    product_id: line.variant && Number(line.variant.product.id),
    title: line.title,
    sku: line.sku,
    price: line.price,
    quantity: line.quantity,
    current_quantity: line.quantity - line.removed,
    gift_card: line.giftCard,
    fulfillable_quantity: open,
    fulfillment_status: open === 0 && line.removed < line.quantity ? "fulfilled" : null,
    total_tax: fromMinor(taxOf(line).shop, line.order.currency),
  };
}

function customerBody(customer: Customer): Json {
  return {
    id: Number(customer.id),
    admin_graphql_api_id: gid("Customer", customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
  };
}

function addressBody(address: MailingAddress | null): Json | null {
  if (!address) return null;
  const { firstName, lastName, company, address1, address2, city, zip, phone } = address;
  const place = { address1, address2, city, zip, country_code: address.countryCode };
  return { first_name: firstName, last_name: lastName, company, ...place, phone };
}

export function editBody({ order, additions, removals }: EditedOrder): Json {
  const changes = (rows: EditedOrder["additions"]) =>
    rows.map(({ line, pieces }) => ({ id: Number(line.id), delta: pieces }));
  return {
    order_edit: {
      id: Number(order.id) + 1,
      order_id: Number(order.id),
      created_at: time(order.updatedAt),
      committed_at: time(order.updatedAt),
      notify_customer: false,
      line_items: { additions: changes(additions), removals: changes(removals) },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

export function riskBody(order: Order): Json {
  const risk_level = order.risk === "ACCEPT" ? "low" : order.risk === "CANCEL" ? "high" : "medium";
  return {
    order_id: Number(order.id),
    admin_graphql_api_order_id: gid("Order", order.id),
    risk_level,
    created_at: time(order.updatedAt),
  };
}

export function transactionBody(row: Transaction): Json {
  return {
    id: Number(row.id),
    admin_graphql_api_id: gid("OrderTransaction", row.id),
    order_id: Number(row.order.id),
    parent_id: row.parent && Number(row.parent.id),
    kind: row.action.toLowerCase(),
    status: row.status.toLowerCase(),
    gateway: row.gateway,
    amount: fromMinor(row.amount.presentment, row.order.presentmentCurrency),
    currency: row.order.presentmentCurrency,
    test: row.order.test,
    created_at: time(row.createdAt),
    processed_at: time(row.createdAt),
  };
}

export function refundBody(refund: Refund): Json {
  const amount = (cash: Cash) => fromMinor(cash.shop, refund.order.currency);
  return {
    id: Number(refund.id),
    admin_graphql_api_id: gid("Refund", refund.id),
    order_id: Number(refund.order.id),
    created_at: time(refund.createdAt),
    processed_at: time(refund.createdAt),
    note: refund.note,
    refund_line_items: refund.lines.map((line) => ({
      id: Number(line.id),
      line_item_id: Number(line.line.id),
      location_id: line.location && Number(line.location.id),
      quantity: line.quantity,
      restock_type: line.restockType.toLowerCase(),
      subtotal: amount(line.subtotal),
      total_tax: amount(line.tax),
    })),
    transactions: refund.transactions.map(transactionBody),
  };
}

export function returnBody(one: Return): Json {
  const { order } = one;
  return {
    id: Number(one.id),
    admin_graphql_api_id: gid("Return", one.id),
    name: one.name,
    status: one.status.toLowerCase(),
    order: { id: Number(order.id), admin_graphql_api_id: gid("Order", order.id) },
    total_return_line_items: one.lines.length,
    return_line_items: one.lines.map((line) => ({
      id: Number(line.id),
      admin_graphql_api_id: gid("ReturnLineItem", line.id),
      quantity: line.quantity,
      return_reason_note: line.note,
    })),
  };
}
