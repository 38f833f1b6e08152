import fc from "fast-check";
import { expect, test } from "vitest";
import { matches } from "#app/adapters/csv/files/names.ts";

test("a star stands for any characters, a question mark for one, and case does not matter", () => {
  expect(matches("stock-*.csv", "STOCK-0914.CSV")).toBe(true);
  expect(matches("stock-??.csv", "stock-14.csv")).toBe(true);
  expect(matches("stock-??.csv", "stock-914.csv")).toBe(false);
  expect(matches("*", "anything")).toBe(true);
  expect(matches("st*ck*", "stock")).toBe(true);
  expect(matches("stock", "stock.csv")).toBe(false);
});

test("every other sign of a pattern stands for itself", () => {
  expect(matches("a+(b).csv", "a+(b).csv")).toBe(true);
  expect(matches("a.csv", "axcsv")).toBe(false);
  expect(matches("[ab]^$|.csv", "[ab]^$|.csv")).toBe(true);
});

test("a pattern finds what the same regular expression would find", () => {
  const letter = fc.constantFrom("a", "b", "*", "?", ".");
  const pattern = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(""));
  const name = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 10 }).map((letters) => letters.join(""));
  fc.assert(
    fc.property(pattern, name, (given, file) => {
      const source = given.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".");
      expect(matches(given, `x${file}x`)).toBe(new RegExp(`^${source}$`).test(`x${file}x`));
    }),
    { numRuns: 2000 },
  );
});

test("no pattern, however many stars it has, takes long over a long name", () => {
  const name = "a".repeat(255);
  const before = performance.now();
  for (const pattern of ["*a*a*a*a*b", `${"*a".repeat(100)}*b`, `${"*?".repeat(100)}b`]) {
    expect(matches(pattern, name)).toBe(false);
  }
  expect(performance.now() - before).toBeLessThan(1000);
});

test("a name that no file system holds matches nothing", () => {
  expect(matches("*", "a".repeat(256))).toBe(false);
});
