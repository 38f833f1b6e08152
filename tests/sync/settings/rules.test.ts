import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_GUARDS } from "#app/core/values/plan.ts";
import { db } from "#app/store/database/database.server.ts";
import { listPolicies } from "#app/store/shops/policies.server.ts";
import { readSettings } from "#app/store/views/settings/settings.server.ts";
import { readWhy } from "#app/store/views/drift/why.server.ts";
import { previewRules, saveRules, type RulesDraft } from "#app/sync/settings/rules.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

let world: World;

beforeAll(async () => {
  world = await openWorld(
    [
      { sku: "MUG", price: "10.00", shows: 5 },
      { sku: "CUP", price: "8.40", shows: 5 },
    ],
    {},
    ["prices"],
  );
  world.exportRows("prices", [
    { sku: "MUG", price: "10.00", currency: "GBP" },
    { sku: "CUP", price: "8.40", currency: "GBP" },
  ]);
  await goLiveWith(world, [
    ["MUG", 5],
    ["CUP", 5],
  ]);
  await world.work();
});

afterAll(() => world.close());

const rounding = { kind: "ending", ending: "0.00", direction: "up" };
const priceRules = { rounding, sourceTaxIncluded: null, taxRate: null, marginMin: null };

function draft(policies: RulesDraft["policies"]): RulesDraft {
  return { basis: "available", guards: DEFAULT_GUARDS, policies };
}

const rounded = draft([{ rule: "price-rules", scope: "shop", subject: "", value: priceRules }]);

test("a rule tells how many prices it would change, and changes none before it is saved", async () => {
  expect(await previewRules(world.shop, rounded)).toEqual({ changes: 1, complete: true });
  expect(await previewRules(world.shop, draft([]))).toEqual({ changes: 0, complete: true });
  expect(await listPolicies(world.shop)).toEqual([]);
});

test("a buffer counts stock, and leaving prices alone changes nothing in the shop", async () => {
  const buffer = draft([{ rule: "buffer", scope: "sku", subject: "MUG", value: 2 }]);
  expect(await previewRules(world.shop, buffer)).toEqual({ changes: 1, complete: true });
  const off = draft([{ rule: "authority:price", scope: "shop", subject: "", value: "off" }]);
  expect(await previewRules(world.shop, off)).toEqual({ changes: 0, complete: true });
});

test("a saved rule reaches the shop, and goes when it is taken away", async () => {
  await saveRules(world.shop, rounded, "Ada");
  await world.converge();
  const cup = await priceOf("CUP");
  expect(cup).toMatchObject({ observed: "9.00 GBP", verdict: "in-sync" });
  expect((await readSettings(world.shop)).policies).toEqual([
    { rule: "price-rules", scope: "shop", subject: "", value: priceRules },
  ]);
  await saveRules(world.shop, draft([]), "Ada");
  await world.converge();
  expect(await priceOf("CUP")).toMatchObject({ observed: "8.40 GBP" });
});

test("what the page does not edit stays: a stopped SKU, a promotion", async () => {
  const stopped = { rule: "stop-selling", scope: "sku", subject: "MUG", value: true };
  await db().policy.create({ data: { shop: world.shop, ...stopped } });
  await saveRules(world.shop, draft([]), "Ada");
  expect(await listPolicies(world.shop)).toMatchObject([stopped]);
});

test("a SKU explains itself with all its values, and nobody's name", async () => {
  const { subject, variantId } = await priceOf("MUG");
  await db().observation.updateMany({
    where: { shop: world.shop, kind: "price", subject },
    data: { verdict: "held", reason: "price-jump", pinnedBy: "Ada" },
  });
  const why = await readWhy(world.shop, { variantId: variantId ?? "" });
  expect(why?.explanation).toMatchObject({
    state: "needs-you",
    cure: "review-hold",
    cause: { kind: "price", place: "" },
  });
  expect(why?.values[0]).toMatchObject({ kind: "price", reason: "price-jump" });
  expect(why?.values.map(({ kind }) => kind)).toContain("stock");
  expect(JSON.stringify(why)).not.toContain("Ada");
  const whole = await readWhy(world.shop, { productId: why?.productId ?? "" });
  expect(whole?.explanation.cure).toBe("review-hold");
  expect(await readWhy(world.shop, { variantId: "1" })).toBeNull();
});

function priceOf(sku: string) {
  return db().observation.findFirstOrThrow({ where: { shop: world.shop, kind: "price", sku, place: "" } });
}
