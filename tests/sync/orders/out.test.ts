import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { owedWork } from "#app/store/values/owed.server.ts";
import { setConnectionState } from "#app/sync/connections/connections.server.ts";
import { workInbox } from "#app/sync/shop/inbox.server.ts";
import { retryOrders, sendAlthough } from "#app/sync/choices/orders.server.ts";
import { rereadOrders } from "#app/sync/orders/orders.server.ts";
import { clientFor } from "#app/sync/look/shop-client.server.ts";
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
  expect(held?.order).toMatchObject({
    reference: name,
    key: expect.stringMatching(/^world-.*\/\d+$/) as string,
  });
  expect(held?.order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([["ERP-MUG", 1]]);
  expect(await world.verdict(name)).toBe("in-sync");
  expect(await world.entry(name)).toMatchObject({ state: "exported", sourceNumber: `SO-${held?.id}` });
  const run = await db().run.findFirstOrThrow({
    where: { activity: "export" },
    orderBy: { startedAt: "desc" },
  });
  expect(run).toMatchObject({
    kind: "order",
    seen: 1,
    written: 1,
    failed: 0,
    skipped: 0,
    state: "succeeded",
  });
});

test("an order whose answer was lost is found, not made again", async () => {
  world.source.faults.next.push({ kind: "lost", on: "create" });
  const name = world.buy("MUG");
  await world.export();
  expect(world.held(name)).toHaveLength(1);
  expect(await world.entry(name)).toMatchObject({ state: "sending" });
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
  expect(await world.entry(name)).toMatchObject({ state: "exported", sourceId: world.held(name)[0]?.id });
  expect(await world.verdict(name)).toBe("in-sync");
});

test("an order that may have been sent is not sent again before it could have shown up", async () => {
  world.source.faults.next.push({ kind: "down", on: "create" });
  const name = world.buy("MUG");
  await world.export();
  await world.converge();
  expect(world.held(name)).toHaveLength(0);
  expect(await world.entry(name)).toMatchObject({ state: "sending" });
  await world.later();
  await world.converge();
  await world.later();
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
  expect(await world.verdict(name)).toBe("in-sync");
});

test("webhooks that come twice and in disorder make one order", async () => {
  const name = world.buy("CUP");
  await world.sandbox.idle();
  const events = await db().inboxEvent.findMany({ where: { shop: world.shop, processedAt: null } });
  await db().inboxEvent.createMany({
    data: events
      .toReversed()
      .map((event) => ({ ...event, payload: event.payload as object, webhookId: `${event.webhookId}-2` })),
  });
  await world.export();
  await world.export();
  expect(world.held(name)).toHaveLength(1);
});

test("webhooks about an order that was read since they came are not followed again, later ones are", async () => {
  const name = world.buy("CUP");
  await world.export();
  const read = await db().order.findFirstOrThrow({ where: { shop: world.shop, name } });
  const hint = async (webhookId: string, receivedAt: Date) => {
    const payload = { id: Number(read.id) };
    const event = { shop: world.shop, webhookId, topic: "orders/updated", payload, receivedAt };
    await db().inboxEvent.create({ data: event });
    await workInbox(world.shop, new AbortController().signal);
    return db().order.findFirstOrThrow({ where: { shop: world.shop, name } });
  };
  const early = await hint("early", new Date(Number(read.readAt) - 60_000));
  expect(early.readAt).toEqual(read.readAt);
  const late = await hint("late", new Date());
  expect(Number(late.readAt)).toBeGreaterThan(Number(read.readAt));
});

test("reading an order that says what is stored owes nothing", async () => {
  const name = world.buy("CUP");
  await world.export();
  await world.converge();
  const { id } = await db().order.findFirstOrThrow({ where: { shop: world.shop, name } });
  const marks = () => db().observation.aggregate({ where: { shop: world.shop }, _sum: { dirty: true } });
  const before = await marks();
  await rereadOrders(clientFor(world.shop), [id], new AbortController().signal);
  expect(await marks()).toEqual(before);
});

test("one order that the source refuses keeps nobody else waiting, says why, and goes once it may", async () => {
  const bad = world.buy("MUG", { email: "bad@example.com" });
  world.source.faults.refuses.set(bad, "The customer is blocked.");
  const good = world.buy("CUP");
  await world.export();
  expect(world.held(good)).toHaveLength(1);
  expect(world.held(bad)).toHaveLength(0);
  expect(await world.verdict(bad)).toBe("failing rejected");
  expect(await world.entry(bad)).toMatchObject({ state: "owed", message: "The customer is blocked." });
  const row = () => db().observation.findFirstOrThrow({ where: { kind: "order", title: bad } });
  expect((await row()).failures).toBe(1);
  const firstRetry = (await row()).retryAt?.getTime() ?? 0;
  const calls = world.source.calls["create"];
  await world.converge();
  expect(world.source.calls["create"], "it rests").toBe(calls);
  await world.later();
  await world.converge();
  expect(await row()).toMatchObject({ failures: 2, message: "The customer is blocked." });
  expect((await row()).retryAt?.getTime() ?? 0, "each time longer").toBeGreaterThan(firstRetry + 60_000);
  world.source.faults.refuses.clear();
  await world.later();
  await world.converge();
  expect(world.held(bad)).toHaveLength(1);
  expect(await row()).toMatchObject({ verdict: "in-sync", failures: 0, message: null, retryAt: null });
  const run = await db().run.findFirstOrThrow({ where: { activity: "export", failed: 1 } });
  expect(run).toMatchObject({ state: "skipped", reasons: { rejected: 1 } });
});

test("a retry sends the order as it is by then", async () => {
  await world.rules({ paidOnly: false });
  const name = world.buy("MUG");
  world.source.faults.refuses.set(name, "There is no such street.");
  await world.export();
  const { id } = await db().order.findFirstOrThrow({ where: { name } });
  world.sandbox.store.editOrder(name, { add: [{ variantId: world.variant("CUP").id, quantity: 2 }] });
  world.source.faults.refuses.clear();
  await world.export();
  await retryOrders(world.shop, [id], "Ada");
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
  expect(world.held(name)[0]?.order.lines.map(({ sku }) => sku)).toEqual(["ERP-MUG", "ERP-CUP"]);
});

test("a source that is away is waited for, and no order is blamed for it", async () => {
  world.source.faults.down = true;
  const names = [world.buy("MUG", { email: "a@example.com" }), world.buy("CUP", { email: "b@example.com" })];
  await world.export();
  const calls = world.source.calls["find"] ?? 0;
  await world.converge();
  expect(world.source.calls["find"], "it is let alone for a while").toBe(calls);
  for (const name of names) {
    const row = await db().observation.findFirstOrThrow({ where: { kind: "order", title: name } });
    expect(row).toMatchObject({
      verdict: "push",
      failures: 0,
      message: expect.stringContaining("away") as string,
    });
  }
  world.source.faults.down = false;
  await world.later();
  await world.converge();
  for (const name of names) expect(world.held(name)).toHaveLength(1);
});

test("a connection that only the merchant can cure is broken, and its orders go once it works again", async () => {
  world.source.faults.next.push({ kind: "login", on: "find" });
  const name = world.buy("MUG");
  await world.export();
  const connection = () => db().connection.findUniqueOrThrow({ where: { id: world.sourceId } });
  expect(await connection()).toMatchObject({ state: "broken", stateReason: "The password is wrong." });
  expect(await world.verdict(name)).toBe("held paused");
  await world.pullStates();
  expect(await connection()).toMatchObject({ state: "active" });
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
});

test("an answer that makes no sense concerns one order", async () => {
  const first = world.buy("MUG", { email: "c@example.com" });
  const second = world.buy("CUP", { email: "d@example.com" });
  world.source.faults.next.push({ kind: "garbage", on: "find" });
  await world.export();
  const verdicts = await Promise.all([first, second].map((name) => world.verdict(name)));
  expect(verdicts.toSorted()).toEqual(["failing not-understood", "in-sync"]);
  await world.later();
  await world.converge();
  for (const name of [first, second]) expect(world.held(name)).toHaveLength(1);
});

test("customers have a while to change their mind, by the clock alone", async () => {
  await world.rules({ holdMinutes: 30 });
  const name = world.buy("MUG");
  await world.export();
  expect(await world.entry(name)).toMatchObject({ state: "waiting", reason: "hold-window" });
  expect((await world.entry(name)).dueAt?.getTime()).toBeGreaterThan(Date.now() + 25 * 60_000);
  const { id } = await db().order.findFirstOrThrow({ where: { name } });
  await db()
    .$executeRaw`UPDATE "Order" SET document = jsonb_set(document, '{createdAt}', '"2026-01-01T00:00:00Z"')
    WHERE id = ${id}`;
  await db().observation.updateMany({ where: { kind: "order", subject: id }, data: { dueAt: new Date() } });
  expect((await owedWork()).map((owed) => owed.name)).toContain("converge");
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
});

test("a test order is never made, whatever the rules say and people want", async () => {
  const name = world.buy("MUG", { test: true });
  await world.export();
  expect(await world.entry(name)).toMatchObject({ state: "left", reason: "test" });
  await sendAlthough(world.shop, await seen(name), "Ada");
  await world.converge();
  expect(world.held(name)).toEqual([]);
});

test("an order that a rule keeps back goes when a person says so, and only as that person saw it", async () => {
  await world.rules({ tags: ["wholesale"] });
  const name = world.buy("MUG");
  await world.export();
  expect(await world.entry(name)).toMatchObject({ state: "left", reason: "tags" });
  expect(await sendAlthough(world.shop, { ...(await seen(name)), version: "another" }, "Ada")).toBe(false);
  expect(await sendAlthough(world.shop, await seen(name), "Ada")).toBe(true);
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
  const subject = (await world.entry(name)).orderId;
  const told = await db().timelineEvent.findMany({
    where: { kind: "order", event: "sent-although", subject },
  });
  expect(told).toHaveLength(1);
});

test("orders placed before the connection took any stay out, and no order goes while it is paused", async () => {
  const before = world.buy("MUG");
  await world.rules({ from: new Date(Date.now() + 60_000).toISOString() });
  await world.export();
  const { id } = await db().order.findFirstOrThrow({ where: { name: before } });
  expect(await db().outboxEntry.count({ where: { orderId: id } })).toBe(0);
  await world.rules({});
  await setConnectionState(world.shop, world.sourceId, "paused");
  await world.converge();
  expect(await world.verdict(before)).toBe("held paused");
  await setConnectionState(world.shop, world.sourceId, "active");
  await world.converge();
  expect(world.held(before)).toHaveLength(1);
});

test("two workers at once make no order twice", async () => {
  world.source.faults.answerMs = 30;
  const names = Array.from({ length: 12 }, (_, at) => world.buy("MUG", { email: `w${at}@example.com` }));
  await world.inbox();
  await Promise.all([world.converge(), world.converge(), world.export()]);
  world.source.faults.answerMs = 0;
  await world.converge();
  for (const name of names) expect(world.held(name), name).toHaveLength(1);
});

test("one order and one connection have one place in the outbox, whatever the code does", async () => {
  const name = world.buy("MUG");
  await world.export();
  const { orderId, connectionId } = await world.entry(name);
  const again = { shop: world.shop, orderId, connectionId, key: "another" };
  await expect(db().outboxEntry.create({ data: again })).rejects.toThrow(/Unique constraint/);
});

test("customers of one connection are served a few at a time, one customer's orders one after another", async () => {
  world.source.faults.answerMs = 200;
  world.source.atOnce = 0;
  const names = Array.from({ length: 8 }, () => world.buy("MUG", { email: "one@example.com" }));
  await world.export();
  expect(world.source.atOnce).toBe(1);
  world.source.atOnce = 0;
  for (let at = 0; at < 12; at++) world.buy("MUG", { email: `m${at}@example.com` });
  await world.export();
  expect(world.source.atOnce).toBe(4);
  world.source.faults.answerMs = 0;
  const numbers = names.map((name) => Number(world.held(name)[0]?.id));
  expect(numbers, "the one placed first is made first").toEqual(numbers.toSorted((a, b) => a - b));
});

async function seen(name: string) {
  const { orderId, connectionId } = await world.entry(name);
  const row = await db().observation.findFirstOrThrow({ where: { kind: "order", subject: orderId } });
  const { version } = row.receipt as { version: string };
  return { orderId, connectionId, version };
}

test("a connection that breaks between the decision and the call holds its orders, and nothing turns in circles", async () => {
  const name = world.buy("MUG");
  await world.inbox();
  const { subject } = await db().observation.findFirstOrThrow({ where: { kind: "order", title: name } });
  const decided = { verdict: "push", decided: 1_000, dirty: 1_000 };
  await db().observation.updateMany({ where: { kind: "order", subject }, data: decided });
  await db().connection.update({ where: { id: world.sourceId }, data: { state: "broken" } });
  await world.converge();
  expect(await world.verdict(name)).toBe("held paused");
  await setConnectionState(world.shop, world.sourceId, "active");
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
});
