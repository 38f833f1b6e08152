import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.source.faults.next.length = 0;
  world.source.faults.down = false;
  world.source.faults.refuses.clear();
  await world.rules({});
});

test("an order of the shop is made in the source, once, with its lines and the source's own articles", async () => {
  const name = world.buy("MUG");
  await world.export();
  const [held, ...more] = world.held(name);
  expect(more).toEqual([]);
  expect(held?.order).toMatchObject({ reference: name, key: expect.stringMatching(/^world-.*\/\d+$/) });
  expect(held?.order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([["ERP-MUG", 1]]);
  expect(await world.verdict(name)).toBe("in-sync");
  expect(await world.entry(name)).toMatchObject({ state: "exported", sourceNumber: `SO-${held?.id}` });
  const run = await db().run.findFirstOrThrow({ where: { activity: "export" }, orderBy: { startedAt: "desc" } });
  expect(run).toMatchObject({ kind: "order", seen: 1, written: 1, failed: 0, skipped: 0, state: "succeeded" });
});
