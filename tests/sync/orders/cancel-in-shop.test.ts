import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
  await world.rules({ sourceCancels: "cancel" });
});
afterAll(() => world.close());

const cancellations = (orderId: string) =>
  db().change.findMany({
    where: { shop: world.shop, kind: "order", subject: orderId },
    orderBy: { at: "asc" },
  });

async function cancelledInSource(): Promise<string> {
  const name = world.buy("MUG");
  await world.export();
  world.source.set(name, { status: "cancelled", bookedAt: null });
  await world.pullStates();
  return name;
}

test("a cancellation whose answer was lost is not asked for twice", async () => {
  const name = await cancelledInSource();
  const order = world.sandbox.store.orderByName(name);
  world.sandbox.faults.next.push({ kind: "answerLost", on: "orderCancel" });
  await world.converge();
  await world.export();
  expect(order.cancelledAt).not.toBeNull();
  expect(await world.verdict(name)).toBe("in-sync");
  expect((await cancellations(order.id)).map(({ outcome }) => outcome)).toEqual(["lost"]);
});

test("an order that was shipped meanwhile is not cancelled but asked about, with Shopify's words kept", async () => {
  const name = await cancelledInSource();
  const order = world.sandbox.store.fulfillOrder(name);
  await world.converge();
  expect(order.cancelledAt).toBeNull();
  const [refused] = await cancellations(order.id);
  expect(refused?.outcome).toBe("rejected");
  expect(refused?.message).toContain("fulfillment");
  expect(await world.verdict(name)).toBe("conflict source-cancelled");
});
