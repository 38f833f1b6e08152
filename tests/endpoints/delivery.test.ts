import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Delivery } from "#app/core/orders/progress/delivery.ts";
import { db } from "#app/store/database/database.server.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { testDatabase } from "#tests/support/database.ts";
import { APP, listening, type Listening } from "./product-page.ts";

testDatabase();

const SHOP = "ours.myshopify.com";
const CONNECTION = "018f0000-0000-7000-8000-000000000001";
const MINE = "gid://shopify/Order/41";
let app: Listening;

beforeAll(async () => {
  app = await listening();
});

afterAll(() => app.close());

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Order", "Shipment", "Parcel"`;
  const times = { createdAt: new Date("2026-11-02T09:00:00Z"), updatedAt: new Date("2026-11-03T15:00:00Z") };
  const document = {
    createdAt: "2026-11-02T09:00:00Z",
    cancelledAt: null,
    fulfillmentOrders: [{ status: "OPEN", lines: [{ id: "1", lineId: "5", total: 2, remaining: 2 }] }],
    fulfillments: [],
  };
  for (const [id, customerId] of [
    ["41", "7"],
    ["42", "8"],
  ] as const)
    await db().order.create({ data: { shop: SHOP, id, name: `#10${id}`, customerId, document, ...times } });
  await db().order.create({ data: { shop: SHOP, id: "43", name: "#1043", customerId: "7", ...times } });
  await db().shipment.create({
    data: {
      ...{ shop: SHOP, connectionId: CONNECTION, id: "S1", number: "S1", orderId: "41", warehouse: "MAIN" },
      ...{ status: "picking", promisedAt: new Date("2026-11-04T10:00:00Z"), lines: [] },
      ...{ asOf: times.updatedAt, readAt: times.updatedAt },
    },
  });
});

/** As Shopify signs it for a customer who is signed in. */
const tokenOf = (claims: Record<string, unknown> = {}, secret = APP.secret) =>
  new SignJWT({ dest: SHOP, aud: APP.apiKey, sub: "gid://shopify/Customer/7", ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt()
    .setNotBefore("0s")
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(secret));

const ask = (path: string, token: string) =>
  fetch(app.url + path, { headers: { authorization: `Bearer ${token}` } });

const delivery = async (order: string, token: Promise<string>) =>
  ask(`/api/delivery?order=${encodeURIComponent(order)}`, await token);

test("a customer hears how far their order is, and for when the rest was promised", async () => {
  const response = await delivery(MINE, tokenOf());
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  const answer = (await response.json()) as Delivery;
  expect(answer).toMatchObject({ waiting: 2, promisedAt: "2026-11-04T10:00:00.000Z" });
  expect(answer.steps.map(({ reached }) => reached)).toEqual(["all", "part", "none", "none", "none"]);
});

test("nobody hears of an order of somebody else, nor of one of another shop", async () => {
  expect((await delivery("gid://shopify/Order/42", tokenOf())).status).toBe(404);
  expect((await delivery(MINE, tokenOf({ dest: "theirs.myshopify.com" }))).status).toBe(404);
});

test("an order of which nothing but its stock is known has no story to tell", async () => {
  expect((await delivery("gid://shopify/Order/43", tokenOf())).status).toBe(404);
});

test("what names no order is refused", async () => {
  for (const order of ["", "41", "gid://shopify/Product/41", "gid://shopify/Order/41' OR 1=1"])
    expect((await delivery(order, tokenOf())).status, order).toBe(400);
});

test("a guest, a forged token and a member of staff are refused", async () => {
  expect((await delivery(MINE, tokenOf({ sub: undefined }))).status).toBe(401);
  expect((await delivery(MINE, tokenOf({}, "another secret"))).status).toBe(401);
  expect((await delivery(MINE, tokenOf({ aud: "another-app" }))).status).toBe(401);
  const staff = mintSessionToken({ shop: SHOP, apiKey: APP.apiKey, apiSecret: APP.secret });
  expect((await delivery(MINE, staff)).status).toBe(401);
});

test("a customer's token opens nothing that staff may see", async () => {
  const token = await tokenOf({ iss: `https://${SHOP}`, nbf: 0 });
  expect((await ask("/api/why?product=gid://shopify/Product/1", token)).status).toBe(401);
});
