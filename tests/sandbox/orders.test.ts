import fc from "fast-check";
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
    taxesIncluded: false,
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

test("whatever happens to orders, no piece appears or disappears but by shipping, loss and restocking", () => {
  const step = fc.record({
    act: fc.constantFrom("place", "fulfill", "cancel", "restock", "remove" as const),
    order: fc.nat(5),
    quantity: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { id, item } = store.createProduct({
        title: "Bowl",
        variants: [{ sku: "BOWL", levels: { [london]: 9, [oslo]: 9 } }],
      }).variants[0]!;
      const names: string[] = [];
      for (const { act, order, quantity } of steps) {
        const name = names[order];
        if (act === "place") names.push(store.placeOrder([{ variantId: id, quantity }]).name);
        else if (name === undefined) continue;
        else if (act === "fulfill") store.fulfillOrder(name);
        else if (act === "remove") store.removeFromOrder(name, id, quantity, { restock: true });
        else store.cancelOrder(name, { restock: act === "restock" });
      }
      const orders = names.map((name) => store.orderByName(name));
      const open = orders.flatMap((order) => order.fulfillmentOrders.flatMap((row) => row.lines));
      const committed = item.levels.reduce((sum, level) => sum + level.committed, 0);
      expect(committed).toBe(open.reduce((sum, line) => sum + line.remaining, 0));
      expect(open.every((line) => line.remaining >= 0 && line.remaining <= line.total)).toBe(true);
      expect(orders.flatMap((order) => order.lines).every((line) => line.removed <= line.quantity)).toBe(
        true,
      );
      for (const level of item.levels) expect(level.on_hand).toBeLessThanOrEqual(9);
    }),
  );
});

describe("staff", () => {
  test("who change a quantity are remembered on the level, and told of once", () => {
    store.setAvailable(mug.item.id, london, 2, "Ada");
    store.setAvailable(mug.item.id, london, 2, "Bob");
    expect(store.level(mug.item.id, london)).toMatchObject({ available: 2, changedBy: "Ada" });
    expect(events).toHaveLength(1);
  });
});
