import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { readSample, type Sample } from "#sandbox/data/sample.ts";
import { factsOf } from "#sandbox/sources/article.ts";
import { assortment, type ErpItem } from "#sandbox/sources/assortment.ts";
import { startErp, type Erp } from "#sandbox/sources/erp.ts";
import { offersOf } from "#sandbox/sources/offers.ts";
import { barcode, titleCase } from "#sandbox/sources/names.ts";
import { troubleNames, type Trouble } from "#sandbox/sources/troubles.ts";

const never = 3_600_000;

let sample: Sample;
let folder: string;
let erp: Erp | null = null;

beforeAll(async () => {
  sample = await readSample();
}, 60_000);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "concord-erp-"));
});

afterEach(async () => {
  await erp?.close();
  erp = null;
  await rm(folder, { recursive: true });
});

function item(sku: string, LON: number, trouble: Trouble | null = null): ErpItem {
  const opening = { LON, LDS: 0 };
  const sold = { price: "2.55", soldPerWeek: 0, opening, trouble };
  const named = { group: sku, title: sku, option: null, facts: factsOf(sku, sku, sku) };
  return { sku, description: sku, barcode: barcode(sku), ...sold, ...named };
}

async function start(items: ErpItem[]): Promise<Erp> {
  const tempo = { bookingDelayMs: 0, shippingDelayMs: 0, deliveryDelayMs: 0, cancelsOneIn: 0 };
  erp = await startErp({ folder, items, ...tempo, exportEveryMs: never, fullEvery: never });
  return erp;
}

async function newest(kind: string): Promise<string[][]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${kind}-`)).sort();
  const text = iconv.decode(await readFile(join(folder, names.at(-1) ?? "")), "windows-1252");
  const lines = text.trim().split("\r\n");
  return lines.slice(1).map((line) => line.split(";"));
}

test("the sample holds real sales in the order they were made, and nothing that is not an article", () => {
  const { articles, sales } = sample;
  expect(articles.length).toBeGreaterThan(3_000);
  expect(articles.filter(({ code }) => ["POST", "DOT", "M", "BANK CHARGES"].includes(code))).toEqual([]);
  expect(sales.map(({ minute }) => minute)).toEqual(sales.map(({ minute }) => minute).sort((a, b) => a - b));
});

test("the two systems disagree in every honest way, or in none when told so", () => {
  const { items, products } = assortment(sample, 300, new Set(troubleNames));
  const met = new Set(items.map(({ trouble }) => trouble));
  const shopOnly = products.flatMap(({ variants }) => variants).filter((variant) => variant.item === null);
  expect(shopOnly.length).toBeGreaterThan(0);
  for (const name of [
    "letter-case",
    "other-sku",
    "missing-in-shop",
    "twice-in-shop",
    "negative",
    "bad-row",
  ] as const) {
    expect(met, name).toContain(name);
  }
  const calm = assortment(sample, 300, new Set());
  expect(calm.items.every(({ trouble }) => trouble === null)).toBe(true);
});

test("codes that differ by letter case only are two articles in both systems", () => {
  const { items } = assortment(sample, 3_000, new Set());
  const spellings = Map.groupBy(items, ({ sku }) => sku.toUpperCase());
  expect([...spellings.values()].filter((same) => same.length > 1).length).toBeGreaterThan(3);
});

test("an export of changes names what moved and nothing else", async () => {
  const { sellElsewhere, exportNow } = await start([item("A", 10), item("B", 10)]);
  expect(sellElsewhere("A", 4)).toBe(4);
  await exportNow();
  expect((await newest("stock")).map((row) => row.slice(0, 3))).toEqual([["A", "LON", "6"]]);
});

test("a price that moved is exported with all that hangs on it, and nothing else is", async () => {
  const { ledger, exportNow } = await start(Array.from({ length: 80 }, (_, n) => item(`S${n}`, 1)));
  const first = await newest("prices");
  expect(new Set(first.map(([, list]) => list))).toEqual(new Set(["", "TRADE", "US"]));
  const dozen = first.find(([, , quantity]) => quantity === "12");
  expect(Number(dozen?.[3]?.replace(",", "."))).toBeCloseTo(2.55 * 1.17 * 0.92, 1);

  const sku = dozen?.[0] ?? "";
  ledger.reprice(sku, "3.10");
  await exportNow();
  const moved = await newest("prices");
  expect(new Set(moved.map(([code]) => code))).toEqual(new Set([sku]));
  expect(moved.filter(([, list, , , , , , until]) => list === "" && until === "")[0]?.slice(3, 5)).toEqual([
    "3,10",
    "GBP",
  ]);
  expect(moved).toHaveLength(first.filter(([code]) => code === sku).length);
});

test("articles of one product say the same of it, and differ in their design", () => {
  const { items } = assortment(sample, 1_500, new Set());
  const families = [...Map.groupBy(items, ({ group }) => group).values()].filter((all) => all.length > 1);
  expect(families.length).toBeGreaterThan(5);
  for (const family of families) {
    const said = family.map(({ title, facts }) =>
      [title, facts.vendor, facts.description, facts.hsCode].join("|"),
    );
    expect(new Set(said).size).toBe(1);
    expect(new Set(family.map(({ option }) => option)).size).toBe(family.length);
  }
});

test("a reduced price is lower than the one before and names it", () => {
  const offers = Array.from({ length: 500 }, (_, n) => offersOf(`S${n}`, "2.55", 0)).flat();
  const reduced = offers.filter(({ until }) => until !== null);
  expect(reduced.length).toBeGreaterThan(3);
  for (const { amount, was, from, until } of reduced) {
    expect(Number(amount)).toBeLessThan(Number(was));
    expect(from && until && from < until).toBe(true);
  }
});

test("nothing is sold that is not there", async () => {
  const { sellElsewhere, ledger } = await start([item("A", 3), item("N", -5, "negative")]);
  expect(sellElsewhere("A", 10)).toBe(3);
  expect(sellElsewhere("N", 1)).toBe(0);
  expect(ledger.free("N", "LON")).toBe(-5);
});

test("a file has its name only when it is whole", async () => {
  const { exportNow } = await start([item("A", 10)]);
  await exportNow();
  expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("half a piece and a remark stand where a quantity should, as people leave them", async () => {
  await start([..."ABCDEFGHIJ"].map((sku) => item(sku, 1, "bad-row")));
  const cells = (await newest("stock")).map((row) => row[2]);
  expect(new Set(cells)).toEqual(new Set(["1,5", "0,5", "see Sarah’s note"]));
});

test("invented barcodes are well formed and can belong to no real article", () => {
  const digits = [...barcode("85123A")].map(Number);
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
  expect(digits).toHaveLength(13);
  expect(sum % 10).toBe(0);
  expect(digits.slice(0, 2)).toEqual([2, 0]);
});

test("shouted descriptions become titles", () => {
  expect(titleCase("WHITE HANGING HEART T-LIGHT HOLDER")).toBe("White Hanging Heart T-Light Holder");
  expect(titleCase("IF YOU CAN'T STAND THE HEAT MUG")).toBe("If You Can't Stand the Heat Mug");
});
