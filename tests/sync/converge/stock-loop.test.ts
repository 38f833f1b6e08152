import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { feedsOf } from "#app/sync/connections/connections.server.ts";
import { pullFeed } from "#app/sync/connections/pull.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

let world: World;
beforeEach(async () => {
  world = await openWorld([
    { sku: "MUG", shows: 3 },
    { sku: "CUP", shows: 9 },
    { sku: "BOWL", shows: 0 },
  ]);
  await goLiveWith(world, [
    ["MUG", 7],
    ["CUP", 9],
    ["BOWL", 2],
  ]);
});
afterEach(() => world.close());

describe("one stock level, from the ERP to the shop", () => {
  test("after the first plan is approved the shop shows what the ERP has", async () => {
    expect([world.shows("MUG"), world.shows("CUP"), world.shows("BOWL")]).toEqual([7, 9, 2]);
    expect((await world.observation("MUG")).verdict).toBe("in-sync");
  });

  test("a change in the ERP reaches the shop", async () => {
    world.exportStock([
      ["MUG", 5],
      ["CUP", 9],
      ["BOWL", 2],
    ]);
    await world.work();
    expect(world.shows("MUG")).toBe(5);
  });

  test("a storm of webhooks about one article is answered by one look at it", async () => {
    const levelItem = world.itemId("MUG");
    const receivedAt = new Date(Date.now() - 60_000);
    const payload = { inventory_item_id: Number(levelItem), location_id: 1, available: 999 };
    await db().inboxEvent.createMany({
      data: Array.from({ length: 1_200 }, (_, at) => {
        return {
          shop: world.shop,
          webhookId: `storm-${at}`,
          topic: "inventory_levels/update",
          payload,
          receivedAt,
        };
      }),
    });
    const { requests } = world.sandbox.stats;
    await world.inbox();
    expect(world.sandbox.stats.requests - requests).toBe(1);
    expect(await db().inboxEvent.count({ where: { shop: world.shop, processedAt: null } })).toBe(0);
  });

  test("a sale is not taken for an error, and is not given back before the ERP has booked it", async () => {
    const order = world.place("MUG", 2);
    await world.work();
    expect(world.shows("MUG")).toBe(5);

    // The ERP answers again without having booked the order: its 7 still includes the 2 sold.
    world.exportStock([
      ["MUG", 7],
      ["CUP", 9],
      ["BOWL", 2],
    ]);
    await world.work();
    expect(world.shows("MUG")).toBe(5);

    world.book(order);
    world.exportStock([
      ["MUG", 5],
      ["CUP", 9],
      ["BOWL", 2],
    ]);
    await world.work();
    expect(world.shows("MUG")).toBe(5);
    expect((await world.observation("MUG")).verdict).toBe("in-sync");
  });

  test("what the ERP says of orders is read right after its stock, so that both are of one time", async () => {
    const order = world.place("MUG", 2);
    await world.work();
    world.book(order);
    world.exportStock([
      ["MUG", 5],
      ["CUP", 9],
      ["BOWL", 2],
    ]);
    const feeds = await feedsOf(world.shop, world.connectionId);
    const stock = feeds.find(({ kind }) => kind === "stock");
    await pullFeed(world.shop, stock?.id ?? "", new AbortController().signal);
    await world.converge();
    expect(world.shows("MUG")).toBe(5);
  });

  test("what somebody edits in the shop is put back", async () => {
    world.sandbox.store.setAvailable(world.itemId("CUP"), world.locationId, 50, "Bob");
    await world.work();
    expect(world.shows("CUP")).toBe(9);
  });

  test("our own write coming back as a webhook asks for nothing", async () => {
    world.exportStock([
      ["MUG", 4],
      ["CUP", 9],
      ["BOWL", 2],
    ]);
    await world.work();
    const { requests } = world.sandbox.stats;
    await world.inbox();
    await world.converge();
    expect(world.sandbox.stats.requests).toBe(requests);
  });
});
