import { expect, test } from "vitest";
import { handValue } from "#app/core/values/hand-value.ts";

const price = { kind: "price", place: "", like: "12.50 EUR" };
const content = (place: string) => ({ kind: "content", place, like: null });

test.each([
  ["12.5", "12.50 EUR"],
  ["12,50", "12.50 EUR"],
  [" 1 299,00 ", "1299.00 EUR"],
  ["1.299,00", "1299.00 EUR"],
  ["12 eur", "12.00 EUR"],
])("a price typed as %s is %s", (typed, value) => {
  expect(handValue(price, typed)).toEqual({ ok: true, value });
});

test.each([
  ["", "not-a-price"],
  ["cheap", "not-a-price"],
  ["1,299", "not-a-price"],
  ["0", "price-not-positive"],
  ["12 NOK", "wrong-currency"],
])("a price typed as %j is refused: %s", (typed, problem) => {
  expect(handValue(price, typed)).toEqual({ ok: false, problem });
});

test("a currency without small coins is kept without them", () => {
  expect(handValue({ ...price, like: "1200 JPY" }, "1250")).toEqual({ ok: true, value: "1250 JPY" });
});

test("a compare-at price and a cost may be taken away", () => {
  expect(handValue({ ...price, kind: "compareAt" }, "")).toEqual({ ok: true, value: "" });
  expect(handValue({ ...price, kind: "cost" }, "0")).toEqual({ ok: true, value: "0.00 EUR" });
});

test.each([
  ["weight", "1,25 KG", "1.25 kg"],
  ["weight", "", ""],
  ["originCountry", "cz", "CZ"],
  ["hsCode", "6913.10", "691310"],
  ["status", "DRAFT", "DRAFT"],
  ["title", " Heart ", "Heart"],
  ["metafields.custom.material", "Oak", "Oak"],
])("%s typed as %j is %j", (place, typed, value) => {
  expect(handValue(content(place), typed)).toEqual({ ok: true, value });
});

test.each([
  ["title", "", "empty"],
  ["title@cs", " ", "empty"],
  ["vendor", "x".repeat(256), "too-long"],
  ["weight", "heavy", "not-a-weight"],
  ["weight", "1 stone", "not-a-weight"],
  ["originCountry", "Czechia", "not-a-country"],
  ["hsCode", "69", "not-an-hs-code"],
  ["status", "SOLD", "not-a-status"],
  ["photos", "media:1", "not-by-hand"],
])("%s typed as %j is refused: %s", (place, typed, problem) => {
  expect(handValue(content(place), typed)).toEqual({ ok: false, problem });
});
