import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { acceptOrder, sendAgain } from "#app/sync/choices/orders.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.close());
beforeEach(() => world.rules({}));

async function sold(): Promise<string> {
  const name = world.buy("MUG");
  await world.export();
  expect(world.held(name)).toHaveLength(1);
  return name;
}

const cup = (quantity: number) => ({ variantId: world.variant("CUP").id, quantity });

async function seen(name: string) {
  const { orderId, connectionId } = await world.entry(name);
  const row = await db().observation.findFirstOrThrow({ where: { kind: "order", subject: orderId } });
  const { version } = row.receipt as { version: string };
  return { orderId, connectionId, version };
}

test("what is edited in the shop is changed in the source", async () => {
  const name = await sold();
  world.sandbox.store.editOrder(name, { add: [cup(2)] });
  await world.export();
  const [held] = world.held(name);
  expect(held?.order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ["ERP-MUG", 1],
    ["ERP-CUP", 2],
  ]);
  expect(await world.verdict(name)).toBe("in-sync");
  expect(await world.entry(name)).toMatchObject({ sourceTotal: `${held?.order.total} GBP` });
});

test("an edit whose answer was lost is made again and changes nothing more", async () => {
  const name = await sold();
  world.sandbox.store.editOrder(name, { add: [cup(1)] });
  world.source.faults.next.push({ kind: "lost", on: "amend" });
  await world.export();
  await world.later();
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
  expect(world.held(name)[0]?.order.lines).toHaveLength(2);
  expect(await world.verdict(name)).toBe("in-sync");
});

test("an order that was sent as it was, and edited before its answer came, is made once and then changed", async () => {
  world.source.faults.next.push({ kind: "lost", on: "create" });
  const name = world.buy("MUG");
  await world.export();
  world.sandbox.store.editOrder(name, { add: [cup(1)] });
  await world.export();
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
  expect(world.held(name)[0]?.order.lines).toHaveLength(2);
  expect(await world.verdict(name)).toBe("in-sync");
});

test("an order that is cancelled in the shop is cancelled in the source", async () => {
  const name = await sold();
  world.sandbox.store.cancelOrder(name, { restock: true });
  await world.export();
  expect(world.held(name)[0]?.status).toBe("cancelled");
  expect(await world.verdict(name)).toBe("in-sync");
  expect(await world.entry(name)).toMatchObject({ state: "cancelled", sourceStatus: "cancelled" });
});

test("an order that was cancelled while nobody knew whether it had been made is looked for and cancelled", async () => {
  world.source.faults.next.push({ kind: "lost", on: "create" });
  const name = world.buy("MUG");
  await world.export();
  world.sandbox.store.cancelOrder(name, { restock: true });
  await world.export();
  await world.converge();
  expect(world.held(name).map(({ status }) => status)).toEqual(["cancelled"]);
  const never = world.buy("CUP");
  world.sandbox.store.cancelOrder(never, { restock: true });
  await world.export();
  expect(world.held(never)).toEqual([]);
  expect(await world.entry(never)).toMatchObject({ state: "left", reason: "cancelled" });
});

test("what goes back of a shipped order is credited, once", async () => {
  const name = await sold();
  world.source.set(name, { status: "shipped" });
  await world.pullStates();
  await world.converge();
  const line = world.sandbox.store.orderByName(name).lines[0];
  world.sandbox.store.refundOrder(name, {
    lines: [{ lineId: line?.id ?? "", quantity: 1, restock: "RETURN" }],
  } as never);
  world.source.faults.next.push({ kind: "lost", on: "credit" });
  await world.export();
  await world.later();
  await world.converge();
  const [held] = world.held(name);
  expect(held?.credits).toHaveLength(1);
  expect((await world.entry(name)).credited).toEqual([held?.credits[0]?.key]);
  expect(await world.verdict(name)).toBe("in-sync");
});

test("where the source cannot be told, a person is asked once, and again when something else changes", async () => {
  await world.can({ amend: false, cancel: false, credit: false });
  const name = await sold();
  world.sandbox.store.editOrder(name, { add: [cup(1)] });
  await world.export();
  expect(await world.verdict(name)).toBe("conflict edited");
  expect(await acceptOrder(world.shop, await seen(name), "Ada")).toBe(true);
  await world.converge();
  expect(await world.verdict(name)).toBe("in-sync accepted");
  world.sandbox.store.editOrder(name, { add: [cup(3)] });
  await world.export();
  expect(await world.verdict(name)).toBe("conflict edited");
  world.sandbox.store.cancelOrder(name, { restock: true });
  await world.export();
  expect(await world.verdict(name)).toBe("conflict cancelled-in-shop");
  await world.can({ amend: true, cancel: true, credit: true });
});

test("an order that the source cancelled is a question, or cancelled in the shop where the merchant wants that", async () => {
  const asked = await sold();
  world.source.set(asked, { status: "cancelled" });
  await world.pullStates();
  await world.converge();
  expect(await world.verdict(asked)).toBe("conflict source-cancelled");
  await world.rules({ sourceCancels: "cancel" });
  await world.converge();
  await world.sandbox.idle();
  await world.later();
  await world.export();
  expect(world.sandbox.store.orderByName(asked).cancelledAt).not.toBeNull();
  expect(await world.verdict(asked)).toBe("in-sync");
});

test("the stock formula knows since when the source's figures include an order, and that they no longer do", async () => {
  const name = await sold();
  const order = () => db().order.findFirstOrThrow({ where: { shop: world.shop, name } });
  expect((await order()).bookedAt).toBeNull();
  const bookedAt = "2026-11-22T10:00:00.000Z";
  world.source.set(name, { status: "confirmed", bookedAt });
  await world.pullStates();
  expect((await order()).bookedAt?.toISOString()).toBe(bookedAt);
  expect(await world.entry(name)).toMatchObject({ sourceStatus: "confirmed" });
  world.source.set(name, { status: "cancelled", bookedAt: null });
  await world.pullStates();
  expect((await order()).bookedAt).toBeNull();
});

test("an order whose webhooks were all lost is found by the daily look", async () => {
  world.sandbox.faults.webhooks.lost = 1;
  const name = world.buy("MUG");
  await world.export();
  expect(world.held(name)).toEqual([]);
  await world.reconcile();
  await world.converge();
  world.sandbox.faults.webhooks.lost = 0;
  expect(world.held(name)).toHaveLength(1);
  const run = await db().run.findFirstOrThrow({
    where: { shop: world.shop, activity: "reconcile" },
    orderBy: { startedAt: "desc" },
  });
  expect(run).toMatchObject({ kind: "order", state: "succeeded" });
  expect(run.changed).toBeGreaterThan(0);
});

test("an order that the source lost is told, and made again only when a person says so", async () => {
  const name = await sold();
  const lost = world.source.held.splice(0).filter(({ order }) => order.reference === name);
  expect(lost).toHaveLength(1);
  await world.reconcile();
  await world.converge();
  expect(world.held(name)).toEqual([]);
  expect(await world.verdict(name)).toBe("conflict gone");
  expect(await sendAgain(world.shop, await seen(name), "Ada")).toBe(true);
  await world.converge();
  expect(world.held(name)).toHaveLength(1);
  expect(await world.verdict(name)).toBe("in-sync");
});

test("what the source changed without telling is seen by the daily look", async () => {
  const name = await sold();
  const [held] = world.held(name);
  if (held) held.order = { ...held.order, total: "1.00" };
  await world.reconcile();
  await world.converge();
  expect(await world.verdict(name)).toBe("conflict source-total");
});
