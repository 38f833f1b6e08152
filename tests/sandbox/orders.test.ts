import { beforeEach, describe, expect, test } from "vitest";
import type { ShopEvent } from "#sandbox/shopify/state/events.ts";
import type { Variant } from "#sandbox/shopify/state/rows.ts";
import { ShopState } from "#sandbox/shopify/state/shop-state.ts";

let store: ShopState;
let events: ShopEvent[];
let london: string;
let oslo: string;
let mug: Variant;

beforeEach(() => {
  store = new ShopState({
    id: "1",
    domain: "test.myshopify.com",
    name: "Test",
    email: "owner@example.com",
    currencyCode: "GBP",
    ianaTimezone: "Europe/London",
    plan: "standard",
  });
  london = store.createLocation("London").id;
  oslo = store.createLocation("Oslo").id;
  const levels = { [london]: 10, [oslo]: 4 };
  mug = store.createProduct({ title: "Mug", variants: [{ sku: "MUG", levels }] }).variants[0]!;
  events = [];
  store.on((event) => events.push(event));
});

function at(location: string) {
  const { available, committed, on_hand } = store.level(mug.item.id, location)!;
  return { available, committed, on_hand };
}

describe("an order", () => {
  test("moves pieces from available to committed; they stay on hand", () => {
    const order = store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
    expect(order.name).toBe("#1001");
    expect(at(london)).toEqual({ available: 7, committed: 3, on_hand: 10 });
    expect(events.map((event) => event.topic)).toEqual(["inventory_levels/update", "orders/create"]);
  });

  test("is shipped from where there is enough, or from where it is told", () => {
    store.setAvailable(mug.item.id, london, 1, "test");
    store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
    expect(at(oslo)).toEqual({ available: 1, committed: 3, on_hand: 4 });
    store.placeOrder([{ variantId: mug.id, quantity: 1 }], { locationId: london });
    expect(at(london)).toEqual({ available: 0, committed: 1, on_hand: 1 });
  });

  test("that is shipped takes its pieces off hand", () => {
    const { name } = store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
    const order = store.fulfillOrder(name);
    expect(at(london)).toEqual({ available: 7, committed: 0, on_hand: 7 });
    expect(order.fulfillmentOrders[0]).toMatchObject({
      status: "CLOSED",
      lines: [{ total: 3, remaining: 0 }],
    });
  });

  test("that is cancelled with restocking gives everything back", () => {
    const { name } = store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
    const order = store.cancelOrder(name, { restock: true });
    expect(at(london)).toEqual({ available: 10, committed: 0, on_hand: 10 });
    expect(order.lines[0]).toMatchObject({ quantity: 3, removed: 3 });
    expect(events.map((event) => event.topic)).toContain("orders/cancelled");
  });

  test("that is cancelled without restocking loses its pieces", () => {
    const { name } = store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
    store.cancelOrder(name, { restock: false });
    expect(at(london)).toEqual({ available: 7, committed: 0, on_hand: 7 });
  });

  test("can lose some of its pieces", () => {
    const { name } = store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
    const order = store.removeFromOrder(name, mug.id, 2, { restock: true });
    expect(at(london)).toEqual({ available: 9, committed: 1, on_hand: 10 });
    expect(order.fulfillmentOrders[0]?.lines[0]).toMatchObject({ total: 1, remaining: 1 });
    store.cancelOrder(name, { restock: true });
    expect(at(london)).toEqual({ available: 10, committed: 0, on_hand: 10 });
  });

  test("for an item that is not tracked moves nothing", () => {
    store.editVariant(mug.id, { tracked: false });
    store.placeOrder([{ variantId: mug.id, quantity: 3 }]);
    expect(at(london)).toEqual({ available: 10, committed: 0, on_hand: 10 });
  });
});

describe("staff", () => {
  test("who change a quantity are remembered on the level, and told of once", () => {
    store.setAvailable(mug.item.id, london, 2, "Ada");
    store.setAvailable(mug.item.id, london, 2, "Bob");
    expect(store.level(mug.item.id, london)).toMatchObject({ available: 2, changedBy: "Ada" });
    expect(events).toHaveLength(1);
  });
});
