import { expect, test } from "vitest";
import { asHtml } from "#app/adapters/csv/rows/html.ts";
import { parseAmount, parseShare } from "#app/adapters/csv/rows/numbers.ts";
import { CsvSettings } from "#app/adapters/csv/rows/schema.ts";
import { isTimeFormat, parseTime } from "#app/adapters/csv/rows/times.ts";
import { parseWeight } from "#app/adapters/csv/rows/weights.ts";

const long = 60_000;

test.each([
  ["a number that is all blanks", () => parseAmount(`-${" ".repeat(long)}x`, ".")],
  ["a number that is nearly one", () => parseAmount(`-${"1 ".repeat(long)}x`, ",")],
  ["a share of blanks", () => parseShare(`${" ".repeat(long)}x%y`, ".")],
  ["a weight of blanks", () => parseWeight(`1${" ".repeat(long)}!`, "", "kg", ".")],
  ["a weight of letters", () => parseWeight(`${"k".repeat(long)}!`, "", "kg", ".")],
  ["a description of tags that never end", () => asHtml("<a".repeat(long / 2))],
  ["a description of empty lines", () => asHtml(`${"\n ".repeat(long / 2)}x`)],
  ["a time that is all digits", () => parseTime("1".repeat(long), "UTC", undefined)],
  ["a time of blanks", () => parseTime(`2026-01-01${" ".repeat(long)}x`, "UTC", undefined)],
  ["a time read by a format", () => parseTime(`${"1".repeat(63)}x`, "UTC", "yuoSdMHm")],
])("%s takes no time to read", (_, read) => {
  const before = performance.now();
  read();
  expect(performance.now() - before).toBeLessThan(2000);
});

test("a time's format names each part once", () => {
  expect(isTimeFormat("dd/MM/yyyy HH:mm")).toBe(true);
  expect(isTimeFormat("d.M.yyyy 'kl.' H:mm:ss")).toBe(true);
  expect(isTimeFormat("EEE d MMM yyyy HH:mm:ss ZZ")).toBe(true);
  expect(isTimeFormat("yMyMyMyMyMyMyMyMyMyM")).toBe(false);
  expect(isTimeFormat("yMdhmsSuqWko")).toBe(false);
  expect(isTimeFormat(`yyyy'${"x".repeat(70)}'`)).toBe(false);
});

test("a setting that is longer than any name or path is refused when it is saved", () => {
  const settings = (pattern: string, folder: string, header = "sku") => ({
    place: { kind: "local", folder },
    files: { stock: { pattern, mode: "full", columns: { sku: header, quantity: "free" } } },
  });
  const isFine = (value: unknown) => CsvSettings.safeParse(value).success;
  expect(isFine(settings("stock-*.csv", "/erp"))).toBe(true);
  expect(isFine(settings("*".repeat(256), "/erp"))).toBe(false);
  expect(isFine(settings("stock-*.csv", `/${"e".repeat(1000)}`))).toBe(false);
  expect(isFine(settings("stock-*.csv", "/erp", "s".repeat(256)))).toBe(false);
});
