import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { authorityPolicy, discontinuedPolicy, stockPolicy } from "#app/core/values/policy.ts";

const mug = { sku: "MUG", tags: ["fragile", "gift"], locationId: "1", discontinued: false };
const buffer = (scope: string, subject: string, value: unknown) => ({
  rule: "buffer",
  scope,
  subject,
  value,
});

test("the narrowest buffer wins: SKU, tag, location, shop", () => {
  const rules = [
    buffer("shop", "", 1),
    buffer("location", "1", 2),
    buffer("tag", "fragile", 3),
    buffer("sku", "MUG", 0),
  ];
  const won = rules.map((_, at) => stockPolicy(rules.slice(0, at + 1)).bufferFor(mug)?.quantity);
  expect(won).toEqual([1, 2, 3, 0]);
});

test("of several tags the most careful one counts", () => {
  const policy = stockPolicy([buffer("tag", "gift", 2), buffer("tag", "fragile", 5)]);
  expect(policy.bufferFor(mug)).toEqual({ quantity: 5, scope: "tag", subject: "fragile" });
});

test("rules for others, and rules that make no sense, change nothing", () => {
  const policy = stockPolicy([buffer("sku", "CUP", 9), buffer("shop", "", -3), buffer("location", "2", 1)]);
  expect(policy.bufferFor(mug)).toBeNull();
});

test("selling is stopped for the SKU that was named", () => {
  const policy = stockPolicy([{ rule: "stop-selling", scope: "sku", subject: "MUG", value: true }]);
  expect([policy.stopsSelling(mug), policy.stopsSelling({ ...mug, sku: "CUP" })]).toEqual([true, false]);
});

describe("articles that the source no longer sells", () => {
  const policy = (value: unknown) => [{ rule: "discontinued", scope: "shop", subject: "", value }];
  const gone = { ...mug, discontinued: true };

  test("stop selling where the merchant wants that, whatever their SKU", () => {
    const stops = ["stop-selling", "archive", "leave", "nonsense"].map((value) =>
      stockPolicy(policy(value)).stopsSelling(gone),
    );
    expect(stops).toEqual([true, false, false, false]);
    expect(stockPolicy(policy("stop-selling")).stopsSelling({ ...gone, sku: null })).toBe(true);
    expect(stockPolicy(policy("stop-selling")).stopsSelling(mug)).toBe(false);
  });

  test("are left alone where the merchant said nothing", () => {
    expect(discontinuedPolicy([])).toBe("leave");
    expect(discontinuedPolicy(policy("archive"))).toBe("archive");
    expect(discontinuedPolicy(policy("delete"))).toBe("leave");
  });
});

describe("who decides about a field", () => {
  const subject = { sku: "MUG", tags: ["fragile", "gift"], vendor: "Hario", collections: ["7", "8"] };
  const rule = (scope: string, of: string, value: unknown, field = "title") => ({
    rule: `authority:${field}`,
    scope,
    subject: of,
    value,
  });
  /** From the widest to the narrowest. */
  const rules = [
    rule("shop", "", "ask"),
    rule("collection", "7", "source"),
    rule("vendor", "Hario", "shop"),
    rule("tag", "gift", "off"),
    rule("sku", "MUG", "source"),
  ];

  test("is the narrowest rule: SKU, tag, vendor, collection, shop", () => {
    const won = rules.map((_, at) => authorityPolicy(rules.slice(0, at + 1)).of("title", subject));
    expect(won.map(({ authority }) => authority)).toEqual(["ask", "source", "shop", "off", "source"]);
    expect(won.map(({ scope }) => scope)).toEqual(["shop", "collection", "vendor", "tag", "sku"]);
    expect(won.map((found) => found.subject)).toEqual(["", "7", "Hario", "gift", "MUG"]);
  });

  test("is the narrowest rule in whatever order they stand, among rules for others", () => {
    const width = new Map(rules.map(({ scope }, at) => [scope, at]));
    const others = [
      rule("sku", "CUP", "off"),
      rule("tag", "MUG", "off"),
      rule("vendor", "gift", "off"),
      rule("sku", "MUG", "off", "vendor"),
      rule("sku", "MUG", "everyone"),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray([...rules, ...others]), (given) => {
        const mine = given.filter((one) => rules.includes(one));
        const narrowest = mine.toSorted((a, b) => width.get(b.scope)! - width.get(a.scope)!)[0];
        expect(authorityPolicy(given).of("title", subject)).toEqual(
          narrowest
            ? { authority: narrowest.value, scope: narrowest.scope, subject: narrowest.subject }
            : { authority: "off", scope: "default", subject: "" },
        );
      }),
    );
  });

  test("is, of several tags or collections, the rule that lets the source overwrite least", () => {
    const tags = [rule("tag", "fragile", "source"), rule("tag", "gift", "ask")];
    expect(authorityPolicy(tags).of("title", subject)).toMatchObject({
      authority: "ask",
      subject: "gift",
    });
    const collections = [rule("collection", "7", "shop"), rule("collection", "8", "off")];
    expect(authorityPolicy(collections).of("title", subject)).toMatchObject({
      authority: "off",
      subject: "8",
    });
  });

  test("is the source for prices, and nobody for content, until the merchant says so", () => {
    const policy = authorityPolicy([]);
    const fields = ["price", "compareAt", "cost", "title", "status", "metafields.custom.price"];
    expect(fields.map((field) => policy.of(field, subject).authority)).toEqual([
      "source",
      "source",
      "source",
      "off",
      "off",
      "off",
    ]);
  });

  test("is told for a product without a SKU or a vendor by what is left", () => {
    const bare = { sku: null, tags: [], vendor: null, collections: [] };
    expect(authorityPolicy(rules).of("title", bare)).toMatchObject({ authority: "ask", scope: "shop" });
  });
});
