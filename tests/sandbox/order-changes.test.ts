import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toHint } from "#app/core/shop/hints.ts";
import { readDeployment } from "#sandbox/shopify/deployment.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { startEars, type AppEars } from "./app-ears.ts";
import { openShop, type OpenShop } from "./open-shop.ts";

let ears: AppEars;
let shop: OpenShop;

beforeEach(async () => {
  ears = await startEars();
  shop = await openShop({ appUrl: ears.url });
}, 60_000);

afterEach(async () => {
  await shop.close();
  await ears.close();
});

const buy = (quantity = 2): Order => shop.sandbox.store.placeOrder([{ variantId: shop.mug.id, quantity }]);
const orderGid = ({ id }: Order) => `gid://shopify/Order/${id}`;
const lineGid = (order: Order) => `gid://shopify/LineItem/${order.lines[0]?.id ?? ""}`;

const CANCEL = /* GraphQL */ `
  mutation Cancel($orderId: ID!, $refund: Boolean, $method: OrderCancelRefundMethodInput, $note: String) {
    orderCancel(
      orderId: $orderId
      reason: INVENTORY
      restock: true
      refund: $refund
      refundMethod: $method
      staffNote: $note
    ) {
      job {
        id
        done
      }
      orderCancelUserErrors {
        code
        field
        message
      }
    }
  }
`;
const JOB = "query Job($id: ID!) { job(id: $id) { done } }";
const ALL_BACK = { originalPaymentMethodsRefund: true };

interface Cancelled {
  orderCancel: { job: { id: string; done: boolean } | null; orderCancelUserErrors: unknown[] };
}

async function cancel(variables: Record<string, unknown>): Promise<Cancelled["orderCancel"]> {
  const { data } = await shop.ask(CANCEL, variables);
  return (data as unknown as Cancelled).orderCancel;
}

describe("orderCancel", () => {
  test("begins a job that cancels, restocks and pays back", async () => {
    shop.sandbox.store.jobs.takesMs = 1_000;
    const order = buy();
    const { job, orderCancelUserErrors } = await cancel({ orderId: orderGid(order), method: ALL_BACK });
    expect(orderCancelUserErrors).toEqual([]);
    expect(order.cancelledAt).toBeNull();
    expect((await shop.ask(JOB, { id: job?.id })).data).toEqual({ job: { done: false } });
    await shop.sandbox.idle();
    expect((await shop.ask(JOB, { id: job?.id })).data).toEqual({ job: { done: true } });
    expect(order).toMatchObject({ cancelReason: "INVENTORY", lines: [{ removed: 2 }] });
    expect(order.transactions.map(({ action, amount }) => [action, amount.shop])).toEqual([
      ["SALE", 900],
      ["REFUND", 900],
    ]);
    expect(shop.sandbox.store.level(shop.mug.item.id, shop.london)).toMatchObject({
      available: 10,
      committed: 0,
    });
  });

  test("without a refund keeps the money", async () => {
    const order = buy();
    await cancel({ orderId: orderGid(order) });
    await shop.sandbox.idle();
    expect(order.cancelledAt).not.toBeNull();
    expect(order.transactions).toHaveLength(1);
  });

  test("lets an authorization go", async () => {
    const { store } = shop.sandbox;
    const order = store.placeOrder([{ variantId: shop.mug.id, quantity: 1 }], { payment: "authorized" });
    await cancel({ orderId: orderGid(order), method: ALL_BACK });
    await shop.sandbox.idle();
    expect(order.transactions.map(({ action }) => action)).toEqual(["AUTHORIZATION", "VOID"]);
    const { data } = await shop.ask("query S($id: ID!) { order(id: $id) { displayFinancialStatus } }", {
      id: orderGid(order),
    });
    expect(data).toEqual({ order: { displayFinancialStatus: "VOIDED" } });
  });

  test.each<[string, (order: Order) => unknown, Record<string, unknown>, Record<string, unknown>]>([
    [
      "that was cancelled",
      (order) => shop.sandbox.store.cancelOrder(order.name, { restock: true }),
      {},
      {
        code: "INVALID",
        field: ["orderId"],
        message: "Cannot cancel an order that has already been canceled",
      },
    ],
    [
      "of which something was shipped",
      (order) => shop.sandbox.store.fulfillOrder(order.name),
      {},
      {
        code: "INVALID",
        field: ["orderId"],
        message: "Cannot cancel an order that has outstanding fulfillments",
      },
    ],
    [
      "of which something comes back",
      (order) =>
        shop.sandbox.store.createReturn(order.name, {
          lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
        }),
      {},
      { code: "INVALID", field: ["orderId"], message: "Cannot cancel an order that has returns" },
    ],
    [
      "that is being cancelled",
      (order) => cancel({ orderId: orderGid(order) }),
      {},
      { code: null, field: null, message: "Cancellation is already in progress" },
    ],
    [
      "in two ways at once",
      () => null,
      { refund: true, method: ALL_BACK },
      {
        code: "INVALID",
        field: ["refund"],
        message: "Only one of the arguments `refund` or `refund_method` is allowed.",
      },
    ],
    [
      "with too long a note",
      () => null,
      { note: "x".repeat(256) },
      {
        code: "INVALID",
        field: ["staffNote"],
        message: "Staff note is too long. Maximum length is 255 characters.",
      },
    ],
  ])("refuses an order %s", async (_, before, variables, error) => {
    const order = buy();
    await before(order);
    const refused = await cancel({ orderId: orderGid(order), ...variables });
    expect(refused).toEqual({ job: null, orderCancelUserErrors: [error] });
  });
});

const REFUND = (directive: string) => /* GraphQL */ `
  mutation Refund($input: RefundInput!) {
    refundCreate(input: $input) ${directive} {
      refund { totalRefundedSet { shopMoney { amount } } }
      userErrors { field message }
    }
  }
`;

describe("refundCreate", () => {
  const refund = async (input: Record<string, unknown>, directive = '@idempotent(key: "1")') =>
    shop.ask(REFUND(directive), { input });
  const input = (order: Order, quantity: number, amount: string) => ({
    orderId: orderGid(order),
    refundLineItems: [{ lineItemId: lineGid(order), quantity, restockType: "CANCEL" }],
    transactions: [
      {
        amount,
        kind: "REFUND",
        gateway: "shopify_payments",
        orderId: orderGid(order),
        parentId: `gid://shopify/OrderTransaction/${order.transactions[0]?.id ?? ""}`,
      },
    ],
  });

  test("takes pieces off and pays back, once per key", async () => {
    const order = buy();
    const first = await refund(input(order, 1, "4.50"));
    const second = await refund(input(order, 1, "4.50"));
    expect(first.data).toEqual({
      refundCreate: { refund: { totalRefundedSet: { shopMoney: { amount: "4.5" } } }, userErrors: [] },
    });
    expect(second.data).toEqual(first.data);
    expect(order).toMatchObject({ lines: [{ removed: 1 }], refunds: [{ adjustments: [] }] });
  });

  test("is refused without a key", async () => {
    const { errors } = await refund(input(buy(), 1, "4.50"), "");
    expect(errors?.[0]?.message).toContain("@idempotent directive is required");
  });

  test.each<[string, (order: Order) => Record<string, unknown>, Record<string, unknown>]>([
    [
      "more money than was paid",
      (order) => input(order, 1, "25.00"),
      { field: null, message: "Refund amount £25.00 is greater than net payment received £9.00" },
    ],
    [
      "more pieces than were bought",
      (order) => input(order, 3, "1.00"),
      {
        field: ["refundLineItems", "0", "quantity"],
        message: "Quantity cannot refund more items than were purchased",
      },
    ],
    [
      "of an order that nobody knows",
      (order) => ({ ...input(order, 1, "1.00"), orderId: "gid://shopify/Order/1" }),
      { field: ["orderId"], message: "Order does not exist" },
    ],
  ])("refuses %s", async (_, wanted, error) => {
    const { data } = await refund(wanted(buy()));
    expect(data).toEqual({ refundCreate: { refund: null, userErrors: [error] } });
  });
});

test("every webhook of an order leads to it and carries nobody's name", async () => {
  const { store } = shop.sandbox;
  shop.sandbox.install();
  const customer = store.createCustomer({ firstName: "Canary", email: "canary@example.com" });
  const address = { firstName: "Canary", address1: "Canary Row 1", city: "Oslo", countryCode: "NO" };
  const order = store.placeOrder([{ variantId: shop.mug.id, quantity: 3 }], {
    customer,
    shippingAddress: address,
    note: "Canary",
    payment: "authorized",
  });
  const lineId = order.lines[0]?.id ?? "";
  store.capturePayment(order.name);
  store.annotateOrder(order.name, { risk: "CANCEL" });
  store.editOrder(order.name, { quantities: [{ lineId, quantity: 2 }] });
  store.refundOrder(order.name, { lines: [{ lineId, quantity: 1, restock: true }], note: "Canary" });
  store.fulfillOrder(order.name);
  const one = store.createReturn(order.name, { lines: [{ lineId, quantity: 1, note: "Canary" }] });
  store.processReturn(one, { restock: true });
  store.cancelOrder(order.name, { restock: true });
  await shop.sandbox.idle();

  const told = ears.heard.map(({ headers, body }) => ({ topic: String(headers["x-shopify-topic"]), body }));
  const ofOrder = told.filter(({ topic }) => !topic.startsWith("inventory_"));
  for (const topic of [
    "orders/create",
    "orders/updated",
    "orders/edited",
    "orders/risk_assessment_changed",
    "orders/cancelled",
    "order_transactions/create",
    "refunds/create",
    "returns/approve",
    "returns/process",
    "returns/close",
    "fulfillments/create",
  ])
    expect(ofOrder.map((one) => one.topic)).toContain(topic);
  for (const { topic, body } of ofOrder) {
    expect([topic, toHint(topic, JSON.parse(body))]).toEqual([topic, { kind: "order", id: order.id }]);
    expect(body).not.toContain("anary");
  }
});

test("the app subscribes to what it needs of an order, and to fields of it only", () => {
  const { subscriptions } = readDeployment();
  const ofOrders = subscriptions.filter(({ topics }) =>
    topics.some((topic) => /^(orders|order_|refunds|returns|fulfillment)/.test(topic)),
  );
  expect(ofOrders.length).toBeGreaterThan(4);
  expect(ofOrders.filter(({ includeFields }) => includeFields === null)).toEqual([]);
});
