import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { setShopState } from "#app/store/shops/shops.server.ts";
import { owedWork } from "#app/store/values/owed.server.ts";
import { workInbox } from "#app/sync/shop/inbox.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { everything } from "#tests/support/everything.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";
import { install } from "#tests/support/world.ts";

testDatabase();

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
beforeEach(async () => {
  await db().timelineEvent.deleteMany({ where: { kind: "customer" } });
  await setShopState(world.shop, "active", null);
});
afterAll(() => world.close());

const MORE_THAN_ARE_CLAIMED = 60;
const { signal } = new AbortController();

async function arrived(topic: string, payload: object, shop = world.shop): Promise<void> {
  const webhookId = `${topic}-${Math.random()}`;
  await db().inboxEvent.create({ data: { shop, webhookId, topic, payload } });
}

async function sold(email: string): Promise<number> {
  const name = world.buy("MUG", { email });
  await world.export();
  return Number((await db().order.findFirstOrThrow({ where: { shop: world.shop, name } })).id);
}

const requests = (customerId: string) =>
  db().timelineEvent.count({ where: { kind: "customer", event: "data-requested", subject: customerId } });

test.each(["reconnect", "uninstalled"] as const)(
  "a customer is forgotten, and a request noted, while the shop is %s",
  async (state) => {
    const order = await sold(`secret-${state}@example.com`);
    await setShopState(world.shop, state, null);
    await arrived("customers/data_request", { customer: { id: 97 }, orders_requested: [order] });
    await workInbox(world.shop, signal);
    expect(await requests("97")).toBe(1);
    await arrived("customers/redact", { customer: { id: 96 }, orders_to_redact: [order] });
    await workInbox(world.shop, signal);
    await setShopState(world.shop, "active", null);
    expect(await everything()).not.toContain(`secret-${state}`);
  },
);

test("what customers ask for is done, once, although the shop can no longer be read", async () => {
  const order = await sold("secret-dead@example.com");
  await db().session.deleteMany({ where: { shop: world.shop } });
  for (let number = 1; number <= MORE_THAN_ARE_CLAIMED; number++)
    await arrived("orders/updated", { id: number });
  await arrived("customers/data_request", { customer: { id: 95 }, orders_requested: [order] });
  for (let tries = 0; tries < 2; tries++) {
    await setShopState(world.shop, "active", null);
    await expect(workInbox(world.shop, signal)).rejects.toThrow("has to be opened in the admin again");
  }
  expect(await requests("95")).toBe(1);
  await setShopState(world.shop, "active", null);
  await arrived("customers/redact", { customer: { id: 94 }, orders_to_redact: [order] });
  await expect(workInbox(world.shop, signal)).rejects.toThrow("has to be opened in the admin again");
  expect(await everything()).not.toContain("secret-dead");
  await db().inboxEvent.deleteMany({ where: { shop: world.shop } });
  await install(world.shop);
});

test("a request about a shop of which nothing is kept is found again, and answered", async () => {
  const gone = "gone.myshopify.com";
  await arrived("customers/redact", { customer: { id: 93 } }, gone);
  const owed = { name: "inbox", shop: gone, feedId: null };
  expect(await owedWork()).toContainEqual(owed);
  await workInbox(gone, signal);
  expect(await owedWork()).not.toContainEqual(owed);
});
