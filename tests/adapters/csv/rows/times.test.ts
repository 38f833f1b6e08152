import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { parseLimit } from "#app/adapters/csv/rows/times.ts";

const zones = fc.constantFrom(
  "UTC",
  "Europe/Oslo",
  "Europe/Prague",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
);
const days = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2060, 0, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

function limit(text: string, isEnd: boolean, zone: string): Date {
  const found = parseLimit(text, isEnd, zone, undefined);
  if (found instanceof Date) return found;
  throw new Error(`${text} is no limit`);
}

test("any day begins with its first moment and ends as the next begins, in any zone and any way of writing", () => {
  fc.assert(
    fc.property(days, zones, (day, zone) => {
      const [year, month, date] = day.split("-");
      const next = DateTime.fromISO(day, { zone }).plus({ days: 1 }).toISODate() ?? "";
      for (const written of [day, `${date}.${month}.${year}`, day.replaceAll("-", "")]) {
        const [start, end] = [limit(written, false, zone), limit(written, true, zone)];
        expect(DateTime.fromJSDate(start, { zone }).toISODate()).toBe(day);
        expect(DateTime.fromMillis(start.getTime() - 1, { zone }).toISODate()).not.toBe(day);
        expect(end).toEqual(limit(next, false, zone));
        expect(DateTime.fromMillis(end.getTime() - 1, { zone }).toISODate()).toBe(day);
      }
    }),
  );
});
