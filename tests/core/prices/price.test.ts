import { describe, expect, test } from "vitest";
import { desiredPrice, type PriceFacts } from "#app/core/prices/price.ts";
import { at, check, day, entry, input, promotion, rate, rules, type Row } from "./cases.ts";

describe("what the shop ought to ask", () => {
  test.each<Row>([
    ["is what the source says", {}, "10.00 EUR"],
    ["is unknown while the source has named no price", { entries: [] }, { reason: "no-reading" }],
    [
      "is unknown once the source's price has ended",
      { entries: [entry({ until: day(9) })] },
      { reason: "no-reading" },
    ],
    [
      "is unknown once the source has withdrawn its price",
      { entries: [entry({ amount: null })] },
      { reason: "no-reading" },
    ],
    ["is never nothing", { entries: [entry({ amount: "0" })] }, { reason: "price-not-positive" }],
    ["is never less than nothing", { entries: [entry({ amount: "-5" })] }, { reason: "price-not-positive" }],
    [
      "is never less than the currency can tell",
      { entries: [entry({ amount: "0.004" })] },
      { reason: "price-not-positive" },
    ],
    [
      "is not the price of a larger quantity",
      { entries: [entry({}), entry({ minQuantity: 10, amount: "8" })] },
      "10.00 EUR",
    ],
    [
      "changes on the day that the source scheduled",
      { entries: [entry({}), entry({ amount: "12", from: day(10) })] },
      "12.00 EUR",
    ],
  ])("%s", check);
});

describe("what a price list ought to ask", () => {
  const list = { priceListId: "7" };
  test.each<Row>([
    ["is what the source says", list, "10.00 EUR"],
    ["is its base price where the source never named one", { ...list, entries: [] }, null],
    ["is its base price once the entry has ended", { ...list, entries: [entry({ until: day(10) })] }, ""],
    [
      "is its base price once the entry was withdrawn, whatever the source's clock says",
      { ...list, entries: [entry({ amount: null, currency: "", asOf: day(11) })] },
      "",
    ],
    ["is left alone before the first entry begins", { ...list, entries: [entry({ from: day(11) })] }, null],
    [
      "has a price for a quantity",
      { ...list, minQuantity: 10, entries: [entry({}), entry({ minQuantity: 10, amount: "8" })] },
      "8.00 EUR",
    ],
    [
      "loses the price for a quantity when that ends",
      { ...list, minQuantity: 10, entries: [entry({}), entry({ minQuantity: 10, until: day(2) })] },
      "",
    ],
    [
      "has no compare-at price without a price",
      { ...list, kind: "compareAt", entries: [entry({ until: day(2) })] },
      "",
    ],
  ])("%s", check);
});

describe("a price in another currency", () => {
  const krone = { currency: "NOK" };
  test.each<Row>([
    ["is refused without a rate", krone, { reason: "wrong-currency" }],
    [
      "is not converted by rates of others",
      { ...krone, rates: [rate("USD", "NOK", "10"), rate("EUR", "SEK", "11")] },
      { reason: "wrong-currency" },
    ],
    ["is converted by the source's rate", { ...krone, rates: [rate("EUR", "NOK", "11.5")] }, "115.00 NOK"],
    ["is converted by the inverse of one", { ...krone, rates: [rate("NOK", "EUR", "0.08")] }, "125.00 NOK"],
    [
      "is converted by the rate itself where both are given",
      { ...krone, rates: [rate("NOK", "EUR", "0.08", day(9)), rate("EUR", "NOK", "11.5")] },
      "115.00 NOK",
    ],
    [
      "is converted by the newest rate",
      { ...krone, rates: [rate("EUR", "NOK", "12", day(3)), rate("EUR", "NOK", "11.5", day(2))] },
      "120.00 NOK",
    ],
    [
      "is not converted by a rate of nothing",
      { ...krone, rates: [rate("NOK", "EUR", "0")] },
      { reason: "wrong-currency" },
    ],
  ])("%s", check);
});

describe("tax", () => {
  const net = { entries: [entry({ taxIncluded: false, taxRate: "0.25" })] };
  test.each<Row>([
    ["is added where the source leaves it out", net, "12.50 EUR"],
    ["stays out where the shop leaves it out too", { ...net, taxesIncluded: false }, "10.00 EUR"],
    [
      "is taken out where only the source includes it",
      { taxesIncluded: false, entries: [entry({ taxIncluded: true, taxRate: "0.25" })] },
      "8.00 EUR",
    ],
    ["is as in the shop where nobody says otherwise", { rules: rules({ taxRate: "0.25" }) }, "10.00 EUR"],
    [
      "is left out where the merchant says the source does",
      { rules: rules({ taxRate: "0.25", sourceTaxIncluded: false }) },
      "12.50 EUR",
    ],
    [
      "is included where the source says so, whatever the merchant says of it",
      {
        entries: [entry({ taxIncluded: true })],
        rules: rules({ taxRate: "0.25", sourceTaxIncluded: false }),
      },
      "10.00 EUR",
    ],
    [
      "has the source's rate before the merchant's",
      { entries: [entry({ taxIncluded: false, taxRate: "0.1" })], rules: rules({ taxRate: "0.25" }) },
      "11.00 EUR",
    ],
    [
      "cannot be added without a rate",
      { entries: [entry({ taxIncluded: false })] },
      { reason: "tax-unknown" },
    ],
    [
      "is added after the price was converted, and rounded once",
      {
        ...net,
        currency: "NOK",
        rates: [rate("EUR", "NOK", "11.3333")],
      },
      "141.67 NOK",
    ],
  ])("%s", check);
});

describe("the margin", () => {
  const margin = rules({ marginMin: "0.15", taxRate: "0.25" });
  const cost = (text: string) => [entry({ cost: text })];
  const below = { reason: "below-margin", value: "10.00 EUR" };
  test.each<Row>([
    [
      "is kept by a price that leaves it",
      { taxesIncluded: false, rules: margin, entries: cost("8.69") },
      "10.00 EUR",
    ],
    [
      "blocks a price that leaves less",
      { taxesIncluded: false, rules: margin, entries: cost("8.70") },
      below,
    ],
    ["is reckoned without tax", { rules: margin, entries: cost("6.95") }, "10.00 EUR"],
    ["is not there where tax eats it", { rules: margin, entries: cost("6.96") }, below],
    [
      "needs a tax rate for that",
      { rules: rules({ marginMin: "0.15" }), entries: cost("5") },
      { reason: "tax-unknown" },
    ],
    ["asks nothing where the cost is unknown", { rules: margin }, "10.00 EUR"],
    ["asks nothing where the merchant set none", { entries: cost("20") }, "10.00 EUR"],
    [
      "counts for a promotion",
      { taxesIncluded: false, rules: margin, entries: cost("8"), promotions: [promotion({})] },
      { reason: "below-margin", value: "8.00 EUR" },
    ],
    [
      "counts with the cost that another entry gives",
      {
        taxesIncluded: false,
        rules: margin,
        entries: [entry({ cost: "9.5" }), entry({ amount: "10", from: day(2), until: day(12) })],
      },
      below,
    ],
    [
      "cannot be told where the cost has another currency",
      {
        taxesIncluded: false,
        rules: margin,
        entries: [entry({ cost: "5", currency: "USD" }), entry({ from: day(2) })],
      },
      { reason: "wrong-currency" },
    ],
  ])("%s", check);
});

describe("the receipt", () => {
  test("tells every step with the amount that it led to", () => {
    const { receipt, dueAt } = desiredPrice(
      input({
        currency: "NOK",
        entries: [entry({ taxIncluded: false, taxRate: "0.25", cost: "5" })],
        rates: [rate("NOK", "EUR", "0.08")],
        promotions: [promotion({})],
        rules: rules({ marginMin: "0.15", rounding: { kind: "ending", ending: "9", direction: "down" } }),
      }),
    );
    expect(receipt).toEqual({
      of: "price",
      lines: [
        {
          kind: "source",
          list: "",
          amount: "10.00 EUR",
          minQuantity: 1,
          from: null,
          until: null,
          asOf: day(1),
          origin: "prices.csv, line 2",
          sku: "MUG",
        },
        { kind: "converted", rate: "0.08", from: "NOK", to: "EUR", asOf: day(1), amount: "125.00 NOK" },
        { kind: "tax", rate: "0.25", added: true, amount: "156.25 NOK" },
        { kind: "promotion", name: "Autumn sale", percent: "20", amount: "125.00 NOK", until: day(20) },
        { kind: "rounded", amount: "119.00 NOK" },
        { kind: "margin", cost: "62.50 NOK", least: "89.85 NOK" },
      ],
      result: "119.00 NOK",
    });
    expect(dueAt).toBe(at(20));
  });

  test("of a compare-at price ends with the regular price", () => {
    const { receipt } = desiredPrice(input({ kind: "compareAt", promotions: [promotion({})] }));
    expect(receipt?.lines.map(({ kind }) => kind)).toEqual(["source", "regular"]);
    expect(receipt?.lines.at(-1)).toEqual({ kind: "regular", amount: "10.00 EUR" });
  });

  test("of a price that went names what ended", () => {
    const { receipt } = desiredPrice(
      input({
        priceListId: "7",
        entries: [
          entry({ until: day(4) }),
          entry({ until: day(10) }),
          entry({ until: day(30), from: day(20) }),
        ],
      }),
    );
    expect(receipt).toMatchObject({ lines: [{ kind: "source", until: day(10) }], result: "" });
  });

  test("of a price that cannot be converted tells of no promotion", () => {
    const { receipt } = desiredPrice(input({ currency: "NOK", promotions: [promotion({})] }));
    expect(receipt).toMatchObject({ lines: [{ kind: "source" }], result: null });
  });

  test("of a price that cannot be said stops where it is stuck", () => {
    const { receipt } = desiredPrice(input({ entries: [entry({ taxIncluded: false })] }));
    expect(receipt).toMatchObject({ lines: [{ kind: "source" }], result: null });
  });
});

describe("a price is decided again", () => {
  test.each<[string, Partial<PriceFacts>, number | null]>([
    ["never, where nothing begins or ends", {}, null],
    ["when it ends", { entries: [entry({ until: day(20) })] }, at(20)],
    ["when the next one begins", { entries: [entry({ until: day(20) }), entry({ from: day(15) })] }, at(15)],
    [
      "when one for another quantity begins, for the cost may change",
      { entries: [entry({}), entry({ minQuantity: 10, from: day(12) })] },
      at(12),
    ],
    ["when a promotion begins", { promotions: [promotion({ from: day(11) })] }, at(11)],
    ["when a promotion ends", { promotions: [promotion({})] }, at(20)],
    [
      "when the compare-at price of a promotion is nobody's affair any more",
      { promotions: [promotion({ until: day(8) })] },
      at(15),
    ],
    ["not for what is over", { entries: [entry({ from: day(2), until: day(10) })] }, null],
  ])("%s", (_, change, dueAt) => {
    expect(desiredPrice(input(change)).dueAt).toBe(dueAt);
  });
});
