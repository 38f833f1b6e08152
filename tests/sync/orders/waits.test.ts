import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { currentWait } from "#app/store/connections/waits.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.later();
  world.source.faults.next.length = 0;
});

const asked = () => ({ ...world.source.calls });

test("orders that are refused for a while wait, new ones and the source's feeds too", async () => {
  world.source.faults.next.push({ kind: "busy", on: "find", seconds: 300 });
  const first = world.buy("MUG");
  await world.export();
  expect(await currentWait(world.shop, world.sourceId)).toMatchObject({ reason: "The source is busy." });
  expect(await world.verdict(first)).toBe("push");

  const before = asked();
  const second = world.buy("CUP");
  await world.export();
  await world.pullStates();
  await world.reconcile();
  expect(asked()).toEqual(before);

  await world.later();
  await world.converge();
  expect(world.held(first)).toHaveLength(1);
  expect(world.held(second)).toHaveLength(1);
});

test("an order waits for what a feed of its source was told", async () => {
  world.source.faults.next.push({ kind: "busy", on: "states", seconds: 300 });
  await expect(world.pullStates()).rejects.toThrow("The source is busy.");
  const before = asked();
  const name = world.buy("MUG");
  await world.export();
  expect(asked()).toEqual(before);
  await world.later();
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
});
