import fc from "fast-check";
import { expect, test } from "vitest";
import { bareId, gid } from "#app/core/gid.ts";

test.each([
  ["gid://shopify/InventoryItem/53469430055218", "53469430055218"],
  ["gid://shopify/InventoryLevel/143273001266?inventory_item_id=53469430055218", "143273001266"],
  ["gid://shopify/FulfillmentService/71925825842?id=true", "71925825842"],
  ["53469430055218", "53469430055218"],
  ["gid://shopify/Product/a/b", "a/b"],
])("the bare id of %s is %s", (global, bare) => {
  expect(bareId(global)).toBe(bare);
});

test("an id survives the way to Shopify and back", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n }), (id) => {
      expect(bareId(gid("InventoryItem", String(id)))).toBe(String(id));
    }),
  );
});
