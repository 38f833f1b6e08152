import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { setConnectionState } from "#app/sync/connections/connections.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { decideOwed } from "#app/sync/converge/decide.server.ts";
import { guardPlans } from "#app/sync/converge/guard.server.ts";
import { approveHold, discardHold } from "#app/sync/choices/holds.server.ts";
import { repairNow, undoChanges } from "#app/sync/choices/repair.server.ts";
import { saveGuards } from "#app/sync/settings/settings.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type SeedItem, type World } from "#tests/support/world.ts";

testDatabase();

const skus = Array.from({ length: 60 }, (_, at) => `SKU-${String(at).padStart(2, "0")}`);
const seed: SeedItem[] = skus.map((sku) => ({ sku, shows: 10 }));
const all = (quantity: number) => skus.map((sku) => [sku, quantity] as const);

const { signal } = new AbortController();

let world: World;
beforeEach(async () => {
  world = await openWorld(seed);
  await goLiveWith(world, all(10));
});
afterEach(() => world.close());

const shown = () => skus.map((sku) => world.shows(sku) ?? -1);
const waiting = () => db().hold.findFirst({ where: { shop: world.shop, state: "waiting" } });

describe("a source that is wrong", () => {
  test("an empty file never empties the shop", async () => {
    world.exportStock([]);
    await world.work();
    expect(shown()).toEqual(skus.map(() => 10));
    expect(await waiting()).toMatchObject({ reason: "source-empty", changes: 60, zeroed: 60 });
  });

  test("a file that has lost half its items is held", async () => {
    world.exportStock(all(10).slice(0, 30));
    await world.work();
    expect(shown()).toEqual(skus.map(() => 10));
    expect(await waiting()).toMatchObject({ reason: "source-smaller", changes: 30, zeroed: 30 });
  });

  test("what was let go and is not written yet waits once you want to be asked about every plan", async () => {
    world.exportStock([...all(10).slice(1), ["SKU-00", 3]]);
    await world.pull();
    await decideOwed(world.shop, "stock", signal);
    await guardPlans(world.shop, "stock");
    expect((await world.observation("SKU-00")).verdict).toBe("push");
    const { guards } = await getShop(world.shop);
    await saveGuards(world.shop, { ...guards, alwaysAsk: true });
    await world.converge();
    expect(world.shows("SKU-00")).toBe(10);
    expect(await waiting()).toMatchObject({ reason: "always-ask", changes: 1 });
  });

  test("the hold goes away by itself when the next file is whole", async () => {
    world.exportStock([]);
    await world.work();
    world.exportStock([...all(10).slice(1), ["SKU-00", 3]]);
    await world.work();
    expect(await waiting()).toBeNull();
    expect(world.shows("SKU-00")).toBe(3);
    expect(world.shows("SKU-59")).toBe(10);
  });

  test("a row that is no whole number is set aside with its line, its item stays, and the rest goes on", async () => {
    world.exportStock([...all(8).slice(2), ["SKU-00", "1.5"], ["SKU-01", "many"]]);
    await world.work();
    expect(await waiting()).toMatchObject({ reason: "too-many-changes" });
    await approveHold(world.shop, (await waiting())?.id ?? "", "all", "Ada");
    await world.converge();
    expect(world.shows("SKU-02")).toBe(8);
    expect([world.shows("SKU-00"), world.shows("SKU-01")]).toEqual([10, 10]);
    const aside = await db().setAside.findMany({ where: { shop: world.shop }, orderBy: { sku: "asc" } });
    expect(aside.map(({ sku, reason, resolvedAt }) => [sku, reason, resolvedAt])).toEqual([
      ["SKU-00", "fractional", null],
      ["SKU-01", "not-a-number", null],
    ]);

    world.exportStock([...all(8).slice(2), ["SKU-00", 9], ["SKU-01", 9]]);
    await world.work();
    expect([world.shows("SKU-00"), world.shows("SKU-01")]).toEqual([9, 9]);
    expect(await db().setAside.count({ where: { shop: world.shop, resolvedAt: null } })).toBe(0);
  });

  test("negative stock shows as sold out", async () => {
    world.exportStock([...all(10).slice(1), ["SKU-00", -7]]);
    await world.work();
    expect(world.shows("SKU-00")).toBe(0);
  });
});

describe("a plan that waits", () => {
  const wrong = () => [...all(0).slice(0, 20), ...all(10).slice(20)];

  test("approving some writes those and leaves the rest waiting", async () => {
    world.exportStock(wrong());
    await world.work();
    const hold = await waiting();
    expect(hold?.reason).toBe("too-many-zeroed");
    const rows = [{ kind: "stock", subject: world.itemId("SKU-03"), place: world.locationId }];
    await approveHold(world.shop, hold?.id ?? "", rows, "Ada");
    await world.converge();
    expect(shown().filter((quantity) => quantity === 0)).toHaveLength(1);
    expect(world.shows("SKU-03")).toBe(0);
    expect((await waiting())?.id).toBe(hold?.id);
  });

  test("a discarded plan changes nothing, and the same file changes nothing again", async () => {
    world.exportStock(wrong());
    await world.work();
    await discardHold(world.shop, (await waiting())?.id ?? "", "Ada");
    world.exportStock(wrong());
    await world.work();
    expect(shown()).toEqual(skus.map(() => 10));
    expect(await waiting()).toBeNull();
    expect(await world.observation("SKU-03")).toMatchObject({
      verdict: "held",
      reason: "pinned",
      pinnedBy: "Ada",
    });

    world.exportStock([...all(7).slice(0, 20), ...all(10).slice(20)]);
    await world.work();
    expect(world.shows("SKU-03")).toBe(7);
  });

  test("a paused connection writes nothing; resumed, it catches up", async () => {
    await setConnectionState(world.shop, world.connectionId, "paused");
    world.sandbox.store.setAvailable(world.itemId("SKU-05"), world.locationId, 44, "Bob");
    await world.inbox();
    await world.converge();
    expect(world.shows("SKU-05")).toBe(44);
    await setConnectionState(world.shop, world.connectionId, "active");
    await world.converge();
    expect(world.shows("SKU-05")).toBe(10);
  });
});

describe("what was written", () => {
  test("can be undone, and stays undone until the ERP says something else", async () => {
    world.exportStock([...all(10).slice(1), ["SKU-00", 4]]);
    await world.work();
    const change = await db().change.findFirstOrThrow({
      where: { shop: world.shop, subject: world.itemId("SKU-00"), outcome: "applied" },
      orderBy: { at: "desc" },
    });
    expect(change).toMatchObject({ before: "10", after: "4", who: "concord" });
    await undoChanges(world.shop, [change.id], "Ada");
    await world.converge();
    expect(world.shows("SKU-00")).toBe(10);
    await world.work();
    expect(world.shows("SKU-00")).toBe(10);
    const undone = await db().change.findFirstOrThrow({
      where: { shop: world.shop, after: "10" },
      orderBy: { at: "desc" },
    });
    expect(undone).toMatchObject({ before: "4", who: "Ada", outcome: "applied" });

    await repairNow(world.shop, [
      { kind: "stock", subject: world.itemId("SKU-00"), place: world.locationId },
    ]);
    await world.converge();
    expect(world.shows("SKU-00")).toBe(4);
  });
});
