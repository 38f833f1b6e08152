import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAmount, parsePrice, parseQuantity, parseShare } from "#app/adapters/csv/rows/numbers.ts";

describe("quantities", () => {
  test.each([
    ["5", ".", 5],
    ["5.000", ".", 5],
    ["5,000", ".", 5000],
    ["5.000", ",", 5000],
    ["5,000", ",", 5],
    ["1 234", ",", 1234],
    ["1\u00a0234,00", ",", 1234],
    ["1\u202f234\u202f567", ",", 1234567],
    ["1'234.00", ".", 1234],
    ["1’234", ".", 1234],
    ["-5", ".", -5],
    ["5-", ".", -5],
    ["(5)", ".", -5],
    ["−5", ".", -5],
    ["+5", ".", 5],
    ["-0", ".", 0],
    ["007", ".", 7],
    [".0", ".", 0],
    ["1000000000", ".", 1_000_000_000],
  ] as const)("%s with decimal %s is %d", (text, decimal, quantity) => {
    expect(parseQuantity(text, decimal)).toBe(quantity);
  });

  test.each([
    ["", "not-a-number"],
    ["many", "not-a-number"],
    ["5 pcs", "not-a-number"],
    ["1.5.0", "not-a-number"],
    ["1,5", "not-a-number"],
    ["12,34,567", "not-a-number"],
    ["1E+3", "not-a-number"],
    ["0x10", "not-a-number"],
    ["--5", "not-a-number"],
    ["-5-", "not-a-number"],
    ["(5", "not-a-number"],
    ["5 3", "not-a-number"],
    ["NaN", "not-a-number"],
    ["1.5", "fractional"],
    ["0.001", "fractional"],
    ["1000000001", "too-large"],
    ["9".repeat(400), "too-large"],
  ])("%s is refused as %s", (text, reason) => {
    expect(parseQuantity(text, ".")).toEqual({ reason });
  });

  test("any number written in any style is read back", () => {
    const styles = fc.constantFrom(
      { decimal: ".", thousands: "" },
      { decimal: ".", thousands: "," },
      { decimal: ".", thousands: "'" },
      { decimal: ",", thousands: "." },
      { decimal: ",", thousands: " " },
      { decimal: ",", thousands: "\u00a0" },
    ) as fc.Arbitrary<{ decimal: "." | ","; thousands: string }>;
    const integer = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(integer, styles, fc.nat({ max: 3 }), (number, { decimal, thousands }, zeros) => {
        const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, thousands);
        const written = zeros > 0 ? `${grouped}${decimal}${"0".repeat(zeros)}` : grouped;
        expect(parseQuantity(written, decimal)).toBe(number);
      }),
    );
  });
});

describe("amounts", () => {
  test.each([
    ["12.50", ".", "12.50"],
    ["1.234,5", ",", "1234.5"],
    ["10", ".", "10"],
    ["0,10", ",", "0.10"],
    [".5", ".", "0.5"],
    ["0.1000000000000000000001", ".", "0.1000000000000000000001"],
  ] as const)("%s with decimal %s keeps its digits: %s", (text, decimal, amount) => {
    expect(parseAmount(text, decimal)).toBe(amount);
  });

  test.each(["", "free", "12.50 €", "1234567890123456"])("%s is no price", (text) => {
    expect(parseAmount(text, ".")).toBeNull();
  });
});

describe("prices", () => {
  test.each(["0", "0.00", "-1", "(5)"])("%s is no price that anybody could pay", (text) => {
    expect(parsePrice(text, ".")).toEqual({ reason: "price-not-positive" });
  });

  test("any price of any size keeps every digit, however its thousands are written", () => {
    const amount = fc.tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.nat({ max: 9999 }));
    const styles = fc.constantFrom([".", ","], [".", "'"], [",", "."], [",", "\u202f"], [",", " "]);
    fc.assert(
      fc.property(amount, styles, ([whole, fraction], [decimal = ".", thousands = ""]) => {
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, thousands);
        const digits = String(fraction).padStart(4, "0");
        expect(parsePrice(`${grouped}${decimal}${digits}`, decimal === "," ? "," : ".")).toBe(
          `${whole}.${digits}`,
        );
      }),
    );
  });
});

test.each([
  ["25", "0.25"],
  ["25 %", "0.25"],
  ["25.5%", "0.255"],
  ["0.25", "0.25"],
  ["0", "0"],
  ["1", "0.01"],
  ["0.5 %", "0.005"],
  ["100", "1"],
  ["101", null],
  ["-5", null],
  ["much", null],
  ["", null],
])("%s is a share of %s", (text, share) => {
  expect(parseShare(text, ".")).toBe(share);
});
