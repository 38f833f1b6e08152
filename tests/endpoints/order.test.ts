import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { OrderAnswer } from "#app/endpoints/order-answer.ts";
import { db } from "#app/store/database/database.server.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { testDatabase } from "#tests/support/database.ts";
import { APP, listening, type Listening } from "./product-page.ts";

testDatabase();

const SHOP = "ours.myshopify.com";
const CONNECTION = "019a9d60-0000-7000-8000-000000000001";
const REFUSED = "gid://shopify/Order/41";
let app: Listening;

beforeAll(async () => {
  app = await listening();
});

afterAll(() => app.close());

beforeEach(async () => {
  await db().$executeRaw`
    TRUNCATE "Shop", "Connection", "Order", "OutboxEntry", "Observation", "Shipment", "Parcel", "TimelineEvent"`;
  await db().shop.create({ data: { shop: SHOP } });
  const settings = { adapter: "csv", name: "Wholesale ERP", settings: {} };
  await db().connection.create({ data: { shop: SHOP, id: CONNECTION, ...settings } });
  const at = new Date("2026-11-02T09:00:00Z");
  const order = { shop: SHOP, createdAt: at, updatedAt: at };
  await db().order.create({ data: { ...order, id: "41", name: "#1041", total: "120.50 EUR" } });
  await db().outboxEntry.create({
    data: { shop: SHOP, orderId: "41", connectionId: CONNECTION, key: `${SHOP}/41`, state: "owed" },
  });
  await db().observation.create({
    data: {
      ...{ shop: SHOP, kind: "order", subject: "41", place: CONNECTION, connectionId: CONNECTION },
      ...{ verdict: "failing", reason: "refused", message: "The customer has no country.", failures: 3 },
      ...{ retryAt: new Date(Date.now() + 3_600_000), dirty: 5, decided: 5 },
    },
  });
  await db().shipment.create({
    data: {
      ...{ shop: SHOP, connectionId: CONNECTION, id: "S1", number: "S1", orderId: "41", warehouse: "MAIN" },
      ...{ status: "packed", lines: [], asOf: at, readAt: at },
    },
  });
  const parcel = { shop: SHOP, connectionId: CONNECTION, shipmentId: "S1", id: "P1" };
  await db().parcel.create({ data: { ...parcel, carrier: "PostNord", number: "A1" } });
});

async function ask(path: string, shop: string | null, init: RequestInit = {}): Promise<Response> {
  const token = shop && (await mintSessionToken({ shop, apiKey: APP.apiKey, apiSecret: APP.secret }));
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  return fetch(app.url + path, { ...init, headers });
}

const retry = (body: unknown, shop: string | null) =>
  ask("/api/order/retry", shop, { method: "POST", body: JSON.stringify(body) });

test("the order's page hears why it is stuck, what cures it, and of its parcels", async () => {
  const response = await ask(`/api/order?order=${REFUSED}`, SHOP);
  expect(response.status).toBe(200);
  const answer = (await response.json()) as OrderAnswer;
  expect(answer).toMatchObject({
    state: "stuck",
    cure: "retry",
    total: "120.50 EUR",
    sentence: {
      key: "orderSays.refused",
      params: { connection: "Wholesale ERP", message: "The customer has no country." },
    },
    parcels: [{ carrier: "PostNord", number: "A1", url: null }],
    page: "app/orders/41",
  });
  expect(answer.stages.map(({ name, state }) => `${name}: ${state}`).slice(0, 2)).toEqual([
    "placed: done",
    "exported: stuck",
  ]);
});

test("trying again forgets the failures, owes a decision, and says who asked for it", async () => {
  const nudged = app.nudged();
  expect((await retry({ order: REFUSED }, SHOP)).status).toBe(200);
  expect(app.nudged()).toBe(nudged + 1);
  const row = await db().observation.findFirstOrThrow({ where: { shop: SHOP, kind: "order" } });
  expect(row).toMatchObject({ failures: 0, retryAt: null, dirty: 6, decided: 5 });
  const told = await db().timelineEvent.findMany({ where: { shop: SHOP, kind: "order", subject: "41" } });
  expect(told.map(({ event }) => event)).toEqual(["retried"]);
});

test("nobody asks or retries without a token, or about another shop's order", async () => {
  expect((await ask(`/api/order?order=${REFUSED}`, null)).status).toBe(401);
  expect((await retry({ order: REFUSED }, null)).status).toBe(401);
  expect((await ask(`/api/order?order=${REFUSED}`, "theirs.myshopify.com")).status).toBe(404);
  expect((await retry({ order: REFUSED }, "theirs.myshopify.com")).status).toBe(404);
  const row = await db().observation.findFirstOrThrow({ where: { shop: SHOP, kind: "order" } });
  expect(row.failures).toBe(3);
});

test("what names no order is refused", async () => {
  for (const order of ["", "gid://shopify/Product/41", "41; DROP TABLE", null, 41, { id: 41 }]) {
    expect((await retry({ order }, SHOP)).status, JSON.stringify(order)).toBe(400);
  }
  expect((await ask("/api/order?order=gid://shopify/Product/41", SHOP)).status).toBe(400);
  expect((await ask("/api/order/retry", SHOP, { method: "POST", body: "x".repeat(5_000) })).status).toBe(413);
});
