import { beforeAll, describe, expect, test } from "vitest";
import { isPostalCode, postalCodeNeeded } from "#app/core/orders/postal-codes.ts";
import { origins } from "#sandbox/data/origins.ts";
import { readSample, type Sale, type Sample } from "#sandbox/data/sample.ts";
import { addressOf, person } from "#sandbox/demo/people.ts";
import { countryOf } from "#sandbox/demo/places.ts";

let sample: Sample;

beforeAll(async () => {
  sample = await readSample();
}, 60_000);

function sale(invoice: string, quantity: number, customer: string | null = "1", code = "A"): Sale {
  const lines = [{ code, quantity, price: "1.00" }];
  return {
    minute: 0,
    invoice,
    customer,
    country: "United Kingdom",
    takesBack: invoice.startsWith("C"),
    lines,
  };
}

describe("an invoice that takes goods back", () => {
  test("takes them from the same customer's newest invoices of the same code, and from nobody twice", () => {
    const found = origins([sale("1", 5), sale("2", 2), sale("3", 9, "2"), sale("C4", -3), sale("C5", -9)]);
    expect(found.get("C4")).toEqual([
      { code: "A", quantity: 2, from: "2" },
      { code: "A", quantity: 1, from: "1" },
    ]);
    expect(found.get("C5")).toEqual([
      { code: "A", quantity: 4, from: "1" },
      { code: "A", quantity: 5, from: null },
    ]);
  });

  test("has no origin where nobody knows who bought", () => {
    expect(origins([sale("1", 5, null), sale("C2", -1, null)]).get("C2")).toEqual([
      { code: "A", quantity: 1, from: null },
    ]);
  });
});

test("the sample holds thousands of real invoices with customers, countries, prices and returns", () => {
  expect(sample.sales.length).toBeGreaterThan(5_000);
  expect(sample.sales.filter(({ takesBack }) => takesBack).length).toBeGreaterThan(500);
  expect(sample.sales.filter(({ customer }) => customer !== null).length).toBeGreaterThan(4_000);
  const lines = sample.sales.flatMap((one) => one.lines);
  expect(lines.every(({ price }) => Number(price) > 0)).toBe(true);
});

test("customers live where their country's carriers find them, always at the same place", () => {
  const buyers = new Map(sample.sales.map(({ customer, country }) => [customer ?? "", country]));
  expect(new Set([...buyers.values()].map((name) => countryOf(name).code)).size).toBeGreaterThan(20);
  for (const [id, name] of buyers) {
    const country = countryOf(name);
    const { zip } = addressOf(id, country);
    expect(
      isPostalCode(zip, country.code) || (zip === "" && !postalCodeNeeded(country.code)),
      `${name} ${zip}`,
    ).toBe(true);
    expect(person(id, country)).toEqual(person(id, country));
  }
});
