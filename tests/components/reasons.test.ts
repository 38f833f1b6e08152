import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FEED_KINDS } from "#app/core/source/feeds.ts";
import { SET_ASIDE_REASONS } from "#app/core/source/records.ts";
import { BLOCKED, BLOCKED_REASONS } from "#app/core/values/blocked.ts";
import { HAND_PROBLEMS } from "#app/core/values/hand-value.ts";

const texts = JSON.parse(readFileSync("app/locales/en.json", "utf8")) as object;

/** The names under a key of the locale file, each form of a plural once. */
function namesUnder(key: string): string[] {
  const found = key.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], texts);
  return [...new Set(Object.keys(found as object).map((name) => name.replace(/_(one|other)$/, "")))].sort();
}

// The other languages have the keys of English: locales.test.ts
test.each([
  ["blocked", [...BLOCKED_REASONS, "other"]],
  ["needs.blocked", [...BLOCKED_REASONS, "other"]],
  ["setAside.reasons", SET_ASIDE_REASONS],
  ["conflicts.problem", HAND_PROBLEMS],
  ["feedKind", FEED_KINDS],
])("the words under %s are those of the code's own list, none missing and none left over", (key, list) => {
  expect(namesUnder(key)).toEqual([...list].sort());
});

test("every cure of what blocks a value has a name", () => {
  const cures = Object.values(BLOCKED).flatMap(({ cure }) => cure ?? []);
  expect(namesUnder("explain.cure")).toEqual(expect.arrayContaining(cures));
});
