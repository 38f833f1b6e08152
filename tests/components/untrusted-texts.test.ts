import { expect, test } from "vitest";
import { suggestColumns } from "#app/adapters/csv/form/suggest.ts";
import { parseKey } from "#app/adapters/tryton/wire/key.ts";
import { readable } from "#app/components/conflicts/difference.tsx";
import { handValue } from "#app/core/values/hand-value.ts";
import { excerpt } from "#app/shopify/api/body.ts";

const long = 60_000;

test.each([
  ["a description of blanks", () => readable(`a${"\u00a0".repeat(long)}b`)],
  ["a description of tags that never end", () => readable("<li".repeat(long))],
  ["an error page that never ends", () => excerpt("<script ".repeat(long))],
  ["a key of points", () => parseKey(".".repeat(long))],
  ["a weight that a person types", () => handWeight(`1.${"0".repeat(long)}1 kg`)],
  ["a header of underlines", () => suggestColumns([`a${"_".repeat(long)}!`])],
])("%s takes no time to read", (_, read) => {
  const before = performance.now();
  read();
  expect(performance.now() - before).toBeLessThan(2000);
});

test("a description is read as lines, without the blank ones", () => {
  expect(readable("<p>One </p>\n\n<p> Two</p><ul><li class='a'>Three</ul>")).toBe("One\nTwo\n• Three");
});

function handWeight(typed: string) {
  return handValue({ kind: "content", place: "weight", like: null }, typed);
}
