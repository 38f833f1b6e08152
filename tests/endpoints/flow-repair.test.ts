import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { purgeFlowRuns } from "#app/store/values/repair.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { APP, listening, observationsOf, seedProduct, type Listening } from "./product-page.ts";

testDatabase();

const OURS = "ours.myshopify.com";
let app: Listening;

beforeAll(async () => {
  app = await listening();
});

afterAll(() => app.close());

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Shop", "Location", "Variant", "Observation", "FlowRun"`;
  await seedProduct(OURS, "100");
  await seedProduct("theirs.myshopify.com", "200");
});

const payload = (changes: object = {}) => ({
  shop_id: 1,
  shopify_domain: OURS,
  action_run_id: "run-1",
  action_definition_id: "Repair this product",
  handle: "repair-product",
  properties: { product_id: 100 },
  ...changes,
});

async function run(body: unknown, { secret = APP.secret, method = "POST" } = {}): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const signature = createHmac("sha256", secret).update(text).digest("base64");
  const headers = { "x-shopify-hmac-sha256": signature, "content-type": "application/json" };
  return fetch(`${app.url}/flow/repair`, { method, headers, ...(method === "POST" ? { body: text } : {}) });
}

const dirtyOf = async (shop: string) => (await observationsOf(shop)).map(({ dirty }) => dirty);

test("a workflow's run owes the product a repair and is told how it stands", async () => {
  const before = app.nudged();
  const response = await run(payload());
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ owed: 3, waiting: 1 });
  expect(await dirtyOf(OURS)).toEqual([2, 2, 2, 1]);
  expect(app.nudged()).toBe(before + 1);
});

test("a run that is sent again does nothing twice and hears the same", async () => {
  await run(payload());
  await db().observation.updateMany({ where: { shop: OURS }, data: { verdict: "in-sync" } });
  const again = await run(payload());
  expect(again.status).toBe(200);
  expect(await again.json()).toEqual({ owed: 3, waiting: 1 });
  expect(await dirtyOf(OURS)).toEqual([2, 2, 2, 1]);
  expect((await run(payload({ action_run_id: "run-2" }))).status).toBe(200);
  expect(await dirtyOf(OURS)).toEqual([3, 3, 3, 1]);
});

test("a run that comes twice at the same moment is done once", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => run(payload())));
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(bodies)).toEqual(new Set([JSON.stringify({ owed: 3, waiting: 1 })]));
  expect(await dirtyOf(OURS)).toEqual([2, 2, 2, 1]);
});

test("the same run id of two shops is two runs", async () => {
  await run(payload());
  await run(payload({ shopify_domain: "theirs.myshopify.com", properties: { product_id: "200" } }));
  expect(await dirtyOf("theirs.myshopify.com")).toEqual([2, 2, 2, 1]);
});

test("a wrong signature is refused for good and changes nothing", async () => {
  expect((await run(payload(), { secret: "guessed" })).status).toBe(401);
  expect((await run(payload(), { secret: APP.previous })).status).toBe(200);
  const tampered = await fetch(`${app.url}/flow/repair`, { method: "POST", body: JSON.stringify(payload()) });
  expect(tampered.status).toBe(401);
});

test("another shop's product is not found, and stays not found", async () => {
  expect((await run(payload({ properties: { product_id: 200 } }))).status).toBe(404);
  expect((await run(payload({ properties: { product_id: 200 } }))).status).toBe(404);
  expect(await dirtyOf("theirs.myshopify.com")).toEqual([1, 1, 1, 1]);
});

test.each([
  ["no JSON", "{"],
  ["no run id", payload({ action_run_id: undefined })],
  ["no product", payload({ properties: {} })],
  ["properties that are none", payload({ properties: null })],
  ["a product that is no id", payload({ properties: { product_id: "1; DROP" } })],
])("a genuine request with %s is final", async (_, body) => {
  expect((await run(body)).status).toBe(400);
});

test("a shop that has to be connected again is asked for later, one that left never", async () => {
  await db().shop.updateMany({ where: { shop: OURS }, data: { state: "reconnect" } });
  expect((await run(payload())).status).toBe(202);
  expect(await db().flowRun.count()).toBe(0);
  await db().shop.updateMany({ where: { shop: OURS }, data: { state: "active" } });
  expect((await run(payload())).status).toBe(200);
  await db().shop.updateMany({ where: { shop: OURS }, data: { state: "uninstalled" } });
  expect((await run(payload({ action_run_id: "run-2" }))).status).toBe(403);
  expect((await run(payload({ shopify_domain: "nobody.myshopify.com" }))).status).toBe(403);
});

test("only a POST of a sensible size is read", async () => {
  expect((await run("", { method: "GET" })).status).toBe(405);
  expect((await run(payload({ properties: { product_id: 100, note: "x".repeat(70_000) } }))).status).toBe(
    413,
  );
});

test("runs are forgotten when Flow no longer sends them again", async () => {
  await run(payload());
  await purgeFlowRuns(new Date(Date.now() - 60_000));
  expect(await db().flowRun.count()).toBe(1);
  await purgeFlowRuns(new Date(Date.now() + 60_000));
  expect(await db().flowRun.count()).toBe(0);
});
