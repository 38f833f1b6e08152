import { expect, test } from "vitest";
import { stockPolicy } from "#app/core/policy.ts";

const mug = { sku: "MUG", tags: ["fragile", "gift"], locationId: "1" };
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
