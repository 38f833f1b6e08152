import { describe, expect, test } from "vitest";
import { deliveryOf, type DeliveryShipment } from "#app/core/orders/progress/delivery.ts";
import type { ShopFulfillment, ShopFulfillmentOrder } from "#app/core/shop/order.ts";

const PLACED = "2026-11-02T09:00:00Z";
const SHIPPED = "2026-11-03T15:00:00Z";
const DELIVERED = "2026-11-05T11:00:00Z";

const waits = (remaining: number, status = "OPEN"): ShopFulfillmentOrder => ({
  ...{ id: "1", status, requestStatus: "UNSUBMITTED", locationId: "7", supportedActions: [], holds: [] },
  delivery: null,
  ...{ fulfillBy: null, updatedAt: PLACED, lines: [{ id: "11", lineId: "5", total: 3, remaining }] },
});

const shown = (number: string | null, given: Partial<ShopFulfillment> = {}): ShopFulfillment => ({
  ...{ id: "9", name: "#1001.1", status: "SUCCESS", displayStatus: "FULFILLED", createdAt: SHIPPED },
  ...{ deliveredAt: null, estimatedDeliveryAt: null, locationId: "7", lines: [{ lineId: "5", quantity: 3 }] },
  tracking: number === null ? [] : [{ carrier: "PostNord", number, url: "https://tracking.example/1" }],
  events: [],
  ...given,
});

const packs = (given: Partial<DeliveryShipment> = {}): DeliveryShipment => ({
  ...{
    status: "picking",
    promisedAt: "2026-11-04T00:00:00Z",
    shippedAt: null,
    deliveredAt: null,
    parcels: [],
  },
  ...given,
});

const order = { createdAt: PLACED, cancelledAt: null, fulfillmentOrders: [waits(3)], fulfillments: [] };
const reached = (delivery: ReturnType<typeof deliveryOf>) =>
  delivery.steps.map((one) => `${one.step}: ${one.reached}`);

describe("where an order is", () => {
  test("an order that nobody has touched is ordered, and nothing more is claimed", () => {
    const delivery = deliveryOf(order, []);
    expect(reached(delivery)).toEqual([
      "ordered: all",
      "preparing: none",
      "shipped: none",
      "out-for-delivery: none",
      "delivered: none",
    ]);
    expect(delivery).toMatchObject({ waiting: 3, promisedAt: null, parcels: [] });
  });

  test("while the warehouse picks, the customer sees the day that it promised", () => {
    const delivery = deliveryOf(order, [packs()]);
    expect(reached(delivery)[1]).toBe("preparing: part");
    expect(delivery.promisedAt).toBe("2026-11-04T00:00:00Z");
  });

  test("a part that is shipped is shipped in part, until the rest is too", () => {
    const half = { ...order, fulfillmentOrders: [waits(1)], fulfillments: [shown("A1")] };
    expect(reached(deliveryOf(half, []))[2]).toBe("shipped: part");
    const whole = { ...order, fulfillmentOrders: [waits(0, "CLOSED")], fulfillments: [shown("A1")] };
    const delivery = deliveryOf(whole, []);
    expect(delivery.steps[2]).toEqual({ step: "shipped", at: SHIPPED, reached: "all" });
    expect(delivery.promisedAt).toBeNull();
  });

  test("each parcel is told apart, and the order is delivered when the last one is", () => {
    const tracking = ["A1", "B2"].map((number) => ({ carrier: "PostNord", number, url: null }));
    const closed = [waits(0, "CLOSED")];
    const two = { ...order, fulfillmentOrders: closed, fulfillments: [shown(null, { tracking })] };
    const events = [{ status: "delivered" as const, at: DELIVERED }];
    const parcel = { carrier: "PostNord", url: null };
    const first = packs({ status: "shipped", parcels: [{ ...parcel, number: "A1", events }] });
    const delivery = deliveryOf(two, [first]);
    expect(delivery.parcels.map(({ number, step, at }) => [number, step, at])).toEqual([
      ["A1", "delivered", DELIVERED],
      ["B2", "shipped", SHIPPED],
    ]);
    expect(reached(delivery)[4]).toBe("delivered: part");
    const second = packs({ status: "shipped", parcels: [{ ...parcel, number: "B2", events }] });
    expect(deliveryOf(two, [first, second]).steps[4]).toEqual({
      step: "delivered",
      at: DELIVERED,
      reached: "all",
    });
  });

  test("a fulfillment that was taken back is no parcel", () => {
    const taken = { ...order, fulfillments: [shown("A1", { status: "CANCELLED" })] };
    expect(deliveryOf(taken, [])).toMatchObject({ parcels: [], waiting: 3 });
  });

  test("what the shop itself heard of the carrier counts as well", () => {
    const events = [{ status: "OUT_FOR_DELIVERY", happenedAt: DELIVERED }];
    const out = {
      ...order,
      fulfillmentOrders: [waits(0, "CLOSED")],
      fulfillments: [shown("A1", { events })],
    };
    expect(deliveryOf(out, []).parcels[0]).toMatchObject({ step: "out-for-delivery", at: DELIVERED });
  });
});
