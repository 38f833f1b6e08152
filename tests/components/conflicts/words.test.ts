import { expect, test } from "vitest";
import { difference, readable } from "#app/components/conflicts/difference.tsx";
import { choiceInWords, problemInWords, questionInWords } from "#app/components/conflicts/words.ts";
import { formats } from "#app/components/parts/format.ts";
import { translator } from "#app/i18n.ts";

const { t } = translator("en");
const format = formats("en", "UTC");
const price = {
  kind: "price" as const,
  place: "",
  placeName: null,
  desired: "12.50 EUR",
  observed: "11.00 EUR",
  baseline: "12.50 EUR",
};

test("the question says which side moved", () => {
  expect(questionInWords(price, t, format)).toBe("Price changed in Shopify");
  expect(questionInWords({ ...price, baseline: "12.00 EUR" }, t, format)).toBe("Price changed on both sides");
  expect(questionInWords({ ...price, baseline: null }, t, format)).toBe("Price differs and was never agreed");
});

test("a price of a list is asked about by the list's name", () => {
  const listed = { ...price, place: "7/10", placeName: "Trade" };
  expect(questionInWords(listed, t, format)).toMatch(/^Price · Trade.*10.* changed in Shopify$/);
});

test("a choice is told with the value it leads to", () => {
  expect(choiceInWords(price, { take: "source" }, t, format)).toBe("ERP's value taken: €12.50");
  expect(choiceInWords(price, { take: "shop" }, t, format)).toBe("Shop's value kept: €11.00");
  expect(choiceInWords(price, { take: "value", value: "11.50 EUR" }, t, format)).toBe("Set to €11.50");
});

test("a refused value says what to type instead", () => {
  expect(problemInWords("wrong-currency", "EUR", t)).toBe("The amount must be in EUR.");
});

test("a description is compared by its words, line by line", () => {
  expect(readable("<p>A <b>white</b> heart.</p><ul><li>Wood</li><li>20 cm</li></ul>")).toBe(
    "A white heart.\n• Wood\n• 20 cm",
  );
  expect(difference("A white heart", "A red heart")).toEqual([
    { text: "A ", change: null },
    { text: "white", change: "removed" },
    { text: "red", change: "added" },
    { text: " heart", change: null },
  ]);
});

test("what both texts share at length is shortened", () => {
  const long = "word ".repeat(200);
  const [shared] = difference(`${long}white`, `${long}red`);
  expect(shared?.text.length).toBeLessThan(120);
});
