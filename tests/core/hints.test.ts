import { expect, test } from "vitest";
import { toHint } from "#app/core/hints.ts";

test.each([
  [
    "inventory_levels/update",
    { inventory_item_id: 53469430055218, location_id: 7, available: 4 },
    { kind: "level", itemId: "53469430055218", locationId: "7", available: 4 },
  ],
  [
    "inventory_levels/update",
    { inventory_item_id: 5, location_id: 7, available: null },
    { kind: "level", itemId: "5", locationId: "7", available: null },
  ],
  ["orders/create", { id: 9 }, { kind: "order", id: "9" }],
  ["products/delete", { id: 9 }, { kind: "product", id: "9" }],
  ["inventory_items/update", { id: 55 }, { kind: "item", itemId: "55" }],
  ["inventory_items/update", {}, null],
  ["bulk_operations/finish", {}, { kind: "sweep" }],
  ["app/uninstalled", {}, { kind: "uninstalled" }],
  ["shop/redact", {}, { kind: "erase-shop" }],
  ["customers/redact", {}, { kind: "nothing" }],
  ["inventory_levels/update", { inventory_item_id: "x' OR 1=1", location_id: 7 }, null],
  ["orders/create", {}, null],
  ["orders/create", null, null],
])("%s with %j", (topic, payload, hint) => {
  expect(toHint(topic, payload)).toEqual(hint);
});
