import { expect, test } from "vitest";
import { cureStep } from "#app/components/values/cure.ts";
import { differenceInWords, harmOf } from "#app/components/drift/difference.ts";
import { formats } from "#app/components/parts/format.ts";
import { needsInWords } from "#app/components/home/needs.ts";
import { fieldInWords, placeInWords, valueText } from "#app/components/values/text.ts";
import { verdictSentence } from "#app/components/values/verdict-sentence.ts";
import { whyInWords } from "#app/components/values/why.ts";
import { desiredStock } from "#app/core/stock/stock.ts";
import { translator } from "#app/i18n.ts";

const { t } = translator("en");
const format = formats("en", "UTC");
const asOf = "2026-11-21T18:00:00Z";

const receipt = desiredStock({
  basis: "available",
  readings: [{ warehouse: "BRNO", quantity: 9, asOf, origin: "stock.csv, line 2" }],
  unit: 1,
  buffer: { quantity: 2, scope: "tag", subject: "fragile" },
  unbooked: [{ orderName: "#1041", quantity: 2 }],
  committed: 0,
  stopSelling: false,
});

test("a value explains itself by its arithmetic", () => {
  const why = whyInWords({ verdict: "push", reason: null, message: null, receipt }, t, format);
  expect(why).toBe("Source has 9 free − buffer 2 − 2 sold here, not yet in the source");
});

test("what blocks a value is told with its cure", () => {
  const why = whyInWords(
    { verdict: "blocked", reason: "untracked", message: null, receipt: null },
    t,
    format,
  );
  expect(why).toBe("Shopify does not track this stock. Turn on tracking for the product in Shopify.");
});

test("a refusal is told in Shopify's own words", () => {
  const why = whyInWords({ verdict: "failing", reason: null, message: "Item not found", receipt }, t, format);
  expect(why).toBe("Shopify refused it: Item not found");
});

test("a verdict is a sentence with both sides", () => {
  const at = { kind: "stock", place: "7", placeName: "Brno" } as const;
  const said = {
    reason: null,
    message: null,
    baselineAt: null,
    pinned: null,
    pinnedBy: null,
    ignored: false,
  };
  const value = { ...at, ...said };
  const drifting = { ...value, verdict: "push" as const, desired: "5", observed: "7" };
  expect(verdictSentence(drifting, t, format)).toBe("Shop shows 7, should show 5; repairing.");
  const notStocked = { ...value, verdict: "push" as const, desired: "5", observed: null };
  expect(verdictSentence(notStocked, t, format)).toBe("Shop shows not stocked, should show 5; repairing.");
});

test("what waits for a person is said urgent first, each with one action", () => {
  const connection = { name: "ERP", stateReason: null, missing: 0, openLists: 2 };
  const needs = needsInWords(
    {
      holds: [
        { id: "h1", kind: "stock", reason: "too-many-zeroed", changes: 1377, zeroed: 1204, rows: 3427 },
      ],
      connections: [{ id: "c1", state: "active", ambiguous: 5, proposed: 0, setAside: 1, ...connection }],
      values: [
        { record: "stock", verdict: "blocked", reason: "untracked", n: 3 },
        { record: "price", verdict: "failing", reason: null, n: 1 },
        { record: "price", verdict: "conflict", reason: null, n: 2 },
        { record: "content", verdict: "conflict", reason: null, n: 1 },
        { record: "price", verdict: "blocked", reason: "no-reading", n: 1 },
      ],
      orders: { notExported: null, notShipped: null, quiet: null },
    },
    t,
  );
  expect(needs.map(({ text }) => text)).toEqual([
    "1,204 of 3,427 values would go to 0",
    "Someone changed 3 values in Shopify",
    "1 value was refused by Shopify",
    "Shopify does not track the stock of 3 values",
    "The source gives no price for 1 variant",
    "2 price lists of ERP are not mapped",
    "5 SKUs fit several variants",
    "1 row of the source could not be used",
  ]);
  expect(needs[0]?.url).toBe("/app/holds/h1");
});

const price = { kind: "price", place: "", placeName: null } as const;

test("a price explains itself by its steps", () => {
  const lines = [
    {
      kind: "source",
      list: "",
      amount: "10.00 EUR",
      minQuantity: 1,
      from: null,
      until: null,
      asOf,
      origin: null,
      sku: "MUG",
    },
    { kind: "tax", rate: "0.25", added: true, amount: "12.50 EUR" },
    { kind: "promotion", name: "Black week", percent: "20", amount: "10.00 EUR", until: null },
    { kind: "rounded", amount: "9.99 EUR" },
  ] as const;
  const found = { of: "price" as const, lines, result: "9.99 EUR" };
  expect(whyInWords({ verdict: "push", reason: null, message: null, receipt: found }, t, format)).toBe(
    'Source says €10.00 → €12.50 with tax → €10.00 during "Black week" → €9.99 rounded',
  );
});

test("every kind of value is told in its own words", () => {
  expect(valueText(price, "1234.50 EUR", t, format)).toBe("€1,234.50");
  expect(valueText(price, "1200 JPY", t, formats("de", "UTC"))).toBe("1.200\u00a0¥");
  expect(valueText(price, "", t, format)).toBe("none");
  expect(valueText(price, null, t, format)).toBe("–");
  const content = (place: string) => ({ kind: "content", place }) as const;
  expect(valueText(content("photos"), "sha256:a\nmedia:7", t, format)).toBe("2 photos");
  expect(valueText(content("description"), "<p>Warm &amp; dry</p><p>Red</p>", t, format)).toBe(
    "Warm & dry Red",
  );
  expect(valueText(content("title"), "x".repeat(80), t, format)).toHaveLength(60);
  expect(valueText(content("originCountry"), "NO", t, format)).toBe("Norway");
  expect(valueText(content("weight"), "1.25 kg", t, format)).toBe("1.25 kg");
  expect(valueText(content("status"), "DRAFT", t, format)).toBe("Draft");
  expect(valueText(content("title"), "", t, format)).toBe("empty");
});

test("a value is named by its list, its quantity, its language", () => {
  expect(placeInWords(price, t, format)).toBe("Price");
  const list = { kind: "compareAt", place: "77/10", placeName: "Retail NOK" } as const;
  expect(placeInWords(list, t, format)).toBe("Compare-at price · Retail NOK, from 10 pieces");
  expect(fieldInWords("title@cs", t, format)).toBe("Title in Czech");
  expect(fieldInWords("metafields.custom.material", t, format)).toBe("Metafield custom.material");
});

test("the harm of a price is what customers would pay wrongly", () => {
  expect(harmOf({ kind: "price", desired: "10.00 EUR", observed: "8.00 EUR" })).toBe("tooCheap");
  expect(harmOf({ kind: "price", desired: "8.00 EUR", observed: "10.00 EUR" })).toBe("tooDear");
  expect(differenceInWords({ kind: "price", desired: "8.00 EUR", observed: "10.00 EUR" }, format)).toBe(
    "-20%",
  );
  expect(differenceInWords({ kind: "content", desired: "a", observed: "b" }, format)).toBeNull();
});

test("every cure leads somewhere", () => {
  const at = { productId: "9", sku: "MUG 1", connectionId: "c1", holdId: "h1" };
  expect(cureStep("review-hold", at)).toEqual({ url: "/app/holds/h1", external: false });
  expect(cureStep("resolve-conflict", at)).toEqual({ url: "/app/conflicts?text=MUG%201", external: false });
  expect(cureStep("map-list", { ...at, connectionId: null })).toEqual({
    url: "/app/connections",
    external: false,
  });
  expect(cureStep("look-again", at)).toEqual({ do: "repair" });
});
