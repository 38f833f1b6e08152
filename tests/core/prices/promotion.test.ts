import { describe, expect, test } from "vitest";
import {
  clearedAt,
  parsePromotion,
  promotionsFor,
  promotionState,
  type Promotion,
} from "#app/core/prices/promotion.ts";

const from = "2026-11-27T00:00:00.000Z";
const until = "2026-12-01T00:00:00.000Z";
const sale: Promotion = {
  id: "0199",
  name: "Black Friday",
  scope: "shop",
  subjects: [],
  percent: "20",
  amount: null,
  from,
  until,
};

function row(change: Record<string, unknown>) {
  const { id, ...value } = sale;
  return { rule: "promotion", scope: "promotion", subject: id, value: { ...value, ...change } };
}

test("a promotion comes back as it was saved", () => {
  expect(parsePromotion(row({}))).toEqual(sale);
  expect(parsePromotion(row({ percent: null, amount: "9.90", until: null }))).toEqual({
    ...sale,
    percent: null,
    amount: "9.90",
    until: null,
  });
});

test.each<[string, Record<string, unknown>]>([
  ["no name", { name: undefined }],
  ["no begin", { from: "soon" }],
  ["an end that is no time", { until: "never" }],
  ["everything for nothing", { percent: "100" }],
  ["a rise", { percent: "-5" }],
  ["neither a percentage nor a price", { percent: null }],
  ["a price of nothing", { percent: null, amount: "0" }],
  ["a scope nobody knows", { scope: "planet" }],
  ["subjects that are no list", { subjects: "MUG" }],
])("a promotion with %s is none", (_, change) => {
  expect(parsePromotion(row(change))).toBeNull();
});

test("another rule is no promotion", () => {
  expect(parsePromotion({ ...row({}), rule: "price-rules" })).toBeNull();
});

test.each<[string, string | null, string]>([
  ["before it begins", "2026-11-26T23:59:59.999Z", "scheduled"],
  ["from its first moment", from, "active"],
  ["until just before its end", "2026-11-30T23:59:59.999Z", "active"],
  ["at its end", until, "ended"],
])("%s it is as it says", (_, at, state) => {
  expect(promotionState(sale, Date.parse(at ?? ""))).toBe(state);
});

test("a promotion without an end never ends, and has nothing to take back", () => {
  expect(promotionState({ from, until: null }, Date.parse("2099-01-01T00:00:00Z"))).toBe("active");
  expect(clearedAt({ until: null })).toBeNull();
  expect(clearedAt({ until })).toBe("2026-12-08T00:00:00.000Z");
});

describe("a promotion is for", () => {
  const mug = { sku: "MUG", tags: ["gift"], vendor: "Hario", collections: ["7"] };
  const bare = { sku: null, tags: [], vendor: null, collections: [] };
  test.each<[string, Partial<Promotion>, boolean]>([
    ["the whole shop", {}, true],
    ["its SKU", { scope: "sku", subjects: ["CUP", "MUG"] }, true],
    ["other SKUs", { scope: "sku", subjects: ["CUP"] }, false],
    ["its tag", { scope: "tag", subjects: ["gift"] }, true],
    ["another tag", { scope: "tag", subjects: ["MUG"] }, false],
    ["its vendor", { scope: "vendor", subjects: ["Hario"] }, true],
    ["another vendor", { scope: "vendor", subjects: ["Bodum"] }, false],
    ["its collection", { scope: "collection", subjects: ["7"] }, true],
    ["another collection", { scope: "collection", subjects: ["8"] }, false],
  ])("%s", (_, change, applies) => {
    const one = { ...sale, ...change };
    expect(promotionsFor([one], mug)).toEqual(applies ? [one] : []);
    expect(promotionsFor([one], bare)).toEqual(one.scope === "shop" ? [one] : []);
  });
});
