import { expect, test } from "vitest";
import { decideValue, type ValueFacts } from "#app/core/values/decide.ts";
import { decideStock } from "#app/core/stock/decision.ts";
import { type StockDecisionFacts } from "#app/core/stock/decision.ts";

const subject = (change: Partial<StockDecisionFacts>): StockDecisionFacts => ({
  basis: "available",
  readings: [{ warehouse: "MAIN", quantity: 5, asOf: "2026-11-01T08:00:00.000Z", origin: null }],
  unit: 1,
  buffer: null,
  unbooked: [],
  committed: 0,
  stopSelling: false,
  observed: 7,
  baseline: 7,
  looked: true,
  links: 1,
  tracked: true,
  hasComponents: false,
  price: 10,
  approved: null,
  pin: null,
  ...change,
});

test.each<[string, Partial<StockDecisionFacts>, { verdict: string; reason?: string; target?: string }]>([
  ["what differs is planned", {}, { verdict: "planned", target: "5" }],
  ["what agrees is in step", { observed: 5 }, { verdict: "in-sync" }],
  [
    "what somebody edited in the shop is put back, for stock is the source's",
    { observed: 9 },
    { verdict: "planned", target: "5" },
  ],
  ["what a person approved needs no second approval", { approved: "5" }, { verdict: "push", target: "5" }],
  [
    "an approval holds for the value that was shown only",
    { approved: "4" },
    { verdict: "planned", target: "5" },
  ],
  [
    "a pinned value stays as it is",
    { pin: { value: "7", desired: "5", ignored: false } },
    { verdict: "held", reason: "pinned" },
  ],
  [
    "a pinned value that the shop lost is restored",
    { pin: { value: "3", desired: "5", ignored: false } },
    { verdict: "push", target: "3" },
  ],
  [
    "a pin ends when the source moves",
    { pin: { value: "7", desired: "4", ignored: false } },
    { verdict: "planned", target: "5" },
  ],
  [
    "an item that is not stocked there shows nothing",
    { observed: null },
    { verdict: "planned", target: "5" },
  ],
  [
    "a place nobody has looked at is not written",
    { observed: null, looked: false },
    { verdict: "blocked", reason: "not-observed" },
  ],
  [
    "a bundle's stock is its components'",
    { hasComponents: true },
    { verdict: "blocked", reason: "has-components" },
  ],
  ["an item nobody linked is left alone", { links: 0 }, { verdict: "blocked", reason: "unlinked" }],
])("%s", (_, change, expected) => {
  expect(decideStock(subject(change))).toMatchObject(expected);
});

test("a blocked value says what it would be where that is known", () => {
  expect(decideStock(subject({ tracked: false }))).toMatchObject({ desired: "5", target: null });
  expect(decideStock(subject({ readings: [] }))).toMatchObject({ desired: null, receipt: null });
});

const price = (change: Partial<ValueFacts>): ValueFacts => ({
  wanted: { value: "12.00 EUR", reason: null, receipt: null },
  observed: "10.00 EUR",
  baseline: "10.00 EUR",
  authority: "ask",
  approved: null,
  pin: null,
  scheduled: false,
  same: (a, b) => a === b,
  urgency: () => 1,
  jumps: () => false,
  ...change,
});
const pin = { value: "11.00 EUR", desired: "12.00 EUR", ignored: false };

test.each<[string, Partial<ValueFacts>, object]>([
  ["a price that only the source moved is planned", {}, { verdict: "planned", target: "12.00 EUR" }],
  [
    "a price that somebody edited in the shop is asked about",
    { observed: "9.00 EUR" },
    { verdict: "conflict", target: "12.00 EUR" },
  ],
  ["a price that nobody ever agreed on is asked about", { baseline: null }, { verdict: "conflict" }],
  [
    "taking the ERP's side of a question writes it",
    { observed: "9.00 EUR", approved: "12.00 EUR" },
    { verdict: "push", target: "12.00 EUR" },
  ],
  [
    "where the shop decides, its edit stands, and what was agreed is not forgotten",
    { observed: "9.00 EUR", authority: "shop" },
    { verdict: "in-sync", reason: "shop-decides", target: "9.00 EUR", agreed: null },
  ],
  [
    "where the source decides, an edit in the shop is put back",
    { observed: "9.00 EUR", authority: "source" },
    { verdict: "planned", target: "12.00 EUR" },
  ],
  ["a value set by hand is written", { observed: "9.00 EUR", pin }, { verdict: "push", target: "11.00 EUR" }],
  [
    "a value set by hand rests once the shop shows it",
    { observed: "11.00 EUR", baseline: "11.00 EUR", pin },
    { verdict: "held", reason: "pinned" },
  ],
  [
    "an edit after a decision by hand is a new question",
    { observed: "9.00 EUR", baseline: "11.00 EUR", pin },
    { verdict: "conflict" },
  ],
  [
    "a decision by hand ends when the source moves",
    {
      wanted: { value: "13.00 EUR", reason: null, receipt: null },
      observed: "11.00 EUR",
      baseline: "11.00 EUR",
      pin,
    },
    { verdict: "planned", target: "13.00 EUR" },
  ],
  [
    "an ignored question stays quiet",
    { observed: "9.00 EUR", pin: { value: "9.00 EUR", desired: "12.00 EUR", ignored: true } },
    { verdict: "held", reason: "ignored" },
  ],
  [
    "an ignored question is asked again when the shop moves",
    { observed: "8.00 EUR", pin: { value: "9.00 EUR", desired: "12.00 EUR", ignored: true } },
    { verdict: "conflict" },
  ],
  [
    "a large move waits for a person by itself",
    { jumps: () => true },
    { verdict: "planned", reason: "price-jump" },
  ],
  [
    "a large move that was scheduled was looked at before",
    { jumps: () => true, scheduled: true },
    { verdict: "planned", reason: "scheduled" },
  ],
  [
    "a price nobody has looked at is not written",
    { observed: null },
    { verdict: "blocked", reason: "not-observed" },
  ],
])("%s", (_, change, expected) => {
  expect(decideValue(price(change))).toMatchObject(expected);
});
