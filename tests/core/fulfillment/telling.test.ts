import { expect, test } from "vitest";
import { parseFulfillmentValue } from "#app/core/fulfillment/value.ts";
import { fulfillmentShop, NOW } from "./shop.ts";
import { RULES, shipment, parcel, line, world, live } from "./world.ts";

test("a corrected number is told, a corrected address is not", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const { settle } = world(shop);
  const [shipped] = settle([shipment("1", { parcels: [parcel("P1")] })]).remembered;
  if (!shipped) throw new Error("gone");
  settle([{ ...shipped, parcels: [parcel("P1", { url: "https://post.example/P1" })] }]);
  expect(shop.mails).toEqual([["P1"]]);
  settle([{ ...shipped, parcels: [parcel("P9", { url: "https://post.example/P9" })] }]);
  expect(shop.mails).toEqual([["P1"], ["P9"]]);
  expect(live(shop)).toMatchObject([{ tracking: [{ number: "P9" }] }]);
});

test("an address that Shopify made of the number itself is no difference", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  shop.fulfillByHand("a", 1, [{ carrier: "PostNord", number: "P1", url: "https://tracking.example/P1" }]);
  expect(world(shop).plan([shipment("1", { parcels: [parcel("P1")] })]).steps).toEqual([]);
});

test.each([
  ["never", "P1", 0],
  ["tracked", null, 0],
  ["always", null, 1],
  ["always", "P1", 1],
] as const)("customers hear of it: rule %s, number %s", (notifyCustomer, number, mails) => {
  const shop = fulfillmentShop([line("a", 1)]);
  const parcels = number === null ? [] : [parcel(number)];
  world(shop).settle([shipment("1", { rules: { ...RULES, notifyCustomer }, parcels })]);
  expect(shop.mails).toHaveLength(mails);
});

test("nobody is told today of what was shipped a month ago", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const shippedAt = new Date(NOW - 40 * 24 * 3_600_000);
  const events = [{ status: "delivered" as const, at: shippedAt, message: null }];
  world(shop).settle([shipment("1", { shippedAt, parcels: [parcel("P1", { events })] })]);
  expect(live(shop)).toHaveLength(1);
  expect(shop.mails).toEqual([]);
  expect(live(shop)[0]?.events).toEqual([]);
});

test("events are told once, in order, up to delivered", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const at = (hours: number) => new Date(NOW - hours * 3_600_000);
  const events = [
    { status: "label-printed" as const, at: at(9), message: null },
    { status: "in-transit" as const, at: at(8), message: "Oslo" },
    { status: "out-for-delivery" as const, at: at(7), message: null },
  ];
  const { settle } = world(shop);
  const [shipped] = settle([shipment("1", { parcels: [parcel("P1", { events })] })]).remembered;
  if (!shipped) throw new Error("gone");
  const arrived = [...events, { status: "delivered" as const, at: at(6), message: null }];
  settle([
    { ...shipped, status: "delivered", deliveredAt: at(6), parcels: [parcel("P1", { events: arrived })] },
  ]);
  expect(live(shop)[0]?.events.map(({ status }) => status)).toEqual([
    "LABEL_PRINTED",
    "IN_TRANSIT",
    "OUT_FOR_DELIVERY",
    "DELIVERED",
  ]);
});

test("a shipment of two parcels is delivered with the second", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const delivered = (hours: number) => [
    { status: "delivered" as const, at: new Date(NOW - hours * 3_600_000), message: null },
  ];
  const { settle } = world(shop);
  const first = [parcel("P1", { events: delivered(5) }), parcel("P2")];
  const [shipped] = settle([shipment("1", { parcels: first })]).remembered;
  expect(live(shop)[0]?.events).toEqual([]);
  if (!shipped) throw new Error("gone");
  settle([
    { ...shipped, parcels: [parcel("P1", { events: delivered(5) }), parcel("P2", { events: delivered(2) })] },
  ]);
  expect(live(shop)[0]?.events).toEqual([{ status: "DELIVERED", happenedAt: "2026-11-20T10:00:00Z" }]);
});

test("where the shop shows another shipping date than the source, an event says so", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  world(shop).settle([shipment("1", { shippedAt: new Date("2026-11-18T08:00:00Z") })]);
  expect(live(shop)[0]?.events).toEqual([
    { status: "CARRIER_PICKED_UP", happenedAt: "2026-11-18T08:00:00Z" },
  ]);
});

test("picking is reported, and the promised date agrees on both sides", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const promisedAt = new Date("2026-11-25T15:00:00.400Z");
  const settled = world(shop).settle([shipment("1", { status: "picking", shippedAt: null, promisedAt })]);
  expect(shop.orders[0]).toMatchObject({ status: "IN_PROGRESS", fulfillBy: "2026-11-25T15:00:00Z" });
  expect(settled.shipments[0]?.verdict).toBe("in-sync");
  expect(parseFulfillmentValue(settled.shipments[0]?.observed ?? "")).toMatchObject({
    state: "picking",
    promisedAt: "2026-11-25T15:00:00Z",
  });
});

test("what Shopify has heard from the carrier itself is not told again", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  shop.fulfillByHand("a", 1, [{ carrier: "PostNord", number: "P1", url: null }]);
  for (const fulfillment of shop.fulfillments)
    fulfillment.events = [{ status: "IN_TRANSIT", happenedAt: "2026-11-20T09:58:00Z" }];
  const events = [
    { status: "in-transit" as const, at: new Date("2026-11-20T10:00:00Z"), message: null },
    { status: "label-printed" as const, at: new Date("2026-11-20T08:00:00Z"), message: null },
  ];
  expect(world(shop).plan([shipment("1", { parcels: [parcel("P1", { events })] })]).steps).toEqual([]);
});

test.each(["www.post.example/P1", "javascript:alert(1)", "https://"])(
  "%s is no address to send customers to",
  (url) => {
    const shop = fulfillmentShop([line("a", 1)]);
    world(shop).settle([shipment("1", { parcels: [parcel("P1", { url })] })]);
    expect(live(shop)[0]?.tracking).toEqual([{ carrier: "PostNord", number: "P1", url: null }]);
  },
);
