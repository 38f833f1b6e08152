import { expect, test } from "vitest";
import { toHint } from "#app/core/shop/hints.ts";

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
  ["orders/edited", { order_edit: { id: 3, order_id: 9 } }, { kind: "order", id: "9" }],
  ["orders/edited", { id: 3 }, null],
  ["orders/risk_assessment_changed", { order_id: 9 }, { kind: "order", id: "9" }],
  ["refunds/create", { id: 3, order_id: 9 }, { kind: "order", id: "9" }],
  ["refunds/create", { id: 3 }, null],
  ["order_transactions/create", { id: 3, order_id: 9 }, { kind: "order", id: "9" }],
  ["fulfillments/create", { id: 3, order_id: 9 }, { kind: "order", id: "9" }],
  ["fulfillments/update", { id: 3, order_id: 9 }, { kind: "order", id: "9" }],
  ["fulfillment_events/create", { id: 3, order_id: 9 }, { kind: "order", id: "9" }],
  ["returns/approve", { id: 3, order: { id: 9 } }, { kind: "order", id: "9" }],
  ["returns/close", { id: 3 }, null],
  [
    "fulfillment_orders/placed_on_hold",
    { fulfillment_order: { id: "gid://shopify/FulfillmentOrder/4" } },
    { kind: "fulfillment-order", id: "4" },
  ],
  [
    "fulfillment_orders/moved",
    { original_fulfillment_order: { id: "gid://shopify/FulfillmentOrder/4" } },
    { kind: "fulfillment-order", id: "4" },
  ],
  ["fulfillment_orders/cancelled", { fulfillment_order: { id: "x' OR 1=1" } }, null],
  [
    "customers/redact",
    { customer: { id: 7, email: "a@example.com" }, orders_to_redact: [1, 2] },
    { kind: "erase-customer", customerId: "7", orderIds: ["1", "2"] },
  ],
  [
    "customers/data_request",
    { customer: { id: 7 }, orders_requested: [1] },
    { kind: "data-request", customerId: "7", orderIds: ["1"] },
  ],
  ["customers/redact", {}, { kind: "erase-customer", customerId: null, orderIds: [] }],
  ["app/scopes_update", {}, { kind: "nothing" }],
  ["inventory_levels/update", { inventory_item_id: "x' OR 1=1", location_id: 7 }, null],
  ["orders/create", {}, null],
  ["orders/create", null, null],
])("%s with %j", (topic, payload, hint) => {
  expect(toHint(topic, payload)).toEqual(hint);
});
