import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { saveStep, saveStepOutcome } from "#app/store/fulfillment/steps.server.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { startRun } from "#app/store/values/runs.server.ts";
import { setConnectionState } from "#app/sync/connections/connections.server.ts";
import { resolve } from "#app/sync/choices/resolve.server.ts";
import { placeHold } from "#sandbox/shopify/state/fulfillment-holds.ts";
import { cancelFulfillment, ship } from "#sandbox/shopify/state/fulfillments.ts";
import { activate } from "#sandbox/shopify/state/inventory.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { testDatabase } from "#tests/support/database.ts";
import {
  openFulfillmentWorld,
  parcelOf,
  shipmentOf,
  type FulfillmentWorld,
} from "#tests/support/fulfillment-world.ts";

testDatabase();

let world: FulfillmentWorld;
beforeAll(async () => {
  world = await openFulfillmentWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.sandbox.faults.next.length = 0;
  world.sandbox.faults.webhooks.lost = 0;
  await world.rules({});
});

const live = (order: Order) => order.fulfillments.filter(({ status }) => status === "SUCCESS");
const shown = (order: Order) =>
  live(order).map(({ lines, tracking }) => ({
    pieces: lines.map(({ quantity }) => quantity),
    numbers: tracking.map(({ number }) => number),
  }));
const verdicts = async (order: Order) =>
  (await world.rows(order)).map(({ verdict, reason }) =>
    reason === null ? verdict : `${verdict} ${reason}`,
  );
const mails = (order: Order) => [...world.sandbox.store.mails].filter((mail) => mail.order === order);

test("a shipment becomes a fulfillment with its parcels, and its customer hears of it once", async () => {
  const order = world.buy(["MUG", 2], ["CUP", 1]);
  const shipped = shipmentOf(
    order,
    [
      ["MUG", 2],
      ["CUP", 1],
    ],
    { parcels: [parcelOf("Z1"), parcelOf("Z2")] },
  );
  await world.inbox();
  await world.tell(shipped);
  await world.fulfill();
  expect(shown(order)).toEqual([{ pieces: [2, 1], numbers: ["Z1", "Z2"] }]);
  expect(mails(order)).toHaveLength(1);
  const [row] = await world.rows(order);
  expect(row).toMatchObject({ verdict: "in-sync", title: order.name });
  expect(row?.shows).toEqual(row?.should);
  expect(row?.shows).toMatchObject({ state: "shipped", tracking: [{ number: "Z1" }, { number: "Z2" }] });
  expect(await world.changes(order)).toMatchObject([{ step: "create", outcome: "applied" }]);
  const { fulfillmentIds } = await db().shipment.findFirstOrThrow({ where: { id: shipped.id } });
  expect(fulfillmentIds).toEqual(live(order).map(({ id }) => id));

  await world.tell({ ...shipped, asOf: new Date() });
  await world.fulfill();
  expect(shown(order)).toHaveLength(1);
});

test("a shipment that comes before its order waits for it", async () => {
  world.sandbox.faults.webhooks.lost = 1;
  const order = world.buy(["MUG", 1]);
  await world.tell(shipmentOf(order, [["MUG", 1]]));
  await world.fulfill();
  expect(await world.rows(order)).toEqual([]);
  world.sandbox.faults.webhooks.lost = 0;
  world.sandbox.store.annotateOrder(order.name, { note: "told now" });
  await world.fulfill();
  expect(shown(order)).toHaveLength(1);
  expect(await verdicts(order)).toEqual(["in-sync"]);
});

test("a fulfillment whose answer was lost is recognised, not made again", async () => {
  const order = world.buy(["MUG", 2]);
  await world.inbox();
  world.sandbox.faults.next.push({ kind: "answerLost", on: "fulfillmentCreate" });
  await world.tell(shipmentOf(order, [["MUG", 1]], { parcels: [parcelOf("Z3")] }));
  await world.fulfill();
  expect(shown(order)).toEqual([{ pieces: [1], numbers: ["Z3"] }]);
  expect(await verdicts(order)).toEqual(["in-sync"]);
  expect(await world.changes(order)).toMatchObject([{ step: "create", outcome: "lost" }]);
  const { fulfillmentIds } = await db().shipment.findFirstOrThrow({ where: { id: `S-${order.id}` } });
  expect(fulfillmentIds).toEqual(live(order).map(({ id }) => id));
});

test("what Shopify refuses says so in its words, and is tried again later", async () => {
  const order = world.buy(["MUG", 1]);
  await world.rules({ moveLocation: true });
  const elsewhere = world.sandbox.store.createLocation("Ostrava");
  const { shop, connectionId } = world;
  await db().mapping.create({ data: { shop, connectionId, warehouse: "FAR", locationId: elsewhere.id } });
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 1]], { warehouse: "FAR" }));
  await world.fulfill();
  const [row] = await world.rows(order);
  expect(row).toMatchObject({ verdict: "failing", reason: "rejected", failures: 1 });
  expect(row?.message).toBeTruthy();
  expect(row?.retryAt?.getTime()).toBeGreaterThan(Date.now() + 50_000);
  expect(live(order)).toEqual([]);

  activate(world.sandbox.store, world.variant("MUG").item, elsewhere);
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["failing rejected"]);
  await world.later();
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["in-sync"]);
  expect(live(order)[0]?.location.id).toBe(elsewhere.id);
});

test("what left the other warehouse is moved there, and the rest stays where it was", async () => {
  const order = world.buy(["MUG", 3]);
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 2]], { warehouse: "SIDE" }));
  await world.fulfill();
  expect(live(order).map(({ location }) => location.id)).toEqual([world.otherId]);
  expect(shown(order)).toEqual([{ pieces: [2], numbers: [] }]);
  expect((await world.changes(order)).map(({ step }) => step)).toEqual(["move", "create"]);
});

test("a hold is put aside where the rule allows it, else the shipment says that it is on hold", async () => {
  const order = world.buy(["MUG", 1]);
  const [waiting] = order.fulfillmentOrders;
  if (!waiting) throw new Error("no fulfillment order");
  const by = { name: "Fraud app", app: true };
  placeHold(world.sandbox.store, waiting, { handle: "", reason: "OTHER", reasonNotes: null, by });
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 1]]));
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["blocked on-hold"]);
  await world.rules({ releaseHolds: "all" });
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["in-sync"]);
  expect(shown(order)).toHaveLength(1);
});

test("picking, promise, parcel and delivery are told as they come, each once", async () => {
  const order = world.buy(["MUG", 1]);
  await world.inbox();
  const promisedAt = new Date(Date.now() + 86_400_000);
  const picking = shipmentOf(order, [["MUG", 1]], { status: "picking", shippedAt: null, promisedAt });
  await world.tell(picking);
  await world.fulfill();
  expect(order.fulfillmentOrders[0]?.status).toBe("IN_PROGRESS");
  const [row] = await world.rows(order);
  expect(row).toMatchObject({ verdict: "in-sync" });
  expect(row?.shows).toMatchObject({
    state: "picking",
    promisedAt: promisedAt.toISOString().replace(/\.\d+/, ""),
  });

  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const events = [
    { status: "in-transit" as const, at: at(40), message: null },
    { status: "out-for-delivery" as const, at: at(20), message: null },
  ];
  const shipped = { ...picking, status: "shipped" as const, shippedAt: at(50), asOf: new Date() };
  await world.tell({ ...shipped, parcels: [parcelOf("Z4", { events })] });
  await world.fulfill();
  const arrived = [...events, { status: "delivered" as const, at: at(5), message: null }];
  const parcels = [parcelOf("Z4", { events: arrived })];
  await world.tell({ ...shipped, status: "delivered", deliveredAt: at(5), parcels, asOf: new Date() });
  await world.fulfill();
  expect(live(order)[0]?.events.map(({ status }) => status)).toEqual([
    "IN_TRANSIT",
    "OUT_FOR_DELIVERY",
    "DELIVERED",
  ]);
  expect(mails(order)).toHaveLength(1);
  expect((await world.rows(order))[0]?.shows).toMatchObject({ state: "delivered", event: "DELIVERED" });
});

test("what staff fulfilled is adopted, and only its tracking is corrected", async () => {
  const order = world.buy(["MUG", 1]);
  const [waiting] = order.fulfillmentOrders;
  if (waiting) ship(world.sandbox.store, waiting);
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 1]], { parcels: [parcelOf("Z5")] }));
  await world.fulfill();
  expect(shown(order)).toEqual([{ pieces: [1], numbers: ["Z5"] }]);
  expect((await world.changes(order)).map(({ step }) => step)).toEqual(["update-tracking"]);
});

test("a shipment that the source takes back is asked about, or cancelled by rule", async () => {
  const order = world.buy(["MUG", 1]);
  await world.inbox();
  const shipped = shipmentOf(order, [["MUG", 1]]);
  await world.tell(shipped);
  await world.fulfill();
  await world.tell({ ...shipped, status: "cancelled", asOf: new Date() });
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["conflict cancelled-in-source"]);
  expect(live(order)).toHaveLength(1);
  await world.rules({ sourceCancels: "cancel" });
  await world.fulfill();
  expect(live(order)).toEqual([]);
  expect(await verdicts(order)).toEqual(["in-sync"]);
});

test("a fulfillment that staff cancelled is asked about, not made again", async () => {
  const order = world.buy(["MUG", 1]);
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 1]]));
  await world.fulfill();
  const [fulfillment] = live(order);
  if (fulfillment) cancelFulfillment(world.sandbox.store, fulfillment);
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["conflict cancelled-in-shop"]);
  expect(live(order)).toEqual([]);
  const [row] = await world.rows(order);
  if (!row) throw new Error("no row");
  const by = { who: "Ada", note: null, undoMs: 0 };
  expect((await resolve(world.shop, [row], { take: "source" }, by)).moved).toEqual([]);
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["in-sync"]);
  expect(live(order)).toHaveLength(1);
});

test("what a person leaves as it is stays so", async () => {
  const order = world.buy(["MUG", 1]);
  await world.inbox();
  const shipped = shipmentOf(order, [["MUG", 1]]);
  await world.tell(shipped);
  await world.fulfill();
  await world.tell({ ...shipped, status: "cancelled", asOf: new Date() });
  await world.fulfill();
  const [row] = await world.rows(order);
  if (!row) throw new Error("no row");
  await resolve(world.shop, [row], { take: "shop" }, { who: "Ada", note: null, undoMs: 0 });
  await world.rules({ sourceCancels: "cancel" });
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["held pinned"]);
  expect(live(order)).toHaveLength(1);
});

test("a worker that is killed between asking and saving leaves nothing behind and makes nothing twice", async () => {
  const order = world.buy(["MUG", 2]);
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 1]], { parcels: [parcelOf("Z6")] }));
  await db().$executeRaw`CREATE OR REPLACE FUNCTION die() RETURNS trigger AS $$
    BEGIN IF NEW.outcome = 'applied' THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql`;
  await db().$executeRaw`CREATE TRIGGER die BEFORE UPDATE ON "Change" FOR EACH ROW EXECUTE FUNCTION die()`;
  await expect(world.converge()).rejects.toThrow("killed");
  await db().$executeRaw`DROP TRIGGER die ON "Change"`;
  expect(live(order)).toHaveLength(1);
  expect(await world.changes(order)).toMatchObject([{ step: "create", outcome: "intended" }]);
  await world.fulfill();
  expect(live(order)).toHaveLength(1);
  expect(await world.changes(order)).toMatchObject([{ step: "create", outcome: "lost" }]);
  expect(await verdicts(order)).toEqual(["in-sync"]);
  expect(mails(order)).toHaveLength(1);
});

test("a fulfillment that may still be on its way is not asked for again before that is over", async () => {
  const order = world.buy(["MUG", 2]);
  await world.rules({ on: false });
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 1]]));
  await world.converge();
  const [row] = await world.rows(order);
  await underLease("fulfillment:test", new AbortController().signal, async (lease) => {
    const step = { step: "create" as const, places: [row?.place ?? ""], fulfillmentOrders: [] };
    const create = { ...step, locationId: null, tracking: null, notifyCustomer: false };
    const run = await startRun(world.shop, { activity: "apply", kind: "fulfillment" });
    const sent = await saveStep(world.shop, lease, run, order.id, create);
    await saveStepOutcome(world.shop, lease, sent, { outcome: "lost" });
  });
  await world.rules({});
  await world.converge();
  expect(await verdicts(order)).toEqual(["push"]);
  expect(live(order)).toEqual([]);
  await world.later();
  await world.converge();
  expect(live(order)).toHaveLength(1);
});

test("one bad shipment keeps no other one waiting", async () => {
  const bad = world.buy(["MUG", 1]);
  const good = world.buy(["CUP", 1]);
  await world.inbox();
  await world.tell(shipmentOf(bad, [["NOBODY", 1]]), shipmentOf(good, [["CUP", 1]]));
  await world.fulfill();
  expect(await verdicts(bad)).toEqual(["blocked unknown-line"]);
  expect((await world.rows(bad))[0]?.receipt).toMatchObject({ problems: [{ sku: "NOBODY" }] });
  expect(await verdicts(good)).toEqual(["in-sync"]);
});

test("an older message never replaces a newer one", async () => {
  const order = world.buy(["MUG", 1]);
  await world.inbox();
  const shipped = shipmentOf(order, [["MUG", 1]]);
  await world.tell(shipped);
  await world.tell({ ...shipped, status: "waiting", shippedAt: null, asOf: new Date(Date.now() - 60_000) });
  await world.fulfill();
  expect(shown(order)).toHaveLength(1);
});

test("nothing is shown while the rule is off or the connection is paused", async () => {
  await world.rules({ on: false });
  const order = world.buy(["MUG", 1]);
  await world.inbox();
  await world.tell(shipmentOf(order, [["MUG", 1]]));
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["unknown off"]);

  const { shop, connectionId } = world;
  await setConnectionState(shop, connectionId, "paused");
  await world.rules({});
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["held paused"]);
  expect(live(order)).toEqual([]);
  await setConnectionState(shop, connectionId, "active");
  await world.fulfill();
  expect(await verdicts(order)).toEqual(["in-sync"]);
  expect(shown(order)).toHaveLength(1);
});
