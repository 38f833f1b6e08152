import fc from "fast-check";
import { expect, test } from "vitest";
import {
  endedBy,
  entriesOn,
  nextTurn,
  parsePriceKey,
  priceKey,
  type PriceEntry,
} from "#app/core/prices/entry.ts";

const day = (n: number) => `2026-11-${String(n).padStart(2, "0")}T00:00:00.000Z`;
const at = (n: number) => Date.parse(day(n));

const entry = (change: Partial<PriceEntry>): PriceEntry => ({
  list: "",
  amount: "10",
  currency: "EUR",
  compareAt: null,
  cost: null,
  minQuantity: 1,
  from: null,
  until: null,
  taxIncluded: null,
  taxRate: null,
  asOf: day(1),
  origin: null,
  sku: "MUG",
  ...change,
});

test.each([
  [{ list: "", minQuantity: 1, from: null, until: null }, "1///"],
  [
    { list: "B2B", minQuantity: 10, from: new Date(day(27)), until: null },
    "10/2026-11-27T00:00:00.000Z//B2B",
  ],
  [{ list: "a/b", minQuantity: 1, from: null, until: new Date(day(2)) }, "1//2026-11-02T00:00:00.000Z/a/b"],
])("the terms of a price can be read in its key: %j", (terms, key) => {
  expect(priceKey(terms)).toBe(key);
});

test("a key holds all terms, so no two prices share one", () => {
  const time = fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }));
  const terms = fc.record({
    list: fc.oneof(fc.string(), fc.constantFrom("", "/", "1//", "B2B")),
    minQuantity: fc.integer({ min: 1, max: 100_000 }),
    from: time,
    until: time,
  });
  fc.assert(
    fc.property(terms, (of) => {
      expect(parsePriceKey(priceKey(of))).toEqual(of);
    }),
  );
});

test.each<[string, readonly Partial<PriceEntry>[], string[]]>([
  ["a price without limits always holds", [{}], ["10"]],
  ["a price holds from its first moment", [{ from: day(10) }], ["10"]],
  ["a price no longer holds at its end", [{ until: day(10) }], []],
  ["a price that is still to come does not hold", [{ from: day(11) }], []],
  ["a price that the source withdrew does not hold", [{ amount: null }], []],
  [
    "a price that ends stands before one that lasts, even if that began later",
    [
      { amount: "10", from: day(9) },
      { amount: "8", from: day(5), until: day(20) },
    ],
    ["8", "10"],
  ],
  [
    "a new price replaces the one before",
    [{ amount: "10" }, { amount: "12", from: day(9) }, { amount: "11", from: day(5) }],
    ["12", "11", "10"],
  ],
  [
    "of two sales the one that began last counts",
    [
      { amount: "8", from: day(5), until: day(20) },
      { amount: "7", from: day(9), until: day(12) },
    ],
    ["7", "8"],
  ],
  [
    "of two prices for the same time the freshest counts",
    [
      { amount: "8", asOf: day(2) },
      { amount: "7", asOf: day(3) },
    ],
    ["7", "8"],
  ],
  [
    "of two sales that began together and are as fresh the one that ends first counts",
    [
      { amount: "8", until: day(20) },
      { amount: "7", until: day(12) },
    ],
    ["7", "8"],
  ],
  [
    "of two prices that differ in nothing else the list that sorts first counts",
    [
      { amount: "8", list: "b" },
      { amount: "7", list: "a" },
    ],
    ["7", "8"],
  ],
])("%s", (_, entries, amounts) => {
  expect(entriesOn(entries.map(entry), at(10)).map(({ amount }) => amount)).toEqual(amounts);
});

test("the order of the source's rows does not matter", () => {
  const time = fc.option(fc.integer({ min: 1, max: 20 }).map(day));
  const amount = fc.constantFrom("7", "8");
  const entries = fc.array(
    fc.record({
      list: fc.constantFrom("", "B2B"),
      amount: fc.option(amount),
      currency: fc.constantFrom("EUR", "NOK"),
      compareAt: fc.option(amount),
      cost: fc.option(amount),
      minQuantity: fc.constantFrom(1, 10),
      from: time,
      until: time,
      taxIncluded: fc.option(fc.boolean()),
      taxRate: fc.option(fc.constantFrom("0", "0.25")),
      asOf: fc.integer({ min: 1, max: 3 }).map(day),
      origin: fc.option(fc.constantFrom("prices.csv", "sale.csv")),
      sku: fc.constantFrom("MUG", "mug"),
    }),
  );
  const ends = [day(11), day(12)].map((until) => entry({ until }));
  fc.assert(
    fc.property(entries, (rows) => {
      for (const ordered of [entriesOn, endedBy])
        expect(ordered(rows.toReversed(), at(10))).toEqual(ordered(rows, at(10)));
    }),
    { examples: [[ends]] },
  );
});

test("the next turn is the first moment after now at which something begins or ends", () => {
  const spans = [
    { from: day(3), until: day(12) },
    { from: day(11), until: null },
    { from: null, until: day(10) },
  ];
  expect(nextTurn(spans, at(10))).toBe(at(11));
  expect(nextTurn(spans, at(12))).toBeNull();
});
