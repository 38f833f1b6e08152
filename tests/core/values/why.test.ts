import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain, type ExplainedValue, type Explanation } from "#app/core/values/why.ts";

const value = (change: Partial<ExplainedValue>): ExplainedValue => ({
  kind: "price",
  place: "",
  verdict: "in-sync",
  reason: null,
  message: null,
  desired: "10.00 EUR",
  observed: "12.00 EUR",
  ...change,
});

type Told = Pick<Explanation, "state" | "cure" | "broken"> & { key: string };

describe("one value explains itself", () => {
  const told = (state: Told["state"], key: string, cure: Told["cure"], broken: Told["broken"]): Told => ({
    state,
    key,
    cure,
    broken,
  });
  test.each<[string, Partial<ExplainedValue>, Told]>([
    ["it agrees", {}, told("in-step", "explain.inStep", null, null)],
    ["the shop decides", { reason: "shop-decides" }, told("in-step", "explain.inStep", null, null)],
    ["it was never compared", { verdict: "unknown" }, told("not-kept", "explain.notCompared", null, null)],
    [
      "nobody keeps it in step",
      { verdict: "unknown", reason: "not-owned" },
      told("not-kept", "explain.notKept", null, null),
    ],
    ["its plan is looked at", { verdict: "planned" }, told("repairing", "explain.repairing", "repair", null)],
    ["it is being written", { verdict: "push" }, told("repairing", "explain.repairing", "repair", null)],
    [
      "a plan waits",
      { verdict: "held", reason: "too-many-changes" },
      told("needs-you", "explain.held", "review-hold", "policy"),
    ],
    [
      "it moves too far",
      { verdict: "held", reason: "price-jump" },
      told("needs-you", "explain.priceJump", "review-hold", "policy"),
    ],
    [
      "the connection is paused",
      { verdict: "held", reason: "paused" },
      told("needs-you", "explain.paused", "resume", "policy"),
    ],
    [
      "a person pinned it",
      { verdict: "held", reason: "pinned" },
      told("in-step", "explain.pinned", null, null),
    ],
    [
      "a person lets it be",
      { verdict: "held", reason: "ignored" },
      told("in-step", "explain.ignored", null, null),
    ],
    [
      "both sides changed it",
      { verdict: "conflict" },
      told("needs-you", "explain.conflict", "resolve-conflict", "policy"),
    ],
    [
      "Shopify refused it",
      { verdict: "failing", reason: "rejected", message: "Price is invalid" },
      told("needs-you", "explain.refused", "repair", "write"),
    ],
    [
      "it could not be written",
      { verdict: "failing" },
      told("needs-you", "explain.failing", "repair", "write"),
    ],
    [
      "no article is linked",
      { verdict: "blocked", reason: "unlinked" },
      told("not-kept", "blocked.unlinked", "link", "source"),
    ],
    [
      "two articles are linked",
      { verdict: "blocked", reason: "linked-twice" },
      told("needs-you", "blocked.linked-twice", "link", "policy"),
    ],
    [
      "the list is not mapped",
      { verdict: "blocked", reason: "list-gone" },
      told("needs-you", "blocked.list-gone", "map-list", "shop"),
    ],
    [
      "the shop does not count it",
      { verdict: "blocked", reason: "untracked" },
      told("needs-you", "blocked.untracked", "track", "shop"),
    ],
    [
      "it is a bundle",
      { verdict: "blocked", reason: "has-components" },
      told("cannot", "blocked.has-components", null, "shop"),
    ],
    [
      "the price is too low",
      { verdict: "blocked", reason: "below-margin" },
      told("needs-you", "blocked.below-margin", "price-rules", "policy"),
    ],
    [
      "the source contradicts itself",
      { verdict: "blocked", reason: "sources-disagree" },
      told("needs-you", "blocked.sources-disagree", "fix-source", "source"),
    ],
    [
      "nobody knows why",
      { verdict: "blocked", reason: "toString" },
      told("cannot", "blocked.other", null, "policy"),
    ],
  ])("%s", (_, change, expected) => {
    const { state, cure, broken, sentence } = explain([value(change)]);
    expect({ state, cure, broken, key: sentence.key }).toEqual(expected);
  });
});

test("the sentence says what the shop shows, what it should, and what Shopify said", () => {
  const failing = value({ verdict: "failing", message: "Price is invalid" });
  expect(explain([failing]).sentence.params).toEqual({
    shows: "12.00 EUR",
    should: "10.00 EUR",
    message: "Price is invalid",
    count: 1,
  });
  expect(explain([value({ desired: null, observed: null })]).sentence.params).toMatchObject({
    shows: "",
    should: "",
  });
});

test("the worst value speaks for the product", () => {
  const worstLast = [
    value({ verdict: "unknown", reason: "not-owned" }),
    value({}),
    value({ verdict: "held", reason: "pinned" }),
    value({ verdict: "push" }),
    value({ verdict: "blocked", reason: "has-components" }),
    value({ verdict: "blocked", reason: "no-reading" }),
    value({ verdict: "failing" }),
    value({ verdict: "conflict" }),
  ];
  for (const [at, worst] of worstLast.entries()) {
    const others = worstLast.slice(0, at);
    expect(explain([worst, ...others]).cause).toBe(worst);
    expect(explain([...others, worst]).cause).toBe(worst);
  }
});

test("of values that are equally bad the first speaks, and they are counted", () => {
  const [first, second] = [value({ verdict: "conflict", place: "7" }), value({ verdict: "conflict" })];
  const { cause, sentence } = explain([value({}), first, second]);
  expect(cause).toBe(first);
  expect(sentence.params.count).toBe(2);
});

test("a product of which nothing is kept is not kept", () => {
  expect(explain([])).toMatchObject({ state: "not-kept", cause: null, sentence: { key: "explain.notKept" } });
});

test("every value is counted once, by its record, unless nobody keeps it", () => {
  const kinds = ["stock", "price", "compareAt", "cost", "content"] as const;
  const verdicts = [
    "unknown",
    "in-sync",
    "planned",
    "push",
    "held",
    "conflict",
    "blocked",
    "failing",
  ] as const;
  const reasons = fc.constantFrom(null, "unlinked", "pinned", "paused", "has-components");
  const any = fc
    .record({ kind: fc.constantFrom(...kinds), verdict: fc.constantFrom(...verdicts), reason: reasons })
    .map(value);
  fc.assert(
    fc.property(fc.array(any), (values) => {
      const { counts, state } = explain(values);
      const sum = (of: "agreed" | "repairing" | "waiting") =>
        counts.stock[of] + counts.price[of] + counts.content[of];
      const unkept = values.filter(
        ({ verdict, reason }) => verdict === "unknown" || (verdict === "blocked" && reason === "unlinked"),
      ).length;
      expect(sum("agreed") + sum("repairing") + sum("waiting")).toBe(values.length - unkept);
      if (state === "in-step") expect(sum("repairing") + sum("waiting")).toBe(0);
      if (state === "needs-you" || state === "cannot") expect(sum("waiting")).toBeGreaterThan(0);
    }),
  );
});

test("counts tell stock, prices and content apart", () => {
  const values = [
    value({ kind: "stock" }),
    value({ kind: "cost", verdict: "push" }),
    value({ kind: "compareAt", verdict: "conflict" }),
    value({ kind: "content", place: "title", verdict: "held", reason: "pinned" }),
  ];
  expect(explain(values).counts).toEqual({
    stock: { agreed: 1, repairing: 0, waiting: 0 },
    price: { agreed: 0, repairing: 1, waiting: 1 },
    content: { agreed: 1, repairing: 0, waiting: 0 },
  });
});
