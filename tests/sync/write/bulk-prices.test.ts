import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { saveGuards } from "#app/sync/settings/settings.server.ts";
import { ensureObservations } from "#app/store/values/observations.server.ts";
import { readLists } from "#app/sync/look/fixed-prices.server.ts";
import { DEFAULT_GUARDS } from "#app/core/values/plan.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

/** Too many for single calls to be faster. */
const MANY = 900;
const skus = Array.from({ length: MANY }, (_, at) => `SKU-${String(at).padStart(4, "0")}`);
let world: World;

beforeEach(async () => {
  world = await openWorld(
    skus.map((sku) => ({ sku, shows: 5, price: "10.00" })),
    {},
    ["prices"],
  );
  say("10.00");
  await goLiveWith(
    world,
    skus.map((sku) => [sku, 5] as const),
  );
  await saveGuards(world.shop, { ...DEFAULT_GUARDS, changedShareMax: 1 });
}, 120_000);
afterEach(() => world.close());

function say(price: string, listed: { price: string; currency: string } | null = null): void {
  const own = skus.map((sku) => ({ sku, price, currency: "GBP", list: "" }));
  world.exportRows(
    "prices",
    listed ? [...own, ...skus.map((sku) => ({ sku, list: "B2B", ...listed }))] : own,
  );
}

const shown = (price: string) => skus.filter((sku) => world.variant(sku).price === price).length;
const open = () => db().change.count({ where: { shop: world.shop, outcome: "intended" } });

test("a new price for very many products is written by one bulk mutation, for next to no points", async () => {
  say("11.00");
  await world.pull();
  const before = world.sandbox.stats.points;
  await world.converge();
  expect(shown("11.00")).toBe(MANY);
  expect(world.sandbox.stats.points - before).toBeLessThan(MANY);
  expect(
    await db().observation.count({ where: { shop: world.shop, kind: "price", verdict: "in-sync" } }),
  ).toBe(MANY);
}, 120_000);

test("a bulk mutation whose start was never answered is found again, not sent twice", async () => {
  world.sandbox.faults.next.push({ kind: "answerLost", on: "bulkOperationRunMutation" });
  say("11.00");
  await world.pull();
  await world.converge();
  expect(shown("11.00")).toBe(MANY);
  expect(await open()).toBe(0);
}, 120_000);

test("a variant that was deleted meanwhile fails alone", async () => {
  const [gone = ""] = skus;
  world.sandbox.faults.webhooks.lost = 1;
  world.sandbox.store.deleteProduct(world.variant(gone).product.id);
  say("11.00");
  await world.pull();
  await world.converge();
  expect(skus.slice(1).filter((sku) => world.variant(sku).price === "11.00")).toHaveLength(MANY - 1);
  expect(await open()).toBe(0);
}, 120_000);

test("prices of a list, which no bulk mutation can write, are not left for one", async () => {
  const { shop, connectionId } = world;
  say("10.00", { price: "8.00", currency: "EUR" });
  await world.pull();
  const list = world.sandbox.store.createPriceList({ name: "Wholesale", currency: "EUR" });
  await readLists(shop, new AbortController().signal);
  await db().priceListMapping.create({ data: { shop, connectionId, list: "B2B", priceListId: list.id } });
  await ensureObservations(shop);
  await world.work();
  const written = { shop, kind: "price", place: list.id, verdict: "in-sync", observed: "8.00 EUR" };
  expect(await db().observation.count({ where: written })).toBe(MANY);
}, 120_000);
