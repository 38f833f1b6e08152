import { expect, test } from "vitest";
import { formats } from "#app/components/parts/format.ts";

const now = Date.parse("2026-11-21T18:00:00Z");
const before = (ms: number) => new Date(now - ms).toISOString();

test("a share is never rounded to all or nothing while something is left", () => {
  const format = formats("en", "UTC");
  expect(format.share(3412, 3427)).toBe("99.6%");
  expect(format.share(999_999, 1_000_000)).toBe("99.9%");
  expect(format.share(1, 1_000_000)).toBe("0.1%");
  expect(format.share(7, 7)).toBe("100%");
});

test("times are relative under a day and dates beyond", () => {
  const format = formats("en", "UTC");
  expect(format.ago(before(4_000), now, "long")).toBe("4 seconds ago");
  expect(format.ago(before(3 * 3_600_000), now, "long")).toBe("3 hours ago");
  expect(format.ago(before(3 * 86_400_000), now)).toBe("Nov 18, 06:00 PM");
});

test("a clock that runs ahead does not show the future as past", () => {
  expect(formats("en", "UTC").ago(before(-5_000), now, "long")).toBe("0 seconds ago");
});

test("times are told in the shop's zone and the person's language", () => {
  expect(formats("nb", "Europe/Oslo").clock("2026-11-21T18:00:00Z")).toBe("19:00");
});

test.each([
  ["cs", "před 5 min", "12,50 €"],
  ["nb", "for 5 min siden", "12,50 €"],
])("ages and amounts are told as people write them in %s", (locale, age, amount) => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  const format = formats(locale, "UTC");
  expect(plain(format.ago(before(5 * 60_000), now))).toBe(age);
  expect(plain(format.money("12.50 EUR"))).toBe(amount);
});

test("what is due has no time left", () => {
  const format = formats("en", "UTC");
  expect(format.until(before(10), now)).toBeNull();
  expect(format.until(before(-48_000), now)).toBe("in 48s");
});
