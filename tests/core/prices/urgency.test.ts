import { expect, test } from "vitest";
import { priceJump, priceUrgency } from "#app/core/prices/urgency.ts";
import { stockUrgency } from "#app/core/stock/stock.ts";

test("the worst error comes first", () => {
  const worstFirst = [
    priceUrgency("price", "1.00 EUR", "100.00 EUR"),
    priceUrgency("price", "9.99 EUR", "10.00 EUR"),
    priceUrgency("price", "", "10.00 EUR"),
    priceUrgency("compareAt", "99.00 EUR", "12.00 EUR"),
    priceUrgency("compareAt", "12.50 EUR", "12.00 EUR"),
    priceUrgency("price", "100.00 EUR", "10.00 EUR"),
    priceUrgency("price", "10.10 EUR", "10.00 EUR"),
    priceUrgency("cost", "1.00 EUR", "100.00 EUR"),
    priceUrgency("price", "10.0 EUR", "10.00 EUR"),
  ];
  expect(worstFirst.toSorted((a, b) => b - a)).toEqual(worstFirst);
  expect(new Set(worstFirst).size).toBe(worstFirst.length);
});

test("selling too cheap is as bad as selling what is not there, and worse than all else of stock", () => {
  const cheap = priceUrgency("price", "9.00 EUR", "10.00 EUR");
  expect(cheap).toBeGreaterThan(stockUrgency(0, 1_000, 1_000));
  expect(Math.floor(cheap / 1e8)).toBe(Math.floor(stockUrgency(1, 0, 10) / 1e8));
});

test("no error is so large that it leaves its class", () => {
  expect(priceUrgency("price", "99999999999.00 EUR", "1.00 EUR")).toBeLessThan(
    priceUrgency("compareAt", "12.00 EUR", ""),
  );
});

test.each<[string, string, string, boolean]>([
  ["a move within the share is ordinary", "10.00 EUR", "13.00 EUR", false],
  ["a larger rise waits for a person", "10.00 EUR", "13.01 EUR", true],
  ["a larger fall waits for a person", "10.00 EUR", "6.99 EUR", true],
  ["a lost comma waits for a person", "12.50 EUR", "1250.00 EUR", true],
  ["another currency waits for a person", "10.00 EUR", "10.00 NOK", true],
  ["a first price is no move", "", "10.00 EUR", false],
  ["a fixed price that goes is no move", "10.00 EUR", "", false],
  ["any price is far from nothing", "0.00 EUR", "0.01 EUR", true],
])("%s", (_, shows, should, jumps) => {
  expect(priceJump(shows, should, 0.3)).toBe(jumps);
});
