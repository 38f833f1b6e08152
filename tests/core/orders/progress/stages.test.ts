import { expect, test } from "vitest";
import { orderStages, STAGES, type OrderFacts } from "#app/core/orders/progress/stages.ts";

const placed: OrderFacts = {
  createdAt: "2026-11-20T08:00:00.000Z",
  cancelledAt: null,
  bookedAt: null,
  fulfillmentStatus: "UNFULFILLED",
  exports: [],
  shipments: [],
  invoices: [],
  tells: { shipments: true, invoices: true },
};
const entry = { state: "exported", exportedAt: "2026-11-20T08:01:00.000Z", sourceStatus: null, stuck: false };
const parcel = {
  status: "shipped",
  shippedAt: "2026-11-21T10:00:00.000Z",
  deliveredAt: null,
  stuck: false,
} as const;

const states = (facts: Partial<OrderFacts>) => orderStages({ ...placed, ...facts }).map(({ state }) => state);

test("the stages stand in the order in which an order goes through them", () => {
  expect(orderStages(placed).map(({ name }) => name)).toEqual(STAGES);
});

test.each<[string, Partial<OrderFacts>, string[]]>([
  ["nobody is told of it", {}, ["done", "none", "none", "none", "none", "none", "none"]],
  [
    "a rule left it out",
    { exports: [{ ...entry, state: "left", exportedAt: null }] },
    ["done", "none", "none", "none", "none", "none", "none"],
  ],
  [
    "it is about to be sent",
    { exports: [{ ...entry, state: "owed", exportedAt: null }] },
    ["done", "waiting", "open", "open", "open", "open", "open"],
  ],
  [
    "it needs a look before it goes",
    { exports: [{ ...entry, state: "review", exportedAt: null, stuck: true }] },
    ["done", "stuck", "open", "open", "open", "open", "open"],
  ],
  ["the source has it", { exports: [entry] }, ["done", "done", "open", "open", "open", "open", "open"]],
  [
    "one of two sources has it",
    { exports: [entry, { ...entry, state: "owed", exportedAt: null }] },
    ["done", "partly", "open", "open", "open", "open", "open"],
  ],
  [
    "a source that only tells of bookings has it",
    { bookedAt: "2026-11-20T08:02:00.000Z", tells: { shipments: false, invoices: false } },
    ["done", "none", "done", "none", "open", "none", "none"],
  ],
  [
    "one of two parcels went out",
    { exports: [entry], shipments: [parcel, { ...parcel, status: "picking", shippedAt: null }] },
    ["done", "done", "open", "partly", "partly", "open", "open"],
  ],
  [
    "staff fulfilled all of it by hand",
    { exports: [entry], fulfillmentStatus: "FULFILLED" },
    ["done", "done", "open", "open", "done", "open", "open"],
  ],
  [
    "it arrived and was invoiced",
    {
      exports: [entry],
      bookedAt: "2026-11-20T08:02:00.000Z",
      fulfillmentStatus: "FULFILLED",
      shipments: [{ ...parcel, status: "delivered", deliveredAt: "2026-11-22T09:00:00.000Z" }],
      invoices: [{ status: "posted", issuedAt: "2026-11-21T11:00:00.000Z" }],
    },
    ["done", "done", "done", "done", "done", "done", "done"],
  ],
  [
    "Shopify does not show what was shipped",
    { exports: [entry], shipments: [{ ...parcel, stuck: true }] },
    ["done", "done", "open", "done", "stuck", "open", "open"],
  ],
  [
    "a shipment that was taken back does not count",
    { exports: [entry], shipments: [{ ...parcel, status: "cancelled" }] },
    ["done", "done", "open", "open", "open", "open", "open"],
  ],
  [
    "a cancelled order has nothing ahead of it",
    { cancelledAt: "2026-11-20T09:00:00.000Z", exports: [entry] },
    ["done", "done", "none", "none", "none", "none", "none"],
  ],
])("%s", (_name, facts, expected) => {
  expect(states(facts)).toEqual(expected);
});

test("a stage is as old as the last thing that completed it", () => {
  const later = { ...parcel, shippedAt: "2026-11-21T15:00:00.000Z" };
  const shipped = orderStages({ ...placed, exports: [entry], shipments: [later, parcel] }).find(
    ({ name }) => name === "shipped",
  );
  expect(shipped).toEqual({ name: "shipped", state: "done", at: later.shippedAt });
});

test("a source that tells no shipments can still say how far it is", () => {
  const tells = { shipments: false, invoices: false };
  const picking = states({ exports: [{ ...entry, sourceStatus: "picking" }], tells });
  expect(picking).toEqual(["done", "done", "open", "partly", "open", "none", "none"]);
});
