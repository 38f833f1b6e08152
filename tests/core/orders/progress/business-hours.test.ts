import { expect, test } from "vitest";
import { businessMinutes, isClock } from "#app/core/orders/progress/business-hours.ts";
import { DEFAULT_ORDER_ALERTS, parseOrderAlerts } from "#app/core/orders/progress/alerts.ts";

const hours = { from: "09:00", until: "17:00", days: [1, 2, 3, 4, 5] };
const at = (day: number, clock: string) => {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return { day, weekday: ((day - 1) % 7) + 1, minutes: hour * 60 + minute };
};

// Day 1 is a Monday.
test.each([
  ["within a day", at(1, "10:00"), at(1, "12:30"), 150],
  ["only what is within business", at(1, "06:00"), at(1, "23:00"), 480],
  ["a night counts nothing", at(1, "17:00"), at(2, "09:00"), 0],
  ["a weekend counts nothing", at(5, "16:00"), at(8, "10:00"), 120],
  ["a whole week", at(1, "00:00"), at(8, "00:00"), 5 * 480],
  ["nothing has passed", at(3, "12:00"), at(3, "12:00"), 0],
])("business time: %s", (_name, since, until, minutes) => {
  expect(businessMinutes(since, until, hours)).toBe(minutes);
});

test("a clock time is one of the day", () => {
  expect(["00:00", "08:30", "24:00"].every(isClock)).toBe(true);
  expect(["8:30", "24:01", "12:60", ""].some(isClock)).toBe(false);
});

test("what is stored is read back, and what makes no sense is as if it were not said", () => {
  const rules = { ...DEFAULT_ORDER_ALERTS, quietHours: 3, notShippedHours: null };
  expect(parseOrderAlerts({ ...rules })).toEqual(rules);
  expect(
    parseOrderAlerts({ notExportedHours: -1, business: { from: "17:00", until: "09:00", days: [1] } }),
  ).toEqual(DEFAULT_ORDER_ALERTS);
  expect(parseOrderAlerts("yes")).toEqual(DEFAULT_ORDER_ALERTS);
});
