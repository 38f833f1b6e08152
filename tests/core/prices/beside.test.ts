import { describe, test } from "vitest";
import type { PriceFacts } from "#app/core/prices/price.ts";
import { check, day, entry, promotion, rate, rules, type Row } from "./cases.ts";

describe("a promotion", () => {
  test.each<Row>([
    ["reduces the price by its percentage", { promotions: [promotion({})] }, "8.00 EUR"],
    ["names the reduced price", { promotions: [promotion({ percent: null, amount: "7.5" })] }, "7.50 EUR"],
    ["does nothing before it begins", { promotions: [promotion({ from: day(11) })] }, "10.00 EUR"],
    ["does nothing once it has ended", { promotions: [promotion({ until: day(10) })] }, "10.00 EUR"],
    ["may go on without an end", { promotions: [promotion({ until: null })] }, "8.00 EUR"],
    [
      "counts only where no other is better",
      { promotions: [promotion({}), promotion({ percent: "30" }), promotion({ percent: "10" })] },
      "7.00 EUR",
    ],
    ["never makes a price dearer", { promotions: [promotion({ percent: null, amount: "12" })] }, "10.00 EUR"],
    [
      "is rounded like any price",
      {
        promotions: [promotion({})],
        rules: rules({ rounding: { kind: "ending", ending: "0.99", direction: "up" } }),
      },
      "8.99 EUR",
    ],
    [
      "asks exactly what a person typed",
      {
        promotions: [promotion({ percent: null, amount: "7.50" })],
        rules: rules({ rounding: { kind: "ending", ending: "0.99", direction: "up" } }),
      },
      "7.50 EUR",
    ],
    [
      "cannot cure a price that is unknown",
      { entries: [], promotions: [promotion({ percent: null, amount: "7.50" })] },
      { reason: "no-reading" },
    ],
  ])("%s", check);
});

describe("the compare-at price", () => {
  const compareAt = (change: Partial<PriceFacts>) => ({ kind: "compareAt" as const, ...change });
  const reduced = [entry({ compareAt: "15" })];
  test.each<Row>([
    ["is nobody's affair where the source never gives one", compareAt({}), null],
    ["is what the source says", compareAt({ entries: reduced }), "15.00 EUR"],
    ["goes where the source says there is none", compareAt({ entries: [entry({ compareAt: "" })] }), ""],
    ["never promises a reduction that is none", compareAt({ entries: [entry({ compareAt: "10" })] }), ""],
    [
      "takes the same steps as the price",
      compareAt({
        currency: "NOK",
        rates: [rate("EUR", "NOK", "10")],
        entries: [entry({ compareAt: "15", taxIncluded: false, taxRate: "0.25" })],
        rules: rules({ rounding: { kind: "step", step: "10", direction: "nearest" } }),
      }),
      "190.00 NOK",
    ],
    ["is the regular price during a promotion", compareAt({ promotions: [promotion({})] }), "10.00 EUR"],
    [
      "is the regular price during a promotion, whatever the source says",
      compareAt({ entries: reduced, promotions: [promotion({})] }),
      "10.00 EUR",
    ],
    [
      "is not touched by a promotion that reduces nothing",
      compareAt({ promotions: [promotion({ percent: null, amount: "11" })] }),
      null,
    ],
    ["is taken back when the promotion ends", compareAt({ promotions: [promotion({ until: day(10) })] }), ""],
    [
      "is the source's again when the promotion ends",
      compareAt({ entries: reduced, promotions: [promotion({ until: day(10) })] }),
      "15.00 EUR",
    ],
    [
      "is nobody's affair again a week after the promotion",
      compareAt({ promotions: [promotion({ from: day(1), until: day(3) })] }),
      null,
    ],
    ["waits for its price", compareAt({ entries: [], promotions: [promotion({})] }), null],
    [
      "does not move where the promotion may not",
      compareAt({
        taxesIncluded: false,
        entries: [entry({ cost: "8" })],
        promotions: [promotion({})],
        rules: rules({ marginMin: "0.15" }),
      }),
      { reason: "below-margin", value: "10.00 EUR" },
    ],
    [
      "goes only with its price",
      compareAt({
        taxesIncluded: false,
        entries: [entry({ compareAt: "9", cost: "9.5" })],
        rules: rules({ marginMin: "0.15" }),
      }),
      { reason: "below-margin", value: "" },
    ],
    [
      "does not move where its price may not",
      compareAt({
        taxesIncluded: false,
        entries: [entry({ compareAt: "15", cost: "9.5" })],
        rules: rules({ marginMin: "0.15" }),
      }),
      { reason: "below-margin", value: "15.00 EUR" },
    ],
  ])("%s", check);
});

describe("the cost", () => {
  const cost = (change: Partial<PriceFacts>) => ({ kind: "cost" as const, ...change });
  test.each<Row>([
    ["is nobody's affair where the source never gives one", cost({}), null],
    ["is what the source says", cost({ entries: [entry({ cost: "4.1" })] }), "4.10 EUR"],
    ["goes where the source says there is none", cost({ entries: [entry({ cost: "" })] }), ""],
    ["may be nothing", cost({ entries: [entry({ cost: "0" })] }), "0.00 EUR"],
    [
      "is never less than nothing",
      cost({ entries: [entry({ cost: "-1" })] }),
      { reason: "price-not-positive" },
    ],
    [
      "is converted, and neither taxed nor rounded",
      cost({
        currency: "NOK",
        rates: [rate("EUR", "NOK", "11.333")],
        entries: [entry({ cost: "4.1", taxIncluded: false, taxRate: "0.25" })],
        rules: rules({ rounding: { kind: "step", step: "10", direction: "up" } }),
      }),
      "46.47 NOK",
    ],
    [
      "does not change with a sale that says nothing of it",
      cost({ entries: [entry({ cost: "4.1" }), entry({ amount: "8", from: day(2), until: day(12) })] }),
      "4.10 EUR",
    ],
  ])("%s", check);
});
