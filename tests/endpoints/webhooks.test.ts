import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { Agent, createServer, request as send, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { endpoints, type Endpoints } from "#app/endpoints/endpoints.ts";
import { db } from "#app/store/database/database.server.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();
const SECRET = "hush";
const PREVIOUS = "hush before";
const TOPIC = "inventory_levels/update";
const BODY = JSON.stringify({ inventory_item_id: 1, location_id: 2, available: 3 });

const agent = new Agent({ keepAlive: true, maxSockets: 50 });
let machines: Endpoints;
let server: Server;
let port = 0;
let nudged: string[] = [];
let ids = 0;

beforeAll(async () => {
  machines = endpoints({
    apiKey: "key",
    secrets: [SECRET, PREVIOUS],
    nudgeInbox: (shop) => Promise.resolve(void nudged.push(shop)),
    nudgeOwed: () => Promise.resolve(),
  });
  server = createServer((request, response) => {
    if (!machines.handle(request, response)) response.writeHead(299).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  await machines.end();
  agent.destroy();
  server.close();
});

beforeEach(async () => {
  nudged = [];
  await db().inboxEvent.deleteMany();
});

interface Post {
  body?: string | Buffer;
  headers?: Record<string, string | undefined>;
  method?: string;
  path?: string;
}

const sign = (body: string | Buffer, secret = SECRET): string =>
  createHmac("sha256", secret).update(body).digest("base64");

async function post({
  body = BODY,
  headers = {},
  method = "POST",
  path = "/webhooks",
}: Post = {}): Promise<number> {
  const all = {
    "content-type": "application/json",
    "x-shopify-topic": TOPIC,
    "x-shopify-shop-domain": "one.myshopify.com",
    "x-shopify-webhook-id": `id-${++ids}`,
    "x-shopify-triggered-at": "2026-11-21T10:00:00.123456789Z",
    "x-shopify-hmac-sha256": sign(body),
    ...headers,
  };
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const outgoing = send({
    host: "127.0.0.1",
    port,
    path,
    method,
    agent,
    headers: present as Record<string, string>,
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, "response")) as [NodeJS.ReadableStream & { statusCode: number }];
  incoming.resume();
  await once(incoming, "end");
  return incoming.statusCode;
}

const stored = (): Promise<number> => db().inboxEvent.count();

test("a genuine webhook is stored, answered with 200 and nudges its shop", async () => {
  expect(await post({ headers: { "x-shopify-webhook-id": "first" } })).toBe(200);
  expect(await db().inboxEvent.findMany({ omit: { receivedAt: true } })).toEqual([
    {
      shop: "one.myshopify.com",
      webhookId: "first",
      topic: TOPIC,
      triggeredAt: new Date("2026-11-21T10:00:00.123Z"),
      payload: JSON.parse(BODY) as unknown,
      processedAt: null,
      attempts: 0,
      error: null,
    },
  ]);
  expect(nudged).toEqual(["one.myshopify.com"]);
});

test("while the app's secret is being replaced, the one before is good too", async () => {
  expect(await post({ headers: { "x-shopify-hmac-sha256": sign(BODY, PREVIOUS) } })).toBe(200);
});

test("1,000 webhooks at once, each delivered twice, are stored once each", async () => {
  const twice = Array.from({ length: 1000 }, (_, at) => `twin-${at}`).flatMap((id) => [id, id]);
  const statuses = await Promise.all(twice.map((id) => post({ headers: { "x-shopify-webhook-id": id } })));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await stored()).toBe(1000);
  expect(nudged.length).toBeLessThan(1000);
});

test("forged signatures get 401 and leave nothing behind", async () => {
  const good = sign(BODY);
  const forged: (string | undefined)[] = [
    undefined,
    "",
    good.slice(0, -2),
    `${good}=`,
    ` ${good} x`,
    good.toLowerCase(),
    Buffer.from(good, "base64").toString("hex"),
    sign(BODY, "wrong"),
    sign(`${BODY} `),
    sign(JSON.stringify(JSON.parse(BODY), null, 1)),
    ...Array.from({ length: 500 }, () => randomBytes(32).toString("base64")),
  ];
  const statuses = await Promise.all(
    forged.map((hmac) => post({ headers: { "x-shopify-hmac-sha256": hmac } })),
  );
  expect(new Set(statuses)).toEqual(new Set([401]));
  expect(await stored()).toBe(0);
  expect(nudged).toEqual([]);
});

test("an uninstall or erasure that names another shop than the header is forged", async () => {
  const uninstalled = JSON.stringify({ myshopify_domain: "two.myshopify.com" });
  expect(await post({ body: uninstalled, headers: { "x-shopify-topic": "app/uninstalled" } })).toBe(401);
  const redact = JSON.stringify({ shop_domain: "two.myshopify.com" });
  expect(await post({ body: redact, headers: { "x-shopify-topic": "shop/redact" } })).toBe(401);
  expect(await stored()).toBe(0);
  const own = JSON.stringify({ shop_domain: "one.myshopify.com" });
  expect(await post({ body: own, headers: { "x-shopify-topic": "shop/redact" } })).toBe(200);
});

test.each<[string, Post, number]>([
  ["a shop that is none", { headers: { "x-shopify-shop-domain": "evil.example.com" } }, 400],
  ["a shop with more behind it", { headers: { "x-shopify-shop-domain": "a.myshopify.com.evil.com" } }, 400],
  ["no shop", { headers: { "x-shopify-shop-domain": undefined } }, 400],
  ["a topic that is none", { headers: { "x-shopify-topic": "../etc" } }, 400],
  ["no webhook id", { headers: { "x-shopify-webhook-id": undefined } }, 400],
  ["a body that is not JSON", { body: "<html>" }, 400],
  ["a body that is a list", { body: "[]" }, 400],
  ["an empty body", { body: "" }, 400],
  ["another method", { method: "GET", body: "" }, 405],
  ["a body over the limit", { body: Buffer.alloc(2 * 1024 * 1024 + 1, 32) }, 413],
])("%s is refused", async (_, what, status) => {
  expect(await post(what)).toBe(status);
  expect(await stored()).toBe(0);
});

test("one event that no database can hold does not spoil those that came with it", async () => {
  const bad = '{"inventory_item_id": 1e200000}';
  const good = Array.from({ length: 20 }, () => post());
  const [refused, ...accepted] = await Promise.all([post({ body: bad }), ...good]);
  expect(refused).toBe(400);
  expect(new Set(accepted)).toEqual(new Set([200]));
  expect(await stored()).toBe(20);
});

test("characters that JSON allows and a database does not are left out", async () => {
  const body = '{"title":"a\\u0000b\\ud800c","in\\u0000side":[{"x":"\\udc00"}]}';
  expect(await post({ body })).toBe(200);
  const [event] = await db().inboxEvent.findMany();
  expect(event?.payload).toEqual({ title: "ab\ufffdc", inside: [{ x: "\ufffd" }] });
});

test("of an order's buyer nothing is kept", async () => {
  const order = { id: 5, name: "#1005", updated_at: "2026-11-21T10:00:00Z", email: "canary@example.com" };
  const body = JSON.stringify({ ...order, customer: { first_name: "Canary" }, line_items: [] });
  expect(await post({ body, headers: { "x-shopify-topic": "orders/updated" } })).toBe(200);
  const [event] = await db().inboxEvent.findMany();
  expect(event?.payload).toEqual({ id: 5, name: "#1005", updated_at: "2026-11-21T10:00:00Z" });
});

test.each([
  ["refunds/create", { id: 3, order_id: 5 }, { note: "Canary moved", user_id: 1 }],
  ["fulfillments/create", { id: 3, order_id: 5 }, { destination: { name: "Canary" } }],
  ["orders/edited", { order_edit: { order_id: 5 } }, { staff_note: "Canary" }],
  ["returns/approve", { id: 3, order: { id: 5 } }, { return_line_items: ["Canary"] }],
  [
    "fulfillment_orders/placed_on_hold",
    { fulfillment_order: { id: "gid://shopify/FulfillmentOrder/4" } },
    { by: "Canary" },
  ],
])("of %s only what names the order is kept", async (topic, kept, dropped) => {
  const body = JSON.stringify({ ...kept, ...dropped });
  expect(await post({ body, headers: { "x-shopify-topic": topic } })).toBe(200);
  const [event] = await db().inboxEvent.findMany();
  expect(event?.payload).toEqual(kept);
});

test("of a customer who asks to be forgotten only the id is kept", async () => {
  const customer = { id: 7, email: "canary@example.com", phone: "+47" };
  const body = JSON.stringify({ customer, orders_to_redact: [5] });
  expect(await post({ body, headers: { "x-shopify-topic": "customers/redact" } })).toBe(200);
  const [event] = await db().inboxEvent.findMany();
  expect(event?.payload).toEqual({ customer: { id: 7 }, orders_to_redact: [5] });
});

test("while the database is away the answer is 503, never a false 200", async () => {
  const { closeDatabase } = await import("#app/store/database/database.server.ts");
  await closeDatabase();
  process.env["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none";
  try {
    expect(await post()).toBe(503);
    expect(await post({ method: "GET", path: "/readyz", body: "" })).toBe(503);
    expect(await post({ method: "GET", path: "/healthz", body: "" })).toBe(200);
  } finally {
    await closeDatabase();
    process.env["DATABASE_URL"] = database.url;
  }
  expect(nudged).toEqual([]);
  expect(await post()).toBe(200);
  expect(await post({ method: "GET", path: "/readyz", body: "" })).toBe(200);
});

test("whatever is sent, the answer is a refusal and nothing is stored", async () => {
  const anything = fc.record({
    body: fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
    ),
    hmac: fc.option(fc.base64String()),
    topic: fc.stringMatching(/^[\x21-\x7e]{0,30}$/),
    shop: fc.stringMatching(/^[\x21-\x7e]{0,30}$/),
    method: fc.constantFrom("POST", "PUT", "DELETE", "GET"),
  });
  await fc.assert(
    fc.asyncProperty(anything, async ({ body, hmac, topic, shop, method }) => {
      const headers = {
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": shop,
        "x-shopify-hmac-sha256": hmac ?? undefined,
      };
      const status = await post({ body: Buffer.from(body), headers, method });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(await stored()).toBe(0);
});

test("what is not for machines is left to the pages", async () => {
  expect(await post({ method: "GET", path: "/app", body: "" })).toBe(299);
  expect(await post({ method: "GET", path: "/webhooks/", body: "" })).toBe(299);
  expect(await post({ method: "GET", path: "/constructor", body: "" })).toBe(299);
});

test("metrics are open, or behind their token where one is set", async () => {
  const read = (authorization?: string): Promise<number> =>
    post({ method: "GET", path: "/metrics", body: "", headers: { authorization } });
  expect(await read()).toBe(200);
  process.env["CONCORD_METRICS_TOKEN"] = "look";
  try {
    expect(await read()).toBe(401);
    expect(await read("Bearer loot")).toBe(401);
    expect(await read("Bearer look")).toBe(200);
  } finally {
    delete process.env["CONCORD_METRICS_TOKEN"];
  }
});
