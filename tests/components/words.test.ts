import { expect, test } from "vitest";
import { formats } from "#app/components/format.ts";
import { needsInWords } from "#app/components/needs.ts";
import { verdictSentence } from "#app/components/verdict-sentence.ts";
import { whyInWords } from "#app/components/why.ts";
import { desiredStock } from "#app/core/stock.ts";
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
  const value = { reason: null, message: null, baselineAt: null, pinned: null, pinnedBy: null };
  const drifting = { ...value, verdict: "push" as const, desired: 5, observed: 7 };
  expect(verdictSentence(drifting, t, format)).toBe("Shop shows 7, should show 5; repairing.");
  const notStocked = { ...value, verdict: "push" as const, desired: 5, observed: null };
  expect(verdictSentence(notStocked, t, format)).toBe("Shop shows not stocked, should show 5; repairing.");
});

test("what waits for a person is said urgent first, each with one action", () => {
  const connection = { name: "ERP", stateReason: null, missing: 0 };
  const needs = needsInWords(
    {
      holds: [{ id: "h1", reason: "too-many-zeroed", changes: 1377, zeroed: 1204, rows: 3427 }],
      connections: [{ id: "c1", state: "active", ambiguous: 5, proposed: 0, setAside: 1, ...connection }],
      values: [
        { verdict: "blocked", reason: "untracked", n: 3 },
        { verdict: "failing", reason: null, n: 1 },
      ],
    },
    t,
  );
  expect(needs.map(({ text }) => text)).toEqual([
    "1,204 of 3,427 values would go to 0",
    "1 value was refused by Shopify",
    "Shopify does not track the stock of 3 values",
    "5 SKUs fit several variants",
    "1 row of the source could not be used",
  ]);
  expect(needs[0]?.url).toBe("/app/holds/h1");
});
