import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { DEFAULT_ORDER_RULES } from "#app/core/orders/rules.ts";
import { db } from "#app/store/database/database.server.ts";
import { readNeeds } from "#app/store/views/home/needs.server.ts";
import { readOrderAlerts } from "#app/store/views/orders/alerts.server.ts";
import { parseOrdersQuery } from "#app/store/views/orders/orders-filter.server.ts";
import {
  countOrders,
  countStuck,
  readOrders,
  readOrdersReady,
} from "#app/store/views/orders/orders.server.ts";
import { readOrderPage } from "#app/sync/orders/page.server.ts";
import { sendAlthough } from "#app/sync/choices/orders.server.ts";
import { previewOrderRules } from "#app/sync/settings/orders.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

const HOUR_MS = 3_600_000;

let world: OrderWorld;
let sent = "";
let refused = "";
let unaddressed = "";
let left = "";

beforeAll(async () => {
  world = await openOrderWorld();
  await world.rules({ notTags: ["by hand"] });
  sent = world.buy("MUG", { email: "jana@example.com" });
  left = world.buy("MUG", { tags: ["by hand"] });
  await world.export();
  refused = world.buy("CUP");
  world.source.faults.refuses.set(refused, "The customer is blocked");
  const cups = [{ variantId: world.variant("CUP").id, quantity: 1 }];
  unaddressed = world.sandbox.store.placeOrder(cups, { email: "ida@example.com" }).name;
  await world.export();
});
afterAll(() => world.close());

async function listed(search: string): Promise<string[]> {
  const { rows } = await readOrders(world.shop, parseOrdersQuery(new URLSearchParams(search)));
  return rows.map(({ name }) => name);
}

async function rowOf(name: string) {
  const { rows } = await readOrders(world.shop, parseOrdersQuery(new URLSearchParams({ text: name })));
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`${name} is not listed`);
  return row;
}

async function pageOf(name: string) {
  const page = await readOrderPage(world.shop, (await rowOf(name)).id);
  if (!page) throw new Error(`${name} has no page`);
  return page;
}

test("every order is listed, newest first, and stands in the tabs where it belongs", async () => {
  expect(await listed("")).toEqual([unaddressed, refused, left, sent]);
  expect(await listed("sort=oldest")).toEqual([sent, left, refused, unaddressed]);
  expect(await listed("view=stuck")).toEqual([unaddressed, refused]);
  expect(await listed("view=left")).toEqual([left]);
  expect(await listed("view=left&reason=tags")).toEqual([left]);
  expect(await listed("view=left&reason=channel")).toEqual([]);
  expect(await listed("view=not-exported")).toEqual([unaddressed, refused]);
  expect(await listed("view=not-shipped")).toEqual([sent]);
});

test("the tabs count what they list, and the navigation what is stuck", async () => {
  expect(await countOrders(world.shop)).toMatchObject({
    stuck: 2,
    left: 1,
    "not-exported": 2,
    "not-shipped": 1,
  });
  expect(await countStuck(world.shop)).toBe(2);
});

test("an order is found by its name with or without the sign, its number in the source, e-mail and customer", async () => {
  const number = (await world.entry(sent)).sourceNumber ?? "";
  expect(number).not.toBe("");
  expect(await listed(`text=${sent.slice(1)}`)).toContain(sent);
  expect(await listed(`text=${encodeURIComponent(sent)}`)).toContain(sent);
  expect(await listed(`text=${number}`)).toEqual([sent]);
  expect(await listed("text=jana@example")).toContain(sent);
  expect(await listed("text=100%25")).toEqual([]);
});

test("an order is found by the number of its parcel", async () => {
  const { id } = await rowOf(sent);
  const of = { shop: world.shop, connectionId: world.sourceId };
  const shipment = {
    ...of,
    id: "ship-1",
    number: "D-1",
    orderId: id,
    warehouse: "MAIN",
    status: "shipped",
    lines: [],
  };
  await db().shipment.create({ data: { ...shipment, asOf: new Date(), readAt: new Date() } });
  await db().parcel.create({ data: { ...of, shipmentId: "ship-1", id: "p1", number: "RR123456789NO" } });
  expect(await listed("text=RR1234")).toEqual([sent]);
  expect(await listed("text=D-1")).toEqual([sent]);
  const { shipments, events } = await pageOf(sent);
  expect(shipments).toMatchObject([{ number: "D-1", parcels: [{ number: "RR123456789NO" }] }]);
  expect(events.map(({ event }) => event)).toEqual(expect.arrayContaining(["placed", "exported"]));
  await db().parcel.deleteMany({ where: of });
  await db().shipment.deleteMany({ where: of });
});

test("pages follow each other without a gap or a double, whichever the order", async () => {
  const other = { shop: "pages.myshopify.com" };
  const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, Math.floor(n / 3)));
  const orders = Array.from({ length: 130 }, (_, n) => ({
    ...other,
    id: String(1000 + n),
    name: `#${n}`,
    createdAt: at(n),
    updatedAt: at(130 - n),
    tags: [],
  }));
  await db().order.createMany({ data: orders });
  for (const sort of ["newest", "oldest", "changed"]) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const params = new URLSearchParams({ sort, ...(after === null ? {} : { after }) });
      const { rows, next } = await readOrders(other.shop, parseOrdersQuery(params));
      seen.push(...rows.map(({ id }) => id));
      after = next;
    } while (after !== null);
    expect(seen.length).toBe(130);
    expect(new Set(seen).size).toBe(130);
  }
});

test("a page shows no order of another shop", async () => {
  const { id } = await rowOf(sent);
  expect(await readOrderPage("pages.myshopify.com", id)).toBeNull();
});

test("an order that the source refused says so in its words, and the page tells the attempt", async () => {
  const page = await pageOf(refused);
  expect(page.standing).toMatchObject({ state: "stuck", key: "orderSays.refused", cure: "retry" });
  expect(page.standing.params).toMatchObject({
    connection: "Remote ERP",
    message: "The customer is blocked",
  });
  const attempt = page.events.find(({ event }) => event === "rejected");
  expect(attempt).toMatchObject({ connection: "Remote ERP", message: "The customer is blocked" });
});

test("an order without an address waits for a look, and goes once a person lets it", async () => {
  const before = await pageOf(unaddressed);
  expect(before.standing).toMatchObject({ state: "stuck", key: "orderSays.review", cure: "decide" });
  const [source] = before.sources;
  expect(source?.problems.map(({ code }) => code)).toContain("address-missing");
  const { id } = before;
  const version = source?.version ?? "";
  expect(await sendAlthough(world.shop, { orderId: id, connectionId: world.sourceId, version }, "Ada")).toBe(
    true,
  );
  await world.converge();
  expect(world.held(unaddressed)).toHaveLength(1);
  const after = await pageOf(unaddressed);
  expect(after.standing.state).toBe("moving");
  expect(after.events.find(({ event }) => event === "sent-although")?.who).toBe("Ada");
});

test("money stands side by side, and a source with another total is told", async () => {
  const { id } = await rowOf(sent);
  const total = (await pageOf(sent)).money?.rows.find(({ part }) => part === "total");
  expect(total?.differs).toBe(false);
  expect(total?.sent).toBe(total?.shop);
  await db().invoice.create({
    data: {
      shop: world.shop,
      connectionId: world.sourceId,
      id: "inv-1",
      number: "INV-1",
      orderId: id,
      status: "posted",
      total: `99999.00 ${total?.shop?.split(" ")[1] ?? ""}`,
      asOf: new Date(),
    },
  });
  expect(await listed("view=money")).toEqual([sent]);
  await db().invoice.deleteMany({ where: { shop: world.shop } });
  expect(await listed("view=money")).toEqual([]);
});

test("what hangs is told as long as it hangs, and what a rule left out is not", async () => {
  const now = new Date();
  const alerts = (at: Date) => readOrderAlerts(world.shop, "Europe/Prague", at);
  expect(await alerts(now)).toEqual({ notExported: null, notShipped: null, quiet: null });
  expect(await alerts(new Date(now.getTime() + 5 * HOUR_MS))).toMatchObject({
    notExported: { n: 1, hours: 4 },
    notShipped: null,
  });
  expect(await alerts(new Date(now.getTime() + 73 * HOUR_MS))).toMatchObject({
    notShipped: { n: 2, hours: 72 },
  });
});

test("silence is told in business hours by the shop's clock, and only where somebody asked", async () => {
  const { shop } = world;
  const last = new Date("2026-11-20T15:30:00Z");
  await db().order.updateMany({ where: { shop }, data: { createdAt: last } });
  const business = { from: "09:00", until: "17:00", days: [1, 2, 3, 4, 5] };
  const value = { notExportedHours: null, notShippedHours: null, quietHours: 2, business };
  await db().policy.create({ data: { shop, rule: "order-alerts", scope: "shop", value } });
  const quiet = async (at: string) => (await readOrderAlerts(shop, "Europe/Prague", new Date(at))).quiet;
  // Friday 16:30 in Prague: half an hour of business is left before the weekend.
  expect(await quiet("2026-11-22T12:00:00Z")).toBeNull();
  expect(await quiet("2026-11-23T09:25:00Z")).toBeNull();
  expect(await quiet("2026-11-23T09:30:00Z")).toEqual({ hours: 2, since: last.toISOString() });
  await db().policy.deleteMany({ where: { shop, rule: "order-alerts" } });
});

test("Home is told which orders need a person", async () => {
  const { values, orders } = await readNeeds(world.shop, "UTC", new Date("2026-11-20T15:31:00Z"));
  expect(values).toContainEqual(expect.objectContaining({ record: "order", verdict: "failing", n: 1 }));
  expect(orders.notExported).toBeNull();
});

test("rules say what they would export before they are saved", async () => {
  const ask = (rules: Partial<typeof DEFAULT_ORDER_RULES>, fromDay = "") =>
    previewOrderRules(world.shop, world.sourceId, {
      orders: { ...DEFAULT_ORDER_RULES, on: true, ...rules },
      fromDay,
      fulfillment: DEFAULT_FULFILLMENT_RULES,
    });
  const all = { more: false, byDayOnly: false };
  expect(await ask({ on: false })).toEqual({ goes: 0, newest: [], ...all });
  expect(await ask({ notTags: ["by hand"] })).toEqual({ goes: 1, newest: [refused], ...all });
  expect(await ask({})).toMatchObject({ goes: 2 });
  expect(await ask({ holdMinutes: 60 * 24 * 3_650 })).toMatchObject({ goes: 0 });
  expect(await ask({}, "2027-01-01")).toMatchObject({ goes: 0 });
});

test("a list without orders knows whether any connection is to be told of them", async () => {
  expect(await readOrdersReady(world.shop)).toEqual({ connected: true, on: true });
  await world.rules({ on: false });
  expect(await readOrdersReady(world.shop)).toEqual({ connected: true, on: false });
  expect(await readOrdersReady("nobody.myshopify.com")).toEqual({ connected: false, on: false });
});
