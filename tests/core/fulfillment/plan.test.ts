import { expect, test } from "vitest";
import { fulfillmentShop } from "./shop.ts";
import { RULES, MAIN, OTHER, shipment, parcel, line, world, live } from "./world.ts";

test("what was shipped becomes one fulfillment with its tracking, once", () => {
  const shop = fulfillmentShop([line("a", 2), line("b", 1)]);
  const shipped = shipment("1", {
    lines: [
      { lineId: "a", sku: "A", quantity: 2 },
      { lineId: "b", sku: "B", quantity: 1 },
    ],
    parcels: [parcel("P1", { url: "https://post.example/P1" }), parcel("P2")],
  });
  const { plan, settle } = world(shop);
  expect(plan([shipped]).shipments[0]?.verdict).toBe("push");
  const settled = settle([shipped]);
  expect(settled.shipments[0]).toMatchObject({ verdict: "in-sync", problems: [] });
  expect(live(shop)).toMatchObject([
    {
      lines: [
        { lineId: "a", quantity: 2 },
        { lineId: "b", quantity: 1 },
      ],
      tracking: [
        { carrier: "PostNord", number: "P1", url: "https://post.example/P1" },
        { carrier: "PostNord", number: "P2", url: null },
      ],
    },
  ]);
  expect(shop.mails).toEqual([["P1", "P2"]]);
  expect(settled.remembered[0]?.fulfillmentIds).toEqual([live(shop)[0]?.id]);
});

test("two shipments of one order become two fulfillments, each with its own pieces and parcel", () => {
  const shop = fulfillmentShop([line("a", 3)]);
  world(shop).settle([
    shipment("1", { parcels: [parcel("P1")] }),
    shipment("2", { lines: [{ lineId: "a", sku: "A", quantity: 2 }], parcels: [parcel("P2")] }),
  ]);
  expect(live(shop).map(({ lines, tracking }) => [lines[0]?.quantity, tracking[0]?.number])).toEqual([
    [1, "P1"],
    [2, "P2"],
  ]);
  expect(shop.mails).toEqual([["P1"], ["P2"]]);
});

test("pieces of two locations are two fulfillments where nothing may be moved, and one mail", () => {
  const shop = fulfillmentShop([line("a", 1), line("b", 1, { locationId: OTHER })]);
  const rules = { ...RULES, moveLocation: false };
  const lines = [
    { lineId: "a", sku: "A", quantity: 1 },
    { lineId: "b", sku: "B", quantity: 1 },
  ];
  world(shop).settle([shipment("1", { rules, lines, parcels: [parcel("P1")] })]);
  expect(live(shop).map(({ locationId }) => locationId)).toEqual([MAIN, OTHER]);
  expect(shop.mails).toEqual([["P1"]]);
});

test("what left another location is moved there first", () => {
  const shop = fulfillmentShop([line("a", 2)]);
  const { plan, settle } = world(shop);
  expect(plan([shipment("1", { locationId: OTHER })]).steps).toMatchObject([
    { step: "move", locationId: OTHER, lines: [{ quantity: 1 }] },
  ]);
  settle([shipment("1", { locationId: OTHER })]);
  expect(live(shop)).toMatchObject([{ locationId: OTHER, lines: [{ lineId: "a", quantity: 1 }] }]);
});

test("what the shop does not move is left and says why", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  for (const order of shop.orders) order.supportedActions = ["CREATE_FULFILLMENT"];
  const settled = world(shop).settle([shipment("1", { locationId: OTHER })]);
  expect(settled.shipments[0]).toMatchObject({ verdict: "blocked", reason: "cannot-move" });
  expect(live(shop)).toEqual([]);
});

test("what somebody has begun to pick is opened again, moved and shipped", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  for (const order of shop.orders) shop.setStatus(order, "IN_PROGRESS");
  world(shop).settle([shipment("1", { locationId: OTHER })]);
  expect(live(shop)).toMatchObject([{ locationId: OTHER }]);
});

test("a shipment of a warehouse that nobody mapped waits for its mapping", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const [decision] = world(shop).settle([shipment("1", { locationId: null })]).shipments;
  expect(decision).toMatchObject({ verdict: "blocked", reason: "warehouse-unmapped" });
  world(shop).settle([shipment("1", { locationId: null, rules: { ...RULES, moveLocation: false } })]);
  expect(live(shop)).toHaveLength(1);
});

test.each([
  ["all", false, "in-sync", null],
  ["ours", true, "in-sync", null],
  ["ours", false, "blocked", "on-hold"],
  ["never", true, "blocked", "on-hold"],
] as const)("holds: rule %s, ours %s", (releaseHolds, ours, verdict, reason) => {
  const shop = fulfillmentShop([line("a", 1)]);
  for (const order of shop.orders) shop.hold(order, ours);
  const { shipments } = world(shop).settle([shipment("1", { rules: { ...RULES, releaseHolds } })]);
  expect(shipments[0]).toMatchObject({ verdict, reason });
  expect(live(shop)).toHaveLength(verdict === "in-sync" ? 1 : 0);
});

test("what staff fulfilled themselves is adopted, and only its tracking corrected", () => {
  const shop = fulfillmentShop([line("a", 1), line("b", 1)]);
  shop.fulfillByHand("a", 1, [{ carrier: "PostNord", number: "WRONG", url: null }]);
  const settled = world(shop).settle([shipment("1", { parcels: [parcel("P1")] })]);
  expect(live(shop)).toMatchObject([{ tracking: [{ number: "P1" }] }]);
  expect(shop.mails).toEqual([["P1"]]);
  expect(settled.remembered[0]?.fulfillmentIds).toHaveLength(1);
});

test("a fulfillment whose answer was lost is recognised by what it shows", () => {
  const shop = fulfillmentShop([line("a", 2)]);
  const shipped = shipment("1", { parcels: [parcel("P1")] });
  const { plan, settle } = world(shop);
  for (const step of plan([shipped]).steps) shop.do(step);
  settle([shipped]);
  expect(live(shop)).toHaveLength(1);
  expect(shop.mails).toEqual([["P1"]]);
});

test("staff who fulfilled one of two pieces leave one to fulfill", () => {
  const shop = fulfillmentShop([line("a", 3)]);
  shop.fulfillByHand("a", 1);
  world(shop).settle([shipment("1", { lines: [{ lineId: "a", sku: "A", quantity: 2 }] })]);
  expect(live(shop).map(({ lines }) => lines[0]?.quantity)).toEqual([1, 1]);
});

test("one fulfillment of staff may show two shipments, with the parcels of both", () => {
  const shop = fulfillmentShop([line("a", 2)]);
  shop.fulfillByHand("a", 2);
  world(shop).settle([
    shipment("1", { parcels: [parcel("P1")] }),
    shipment("2", { parcels: [parcel("P2", { carrier: "DHL" })] }),
  ]);
  expect(live(shop)).toHaveLength(1);
  expect(live(shop)[0]?.tracking.map(({ carrier, number }) => [carrier, number])).toEqual([
    ["PostNord, DHL", "P1"],
    ["PostNord, DHL", "P2"],
  ]);
});

test("nothing is planned on fulfillment orders that a step is about to change", () => {
  const shop = fulfillmentShop([line("a", 3)]);
  const { plan, settle } = world(shop);
  const both = [shipment("1", { locationId: OTHER }), shipment("2")];
  expect(plan(both).steps.map(({ step }) => step)).toEqual(["move"]);
  settle(both);
  expect(live(shop).map(({ locationId }) => locationId)).toEqual([OTHER, MAIN]);
});

test("what staff shipped from elsewhere counts as shipped too", () => {
  const shop = fulfillmentShop([line("a", 3)]);
  shop.fulfillByHand("a", 1);
  const rules = { ...RULES, moveLocation: false };
  const lines = [{ lineId: "a", sku: "A", quantity: 2 }];
  world(shop).settle([shipment("1", { rules, lines, locationId: OTHER })]);
  expect(live(shop).map((one) => one.lines[0]?.quantity)).toEqual([1, 1]);
});
