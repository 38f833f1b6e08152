import fc from "fast-check";
import { expect, test } from "vitest";
import { placeHold, releaseHolds } from "#sandbox/shopify/state/fulfillment-holds.ts";
import { moveFulfillmentOrder } from "#sandbox/shopify/state/fulfillment-moves.ts";
import { hasEnded, waiting } from "#sandbox/shopify/state/fulfillment-orders.ts";
import type { Order, Portion } from "#sandbox/shopify/state/order-rows.ts";
import {
  cancelFulfillment,
  createFulfillment,
  remainder,
  shipped,
} from "#sandbox/shopify/state/fulfillments.ts";
import { ShopState } from "#sandbox/shopify/state/shop-state.ts";

const ACTS = ["ship", "unship", "move", "hold", "release", "remove", "place"] as const;

const step = fc.record({
  act: fc.constantFrom(...ACTS),
  pick: fc.nat(20),
  pieces: fc.integer({ min: 1, max: 4 }),
});

function world() {
  const store = new ShopState({
    id: "1",
    domain: "test.myshopify.com",
    name: "Test",
    email: "owner@example.com",
    currencyCode: "GBP",
    taxesIncluded: false,
    ianaTimezone: "Europe/London",
    plan: "standard",
  });
  const places = [store.createLocation("London"), store.createLocation("Oslo")];
  const levels = Object.fromEntries(places.map(({ id }) => [id, 20]));
  const { variants } = store.createProduct({ title: "Mug", variants: [{ sku: "MUG", levels }] });
  return { store, places, variant: variants[0]! };
}

type World = ReturnType<typeof world>;

function portionsOf(order: Order, pick: number, pieces: number): Portion[] {
  const open = order.fulfillmentOrders.filter((row) => !hasEnded(row) && row.status !== "ON_HOLD");
  const row = open[pick % Math.max(1, open.length)];
  const [first] = row ? remainder(row) : [];
  return first ? [{ place: first.place, quantity: Math.min(pieces, first.quantity) }] : [];
}

function run(
  { store, places, variant }: World,
  { act, pick, pieces }: { act: string; pick: number; pieces: number },
) {
  const at = { locationId: places[pick % 2]!.id };
  if (act === "place") store.placeOrder([{ variantId: variant.id, quantity: pieces }], at);
  const order = store.orders.rows[pick % Math.max(1, store.orders.size)];
  if (!order) return;
  const portions = portionsOf(order, pick, pieces);
  const fulfillmentOrder = portions[0]?.place.fulfillmentOrder;
  const fulfillment = order.fulfillments[pick % Math.max(1, order.fulfillments.length)];
  if (act === "unship" && fulfillment) cancelFulfillment(store, fulfillment);
  if (act === "remove") store.removeFromOrder(order.name, variant.id, pieces, { restock: pick % 2 === 0 });
  if (act === "release") for (const row of order.fulfillmentOrders) releaseHolds(store, row, null);
  if (!fulfillmentOrder) return;
  if (act === "ship") createFulfillment(store, portions, { tracking: [], notifyCustomer: false });
  const there = places.find((place) => place !== fulfillmentOrder.location)!;
  if (act === "move") moveFulfillmentOrder(store, fulfillmentOrder, there, portions);
  const by = { name: "Ann", app: false };
  if (act === "hold")
    placeHold(store, fulfillmentOrder, { handle: "", reason: "OTHER", reasonNotes: null, by });
}

test("whatever is shipped, taken back, moved, held or removed: what waits is what is committed, and no piece waits twice", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const shop = world();
      for (const one of [{ act: "place", pick: 0, pieces: 4 }, ...steps]) run(shop, one);
      const { store, places, variant } = shop;
      const open = store.fulfillmentOrders.rows.filter((row) => !hasEnded(row));
      for (const place of places) {
        const waits = open
          .filter(({ location }) => location === place)
          .flatMap(({ lines }) => lines)
          .reduce((sum, { remaining }) => sum + remaining, 0);
        expect(store.level(variant.item.id, place.id)?.committed).toBe(waits);
      }
      for (const line of store.orders.rows.flatMap(({ lines }) => lines)) {
        expect(waiting(line)).toBeLessThanOrEqual(line.quantity - line.removed);
        expect(waiting(line) + shipped(line)).toBeLessThanOrEqual(line.quantity);
        expect(waiting(line) + shipped(line)).toBeGreaterThanOrEqual(line.quantity - line.removed);
      }
      expect(open.every(({ lines }) => lines.some(({ remaining }) => remaining > 0))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
