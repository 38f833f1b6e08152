import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { FIRST_KEY } from "#app/store/values/observations.server.ts";
import { loadStockAfter } from "#app/store/stock/rows.server.ts";
import { acceptOrder } from "#app/sync/choices/orders.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

let world: OrderWorld;
beforeAll(async () => {
  world = await openOrderWorld();
});
afterAll(() => world.close());

/** What the stock formula is given for one article: pieces sold, and those of them not yet sent to the source. */
async function sold(sku: string, name: string) {
  const { shop, sourceId: connectionId, locationId } = world;
  const key = { shop, kind: "stock", subject: world.itemId(sku), place: locationId };
  await db().observation.upsert({
    where: { shop_kind_subject_place: key },
    create: { ...key, connectionId },
    update: { connectionId },
  });
  const rows = await loadStockAfter(shop, FIRST_KEY, 100);
  const row = rows.find(({ subject, place }) => subject === key.subject && place === key.place);
  const sales = row?.sales.filter(({ orderName }) => orderName === name) ?? [];
  const sum = (pieces: readonly number[]) => pieces.reduce((so, next) => so + next, 0);
  return [sum(sales.map(({ quantity }) => quantity)), sum(sales.map(({ untold }) => untold))];
}

test("pieces added to an order that the ERP has booked count as sold until the ERP knows of them", async () => {
  await world.can({ amend: false, cancel: false, credit: false });
  const name = world.buy("CUP");
  await world.export();
  world.source.set(name, { bookedAt: new Date().toISOString() });
  await world.pullStates();
  await world.converge();
  expect(await sold("CUP", name)).toEqual([1, 0]);

  // Three more of what it has, and an article that it did not have.
  const [line] = world.sandbox.store.orderByName(name).lines;
  world.sandbox.store.editOrder(name, {
    quantities: [{ lineId: line?.id ?? "", quantity: 4 }],
    add: [{ variantId: world.variant("MUG").id, quantity: 2 }],
  });
  await world.inbox();
  expect(await sold("CUP", name)).toEqual([4, 3]);
  expect(await sold("MUG", name)).toEqual([2, 2]);
  await world.converge();
  expect(await world.verdict(name)).toBe("conflict edited");
  expect(await sold("CUP", name)).toEqual([4, 3]);

  const { orderId, connectionId } = await world.entry(name);
  const row = await db().observation.findFirstOrThrow({ where: { kind: "order", subject: orderId } });
  const { version } = row.receipt as { version: string };
  await acceptOrder(world.shop, { orderId, connectionId, version }, "Ada");
  await world.converge();
  expect(await sold("CUP", name)).toEqual([4, 0]);
});

async function bookedOrder(): Promise<string> {
  const name = world.buy("MUG");
  await world.export();
  world.source.set(name, { bookedAt: new Date().toISOString() });
  await world.pullStates();
  expect((await orderNamed(name)).bookedAt).not.toBeNull();
  return name;
}

const orderNamed = (name: string) => db().order.findFirstOrThrow({ where: { shop: world.shop, name } });

test("an order that the ERP has cancelled is sold and not booked, whatever it says beside that", async () => {
  const name = await bookedOrder();
  world.source.set(name, { status: "cancelled" });
  await world.pullStates();
  expect((await orderNamed(name)).bookedAt).toBeNull();
  expect(await world.entry(name)).toMatchObject({ sourceStatus: "cancelled" });
});

test("an order that the ERP has lost is sold and not booked, and stays lost when it is edited", async () => {
  const name = await bookedOrder();
  world.source.held.splice(0);
  await world.reconcile();
  await world.converge();
  expect((await orderNamed(name)).bookedAt).toBeNull();
  expect(await world.verdict(name)).toBe("conflict gone");

  world.sandbox.store.editOrder(name, { add: [{ variantId: world.variant("CUP").id, quantity: 1 }] });
  await world.export();
  expect(await world.verdict(name)).toBe("conflict gone");
});
