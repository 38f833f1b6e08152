import { afterEach, beforeEach, expect, test } from "vitest";
import { readOrderDocuments } from "#app/shopify/orders/documents.ts";
import { ordersOfFulfillmentOrders } from "#app/shopify/fulfillment/fulfillment-order-owners.ts";
import { readOrders } from "#app/shopify/orders/orders.ts";
import { stockOrder } from "#app/shopify/orders/stock-order.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import type { Variant } from "#sandbox/shopify/state/rows.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

let shop: SandboxShop;
let store: ShopState;
let london: string;
let mug: Variant;
let bowl: Variant;

beforeEach(async () => {
  shop = await sandboxShop();
  store = shop.sandbox.store;
  london = store.createLocation("London").id;
  const variants = ["MUG", "BOWL"].map((sku) => ({ sku, price: "10.00", levels: { [london]: 50 } }));
  const product = store.createProduct({ title: "Crockery", variants });
  [mug, bowl] = product.variants as [Variant, Variant];
});
afterEach(() => shop.close());

async function read(order: Order): Promise<ShopOrderDocument> {
  const [document] = await readOrderDocuments(shop.client, [order.id]);
  if (!document) throw new Error("the order was not found");
  return document;
}

const both = (amount: string) => ({ shop: amount, presentment: amount });

test("a guest's order says who, where to, what, and what it cost", async () => {
  const order = store.placeOrder(
    [{ variantId: mug.id, quantity: 3, attributes: [{ key: "Engraving", value: "Ada" }] }],
    {
      email: "ada@example.com",
      shippingAddress: { firstName: "Ada", lastName: "L", address1: "1 St", city: "York", countryCode: "GB" },
      shipping: [{ title: "Post", code: "POST", price: "5.00" }],
      taxes: [{ title: "VAT", rate: 0.2 }],
      discounts: [{ code: "TEN", percent: 10 }],
      note: "Ring twice",
      tags: ["gift"],
      poNumber: "PO-7",
      attributes: [{ key: "shop-window", value: "north" }],
      risk: "INVESTIGATE",
    },
  );
  const document = await read(order);
  expect(document).toMatchObject({
    id: order.id,
    name: "#1001",
    channel: "web",
    test: false,
    edited: false,
    tags: ["gift"],
    note: "Ring twice",
    poNumber: "PO-7",
    attributes: [{ key: "shop-window", value: "north" }],
    currency: "GBP",
    presentmentCurrency: "GBP",
    taxesIncluded: false,
    financialStatus: "PAID",
    fulfillmentStatus: "UNFULFILLED",
    risk: "INVESTIGATE",
    paymentTerms: null,
    email: "ada@example.com",
    customer: null,
    company: null,
    billingAddress: null,
    shippingAddress: { firstName: "Ada", lastName: "L", city: "York", countryCode: "GB", zip: null },
    tip: both("0.0"),
  });
  expect(document.lines).toEqual([
    {
      id: order.lines[0]?.id,
      title: "Crockery",
      variantTitle: null,
      sku: "MUG",
      variantId: mug.id,
      inventoryItemId: mug.item.id,
      quantity: 3,
      currentQuantity: 3,
      requiresShipping: true,
      giftCard: false,
      bundle: null,
      attributes: [{ key: "Engraving", value: "Ada" }],
      unitPrice: both("10.0"),
      discounts: [{ title: "TEN", scope: "order", amount: both("3.0") }],
      taxes: [{ title: "VAT", rate: "0.2", amount: both("5.4") }],
      duties: [],
    },
  ]);
  expect(document.shippingLines).toMatchObject([
    { title: "Post", code: "POST", price: both("5.0"), taxes: [{ amount: both("1.0") }], removed: false },
  ]);
  // 27 for the mugs, 5 for the post, 6.40 tax on both.
  expect(document.totals).toMatchObject({
    total: both("38.4"),
    currentTotal: both("38.4"),
    currentTax: both("6.4"),
    currentDiscounts: both("3.0"),
    shipping: both("5.0"),
    received: both("38.4"),
    refunded: both("0.0"),
    outstanding: both("0.0"),
  });
  expect(document.transactions).toMatchObject([{ kind: "SALE", status: "SUCCESS", amount: both("38.4") }]);
});

test("a business is the customer's company, the place that bought, and its terms", async () => {
  const contact = store.createCustomer({
    firstName: "Kari",
    lastName: "Nordmann",
    email: "kari@example.no",
    phone: "+4722000000",
    locale: "nb",
  });
  const company = store.createCompany({
    name: "Nordmann AS",
    externalId: "K-9",
    contact,
    locations: [{ name: "Oslo", externalId: "K-9-1", taxId: "NO999888777MVA" }],
  });
  const [location] = company.locations;
  if (!location) throw new Error("the company has no location");
  const order = store.placeOrder([{ variantId: mug.id, quantity: 1 }], {
    customer: contact,
    company: { company, location },
    paymentTerms: { name: "Net 30", dueInDays: 30 },
  });
  const document = await read(order);
  expect(document.customer).toEqual({
    id: contact.id,
    firstName: "Kari",
    lastName: "Nordmann",
    email: "kari@example.no",
    phone: "+4722000000",
    locale: "nb",
    taxExempt: false,
  });
  expect(document.company).toEqual({
    id: company.id,
    name: "Nordmann AS",
    externalId: "K-9",
    locationId: location.id,
    locationName: "Oslo",
    locationExternalId: "K-9-1",
    taxId: "NO999888777MVA",
  });
  expect(document.paymentTerms?.name).toBe("Net 30");
  expect(Date.parse(document.paymentTerms?.dueAt ?? "") - order.createdAt).toBeGreaterThan(29 * 86_400_000);
  expect(document.financialStatus).toBe("PENDING");
  expect(document.totals.outstanding).toEqual(both("10.0"));
});

test("a customer of their own is no company", async () => {
  const customer = store.createCustomer({ firstName: "Ada", taxExempt: true });
  const order = store.placeOrder([{ variantId: mug.id, quantity: 1 }], {
    customer,
    taxes: [{ title: "VAT", rate: 0.2 }],
  });
  const document = await read(order);
  expect(document.company).toBeNull();
  expect(document.customer).toMatchObject({ id: customer.id, email: null, taxExempt: true });
  expect(document.lines[0]?.taxes).toEqual([]);
});

test("a tip is the order's and no line; custom lines, gift cards, bundles and duties are told apart", async () => {
  const bundle = { title: "Breakfast", quantity: 2 };
  const order = store.placeOrder(
    [
      { variantId: mug.id, quantity: 2, bundle },
      {
        variantId: bowl.id,
        quantity: 4,
        bundle,
        duty: "1.25",
        discount: { title: "Scratched", amount: "4" },
      },
      { title: "Engraving", price: "5.00", quantity: 1, requiresShipping: false },
      { title: "Gift card", price: "50.00", quantity: 1, giftCard: true },
    ],
    { tip: "5.00" },
  );
  const document = await read(order);
  expect(document.tip).toEqual(both("5.0"));
  expect(
    document.lines.map(({ title, giftCard, requiresShipping }) => [title, giftCard, requiresShipping]),
  ).toEqual([
    ["Crockery", false, true],
    ["Crockery", false, true],
    ["Engraving", false, false],
    ["Gift card", true, false],
  ]);
  const [first, second] = document.lines;
  expect(first?.bundle).toMatchObject({ title: "Breakfast", quantity: 2 });
  expect(second?.bundle?.id).toBe(first?.bundle?.id);
  expect(second?.duties).toEqual([{ amount: both("1.25"), taxes: [] }]);
  expect(second?.discounts).toEqual([{ title: "Scratched", scope: "line", amount: both("4.0") }]);
  expect(document.totals.currentTotal).toEqual(both("117.25"));
});

test("amounts are told in the shop's currency and in the customer's", async () => {
  const order = store.placeOrder([{ variantId: mug.id, quantity: 3 }], {
    presentment: { currency: "JPY", rate: 190.5 },
    taxes: [{ title: "VAT", rate: 0.2 }],
  });
  const document = await read(order);
  expect(document.presentmentCurrency).toBe("JPY");
  expect(document.lines[0]?.unitPrice).toEqual({ shop: "10.0", presentment: "1905.0" });
  expect(document.totals.total).toEqual({ shop: "36.0", presentment: "6858.0" });
});

test("a refund says its pieces, its shipping and what was given beyond them", async () => {
  const order = store.placeOrder([{ variantId: mug.id, quantity: 3 }], {
    shipping: [{ title: "Post", price: "5.00" }],
    taxes: [{ title: "VAT", rate: 0.2 }],
  });
  const lineId = order.lines[0]?.id ?? "";
  store.refundOrder(order.name, {
    lines: [{ lineId, quantity: 1, restock: true }],
    shipping: "all",
    amount: "20.00",
    note: "Late",
  });
  const document = await read(order);
  expect(document.refunds).toMatchObject([
    {
      note: "Late",
      returnId: null,
      lines: [{ lineId, quantity: 1, restocked: true, subtotal: both("10.0"), tax: both("2.0") }],
      shipping: both("6"),
      adjustment: both("2"),
      total: both("20"),
    },
  ]);
  expect(document.lines[0]).toMatchObject({ quantity: 3, currentQuantity: 2 });
  expect(document.totals).toMatchObject({ currentTotal: both("24.0"), refunded: both("20.0") });
  expect(document.financialStatus).toBe("PARTIALLY_REFUNDED");
});

test("a refund reads the same before and after its money arrives", async () => {
  const order = store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
  const lineId = order.lines[0]?.id ?? "";
  const refund = store.refundOrder(order.name, {
    lines: [{ lineId, quantity: 2, restock: false }],
    pending: true,
  });
  const before = await read(order);
  store.settleRefund(refund);
  const after = await read(order);
  expect(before.refunds).toMatchObject([{ adjustment: both("0"), total: both("20") }]);
  expect(after.refunds).toEqual(before.refunds);
  expect(before.totals.refunded).toEqual(both("0.0"));
  expect(after.totals.refunded).toEqual(both("20.0"));
});

test("an exchange is a return whose new pieces are lines once it is processed", async () => {
  const order = store.placeOrder([{ variantId: mug.id, quantity: 2 }]);
  store.fulfillOrder(order.name);
  const lineId = order.lines[0]?.id ?? "";
  const one = store.createReturn(order.name, {
    lines: [{ lineId, quantity: 1, reason: "Size too small" }],
    exchange: [{ variantId: bowl.id, quantity: 1 }],
  });
  expect((await read(order)).returns).toEqual([
    {
      id: one.id,
      name: "#1001-R1",
      status: "OPEN",
      lines: [{ lineId, quantity: 1, reason: "Size too small" }],
      exchanges: [{ lineId: null, title: "Crockery", quantity: 1 }],
    },
  ]);
  store.processReturn(one, { restock: true });
  const after = await read(order);
  const bought = after.lines[1];
  expect(bought).toMatchObject({ sku: "BOWL", quantity: 1 });
  expect(after.returns[0]).toMatchObject({
    status: "CLOSED",
    exchanges: [{ lineId: bought?.id, quantity: 1 }],
  });
  expect(after.refunds[0]).toMatchObject({ returnId: one.id, adjustment: both("0"), total: both("0") });
  expect(after.totals).toMatchObject({ currentTotal: both("20.0"), outstanding: both("0.0") });
});

test("lists longer than a page are read to their end, and stock lines are those of a reading of their own", async () => {
  const product = store.createProduct({
    title: "Set",
    variants: Array.from({ length: 25 }, (_, index) => ({
      sku: `S${index}`,
      price: "1.00",
      levels: { [london]: 9 },
    })),
  });
  const order = store.placeOrder(product.variants.map(({ id }) => ({ variantId: id, quantity: 2 })));
  store.fulfillOrder(order.name);
  const lines = order.lines.map(({ id }) => ({ lineId: id, quantity: 1, restock: true }));
  store.refundOrder(order.name, { lines });
  for (let made = 0; made < 3; made++) store.createReturn(order.name, { lines });
  const document = await read(order);
  expect(document.lines).toHaveLength(25);
  expect(document.fulfillmentOrders[0]?.lines).toHaveLength(25);
  expect(document.fulfillments[0]?.lines).toHaveLength(25);
  expect(document.refunds[0]?.lines).toHaveLength(25);
  expect(document.returns.map((one) => one.lines.length)).toEqual([25, 25, 25]);
  expect([stockOrder(document)]).toEqual(await readOrders(shop.client, [order.id]));
});

test("of many orders one query asks for no more than Shopify answers, and deleted ones are absent", async () => {
  const orders = Array.from({ length: 9 }, () => store.placeOrder([{ variantId: mug.id, quantity: 1 }]));
  const ids = [...orders.map(({ id }) => id), "999"];
  const documents = await readOrderDocuments(shop.client, ids);
  expect(documents.map(({ id }) => id)).toEqual(orders.map(({ id }) => id));
});

test("a cancelled order has no stock lines", async () => {
  const { name, id } = store.placeOrder([{ variantId: mug.id, quantity: 1 }]);
  store.cancelOrder(name, { restock: true, reason: "FRAUD" });
  const [document] = await readOrderDocuments(shop.client, [id]);
  expect(document).toMatchObject({ cancelReason: "FRAUD", financialStatus: "REFUNDED" });
  expect(document && stockOrder(document).lines).toEqual([]);
});

test("a fulfillment order leads to its order", async () => {
  const orders = [1, 2].map(() => store.placeOrder([{ variantId: mug.id, quantity: 1 }]));
  const ids = orders.flatMap(({ fulfillmentOrders }) => fulfillmentOrders.map(({ id }) => id));
  const owners = await ordersOfFulfillmentOrders(shop.client, [...ids, ...ids, "999"]);
  expect(owners).toEqual(orders.map(({ id }) => id));
});
