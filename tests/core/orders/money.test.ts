import { expect, test } from "vitest";
import { orderMoney } from "#app/core/orders/money.ts";
import { toSourceOrder } from "#app/core/orders/to-source-order.ts";
import { CONTEXT, item, same, shopOrder } from "./shop.ts";

const document = shopOrder({ lines: [item({ quantity: 2, unitPrice: same("10") })], currentTotal: "20" });
const { order } = toSourceOrder(document, CONTEXT, []);
const total = (source: string | null) =>
  orderMoney(document, order, source).rows.find(({ part }) => part === "total");

test("a total that agrees on all sides is not marked", () => {
  expect(total("20.00 EUR")).toEqual({
    part: "total",
    shop: "20.00 EUR",
    sent: "20.00 EUR",
    source: "20.00 EUR",
    differs: false,
  });
});

test("a source that says another total is marked, one that says nothing is not", () => {
  expect(total("19.60 EUR")?.differs).toBe(true);
  expect(total(null)?.differs).toBe(false);
});

test("the parts of the shop's column come to its total", () => {
  const { rows } = orderMoney(document, order, null);
  expect(rows.map(({ part, shop }) => `${part} ${shop ?? ""}`)).toEqual([
    "goods 20.00 EUR",
    "shipping 0.00 EUR",
    "tax 0.00 EUR",
    "total 20.00 EUR",
  ]);
});

test("what is rounded away has a row only where there is such", () => {
  const odd = shopOrder({ lines: [item({ quantity: 2, unitPrice: same("10") })], currentTotal: "20.01" });
  const rows = orderMoney(odd, toSourceOrder(odd, CONTEXT, []).order, null).rows;
  expect(rows.find(({ part }) => part === "adjustment")?.sent).toBe("0.01 EUR");
});
