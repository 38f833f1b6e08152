import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { converge } from "#app/sync/converge/converge.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, install, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const { signal } = new AbortController();
const skus = ["MUG", "CUP", "BOWL", "PLATE"];

let world: World;
beforeEach(async () => {
  world = await openWorld(skus.map((sku) => ({ sku, shows: 10 })));
  await goLiveWith(
    world,
    skus.map((sku) => [sku, 10] as const),
  );
});
afterEach(() => world.close());

const export4 = (...quantities: number[]) =>
  world.exportStock(skus.map((sku, at) => [sku, quantities[at] ?? 10] as const));
const outcomes = async (sku: string) =>
  (
    await db().change.findMany({
      where: { shop: world.shop, subject: world.itemId(sku) },
      orderBy: [{ at: "asc" }, { id: "asc" }],
    })
  ).map(({ outcome }) => outcome);

describe("when Shopify misbehaves", () => {
  test("a sale between looking and writing makes the write stale, never lost", async () => {
    export4(6);
    await world.pull();
    // The app does not know of this sale when it writes.
    world.sandbox.faults.webhooks.lost = 1;
    world.place("MUG", 3);
    await world.converge();
    expect(world.shows("MUG")).toBe(3);
    expect(await outcomes("MUG")).toContain("stale");
    expect((await world.observation("MUG")).verdict).toBe("in-sync");
  });

  test("the rest of a batch goes on when one row is stale", async () => {
    export4(6, 6, 6, 6);
    await world.pull();
    world.sandbox.faults.webhooks.lost = 1;
    world.sandbox.store.setAvailable(world.itemId("CUP"), world.locationId, 99, "Bob");
    await world.converge();
    expect(skus.map((sku) => world.shows(sku))).toEqual([6, 6, 6, 6]);
  });

  test("a write whose answer is lost is looked for before it is sent again", async () => {
    export4(6);
    await world.pull();
    world.sandbox.faults.next.push({ kind: "answerLost", on: "inventorySetQuantities" });
    await world.converge();
    expect(world.shows("MUG")).toBe(6);
    expect((await outcomes("MUG")).at(-1)).toBe("applied");
    expect(world.sandbox.stats.mutations["inventorySetQuantities"]).toBe(1);
  });

  test("throttling only costs time", async () => {
    export4(6, 5);
    await world.pull();
    world.sandbox.faults.next.push({ kind: "throttled" }, { kind: "throttled" });
    await world.converge();
    expect([world.shows("MUG"), world.shows("CUP")]).toEqual([6, 5]);
  });

  test("an item that was deleted in the shop does not stop the others", async () => {
    export4(6, 5, 4, 3);
    await world.pull();
    world.sandbox.faults.webhooks.lost = 1;
    const { productId } = await db().variant.findFirstOrThrow({ where: { shop: world.shop, sku: "BOWL" } });
    world.sandbox.store.deleteProduct(productId);
    await converge(world.shop, "stock", signal);
    expect([world.shows("MUG"), world.shows("CUP"), world.shows("PLATE")]).toEqual([6, 5, 3]);
    expect(await world.observation("BOWL")).toMatchObject({ verdict: "failing", reason: "rejected" });
    expect((await world.observation("BOWL")).message).not.toBe("");
  });

  test("webhooks that are doubled, late or lost change nothing in the end", async () => {
    Object.assign(world.sandbox.faults.webhooks, { duplicated: 0.5, disordered: 0.5, delayMs: [0, 20] });
    for (const sku of [...skus, ...skus, ...skus]) world.place(sku, 1);
    await world.work();
    expect(skus.map((sku) => world.shows(sku))).toEqual([7, 7, 7, 7]);

    world.sandbox.faults.webhooks.lost = 1;
    world.place("MUG", 2);
    world.sandbox.store.setAvailable(world.itemId("CUP"), world.locationId, 80, "Bob");
    await db().shop.update({ where: { shop: world.shop }, data: { sweepDueAt: new Date(0) } });
    await world.sweep();
    await world.converge();
    expect([world.shows("MUG"), world.shows("CUP")]).toEqual([5, 7]);
  });

  test("an expired token is renewed once and the work goes on", async () => {
    export4(6);
    await world.pull();
    world.sandbox.expireTokens();
    await world.converge();
    expect(world.shows("MUG")).toBe(6);
    expect(world.sandbox.stats.tokens.refreshed).toBe(1);
  });

  test("what stops a look or a write ends the work and is told", async () => {
    export4(6, 5);
    await world.pull();
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(converge(world.shop, "stock", stopped)).rejects.toThrow("stopped");
    expect([world.shows("MUG"), world.shows("CUP")]).toEqual([10, 10]);

    // The app does not know of the uninstall when it writes.
    world.sandbox.uninstall();
    await expect(converge(world.shop, "stock", signal)).rejects.toThrow(/opened in the admin again/);
    expect([world.shows("MUG"), world.shows("CUP")]).toEqual([10, 10]);
  });

  test("after an uninstall nothing is sent any more, and shop/redact leaves nothing behind", async () => {
    world.sandbox.uninstall();
    await world.inbox();
    const { requests } = world.sandbox.stats;
    export4(1, 1, 1, 1);
    await converge(world.shop, "stock", signal);
    expect(world.sandbox.stats.requests).toBe(requests);

    world.sandbox.sendCompliance("shop/redact");
    await world.inbox();
    const left = await Promise.all([
      db().observation.count({ where: { shop: world.shop } }),
      db().change.count({ where: { shop: world.shop } }),
      db().shop.count({ where: { shop: world.shop } }),
      db().session.count({ where: { shop: world.shop } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0]);
  });
});

test("a merchant who comes back finds the shop read anew, and in step again", async () => {
  world.sandbox.uninstall();
  await world.inbox();
  world.sandbox.store.setAvailable(world.itemId("MUG"), world.locationId, 77, "Bob");
  await world.inbox();
  await world.converge();
  expect(world.shows("MUG")).toBe(77);

  await install(world.shop);
  await world.sweep();
  await world.converge();
  expect(world.shows("MUG")).toBe(10);
});

test("a worker that was stopped after Shopify's answer finds out what it had written", async () => {
  export4(6);
  await world.pull();
  const observation = await world.observation("MUG");
  await db().change.create({
    data: {
      shop: world.shop,
      kind: "stock",
      subject: observation.subject,
      place: observation.place,
      before: "10",
      after: "6",
      who: "concord",
      idempotencyKey: "stopped-here",
    },
  });
  world.sandbox.faults.webhooks.lost = 1;
  world.sandbox.store.setAvailable(world.itemId("MUG"), world.locationId, 6, "the stopped worker");
  await world.converge();
  expect(await outcomes("MUG")).toEqual(["applied"]);
  expect(world.sandbox.stats.mutations["inventorySetQuantities"] ?? 0).toBe(0);
  expect((await world.observation("MUG")).verdict).toBe("in-sync");
});
