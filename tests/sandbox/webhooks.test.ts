import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startEars, type AppEars } from "./app-ears.ts";
import { API_SECRET, itemGid, locationGid, openShop, type OpenShop } from "./open-shop.ts";

const EVERYTHING = [
  {
    topics: [
      "app/uninstalled",
      "bulk_operations/finish",
      "inventory_levels/update",
      "orders/create",
      "shop/redact",
      "customers/redact",
    ],
    includeFields: null,
  },
];

let ears: AppEars;
let shop: OpenShop;

beforeEach(async () => {
  ears = await startEars();
  const deployment = { subscriptions: EVERYTHING };
  shop = await openShop({ appUrl: ears.url, deployment, faults: { webhooks: { retryBaseMs: 10 } } });
}, 60_000);

afterEach(async () => {
  await shop.close();
  await ears.close();
});

function setMugs(quantity: number): void {
  shop.sandbox.store.setAvailable(shop.mug.item.id, shop.london, quantity, "Ada");
}

describe("webhooks", () => {
  test("nothing is sent before the app is installed", async () => {
    setMugs(3);
    await shop.sandbox.idle();
    expect(ears.heard).toEqual([]);
  });

  test("a change of stock is told with a signature over the raw body", async () => {
    shop.sandbox.install();
    setMugs(3);
    await shop.sandbox.idle();
    const [{ headers, body }] = ears.heard as [AppEars["heard"][number]];
    const hmac = createHmac("sha256", API_SECRET).update(body).digest("base64");
    expect(headers).toMatchObject({
      "x-shopify-topic": "inventory_levels/update",
      "x-shopify-hmac-sha256": hmac,
      "x-shopify-shop-domain": "concord-demo.myshopify.com",
      "x-shopify-api-version": "2026-10",
      "x-shopify-webhook-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      "x-shopify-event-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      "x-shopify-triggered-at": expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      "x-shopify-name": expect.any(String) as string,
    });
    expect(JSON.parse(body)).toEqual({
      inventory_item_id: Number(shop.mug.item.id),
      location_id: Number(shop.london),
      available: 3,
      updated_at: expect.stringMatching(/\+00:00$/) as string,
      admin_graphql_api_id: shop.mug.item.levels[0]!.gid,
    });
  });

  test("a sale tells of the level and of the order, with the pieces of each line", async () => {
    shop.sandbox.install();
    const order = shop.sandbox.store.placeOrder([{ variantId: shop.mug.id, quantity: 2 }]);
    await shop.sandbox.idle();
    expect(ears.topics().sort()).toEqual(["inventory_levels/update", "orders/create"]);
    const told = ears.heard.find(({ headers }) => headers["x-shopify-topic"] === "orders/create");
    expect(JSON.parse(told!.body)).toMatchObject({
      name: order.name,
      cancelled_at: null,
      line_items: [{ variant_id: Number(shop.mug.id), sku: "MUG", quantity: 2, current_quantity: 2 }],
    });
  });

  test("the app's own writes come back to it as well", async () => {
    shop.sandbox.install();
    const row = { inventoryItemId: itemGid(shop.mug), locationId: locationGid(shop.london), quantity: 1 };
    await shop.ask(
      `mutation S($input: InventorySetQuantitiesInput!) {
        inventorySetQuantities(input: $input) @idempotent(key: "echo") { userErrors { message } } }`,
      {
        input: { name: "available", reason: "correction", quantities: [{ ...row, changeFromQuantity: 10 }] },
      },
    );
    await shop.sandbox.idle();
    expect(ears.topics()).toEqual(["inventory_levels/update"]);
  });

  test("a finished bulk operation is told", async () => {
    shop.sandbox.install();
    await shop.ask(
      `mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { message } } }`,
    );
    await shop.sandbox.idle();
    expect(ears.topics()).toEqual(["bulk_operations/finish"]);
    expect(JSON.parse(ears.heard[0]!.body)).toMatchObject({
      status: "completed",
      error_code: null,
      type: "query",
    });
  });

  test("an app that fails is told again, with the same id and body", async () => {
    shop.sandbox.install();
    ears.answers.push(500, 302);
    setMugs(3);
    await shop.sandbox.idle();
    const [first, second, third] = ears.heard;
    expect(ears.heard).toHaveLength(3);
    expect(second?.body).toBe(first?.body);
    expect(third?.headers["x-shopify-webhook-id"]).toBe(first?.headers["x-shopify-webhook-id"]);
    expect(shop.sandbox.stats.webhooks).toEqual({ sent: 1, failed: 2, lost: 0 });
  });

  test("webhooks can be lost", async () => {
    shop.sandbox.install();
    shop.sandbox.faults.webhooks.lost = 1;
    setMugs(3);
    await shop.sandbox.idle();
    expect(ears.heard).toEqual([]);
    expect(shop.sandbox.stats.webhooks.lost).toBe(1);
  });

  test("webhooks can be doubled, with the same id", async () => {
    shop.sandbox.install();
    shop.sandbox.faults.webhooks.duplicated = 1;
    setMugs(3);
    await shop.sandbox.idle();
    expect(new Set(ears.heard.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
    expect(ears.heard).toHaveLength(2);
  });

  test("webhooks can come late and out of order", async () => {
    shop.sandbox.install();
    const turns = [0.99, 0.01];
    shop.sandbox.faults.random = () => turns.shift() ?? 0;
    shop.sandbox.faults.webhooks.delayMs = [1, 300];
    setMugs(3);
    setMugs(4);
    await shop.sandbox.idle();
    expect(ears.heard.map(({ body }) => (JSON.parse(body) as { available: number }).available)).toEqual([
      4, 3,
    ]);
  });

  test("compliance webhooks come to an app that is gone", async () => {
    shop.sandbox.sendCompliance("customers/redact");
    shop.sandbox.sendCompliance("shop/redact");
    await shop.sandbox.idle();
    expect(ears.topics().sort()).toEqual(["customers/redact", "shop/redact"]);
    expect(JSON.parse(ears.heard[0]!.body)).toMatchObject({ shop_domain: "concord-demo.myshopify.com" });
  });

  test("the app hears what its configuration subscribes to, and only the fields it names", async () => {
    const other = await openShop({ appUrl: ears.url });
    other.sandbox.install();
    const { id, name } = other.sandbox.store.placeOrder([{ variantId: other.mug.id, quantity: 1 }]);
    other.sandbox.store.fulfillOrder(name);
    await other.sandbox.idle();
    expect(new Set(ears.topics())).toEqual(
      new Set(["inventory_levels/update", "orders/create", "orders/updated", "fulfillments/create"]),
    );
    const told = ears.heard.find(({ headers }) => headers["x-shopify-topic"] === "orders/create");
    const order = JSON.parse(told!.body) as object;
    expect(order).toMatchObject({ id: Number(id), name });
    expect(order).not.toHaveProperty("line_items");
    await other.close();
  });

  test("uninstalling ends the token and the webhooks, but for the one that tells of it", async () => {
    shop.sandbox.install();
    shop.sandbox.uninstall();
    setMugs(3);
    await shop.sandbox.idle();
    expect(ears.topics()).toEqual(["app/uninstalled"]);
    expect((await shop.ask("{ shop { name } }")).status).toBe(401);
  });
});
