import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { itemGid, locationGid, openShop, type OpenShop } from "./open-shop.ts";

const SET = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code } }
}`;

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

beforeEach(() => {
  shop.sandbox.store.setAvailable(shop.mug.item.id, shop.london, 10, "test");
});

function set(key: string) {
  const place = { inventoryItemId: itemGid(shop.mug), locationId: locationGid(shop.london) };
  const quantities = [{ ...place, quantity: 1, changeFromQuantity: 10 }];
  return shop.ask(SET, { key, input: { name: "available", reason: "correction", quantities } });
}

function mugs(): number {
  return shop.sandbox.store.level(shop.mug.item.id, shop.london)!.available;
}

describe("faults", () => {
  test("an answer can be lost after the write; asking again with the key tells how it went", async () => {
    shop.sandbox.faults.next.push({ kind: "answerLost", on: "inventorySetQuantities" });
    await expect(set("lost")).rejects.toThrow();
    expect(mugs()).toBe(1);
    expect((await set("lost")).data).toEqual({ inventorySetQuantities: { userErrors: [] } });
  });

  test("a server error executes nothing", async () => {
    shop.sandbox.faults.next.push({ kind: "serverError", on: "mutation" });
    expect((await set("broken")).status).toBeGreaterThanOrEqual(500);
    expect(mugs()).toBe(10);
  });

  test("a fault waits for the kind of request it is for", async () => {
    shop.sandbox.faults.next.push({ kind: "throttled", on: "mutation" });
    expect((await shop.ask("{ shop { name } }")).errors).toBeUndefined();
    const answer = await set("throttled");
    expect(answer.errors).toMatchObject([{ extensions: { code: "THROTTLED" } }]);
    expect(mugs()).toBe(10);
    expect(shop.sandbox.faults.next).toEqual([]);
  });

  test("a request can stay without an answer", async () => {
    shop.sandbox.faults.next.push({ kind: "timeout" });
    const asked = fetch(shop.sandbox.graphqlUrl, {
      method: "POST",
      headers: { "x-shopify-access-token": shop.sandbox.accessToken },
      body: JSON.stringify({ query: "{ shop { name } }" }),
      signal: AbortSignal.timeout(100),
    });
    await expect(asked).rejects.toThrow("timeout");
  });

  test("a share strikes as often as chance says", async () => {
    const turns = [0.1, 0.9];
    shop.sandbox.faults.random = () => turns.shift() ?? 0.9;
    shop.sandbox.faults.throttled = 0.5;
    expect((await shop.ask("{ shop { name } }")).errors).toHaveLength(1);
    expect((await shop.ask("{ shop { name } }")).errors).toBeUndefined();
    shop.sandbox.faults.throttled = 0;
  });

  test("mutations and queries are counted by name", async () => {
    const before = shop.sandbox.stats.mutations["inventorySetQuantities"] ?? 0;
    await set("counted");
    expect(shop.sandbox.stats.mutations["inventorySetQuantities"]).toBe(before + 1);
    expect(shop.sandbox.stats.queries["shop"]).toBeGreaterThan(0);
  });
});
