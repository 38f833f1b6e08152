import { expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import {
  claimInbox,
  insertInbox,
  markFailed,
  markProcessed,
  purgeInbox,
  type ArrivedEvent,
} from "#app/store/webhooks/inbox.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

let shops = 0;
const newShop = (): string => `shop-${++shops}.myshopify.com`;

function event(shop: string, webhookId: string): ArrivedEvent {
  const payload = JSON.stringify({ inventory_item_id: 1, location_id: 2, available: 3 });
  return { shop, webhookId, topic: "inventory_levels/update", triggeredAt: null, payload };
}

test("a webhook delivered again is stored once, and the first body stays", async () => {
  const shop = newShop();
  expect(await insertInbox([event(shop, "a"), event(shop, "b")])).toBe(2);
  expect(await insertInbox([{ ...event(shop, "a"), payload: '{"other":true}' }, event(shop, "c")])).toBe(1);
  const stored = await claimInbox(shop, 10);
  expect(stored.map(({ webhookId }) => webhookId)).toEqual(["a", "b", "c"]);
  expect(stored[0]?.payload).toEqual({ inventory_item_id: 1, location_id: 2, available: 3 });
});

test("a webhook that comes twice within one batch is stored once", async () => {
  const shop = newShop();
  expect(await insertInbox([event(shop, "a"), event(shop, "a")])).toBe(1);
});

test("events come in the order in which they arrived, the shop's own only", async () => {
  const [shop, other] = [newShop(), newShop()];
  for (const id of ["z", "m", "a"]) {
    await insertInbox([event(shop, id), event(other, id)]);
    // Arrival is kept to the millisecond; within one millisecond no order is promised or needed.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect((await claimInbox(shop, 2)).map(({ webhookId }) => webhookId)).toEqual(["z", "m"]);
});

test("an order is worked off before the many levels that it lowered, and keeps nothing back for good", async () => {
  const shop = newShop();
  await insertInbox([event(shop, "level-1"), event(shop, "level-2")]);
  await insertInbox([{ ...event(shop, "order"), topic: "orders/create" }]);
  expect((await claimInbox(shop, 1)).map(({ webhookId }) => webhookId)).toEqual(["order"]);
  expect((await claimInbox(shop, 2)).map(({ webhookId }) => webhookId)).toHaveLength(2);
  await markProcessed(shop, ["order"]);
  expect((await claimInbox(shop, 5)).map(({ webhookId }) => webhookId)).toEqual(["level-1", "level-2"]);
});

test("a storm of orders is claimed in portions that are soon done", async () => {
  const shop = newShop();
  const ids = Array.from({ length: 120 }, (_, at) => `order-${at}`);
  await insertInbox(ids.map((id) => ({ ...event(shop, id), topic: "orders/updated" })));
  const first = await claimInbox(shop, 500);
  expect(first).toHaveLength(50);
  await markProcessed(
    shop,
    first.map(({ webhookId }) => webhookId),
  );
  const next = await claimInbox(shop, 500);
  expect(new Set([...first, ...next].map(({ webhookId }) => webhookId)).size).toBe(100);
});

test("what was worked off or can never be is not given out again, its reason is kept", async () => {
  const shop = newShop();
  await insertInbox([event(shop, "done"), event(shop, "bad"), event(shop, "open")]);
  await markProcessed(shop, ["done"]);
  await markFailed(shop, ["bad"], "no item");
  expect((await claimInbox(shop, 10)).map(({ webhookId }) => webhookId)).toEqual(["open"]);
  const bad = await db().inboxEvent.findUniqueOrThrow({
    where: { shop_webhookId: { shop, webhookId: "bad" } },
  });
  expect(bad).toMatchObject({ error: "no item", attempts: 1 });
});

test("old events are removed once worked off, open ones never", async () => {
  const shop = newShop();
  await insertInbox([event(shop, "done"), event(shop, "open")]);
  await markProcessed(shop, ["done"]);
  await purgeInbox(new Date(Date.now() + 60_000));
  expect(await db().inboxEvent.findMany({ where: { shop }, select: { webhookId: true } })).toEqual([
    { webhookId: "open" },
  ]);
});
