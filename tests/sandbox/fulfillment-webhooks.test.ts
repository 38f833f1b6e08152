import { afterEach, beforeEach, expect, test } from "vitest";
import { addFulfillmentEvent } from "#sandbox/shopify/state/fulfillment-events.ts";
import { placeHold, releaseHolds } from "#sandbox/shopify/state/fulfillment-holds.ts";
import { moveFulfillmentOrder } from "#sandbox/shopify/state/fulfillment-moves.ts";
import { createFulfillment, remainder } from "#sandbox/shopify/state/fulfillments.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { startEars, type AppEars } from "./app-ears.ts";
import { openShop, type OpenShop } from "./open-shop.ts";

let ears: AppEars;
let shop: OpenShop;
let order: Order;

beforeEach(async () => {
  ears = await startEars();
  const held = [
    "fulfillment_orders/placed_on_hold",
    "fulfillment_orders/hold_released",
    "fulfillment_orders/moved",
  ];
  const told = [
    "fulfillments/create",
    "fulfillments/update",
    "fulfillment_events/create",
    "orders/fulfilled",
  ];
  const subscriptions = [
    { topics: held, includeFields: ["fulfillment_order.id", "original_fulfillment_order.id"] },
    { topics: told, includeFields: null },
  ];
  shop = await openShop({ appUrl: ears.url, deployment: { subscriptions } });
  order = shop.sandbox.store.placeOrder([{ variantId: shop.lamp.id, quantity: 2 }], {
    locationId: shop.london,
  });
  shop.sandbox.install();
});

afterEach(async () => {
  await shop.close();
  await ears.close();
});

async function heard(topic: string): Promise<Record<string, unknown>> {
  await shop.sandbox.idle();
  const found = ears.heard.find(({ headers }) => headers["x-shopify-topic"] === topic);
  if (!found) throw new Error(`nothing was said of ${topic}, only of ${ears.topics().join(", ")}`);
  return JSON.parse(found.body) as Record<string, unknown>;
}

test("a fulfillment is told with its order, its lines and its parcels", async () => {
  const tracking = [{ company: "Posten", number: "A-1", url: "https://carrier.example/A-1" }];
  const portions = remainder(order.fulfillmentOrders[0]!);
  const fulfillment = createFulfillment(shop.sandbox.store, portions, { tracking, notifyCustomer: false });
  expect(await heard("fulfillments/create")).toMatchObject({
    id: Number(fulfillment.id),
    order_id: Number(order.id),
    status: "success",
    shipment_status: null,
    tracking_company: "Posten",
    tracking_numbers: ["A-1"],
    tracking_urls: ["https://carrier.example/A-1"],
    line_items: [{ id: Number(order.lines[0]!.id), quantity: 2 }],
  });
  expect(await heard("orders/fulfilled")).toMatchObject({ id: Number(order.id) });

  addFulfillmentEvent(shop.sandbox.store, fulfillment, { status: "OUT_FOR_DELIVERY" });
  expect(await heard("fulfillment_events/create")).toMatchObject({
    fulfillment_id: Number(fulfillment.id),
    order_id: Number(order.id),
    status: "out_for_delivery",
  });
  expect(await heard("fulfillments/update")).toMatchObject({ shipment_status: "out_for_delivery" });
});

test("of a fulfillment order Shopify tells the id, and only of the first hold and of the last release", async () => {
  const { store } = shop.sandbox;
  const [row] = order.fulfillmentOrders;
  const hold = { handle: "", reason: "OTHER" as const, reasonNotes: null, by: { name: "Ann", app: false } };
  const first = placeHold(store, row!, hold);
  placeHold(store, row!, { ...hold, handle: "second" });
  releaseHolds(store, row!, [first.id]);
  releaseHolds(store, row!, null);
  moveFulfillmentOrder(store, row!, store.locations.need(shop.oslo), remainder(row!));
  const id = `gid://shopify/FulfillmentOrder/${row!.id}`;
  expect(await heard("fulfillment_orders/placed_on_hold")).toEqual({ fulfillment_order: { id } });
  expect(await heard("fulfillment_orders/moved")).toEqual({ original_fulfillment_order: { id } });
  expect(
    ears
      .topics()
      .filter((topic) => topic.startsWith("fulfillment_orders/"))
      .sort(),
  ).toEqual([
    "fulfillment_orders/hold_released",
    "fulfillment_orders/moved",
    "fulfillment_orders/placed_on_hold",
  ]);
});
