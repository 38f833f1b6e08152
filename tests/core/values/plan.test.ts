import { expect, test } from "vitest";
import { DEFAULT_GUARDS, holdReason, parseGuards, type PlanSummary } from "#app/core/values/plan.ts";

const plan = (change: Partial<PlanSummary>): PlanSummary => ({
  rows: 100,
  changes: 5,
  zeroed: 0,
  absent: 0,
  sourceRecords: 100,
  firstPlan: false,
  ...change,
});

test.each<[string, Partial<PlanSummary>, string | null]>([
  ["an ordinary plan goes ahead", {}, null],
  ["a plan without a change needs nobody", { changes: 0, firstPlan: true, sourceRecords: 0 }, null],
  ["an empty source never empties the shop", { sourceRecords: 0, changes: 100, zeroed: 100 }, "source-empty"],
  [
    "an empty source never empties a small shop either",
    { sourceRecords: 0, rows: 4, changes: 4 },
    "source-empty",
  ],
  ["the first plan of a connection waits for a person", { firstPlan: true }, "first-plan"],
  ["a source that lists a third less is held", { absent: 33, changes: 33 }, "source-smaller"],
  ["a plan that zeroes more than its share is held", { zeroed: 21, changes: 21 }, "too-many-zeroed"],
  ["a plan that zeroes just its share is not", { zeroed: 20, changes: 20 }, null],
  ["a plan that changes more than its share is held", { changes: 51 }, "too-many-changes"],
  ["a small catalogue is not held by shares", { rows: 4, changes: 4, zeroed: 2 }, null],
])("%s", (_, change, reason) => {
  expect(holdReason(plan(change), DEFAULT_GUARDS)).toBe(reason);
});

test("a merchant may want to be asked every time", () => {
  expect(holdReason(plan({}), { ...DEFAULT_GUARDS, alwaysAsk: true })).toBe("always-ask");
});

test("limits that make no sense fall back to the defaults", () => {
  expect(parseGuards(null)).toEqual(DEFAULT_GUARDS);
  expect(parseGuards({ zeroedShareMax: 7, changedShareMax: 0.1, rowsMin: -1 })).toEqual({
    ...DEFAULT_GUARDS,
    changedShareMax: 0.1,
  });
});
