import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_PRICE_RULES, parsePriceRules, roundPrice, type Rounding } from "#app/core/prices/rules.ts";

const none: Rounding = { kind: "none" };
const step = (text: string, direction: "nearest" | "up" | "down"): Rounding => ({
  kind: "step",
  step: text,
  direction,
});
const ending = (text: string, direction: "nearest" | "up" | "down"): Rounding => ({
  kind: "ending",
  ending: text,
  direction,
});

describe("prices are rounded", () => {
  test.each<[string, string, string, Rounding, string]>([
    ["to the cent where there is no rule", "12.345", "EUR", none, "12.35"],
    ["to the whole yen", "1234.5", "JPY", none, "1235"],
    ["to the nearest five cents", "12.32", "EUR", step("0.05", "nearest"), "12.3"],
    ["half way goes up", "12.325", "EUR", step("0.05", "nearest"), "12.35"],
    ["up to the next krone", "12.01", "NOK", step("1", "up"), "13"],
    ["never up by what is no cent", "12.0001", "NOK", step("1", "up"), "12"],
    ["down to the krone", "12.99", "NOK", step("1", "down"), "12"],
    ["down, but not to nothing", "0.4", "NOK", step("1", "down"), "1"],
    ["a step finer than the currency is a whole unit", "1234.5", "JPY", step("0.05", "up"), "1235"],
    ["by a step that the currency cannot tell not at all", "1234", "JPY", step("0.3", "up"), "1234"],
    ["up to what ends in one", "12", "CZK", ending("1", "up"), "21"],
    ["to the nearest .99", "12.6", "EUR", ending("0.99", "nearest"), "12.99"],
    ["to the nearest .99 below", "12.4", "EUR", ending("0.99", "nearest"), "11.99"],
    ["up to .99", "12.01", "EUR", ending("0.99", "up"), "12.99"],
    ["down to .99", "12.98", "EUR", ending("0.99", "down"), "11.99"],
    ["down to .99, but not below nothing", "0.5", "EUR", ending("0.99", "down"), "0.99"],
    ["up to the next 9.90", "12", "EUR", ending("9.90", "up"), "19.9"],
    ["to hundreds that end in 99", "1240", "CZK", ending("99", "nearest"), "1199"],
    ["to what ends in five cents", "12.5", "EUR", ending("0.05", "up"), "13.05"],
    ["an ending that the currency does not have is none", "1234", "JPY", ending("0.99", "up"), "1234"],
    ["a price that fits stays", "12.99", "EUR", ending("0.99", "up"), "12.99"],
  ])("%s", (_, amount, currency, rounding, rounded) => {
    expect(roundPrice(new Big(amount), currency, rounding).toString()).toBe(rounded);
  });

  const cents = fc.integer({ min: 1, max: 1_000_000 }).map((n) => new Big(n).div(100));
  const direction = fc.constantFrom("nearest" as const, "up" as const, "down" as const);
  const rounding = fc.oneof(
    fc.constant(none),
    fc.record({
      kind: fc.constant("step" as const),
      step: fc.constantFrom("0.01", "0.025", "0.05", "0.30", "1", "5", "100"),
      direction,
    }),
    fc.record({
      kind: fc.constant("ending" as const),
      ending: fc.constantFrom("0", "0.00", "0.05", "0.9", "0.99", "4.95", "9", "9.90", "99"),
      direction,
    }),
  );
  const currency = fc.constantFrom("EUR", "JPY", "KWD");

  test("rounding twice is rounding once", () => {
    fc.assert(
      fc.property(cents, currency, rounding, (amount, code, rule) => {
        const once = roundPrice(amount, code, rule);
        expect(roundPrice(once, code, rule).toString()).toBe(once.toString());
      }),
    );
  });

  test("a lower price never becomes the higher one", () => {
    fc.assert(
      fc.property(cents, cents, currency, rounding, (a, b, code, rule) => {
        const [low, high] = a.lt(b) ? [a, b] : [b, a];
        expect(roundPrice(low, code, rule).lte(roundPrice(high, code, rule))).toBe(true);
      }),
    );
  });

  test("a price stays above nothing", () => {
    fc.assert(
      fc.property(cents, rounding, (amount, rule) => {
        expect(roundPrice(amount, "EUR", rule).gt(0)).toBe(true);
      }),
    );
  });

  test("up never lowers a price, and down never raises one that is not below the lowest", () => {
    fc.assert(
      fc.property(cents, rounding, (amount, rule) => {
        fc.pre(rule.kind !== "none" && amount.gt(100));
        const rounded = roundPrice(amount, "EUR", rule);
        if (rule.direction === "up") expect(rounded.gte(amount)).toBe(true);
        if (rule.direction === "down") expect(rounded.lte(amount)).toBe(true);
      }),
    );
  });
});

test("rules that were never saved, or make no sense, are the defaults", () => {
  expect(parsePriceRules(undefined)).toEqual(DEFAULT_PRICE_RULES);
  expect(
    parsePriceRules({
      rounding: { kind: "step", step: "0", direction: "up" },
      sourceTaxIncluded: "yes",
      taxRate: "-0.25",
      marginMin: 0.2,
    }),
  ).toEqual(DEFAULT_PRICE_RULES);
  expect(parsePriceRules({ rounding: { kind: "ending", ending: "x", direction: "up" } })).toEqual(
    DEFAULT_PRICE_RULES,
  );
  expect(parsePriceRules({ rounding: { kind: "step", step: "1", direction: "sideways" } })).toEqual(
    DEFAULT_PRICE_RULES,
  );
});

test("rules come back as they were saved", () => {
  const rules = {
    rounding: ending("0.99", "up"),
    sourceTaxIncluded: false,
    taxRate: "0.25",
    marginMin: "0.15",
  };
  expect(parsePriceRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules);
});
