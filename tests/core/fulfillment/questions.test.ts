import { expect, test } from "vitest";
import { planFulfillment } from "#app/core/fulfillment/plan.ts";
import { fulfillmentShop, NOW } from "./shop.ts";
import { RULES, shipment, parcel, line, world, live } from "./world.ts";

test("a shipment that the source takes back is asked about, and cancelled once a person says so", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const { plan, settle } = world(shop);
  const [shipped] = settle([shipment("1")]).remembered;
  if (!shipped) throw new Error("gone");
  const back = { ...shipped, status: "cancelled" as const };
  const [asked] = plan([back]).shipments;
  expect(asked).toMatchObject({ verdict: "conflict", reason: "cancelled-in-source" });
  expect(plan([back]).steps).toEqual([]);
  const settled = settle([{ ...back, approved: asked?.desired ?? "" }]);
  expect(live(shop)).toEqual([]);
  expect(settled.remembered[0]?.fulfillmentIds).toEqual([]);
});

test("a shipment that the source takes back is cancelled by rule, and shown again when it goes after all", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const { settle } = world(shop);
  const rules = { ...RULES, sourceCancels: "cancel" as const };
  const [shipped] = settle([shipment("1", { rules })]).remembered;
  if (!shipped) throw new Error("gone");
  const [back] = settle([{ ...shipped, status: "cancelled" }]).remembered;
  expect(live(shop)).toEqual([]);
  if (!back) throw new Error("gone");
  settle([{ ...back, status: "shipped" }]);
  expect(live(shop)).toHaveLength(1);
});

test("a shipment that was taken back and issued anew keeps its fulfillment", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const { settle } = world(shop);
  const rules = { ...RULES, sourceCancels: "cancel" as const };
  const [shipped] = settle([shipment("1", { rules, parcels: [parcel("P1")] })]).remembered;
  if (!shipped) throw new Error("gone");
  settle([{ ...shipped, status: "cancelled" }, shipment("2", { rules, parcels: [parcel("P2")] })]);
  expect(shop.fulfillments).toMatchObject([{ status: "SUCCESS", tracking: [{ number: "P2" }] }]);
});

test("a fulfillment that staff cancelled is asked about, not made again", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const { plan, settle } = world(shop);
  const [shipped] = settle([shipment("1")]).remembered;
  if (!shipped) throw new Error("gone");
  shop.cancel(shipped.fulfillmentIds[0] ?? "");
  const settled = settle([shipped]);
  expect(settled.shipments[0]).toMatchObject({ verdict: "conflict", reason: "cancelled-in-shop" });
  expect(live(shop)).toEqual([]);
  const [asked] = plan(settled.remembered).shipments;
  settle(settled.remembered.map((one) => ({ ...one, approved: asked?.desired ?? "" })));
  expect(live(shop)).toHaveLength(1);
});

test("what was shipped beyond what was ordered is not shown, the rest is", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const settled = world(shop).settle([shipment("1", { lines: [{ lineId: "a", sku: "A", quantity: 3 }] })]);
  expect(live(shop)).toMatchObject([{ lines: [{ lineId: "a", quantity: 1 }] }]);
  expect(settled.shipments[0]).toMatchObject({
    verdict: "blocked",
    reason: "more-than-left",
    problems: [{ code: "more-than-left", lineId: "a", quantity: 2 }],
  });
});

test("a line that the order does not have is named, and the rest of the shipment is shown", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const lines = [
    { lineId: "a", sku: "A", quantity: 1 },
    { lineId: null, sku: "GIFT", quantity: 1 },
    { lineId: "shipping/1", sku: "FREIGHT", quantity: 1 },
  ];
  const { shipments } = world(shop).settle([shipment("1", { lines })]);
  expect(shipments[0]).toMatchObject({
    verdict: "blocked",
    reason: "unknown-line",
    problems: [{ code: "unknown-line", sku: "GIFT" }],
  });
  expect(live(shop)).toHaveLength(1);
});

test("an article is found by its link, in packs of the shop, over several lines of the order", () => {
  const shop = fulfillmentShop([line("a", 1, { variantId: "7" }), line("b", 2, { variantId: "7" })]);
  const { settle } = world(shop, { SIX: { variantId: "7", unit: 6 } });
  settle([shipment("1", { lines: [{ lineId: null, sku: "SIX", quantity: 18 }] })]);
  expect(live(shop)[0]?.lines).toEqual([
    { lineId: "a", quantity: 1 },
    { lineId: "b", quantity: 2 },
  ]);
});

test("half a pack is no piece", () => {
  const shop = fulfillmentShop([line("a", 1, { variantId: "7" })]);
  const { settle } = world(shop, { SIX: { variantId: "7", unit: 6 } });
  const { shipments } = settle([shipment("1", { lines: [{ lineId: null, sku: "SIX", quantity: 4 }] })]);
  expect(shipments[0]).toMatchObject({ verdict: "blocked", reason: "part-of-pack" });
});

test("of two lines of one article the one that staff fulfilled is the one that was shipped", () => {
  const shop = fulfillmentShop([line("a", 1, { sku: "A" }), line("b", 1, { sku: "A" })]);
  shop.fulfillByHand("b", 1);
  world(shop).settle([shipment("1", { lines: [{ lineId: null, sku: "A", quantity: 1 }] })]);
  expect(live(shop)).toMatchObject([{ lines: [{ lineId: "b" }] }]);
});

test("a link that went away does not take a fulfillment back", () => {
  const shop = fulfillmentShop([line("a", 1, { variantId: "7" })]);
  const rules = { ...RULES, sourceCancels: "cancel" as const };
  const lines = [{ lineId: null, sku: "SIX", quantity: 1 }];
  const linked = world(shop, { SIX: { variantId: "7", unit: 1 } });
  const { remembered } = linked.settle([shipment("1", { rules, lines })]);
  const settled = world(shop).settle(remembered);
  expect(live(shop)).toHaveLength(1);
  expect(settled.shipments[0]).toMatchObject({ verdict: "blocked", reason: "unknown-line" });
  expect(settled.remembered[0]?.fulfillmentIds).toHaveLength(1);
});

test("what was shipped of a cancelled order is left for a person", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const cancelled = { ...shop.document, cancelledAt: "2026-11-20T11:30:00Z" };
  const { steps, shipments } = planFulfillment({
    document: cancelled,
    shipments: [shipment("1")],
    articleOf: () => null,
    cancelledByUs: new Set(),
    now: NOW,
  });
  expect(steps).toEqual([]);
  expect(shipments[0]).toMatchObject({ verdict: "blocked", reason: "order-cancelled" });
});

test("what a person left as it is, what rests and what is paused is not touched", () => {
  const shop = fulfillmentShop([line("a", 1)]);
  const { plan } = world(shop);
  const desired = plan([shipment("1")]).shipments[0]?.desired ?? "";
  expect(plan([shipment("1", { pin: { desired, ignored: false } })]).shipments[0]?.reason).toBe("pinned");
  expect(plan([shipment("1", { resting: "retry" })])).toMatchObject({
    steps: [],
    shipments: [{ verdict: "push" }],
  });
  expect(plan([shipment("1", { resting: "paused" })])).toMatchObject({
    steps: [],
    shipments: [{ verdict: "held", reason: "paused" }],
  });
  const off = { ...RULES, on: false };
  expect(plan([shipment("1", { rules: off })])).toMatchObject({
    steps: [],
    shipments: [{ verdict: "unknown", reason: "off" }],
  });
});

test("a shipment of which the source takes a piece back is shown anew by rule", () => {
  const shop = fulfillmentShop([line("a", 3)]);
  const { settle } = world(shop);
  const rules = { ...RULES, sourceCancels: "cancel" as const };
  const lines = (quantity: number) => [{ lineId: "a", sku: "A", quantity }];
  const [shipped] = settle([shipment("1", { rules, lines: lines(2) })]).remembered;
  if (!shipped) throw new Error("gone");
  const settled = settle([{ ...shipped, lines: lines(1) }]);
  expect(settled.shipments[0]).toMatchObject({ verdict: "in-sync" });
  expect(live(shop).map(({ lines: shown }) => shown[0]?.quantity)).toEqual([1]);
});

test("what a fulfillment shows of two shipments waits for the one that must not be written", () => {
  const shop = fulfillmentShop([line("a", 2)]);
  shop.fulfillByHand("a", 2);
  const one = shipment("1", { parcels: [parcel("P1")] });
  const paused = shipment("2", { parcels: [parcel("P2")], resting: "paused" });
  const { steps, shipments } = world(shop).plan([one, paused]);
  expect(steps).toEqual([]);
  expect(shipments.map(({ verdict }) => verdict)).not.toContain("push");
});
