import { expect, test } from "vitest";
import { toSourceCredits } from "#app/core/orders/credits.ts";
import { linesTotal } from "#app/core/orders/totals.ts";
import type { ShopOrderDocument, ShopRefund, ShopTax } from "#app/core/shop/order.ts";
import { toSourceOrder } from "#app/core/orders/to-source-order.ts";
import { CONTEXT, item, place, same, shipping, shopOrder } from "./shop.ts";

const build = (document: ShopOrderDocument, credited: readonly string[] = []) =>
  toSourceOrder(document, CONTEXT, credited);
const vat = (amount: string, title = "VAT"): ShopTax => ({ title, rate: "0.25", amount: same(amount) });
const refund = (over: Partial<ShopRefund> = {}): ShopRefund => ({
  id: "r1",
  createdAt: "2026-03-02T10:00:00Z",
  note: null,
  returnId: null,
  lines: [],
  shipping: same("0"),
  adjustment: same("0"),
  total: same("0"),
  ...over,
});

test("an article goes by the source's SKU, in the source's unit, at the source's unit price", () => {
  const line = item({ variantId: "v2", quantity: 3, unitPrice: same("12") });
  const { order, problems, difference } = build(shopOrder({ lines: [line], currentTotal: "36" }));
  expect(order.lines).toMatchObject([
    {
      id: "11",
      kind: "product",
      sku: "ERP-2",
      quantity: 18,
      unitPrice: "2.00",
      total: "36.00",
      warehouse: "MAIN",
    },
  ]);
  expect(order).toMatchObject({ key: "demo.myshopify.com/1001", reference: "#1001", warehouse: "MAIN" });
  expect([problems, difference]).toEqual([[], "0.00"]);
});

test("a unit price takes up to four digits, and the line's total stays exact", () => {
  const line = item({ quantity: 3, discounts: [{ title: "TEN", scope: "order", amount: same("10") }] });
  const { order } = build(shopOrder({ lines: [line], currentTotal: "20" }));
  expect(order.lines).toMatchObject([
    { unitPrice: "6.6667", total: "20.00", discount: "10.00", discountTitles: ["TEN"] },
  ]);
});

test("taxes on top of prices are part of the total, taxes within them are not added", () => {
  const lines = [item({ taxes: [vat("2.50")] })];
  const on = build(shopOrder({ lines, taxesIncluded: false, currentTotal: "12.50" }));
  const within = build(shopOrder({ lines, currentTotal: "10" }));
  expect([on.order.total, on.order.tax, on.difference]).toEqual(["12.50", "2.50", "0.00"]);
  expect([within.order.total, within.order.tax, within.difference]).toEqual(["10.00", "2.50", "0.00"]);
});

test("shipping, a tip, duties and a gift card are lines of their own kind", () => {
  const lines = [
    item({ duties: [{ amount: same("3"), taxes: [vat("0.75")] }] }),
    item({
      id: "12",
      title: "Gift card",
      variantTitle: null,
      variantId: null,
      giftCard: true,
      unitPrice: same("50"),
    }),
  ];
  const shippingLines = [shipping({ price: same("6"), discountedPrice: same("5"), taxes: [vat("1")] })];
  const { order, problems } = build(shopOrder({ lines, shippingLines, tip: same("2"), currentTotal: "70" }));
  expect(order.lines.map(({ id, kind, total, discount }) => [id, kind, total, discount])).toEqual([
    ["11", "product", "10.00", "0.00"],
    ["duty/11", "duty", "3.00", "0.00"],
    ["12", "gift-card", "50.00", "0.00"],
    ["shipping/s1", "shipping", "5.00", "1.00"],
    ["tip", "tip", "2.00", "0.00"],
  ]);
  expect(problems).toEqual([]);
});

test("free shipping stays, because it names what the customer chose", () => {
  const { order } = build(shopOrder({ shippingLines: [shipping({ title: "Free parcel" })] }));
  expect(order.lines[1]).toMatchObject({ kind: "shipping", title: "Free parcel", total: "0.00" });
});

test("a product that the source does not know is a line of text, and somebody is told", () => {
  const lines = [
    item({ variantId: null, title: "Old mug" }),
    item({ id: "12", variantId: "v9", title: "New mug" }),
  ];
  const { order, problems } = build(shopOrder({ lines, currentTotal: "20" }));
  expect(order.lines).toMatchObject([
    { kind: "placeholder", sku: null, title: "Old mug - Blue", total: "10.00" },
    { kind: "placeholder", sku: null, title: "New mug - Blue" },
  ]);
  expect(problems).toMatchObject([
    { code: "unknown-product", place: "line/11", blocks: false },
    { code: "unknown-product", place: "line/12", blocks: false },
  ]);
  const strict = { ...CONTEXT, rules: { ...CONTEXT.rules, unknownProduct: "review" as const } };
  expect(toSourceOrder(shopOrder({ lines, currentTotal: "20" }), strict, []).problems[0]?.blocks).toBe(true);
});

test("what a customer wants engraved reaches the picker, hidden attributes do not", () => {
  const attributes = [
    { key: "Engraving", value: "Bob" },
    { key: "_bundle", value: "x" },
    { key: "Colour", value: "" },
  ];
  const { order } = build(shopOrder({ lines: [item({ attributes })] }));
  expect(order.lines[0]?.title).toBe("Mug - Blue (Engraving: Bob)");
});

test("lines of a bundle name it, and what leaves from two places has no one warehouse", () => {
  const bundle = { id: "b1", title: "Tea set", quantity: 1 };
  const lines = [item({ bundle }), item({ id: "12", bundle })];
  const fulfillmentOrders = [
    place(),
    place({ id: "f2", locationId: "loc2", lines: [{ id: "fl2", lineId: "12", total: 1, remaining: 1 }] }),
  ];
  const { order } = build(shopOrder({ lines, fulfillmentOrders, currentTotal: "20" }));
  expect(order.lines.map(({ bundle: of, warehouse }) => [of, warehouse])).toEqual([
    ["Tea set", "MAIN"],
    ["Tea set", null],
  ]);
  expect(order.warehouse).toBeNull();
});

test("the source may book what the customer saw instead of the shop's currency", () => {
  const context = { ...CONTEXT, rules: { ...CONTEXT.rules, currency: "presentment" as const } };
  const transactions = [
    { id: "t1", kind: "SALE", status: "SUCCESS", gateway: "card", amount: same("10"), processedAt: null },
  ];
  const { order } = toSourceOrder(shopOrder({ transactions }), context, []);
  expect(order).toMatchObject({
    currency: "USD",
    total: "11.00",
    payments: [{ amount: "11.00", currency: "USD" }],
  });
  expect(order.lines[0]?.total).toBe("11.00");
});

test("only money that moved is a payment", () => {
  const transaction = { gateway: "card", amount: same("10"), processedAt: "2026-03-01T10:01:00Z" };
  const transactions = [
    { ...transaction, id: "t1", kind: "AUTHORIZATION", status: "SUCCESS" },
    { ...transaction, id: "t2", kind: "CAPTURE", status: "FAILURE" },
    { ...transaction, id: "t3", kind: "CAPTURE", status: "SUCCESS" },
    { ...transaction, id: "t4", kind: "VOID", status: "SUCCESS" },
    { ...transaction, id: "t5", kind: "REFUND", status: "PENDING" },
    { ...transaction, id: "t6", kind: "REFUND", status: "SUCCESS", amount: same("4") },
  ];
  expect(build(shopOrder({ transactions })).order.payments).toMatchObject([
    { key: "transaction/t3", kind: "payment", amount: "10.00" },
    { key: "transaction/t6", kind: "refund", amount: "4.00" },
  ]);
});

test.each([
  ["10.05", "0.05", false],
  ["9.95", "-0.05", false],
  ["10.06", "0.06", true],
  ["0", "-10.00", true],
])("a total of %s is made up for by %s, and reviewed: %s", (currentTotal, adjusts, isReviewed) => {
  const { order, problems, difference } = build(shopOrder({ currentTotal }));
  expect(difference).toBe(adjusts);
  expect(order.lines.at(-1)).toMatchObject({ id: "adjustment", kind: "adjustment", total: adjusts });
  expect(linesTotal(order.lines, order).toFixed(2)).toBe(order.total);
  expect(problems).toEqual(
    isReviewed ? [{ code: "total-differs", place: "total", found: `${adjusts} EUR`, blocks: true }] : [],
  );
});

test("customers: a guest, a person, a place of a company", () => {
  const company = {
    id: "c1",
    name: "ACME",
    externalId: "K100",
    locationId: "l1",
    locationName: "Brno",
    locationExternalId: null,
    taxId: "CZ123",
  };
  const terms = { company, paymentTerms: { name: "Net 30", dueAt: null }, poNumber: "PO-7" };
  expect(build(shopOrder({ customer: null })).order.customer).toMatchObject({
    key: "guest/1001",
    name: "Ada Novak",
    email: "ada@example.com",
  });
  expect(build(shopOrder()).order.customer).toMatchObject({
    key: "customer/77",
    company: null,
    locale: "cs",
  });
  const { order } = build(shopOrder(terms));
  expect(order).toMatchObject({ paymentTerms: "Net 30", poNumber: "PO-7" });
  expect(order.customer).toMatchObject({
    key: "company/c1/l1",
    name: "ACME",
    company: { key: "company/c1", location: "Brno", taxId: "CZ123", externalId: "K100" },
  });
});

test("what was refunded before is not in the order, to the cent the shop refunded", () => {
  const lines = [
    item({
      quantity: 3,
      currentQuantity: 2,
      discounts: [{ title: "TEN", scope: "order", amount: same("10") }],
      taxes: [vat("5")],
    }),
  ];
  // A third of 20.00 is 6.67 or 6.66: the shop chose the smaller one.
  const given = { lineId: "11", quantity: 1, restocked: true, subtotal: same("6.66"), tax: same("1.66") };
  const document = shopOrder({ lines, refunds: [refund({ lines: [given] })], currentTotal: "13.34" });
  const { order, difference } = build(document);
  expect(order.lines).toMatchObject([
    { quantity: 2, total: "13.34", unitPrice: "6.67", taxes: [{ amount: "3.34", rate: "0.25" }] },
  ]);
  expect([difference, order.givenBack]).toEqual(["0.00", ["refund/r1"]]);
});

test("what the source is credited stays in the order, and both together are what the shop says", () => {
  const lines = [item({ quantity: 3, currentQuantity: 1 })];
  const shippingLines = [shipping({ price: same("5"), discountedPrice: same("5") })];
  const back = (quantity: number, restocked: boolean) => ({
    lineId: "11",
    quantity,
    restocked,
    subtotal: same(String(quantity * 10)),
    tax: same("0"),
  });
  const refunds = [
    refund({ lines: [back(1, true), back(1, false)], shipping: same("5"), adjustment: same("1") }),
  ];
  const document = shopOrder({ lines, shippingLines, refunds, currentTotal: "9" });
  const { order, difference } = build(document, ["refund/r1"]);
  expect([order.total, difference, order.givenBack]).toEqual(["35.00", "0.00", []]);
  expect(toSourceCredits(document, CONTEXT, "SO1")).toMatchObject([
    {
      key: "refund/r1",
      orderId: "SO1",
      returned: true,
      total: "16.00",
      lines: [{ sku: "ERP-1", quantity: 1 }, { kind: "shipping" }, { kind: "adjustment", total: "1.00" }],
    },
    { key: "refund/r1/kept", returned: false, total: "10.00", lines: [{ quantity: 1, total: "10.00" }] },
  ]);
});

test("money paid back out of goodwill is understood however the shop counts it", () => {
  const refunds = [refund({ adjustment: same("4"), total: same("4") })];
  const counted = build(shopOrder({ refunds, currentTotal: "6" }));
  expect([counted.order.total, counted.difference, counted.problems]).toEqual(["6.00", "0.00", []]);
  const uncounted = build(shopOrder({ refunds, currentTotal: "10" }));
  expect([uncounted.order.total, uncounted.difference, uncounted.problems]).toEqual(["10.00", "0.00", []]);
});

test("an exchange takes one piece back and adds another, each once", () => {
  const lines = [item({ currentQuantity: 0 }), item({ id: "12", variantId: "v2" })];
  const returns = [
    {
      id: "t1",
      name: "#1001-R1",
      status: "CLOSED",
      lines: [{ lineId: "11", quantity: 1, reason: "Size" }],
      exchanges: [{ lineId: "12", title: "Mug", quantity: 1 }],
    },
  ];
  const document = shopOrder({ lines, returns, currentTotal: "10" });
  expect(build(document).order.lines).toMatchObject([{ id: "12", total: "10.00" }]);

  // Once sent as a credit, the first piece stays in the order, and the credit takes exactly that piece back.
  const { order, difference } = build(document, ["return/t1"]);
  expect([order.lines.map(({ id }) => id), order.total, difference]).toEqual([["11", "12"], "20.00", "0.00"]);
  expect(toSourceCredits(document, CONTEXT, "SO1")).toMatchObject([
    { key: "return/t1", total: "10.00", returned: true, note: "Size", lines: [{ id: "11", quantity: 1 }] },
  ]);
});

test("a return that has its refund is not counted beside it", () => {
  const given = { lineId: "11", quantity: 1, restocked: true, subtotal: same("10"), tax: same("0") };
  const refunds = [refund({ returnId: "t1", lines: [given] })];
  const returns = [
    {
      id: "t1",
      name: "R1",
      status: "CLOSED",
      lines: [{ lineId: "11", quantity: 1, reason: null }],
      exchanges: [],
    },
  ];
  const document = shopOrder({ lines: [item({ currentQuantity: 0 })], refunds, returns, currentTotal: "0" });
  expect(toSourceCredits(document, CONTEXT, "SO1").map(({ key }) => key)).toEqual(["refund/r1"]);
});

test("shipping that was refunded is gone with its tax", () => {
  const shippingLines = [shipping({ price: same("8"), discountedPrice: same("8"), taxes: [vat("2")] })];
  const refunds = [refund({ shipping: same("5") })];
  const document = shopOrder({ shippingLines, refunds, taxesIncluded: false, currentTotal: "15" });
  const { order, difference } = build(document);
  expect(order.lines[1]).toMatchObject({ total: "4.00", taxes: [{ amount: "1.00" }] });
  expect(difference).toBe("0.00");
});
