import { afterEach, beforeEach, expect, test } from "vitest";
import { startEars, type AppEars } from "./app-ears.ts";
import { itemGid, openShop, type OpenShop } from "./open-shop.ts";

const UPDATE = `mutation Update($id: ID!, $input: InventoryItemInput!) {
  inventoryItemUpdate(id: $id, input: $input) {
    inventoryItem {
      sku
      countryCodeOfOrigin
      harmonizedSystemCode
      unitCost { amount currencyCode }
      measurement { weight { value unit } }
    }
    userErrors { field message }
  }
}`;

let ears: AppEars;
let shop: OpenShop;

beforeEach(async () => {
  ears = await startEars();
  const topics = ["inventory_items/update", "products/update"];
  const deployment = { subscriptions: [{ topics, includeFields: null }] };
  shop = await openShop({ appUrl: ears.url, deployment, currency: "EUR" });
  shop.sandbox.install();
}, 60_000);

afterEach(async () => {
  await shop.close();
  await ears.close();
});

async function update(input: object) {
  const { data } = await shop.ask(UPDATE, { id: itemGid(shop.mug), input });
  await shop.sandbox.idle();
  return data?.["inventoryItemUpdate"];
}

test("cost and customs are told by the item's own webhook, and not by the product's", async () => {
  expect(await update({ cost: "2.5", countryCodeOfOrigin: "CZ", harmonizedSystemCode: "691110" })).toEqual({
    inventoryItem: {
      sku: "MUG",
      countryCodeOfOrigin: "CZ",
      harmonizedSystemCode: "691110",
      unitCost: { amount: "2.5", currencyCode: "EUR" },
      measurement: { weight: { value: 0, unit: "KILOGRAMS" } },
    },
    userErrors: [],
  });
  expect(ears.topics()).toEqual(["inventory_items/update"]);
  expect(JSON.parse(ears.heard[0]?.body ?? "")).toMatchObject({
    id: Number(shop.mug.item.id),
    admin_graphql_api_id: itemGid(shop.mug),
    sku: "MUG",
    cost: "2.50",
    country_code_of_origin: "CZ",
    harmonized_system_code: "691110",
  });
});

test("a weight is told by both", async () => {
  await update({ measurement: { weight: { value: 0.4, unit: "POUNDS" } } });
  expect(ears.topics().sort()).toEqual(["inventory_items/update", "products/update"]);
  expect(shop.mug.item.weight).toEqual({ value: 0.4, unit: "POUNDS" });
});

test.each<[object, string[], string]>([
  [{ cost: "-1" }, ["input", "cost"], "Cost must be greater than or equal to 0"],
  [
    { harmonizedSystemCode: "12" },
    ["input", "harmonizedSystemCode"],
    "Harmonized system code must be a number between six and thirteen digits",
  ],
  [
    { measurement: { weight: { value: -1, unit: "KILOGRAMS" } } },
    ["input", "measurement", "weight"],
    "Measurement weight value -1 kg must be >= 0 kg",
  ],
])("%j is refused", async (input, field, message) => {
  expect(await update(input)).toEqual({ inventoryItem: null, userErrors: [{ field, message }] });
  expect(ears.topics()).toEqual([]);
});
