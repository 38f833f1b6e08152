import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import {
  customerData,
  eraseOldDocuments,
  findDataRequest,
  readDataRequests,
} from "#app/store/shops/privacy.server.ts";
import { savePolicy } from "#app/store/shops/policies.server.ts";
import { orderRulesChanged } from "#app/sync/choices/orders.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { everything } from "#tests/support/everything.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.close());

const order = (name: string) => db().order.findFirstOrThrow({ where: { shop: world.shop, name } });

async function webhook(topic: string, payload: object): Promise<void> {
  const webhookId = `${topic}-${Math.random()}`;
  await db().inboxEvent.create({ data: { shop: world.shop, webhookId, topic, payload } });
  await world.export();
}

test("while nobody exports, nothing about customers is asked for or kept", async () => {
  await db().policy.deleteMany({ where: { shop: world.shop, rule: "orders" } });
  await orderRulesChanged(world.shop);
  const name = world.buy("MUG", { email: "secret-one@example.com" });
  await world.export();
  expect(await order(name)).toMatchObject({ document: null, customerName: null });
  expect(await everything()).not.toContain("secret-one");
});

test("what was kept goes when exporting is switched off", async () => {
  await world.rules({});
  const name = world.buy("MUG", { email: "secret-two@example.com" });
  await world.export();
  expect((await order(name)).document).not.toBeNull();
  const off = { rule: "orders", scope: "connection", subject: world.sourceId, value: { on: false } };
  await savePolicy(world.shop, off, "Ada");
  await orderRulesChanged(world.shop);
  expect(await everything()).not.toContain("secret-two");
  await world.rules({});
});

test("a customer who wants to be forgotten is, in every table, and does not come back", async () => {
  const name = world.buy("MUG", { email: "secret-three@example.com" });
  await world.export();
  const { id } = await order(name);
  expect(await everything()).toContain("secret-three");
  await webhook("customers/redact", { customer: { id: 99 }, orders_to_redact: [Number(id)] });
  expect(await everything()).not.toContain("secret-three");
  world.sandbox.store.editOrder(name, { add: [{ variantId: world.variant("CUP").id, quantity: 1 }] });
  await world.export();
  expect(await everything()).not.toContain("secret-three");
  expect(await order(name)).toMatchObject({ document: null, erasedAt: expect.any(Date) as Date });
  expect(await world.verdict(name), "what is known of it beside that stays").toBe("in-sync");
});

test("documents of orders closed long ago are erased, and only those", async () => {
  const old = world.buy("MUG", { email: "secret-old@example.com" });
  const young = world.buy("MUG", { email: "secret-young@example.com" });
  await world.export();
  const long = new Date(Date.now() - 200 * 24 * 3_600_000);
  await db().order.updateMany({ where: { name: old }, data: { closedAt: long, updatedAt: long } });
  await eraseOldDocuments();
  expect((await order(old)).document).toBeNull();
  expect((await order(young)).document).not.toBeNull();
  expect(await everything()).not.toContain("secret-old");
});

test("a request for a customer's data is noted, and finds all of it", async () => {
  const name = world.buy("MUG", { email: "secret-four@example.com" });
  await world.export();
  const { id } = await order(name);
  await webhook("customers/data_request", { customer: { id: 98 }, orders_requested: [Number(id)] });
  const [noted] = await db().timelineEvent.findMany({ where: { kind: "customer", event: "data-requested" } });
  expect(noted).toMatchObject({ subject: "98", detail: { orderIds: [id] } });
  const [request, ...more] = await readDataRequests(world.shop);
  expect(more).toEqual([]);
  const asked = await findDataRequest(world.shop, request?.id ?? "");
  expect(asked).toEqual({ customerId: "98", orderIds: [id] });
  expect(await findDataRequest("another.myshopify.com", request?.id ?? "")).toBeNull();
  const data = await customerData(world.shop, asked ?? { customerId: null, orderIds: [] });
  expect(JSON.stringify(data)).toContain("secret-four");
  expect(data["OutboxEntry"]).toHaveLength(1);
});
