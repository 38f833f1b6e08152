import { beforeEach, expect, test } from "vitest";
import type { ShipmentRecord } from "#app/core/source/order-records.ts";
import { db } from "#app/store/database/database.server.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { saveOrders } from "#app/store/orders/orders.server.ts";
import { saveShipmentPage } from "#app/store/fulfillment/shipments.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const SHOP = "one.myshopify.com";
const { signal } = new AbortController();
let connectionId: string;
let feedId: string;

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Shop", "Connection", "Feed", "Order", "Shipment", "Parcel", "Observation"`;
  await db().shop.create({ data: { shop: SHOP } });
  const connection = await db().connection.create({
    data: { shop: SHOP, adapter: "csv", name: "ERP", settings: {}, state: "active" },
  });
  connectionId = connection.id;
  feedId = (await db().feed.create({ data: { shop: SHOP, connectionId, kind: "shipments" } })).id;
});

function shipment(id: string, change: Partial<ShipmentRecord> = {}): ShipmentRecord {
  return {
    id,
    number: `OUT/${id}`,
    key: null,
    orderName: "#1001",
    warehouse: "MAIN",
    status: "shipped",
    promisedAt: null,
    shippedAt: new Date("2026-11-20T10:00:00Z"),
    deliveredAt: null,
    lines: [{ lineId: null, sku: "MUG", quantity: 1 }],
    parcels: [{ id: "p", carrier: "DHL", number: "1Z", url: null, events: [] }],
    asOf: new Date("2026-11-20T10:05:00Z"),
    origin: "file 1",
    ...change,
  };
}

async function save(...records: ShipmentRecord[]) {
  const saved = await underLease(`feed:${feedId}`, signal, (lease) =>
    saveShipmentPage({
      shop: SHOP,
      connectionId,
      feedId,
      lease,
      records,
      setAside: [],
      cursor: "1",
      done: true,
      listing: null,
    }),
  );
  return saved?.done.changed;
}

async function order(id: string, name: string) {
  const at = new Date("2026-11-20T09:00:00Z");
  const row = { id, name, createdAt: at, updatedAt: at, cancelledAt: null, lines: [], document: null };
  await saveOrders(SHOP, [row], [], new Date());
}

const owed = () =>
  db().observation.findMany({
    where: { kind: "fulfillment" },
    orderBy: [{ subject: "asc" }, { place: "asc" }],
    select: { subject: true, place: true, dirty: true },
  });

test("a page that says nothing new changes nothing", async () => {
  await order("7", "#1001");
  expect(await save(shipment("a"))).toBe(1);
  const before = await owed();
  expect(await save(shipment("a", { asOf: new Date("2026-11-20T11:00:00Z"), origin: "file 2" }))).toBe(0);
  expect(await owed()).toEqual(before);
  expect(await save(shipment("a", { asOf: new Date("2026-11-20T11:00:00Z"), status: "delivered" }))).toBe(1);
});

test("an event of a parcel is news, an older record is not", async () => {
  await order("7", "#1001");
  await save(shipment("a"));
  const events = [{ status: "in-transit" as const, at: new Date("2026-11-20T11:00:00Z"), message: null }];
  const parcels = [{ id: "p", carrier: "DHL", number: "1Z", url: null, events }];
  const later = shipment("a", { parcels, asOf: new Date("2026-11-20T11:05:00Z") });
  expect(await save(later)).toBe(1);
  expect(await save(later)).toBe(0);
  expect(await save(shipment("a"))).toBe(0);
  expect(await db().parcel.findMany({ select: { events: true } })).toEqual([
    { events: [{ status: "in-transit", at: "2026-11-20T11:00:00.000Z", message: null }] },
  ]);
});

test("a shipment waits for its order, by key or by name, and owes a decision once it is there", async () => {
  await save(shipment("a"), shipment("b", { key: `${SHOP}/8`, orderName: null }));
  expect(await owed()).toEqual([]);
  await order("7", "#1001");
  await order("8", "#1002");
  expect((await owed()).map(({ subject, place }) => `${subject} ${place}`)).toEqual([
    `7 ${connectionId}/a`,
    `8 ${connectionId}/b`,
  ]);
});

test("whatever is new of one shipment owes a decision to all of its order", async () => {
  await order("7", "#1001");
  await save(shipment("a"), shipment("b"));
  const before = await owed();
  await save(shipment("b", { status: "cancelled", asOf: new Date("2026-11-20T12:00:00Z") }));
  expect((await owed()).map(({ dirty }, at) => dirty - (before[at]?.dirty ?? 0))).toEqual([1, 1]);
});

test("a shipment that turns out to be of another order moves there", async () => {
  await order("7", "#1001");
  await order("8", "#1002");
  await save(shipment("a"));
  await save(shipment("a", { orderName: "#1002", asOf: new Date("2026-11-20T12:00:00Z") }));
  expect((await owed()).map(({ subject }) => subject)).toEqual(["8"]);
});

test("shipments of another shop's orders are none of ours", async () => {
  await order("7", "#1001");
  expect(await save(shipment("a", { key: "two.myshopify.com/7" }))).toBe(0);
  expect(await db().shipment.count()).toBe(0);
});
