import { expect, test } from "vitest";
import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment-rules.ts";
import { planFulfillment, type FulfillmentPlan } from "#app/core/fulfillment-plan.ts";
import type { Article, PlannedShipment } from "#app/core/fulfillment-subject.ts";
import { parseFulfillmentValue } from "#app/core/fulfillment-value.ts";
import { fulfillmentShop, NOW, type ModelLine } from "./fulfillment-shop.ts";

const RULES = { ...DEFAULT_FULFILLMENT_RULES, on: true };
const MAIN = "10";
const OTHER = "20";

function shipment(id: string, change: Partial<PlannedShipment> = {}): PlannedShipment {
  return {
    place: `erp/${id}`,
    connectionId: "erp",
    rules: RULES,
    locationId: MAIN,
    status: "shipped",
    promisedAt: null,
    shippedAt: new Date(NOW - 3_600_000),
    deliveredAt: null,
    lines: [{ lineId: "a", sku: "A", quantity: 1 }],
    parcels: [],
    asOf: new Date(NOW),
    fulfillmentIds: [],
    approved: null,
    pin: null,
    resting: null,
    ...change,
  };
}

function parcel(number: string | null, change: Partial<PlannedShipment["parcels"][number]> = {}) {
  return { id: number ?? "p", carrier: "PostNord", number, url: null, events: [], ...change };
}

const line = (id: string, quantity: number, more: Partial<ModelLine> = {}): ModelLine => {
  return { id, quantity, locationId: MAIN, ...more };
};

type Shop = ReturnType<typeof fulfillmentShop>;

function world(shop: Shop, articles: Record<string, Article> = {}) {
  const cancelledByUs = new Set<string>();
  const plan = (shipments: readonly PlannedShipment[]) =>
    planFulfillment({
      document: shop.document,
      shipments,
      articleOf: (_, sku) => articles[sku] ?? null,
      cancelledByUs,
      now: NOW,
    });
  return {
    plan,
    /** Plans and carries out until nothing is left; remembers what is remembered between passes. */
    settle(given: readonly PlannedShipment[]): FulfillmentPlan & { remembered: PlannedShipment[] } {
      let remembered = [...given];
      for (let pass = 0; pass < 9; pass++) {
        const planned = plan(remembered);
        for (const step of planned.steps) {
          if (step.step === "cancel") cancelledByUs.add(step.fulfillmentId);
          shop.do(step);
        }
        remembered = remembered.map((one) => {
          const decision = planned.shipments.find(({ place }) => place === one.place);
          return { ...one, fulfillmentIds: decision?.fulfillmentIds ?? [] };
        });
        if (planned.steps.length === 0) return { ...planned, remembered };
      }
      throw new Error("It does not settle");
    },
  };
}

const live = (shop: Shop) => shop.fulfillments.filter(({ status }) => status === "SUCCESS");

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
