import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder } from "#app/shopify/orders/cancel-order.ts";
import { OutcomeUnknown, ShopifyRefused } from "#app/shopify/api/errors.ts";
import {
  moveFulfillmentOrder,
  openFulfillmentOrder,
  releaseHolds,
  reportProgress,
  setFulfillmentDeadline,
} from "#app/shopify/fulfillment/fulfillment-orders.ts";
import {
  cancelFulfillment,
  createFulfillment,
  createFulfillmentEvent,
  updateTracking,
} from "#app/shopify/fulfillment/fulfillments.ts";
import { placeHold } from "#sandbox/shopify/state/fulfillment-holds.ts";
import { journeyOf } from "#sandbox/shopify/state/fulfillment-events.ts";
import type { FulfillmentOrder, Order } from "#sandbox/shopify/state/order-rows.ts";
import type { Variant } from "#sandbox/shopify/state/rows.ts";
import { answering, data, topLevel } from "../answering.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

let shop: SandboxShop;
let london: string;
let leeds: string;
let mug: Variant;
let order: Order;

beforeEach(async () => {
  shop = await sandboxShop();
  const { store } = shop.sandbox;
  london = store.createLocation("London").id;
  leeds = store.createLocation("Leeds").id;
  const levels = { [london]: 10, [leeds]: 10 };
  [mug] = store.createProduct({ title: "Mug", variants: [{ sku: "MUG", levels }] }).variants as [Variant];
  order = store.placeOrder([{ variantId: mug.id, quantity: 4 }], { locationId: london });
});

afterEach(() => shop.close());

const only = (): FulfillmentOrder => order.fulfillmentOrders[0]!;

function pieces(quantity: number, row = only()) {
  return [{ id: row.id, lines: [{ id: row.lines[0]!.id, quantity }] }];
}

function ship(quantity: number, more: Partial<Parameters<typeof createFulfillment>[1]> = {}) {
  const fulfillment = { fulfillmentOrders: pieces(quantity), tracking: null, notifyCustomer: false, ...more };
  return createFulfillment(shop.client, fulfillment);
}

async function shipped(quantity: number): Promise<string> {
  const outcome = await ship(quantity);
  if (outcome.outcome !== "applied") throw new Error(outcome.message);
  return outcome.fulfillmentId;
}

describe("a fulfillment", () => {
  test("ships the pieces named, with the parcels and the message to the customer", async () => {
    const parcels = [
      { number: "A-1", url: null },
      { number: "A-2", url: "https://carrier.example/A-2" },
    ];
    const tracking = { carrier: "Posten", parcels };
    const outcome = await ship(3, { tracking, notifyCustomer: true });
    expect(outcome).toEqual({ outcome: "applied", fulfillmentId: order.fulfillments[0]?.id });
    expect(order.fulfillments[0]).toMatchObject({
      lines: [{ quantity: 3 }],
      tracking: [
        { company: "Posten", number: "A-2", url: "https://carrier.example/A-2" },
        { company: "Posten", number: "A-1", url: null },
      ],
    });
    expect(shop.sandbox.store.mails).toHaveLength(1);
    expect(only()).toMatchObject({ status: "IN_PROGRESS", lines: [{ remaining: 1 }] });
  });

  test("of nothing is our mistake: Shopify would ship everything", () => {
    const fulfillmentOrders = [{ id: only().id, lines: [] }];
    expect(() =>
      createFulfillment(shop.client, { fulfillmentOrders, tracking: null, notifyCustomer: false }),
    ).toThrow(RangeError);
  });

  test("of more than is left is rejected in Shopify's words", async () => {
    expect(await ship(5)).toEqual({
      outcome: "rejected",
      code: null,
      message: "Invalid fulfillment order line item quantity requested.",
    });
    expect(order.fulfillments).toEqual([]);
  });

  test("with a tracking page that is no address is rejected, and nothing of it is shipped", async () => {
    const tracking = { carrier: "Posten", parcels: [{ number: "A-1", url: "www.posten.example/A-1" }] };
    const outcome = await ship(4, { tracking });
    expect(outcome).toMatchObject({ outcome: "rejected", code: "INVALID_VARIABLE" });
    expect(outcome).toHaveProperty(
      "message",
      expect.stringContaining("trackingInfo.urls.0 (Invalid url 'www.posten.example/A-1', missing scheme)"),
    );
    expect(order.fulfillments).toEqual([]);
  });

  test("whose answer is lost was made all the same, and nobody may say otherwise", async () => {
    shop.sandbox.faults.next.push({ kind: "answerLost", on: "fulfillmentCreate" });
    await expect(ship(4)).rejects.toThrow(OutcomeUnknown);
    expect(order.fulfillments).toHaveLength(1);
    expect(only().status).toBe("CLOSED");
  });

  test("can have its tracking corrected and be cancelled", async () => {
    const fulfillmentId = await shipped(4);
    const tracking = { carrier: "GLS", parcels: [{ number: "7", url: null }] };
    expect(await updateTracking(shop.client, { fulfillmentId, tracking, notifyCustomer: false })).toEqual({
      outcome: "applied",
    });
    expect(order.fulfillments[0]?.tracking).toMatchObject([{ company: "GLS", number: "7" }]);
    expect(await cancelFulfillment(shop.client, fulfillmentId)).toEqual({ outcome: "applied" });
    expect(order.fulfillments[0]?.status).toBe("CANCELLED");
    expect(await cancelFulfillment(shop.client, "1")).toMatchObject({ outcome: "rejected", code: null });
  });

  test("tells where the parcel is", async () => {
    const fulfillmentId = await shipped(4);
    const told = { fulfillmentId, status: "DELIVERED" as const, message: "At the door" };
    const happenedAt = new Date("2026-11-03T12:00:00Z");
    const event = { ...told, happenedAt, estimatedDeliveryAt: null };
    expect(await createFulfillmentEvent(shop.client, event)).toEqual({ outcome: "applied" });
    expect(journeyOf(order.fulfillments[0]!)).toMatchObject({
      displayStatus: "DELIVERED",
      deliveredAt: happenedAt.getTime(),
    });
    const elsewhere = await createFulfillmentEvent(shop.client, { ...event, fulfillmentId: "1" });
    expect(elsewhere).toMatchObject({ outcome: "rejected", message: "Fulfillment does not exist." });
  });
});

describe("a fulfillment order", () => {
  test("is released hold by hold", async () => {
    const by = { name: "Ann", app: false };
    const hold = { reason: "OTHER" as const, reasonNotes: null, by };
    const first = placeHold(shop.sandbox.store, only(), { ...hold, handle: "" });
    placeHold(shop.sandbox.store, only(), { ...hold, handle: "second" });
    const release = { fulfillmentOrderId: only().id, holdIds: [first.id] };
    expect(await releaseHolds(shop.client, release)).toEqual({ outcome: "applied" });
    expect(only()).toMatchObject({ status: "ON_HOLD", holds: [{ handle: "second" }] });
    expect(() => releaseHolds(shop.client, { ...release, holdIds: [] })).toThrow(RangeError);
  });

  test("is moved, whole or in part", async () => {
    const lines = [{ id: only().lines[0]!.id, quantity: 1 }];
    const part = { fulfillmentOrderId: only().id, locationId: leeds, lines };
    const moved = await moveFulfillmentOrder(shop.client, part);
    expect(moved).toEqual({
      outcome: "applied",
      movedId: order.fulfillmentOrders[1]?.id,
      remainingId: only().id,
    });
    const whole = { fulfillmentOrderId: only().id, locationId: leeds, lines: null };
    expect(await moveFulfillmentOrder(shop.client, whole)).toMatchObject({ remainingId: null });
    expect(order.fulfillmentOrders.filter(({ status }) => status === "OPEN")).toMatchObject([
      { lines: [{ remaining: 4 }], location: { id: leeds } },
    ]);
  });

  test("with reported progress stays where it is until it is opened", async () => {
    expect(await reportProgress(shop.client, only().id)).toEqual({ outcome: "applied" });
    expect(only().status).toBe("IN_PROGRESS");
    const move = { fulfillmentOrderId: only().id, locationId: leeds, lines: null };
    expect(await moveFulfillmentOrder(shop.client, move)).toMatchObject({
      outcome: "rejected",
      code: "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS",
    });
    expect(await openFulfillmentOrder(shop.client, only().id)).toEqual({ outcome: "applied" });
    expect(await openFulfillmentOrder(shop.client, only().id)).toMatchObject({ outcome: "rejected" });
    expect(await moveFulfillmentOrder(shop.client, move)).toMatchObject({ outcome: "applied" });
  });

  test("gets the day by which it is to be shipped", async () => {
    const at = new Date("2026-12-01T12:00:00Z");
    const deadline = { fulfillmentOrderIds: [only().id], at };
    expect(await setFulfillmentDeadline(shop.client, deadline)).toEqual({ outcome: "applied" });
    expect(only().fulfillBy).toBe(at.getTime());
    const unknown = await setFulfillmentDeadline(shop.client, { fulfillmentOrderIds: ["1"], at });
    expect(unknown).toMatchObject({ outcome: "rejected", message: "Fulfillment orders could not be found." });
  });

  test("that is gone is a refusal like any other, wherever Shopify puts it", async () => {
    expect(await reportProgress(shop.client, "1")).toEqual({
      outcome: "rejected",
      code: "RESOURCE_NOT_FOUND",
      message: "ReportProgress: Invalid id: gid://shopify/FulfillmentOrder/1",
    });
  });
});

describe("cancelling an order", () => {
  const asked = {
    orderId: "7",
    reason: "OTHER" as const,
    restock: true,
    refund: false,
    notifyCustomer: false,
    note: "x".repeat(300),
  };

  function answered(errors: { code: string | null; message: string }[]) {
    return answering(data({ orderCancel: { orderCancelUserErrors: errors } }));
  }

  test("begins, with a note no longer than Shopify takes, and without a refund unless asked for", async () => {
    const { client, asked: sent } = answered([]);
    expect(await cancelOrder(client, asked)).toEqual({ outcome: "started" });
    const { staffNote, refundMethod } = sent[0]!.variables as { staffNote: string; refundMethod: unknown };
    expect(staffNote).toHaveLength(255);
    expect(refundMethod).toBeNull();
    const paidBack = answered([]);
    await cancelOrder(paidBack.client, { ...asked, refund: true });
    expect(paidBack.asked[0]?.variables["refundMethod"]).toEqual({ originalPaymentMethodsRefund: true });
  });

  test("that has begun already has begun", async () => {
    const { client } = answered([{ code: null, message: "Cancellation is already in progress" }]);
    expect(await cancelOrder(client, asked)).toEqual({ outcome: "started" });
  });

  test("is rejected while something of it is shipped", async () => {
    const message = "Cannot cancel an order that has outstanding fulfillments";
    const { client } = answered([{ code: "INVALID", message }]);
    expect(await cancelOrder(client, asked)).toEqual({ outcome: "rejected", code: "INVALID", message });
  });

  test("without the right to is no refusal of this order", async () => {
    const { client } = answering(topLevel("ACCESS_DENIED", "Access denied for orderCancel field."));
    await expect(cancelOrder(client, asked)).rejects.toThrow(ShopifyRefused);
  });
});
