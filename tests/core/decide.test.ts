import { expect, test } from "vitest";
import { decideStock, type StockSubject } from "#app/core/decide.ts";

const subject = (change: Partial<StockSubject>): StockSubject => ({
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

test.each<[string, Partial<StockSubject>, { verdict: string; reason?: string; target?: number }]>([
  ["what differs is planned", {}, { verdict: "planned", target: 5 }],
  ["what agrees is in step", { observed: 5 }, { verdict: "in-sync" }],
  [
    "what somebody edited in the shop is put back, for stock is the source's",
    { observed: 9 },
    { verdict: "planned", target: 5 },
  ],
  ["what a person approved needs no second approval", { approved: 5 }, { verdict: "push", target: 5 }],
  ["an approval holds for the value that was shown only", { approved: 4 }, { verdict: "planned", target: 5 }],
  ["a pinned value stays as it is", { pin: { value: 7, desired: 5 } }, { verdict: "held", reason: "pinned" }],
  [
    "a pinned value that the shop lost is restored",
    { pin: { value: 3, desired: 5 } },
    { verdict: "push", target: 3 },
  ],
  ["a pin ends when the source moves", { pin: { value: 7, desired: 4 } }, { verdict: "planned", target: 5 }],
  ["an item that is not stocked there shows nothing", { observed: null }, { verdict: "planned", target: 5 }],
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
  expect(decideStock(subject({ tracked: false }))).toMatchObject({ desired: 5, target: null });
  expect(decideStock(subject({ readings: [] }))).toMatchObject({ desired: null, receipt: null });
});
