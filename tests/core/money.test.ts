import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareMoney,
  currencyDigits,
  isCurrency,
  isDecimal,
  money,
  moneyNumber,
  parseMoney,
  sameMoney,
} from "#app/core/money.ts";

describe("money has one spelling", () => {
  test.each<[string, string, string, string]>([
    ["euros have two digits", "12.5", "EUR", "12.50 EUR"],
    ["yen have none", "1200.0", "JPY", "1200 JPY"],
    ["dinars have three", "1.5", "KWD", "1.500 KWD"],
    ["forints have two, though nobody has the coins", "1200.50", "HUF", "1200.50 HUF"],
    ["half a cent goes up", "0.005", "EUR", "0.01 EUR"],
    ["less than half a cent is dropped", "2.675", "EUR", "2.68 EUR"],
    ["no float is involved", "0.1000000000000000055", "EUR", "0.10 EUR"],
    ["nothing has no sign", "-0.001", "EUR", "0.00 EUR"],
    ["large amounts are written out", "123456789012345678901234", "EUR", "123456789012345678901234.00 EUR"],
    ["leading zeros are dropped", "007", "NOK", "7.00 NOK"],
  ])("%s", (_, amount, currency, text) => {
    expect(money(amount, currency)).toBe(text);
  });

  const currency = fc.constantFrom("EUR", "NOK", "CZK", "JPY", "KWD", "HUF");
  const amount = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 99_999 }))
    .map(([whole, rest]) => `${whole}.${String(rest).padStart(5, "0")}`);

  test("what was spelled once is never spelled otherwise", () => {
    fc.assert(
      fc.property(amount, currency, (text, code) => {
        const spelled = money(text, code);
        const parsed = parseMoney(spelled)!;
        expect(parsed.currency).toBe(code);
        expect(money(parsed.amount, parsed.currency)).toBe(spelled);
        expect(spelled.split(" ")[0]?.split(".")[1]?.length ?? 0).toBe(currencyDigits(code));
      }),
    );
  });

  test("two spellings of one amount are the same money", () => {
    fc.assert(
      fc.property(amount, currency, fc.integer({ min: 0, max: 4 }), (text, code, zeros) => {
        expect(sameMoney(`${text} ${code}`, `${text}${"0".repeat(zeros)} ${code}`)).toBe(true);
      }),
    );
  });
});

test.each<[string, string, string, boolean]>([
  ["the same text is the same money", "12.50 EUR", "12.50 EUR", true],
  ["a missing zero changes nothing", "12.5 EUR", "12.50 EUR", true],
  ["another currency is other money", "12.50 EUR", "12.50 NOK", false],
  ["no price is only like no price", "", "", true],
  ["no price is not a price of nothing", "", "0.00 EUR", false],
  ["a cent matters", "12.50 EUR", "12.51 EUR", false],
])("%s", (_, a, b, same) => {
  expect(sameMoney(a, b)).toBe(same);
  expect(sameMoney(b, a)).toBe(same);
});

test("money of one currency can be ordered, of two it cannot", () => {
  expect(compareMoney("9.99 EUR", "10.00 EUR")).toBe(-1);
  expect(compareMoney("10.00 EUR", "9.99 EUR")).toBe(1);
  expect(compareMoney("10.00 EUR", "9.99 USD")).toBeNull();
  expect(compareMoney("", "9.99 USD")).toBeNull();
});

test.each(["", "12.50", "EUR 12.50", "12,50 EUR", "12.50 eur", "1e3 EUR", "12.50  EUR", ".5 EUR"])(
  "%j is no money",
  (text) => {
    expect(parseMoney(text)).toBeNull();
    expect(moneyNumber(text)).toBeNull();
  },
);

test("a currency is told by its code in capitals", () => {
  expect(["EUR", "NOK", "CZK"].every(isCurrency)).toBe(true);
  expect(["eur", "EURO", "", "QQQ"].some(isCurrency)).toBe(false);
});

test("a decimal is digits with at most one point, and nothing else", () => {
  expect(["0", "12", "-12.50"].every(isDecimal)).toBe(true);
  expect(["", "1e3", "1,5", " 1", "1.", ".5", "NaN", 12, null].some(isDecimal)).toBe(false);
});
