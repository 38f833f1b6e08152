import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { shopsWithFlowNews } from "#app/store/webhooks/flow-news.server.ts";
import { db } from "#app/store/database/database.server.ts";
import { tellFlow } from "#app/sync/shop/flow.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const { signal } = new AbortController();
let world: World;

beforeAll(async () => {
  world = await openWorld([{ sku: "A", shows: 3 }]);
});

afterAll(() => world.close());

beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "FlowNews", "Hold", "Observation"`;
  world.sandbox.workflows.started.length = 0;
});

const heard = () => world.sandbox.workflows.started.map(({ payload }) => payload);

let rows = 0;
const conflict = (kind: string, sku: string, changes: object = {}) =>
  db().observation.create({
    data: { shop: world.shop, kind, subject: `s${++rows}`, place: "", sku, verdict: "conflict", ...changes },
  });

test("a plan that is held back starts workflows once", async () => {
  const { id } = await db().hold.create({
    data: { shop: world.shop, kind: "stock", reason: "too-many-zeroed", changes: 12 },
  });
  await conflict("stock", "A", { verdict: "held", holdId: id });
  expect(await shopsWithFlowNews()).toEqual([world.shop]);
  expect(await tellFlow(world.shop, signal)).toBe(1);
  expect(heard()).toEqual([
    {
      "Record kind": "stock",
      Reason: "too-many-zeroed",
      "Values waiting": 12,
      Examples: "A",
      Review: `https://${world.shop}/admin/apps/test-key/app/holds/${id}`,
    },
  ]);
  expect(await shopsWithFlowNews()).toEqual([]);
  expect(await tellFlow(world.shop, signal)).toBe(0);
  expect(heard()).toHaveLength(1);
});

test("conflicts that come together are one story per kind of record, the worst named first", async () => {
  await conflict("price", "CHEAP", { urgency: 5 });
  await conflict("compareAt", "LIES", { urgency: 9 });
  await conflict("content", "TITLE");
  expect(await tellFlow(world.shop, signal)).toBe(2);
  expect(heard()).toMatchObject([
    { "Record kind": "price", Reason: "conflict", "Values waiting": 2, Examples: "LIES, CHEAP" },
    { "Record kind": "content", "Values waiting": 1, Examples: "TITLE" },
  ]);
  expect(heard()[0]?.["Review"]).toBe(`https://${world.shop}/admin/apps/test-key/app/conflicts`);
});

test("only what is new since is told, and what was decided may be told another time", async () => {
  const { shop, kind, subject, place } = await conflict("price", "A");
  const where = { shop_kind_subject_place: { shop, kind, subject, place } };
  await tellFlow(world.shop, signal);
  await conflict("price", "B");
  await tellFlow(world.shop, signal);
  expect(heard().map((payload) => payload["Examples"])).toEqual(["A", "B"]);

  await db().observation.update({ where, data: { verdict: "in-sync" } });
  expect(await tellFlow(world.shop, signal)).toBe(0);
  await db().observation.update({ where, data: { verdict: "conflict" } });
  expect(await tellFlow(world.shop, signal)).toBe(1);
  expect(heard().at(-1)?.["Examples"]).toBe("A");
});

test("what Flow did not hear is told again", async () => {
  await conflict("price", "A");
  world.sandbox.faults.next.push(
    ...Array.from({ length: 8 }, () => ({ kind: "serverError" as const, on: "mutation" })),
  );
  await expect(tellFlow(world.shop, signal)).rejects.toThrow();
  world.sandbox.faults.next.length = 0;
  expect(await shopsWithFlowNews()).toEqual([world.shop]);
  expect(await tellFlow(world.shop, signal)).toBe(1);
  expect(heard()).toHaveLength(1);
});

test("a workflow that repairs a product reaches the app, and is patient while the shop is disconnected", async () => {
  const { workflows, faults } = world.sandbox;
  faults.webhooks.retryBaseMs = 20;
  await db().variant.create({
    data: {
      ...{ shop: world.shop, id: "11", inventoryItemId: "12", productId: "10", sku: "A", title: "" },
      ...{ productTitle: "A", tags: [], seenAt: new Date() },
    },
  });
  await db().shop.update({ where: { shop: world.shop }, data: { state: "reconnect" } });
  const reconnected = new Promise((resolve) => setTimeout(resolve, 100)).then(() =>
    db().shop.update({ where: { shop: world.shop }, data: { state: "active" } }),
  );
  const run = await workflows.run("repair-product", { product_id: "10" });
  await reconnected;
  expect(run.status).toBe(200);
  expect(run.attempts).toBeGreaterThan(1);
  expect(await workflows.run("repair-product", { product_id: "10" }, run.actionRunId)).toMatchObject({
    status: 200,
    body: run.body,
    attempts: 1,
  });
  expect(await workflows.run("repair-product", { product_id: "404" })).toMatchObject({
    status: 404,
    attempts: 1,
  });
});
