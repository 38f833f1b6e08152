import { describe, expect, test } from "vitest";
import {
  contentUrgency,
  desiredContent,
  type ContentFacts,
  type ContentReading,
} from "#app/core/content/content.ts";

const reading = (change: Partial<ContentReading>): ContentReading => ({
  sku: "MUG-BLUE",
  value: "Mug",
  discontinued: false,
  asOf: "2026-11-01T08:00:00.000Z",
  origin: "items.csv, line 2",
  ...change,
});

const input = (change: Partial<ContentFacts>): ContentFacts => ({
  field: "title",
  readings: [reading({})],
  complete: true,
  observed: "Cup",
  baseline: null,
  ...change,
});

const red = (change: Partial<ContentReading>) =>
  reading({ sku: "MUG-RED", asOf: "2026-11-02T08:00:00.000Z", ...change });

describe("what a field ought to say", () => {
  test.each<[string, Partial<ContentFacts>, string | null, string | null]>([
    ["is what the source says", {}, "Mug", null],
    ["is nobody's affair where no article speaks of it", { readings: [] }, null, null],
    ["is nobody's affair where the article is silent", { readings: [reading({ value: null })] }, null, null],
    ["may be nothing", { readings: [reading({ value: "" })] }, "", null],
    [
      "is what the article says that speaks of it",
      { readings: [reading({}), red({ value: null })] },
      "Mug",
      null,
    ],
    ["is agreed where both say the same", { readings: [reading({}), red({ value: "Mug " })] }, "Mug", null],
    [
      "is not guessed where two articles disagree",
      { readings: [reading({}), red({ value: "Big mug" })] },
      null,
      "sources-disagree",
    ],
    [
      "is spelled as the shop wants it",
      { field: "originCountry", readings: [reading({ value: "cz" })] },
      "CZ",
      null,
    ],
    [
      "is the same weight in another unit",
      { field: "weight", readings: [reading({ value: "1.25 kg" }), red({ value: "1250 g" })] },
      "1250 g",
      null,
    ],
  ])("%s", (_, change, value, reason) => {
    expect(desiredContent(input(change))).toMatchObject({ value, reason, dueAt: null });
  });

  test("names the article that says so, and those that say otherwise", () => {
    const { receipt } = desiredContent(input({ readings: [reading({}), red({ value: "Big mug" })] }));
    expect(receipt).toEqual({
      of: "content",
      field: "title",
      sku: "MUG-RED",
      origin: "items.csv, line 2",
      asOf: "2026-11-02T08:00:00.000Z",
      against: ["MUG-BLUE"],
    });
  });
});

describe("a product's status", () => {
  const gone = { discontinued: true };
  const status = (change: Partial<ContentFacts>) => input({ field: "status", observed: "ACTIVE", ...change });
  test.each<[string, Partial<ContentFacts>, string | null]>([
    ["is the shop's affair while the source sells it", {}, null],
    [
      "is archived once the source sells none of its articles",
      { readings: [reading(gone), red(gone)] },
      "ARCHIVED",
    ],
    ["stays while one article is still sold", { readings: [reading(gone), red({})] }, null],
    ["stays where a variant is not the source's", { readings: [reading(gone)], complete: false }, null],
    ["stays where the source says nothing", { readings: [] }, null],
    ["is not what an article calls it", { readings: [reading({ value: "DRAFT" })] }, null],
    [
      "comes back when the source sells it again",
      { observed: "ARCHIVED", baseline: "ARCHIVED", readings: [reading(gone), red({})] },
      "ACTIVE",
    ],
    ["stays archived where the shop archived it", { observed: "ARCHIVED", baseline: null }, null],
    ["stays what a person made of it since", { observed: "DRAFT", baseline: "ARCHIVED" }, null],
  ])("%s", (_, change, value) => {
    expect(desiredContent(status(change))).toMatchObject({ value, reason: null });
  });
});

test("what was given up and is on sale comes before what parcels need, and that before words", () => {
  const worstFirst = ["status", "weight", "title", "vendor"].map(contentUrgency);
  expect(worstFirst.toSorted((a, b) => b - a)).toEqual(worstFirst);
  expect(new Set(worstFirst).size).toBe(worstFirst.length);
});
