import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShopEvent } from "#sandbox/shopify/state/events.ts";
import { placeHold } from "#sandbox/shopify/state/fulfillment-holds.ts";
import { openDue, schedule, setRequest } from "#sandbox/shopify/state/fulfillment-progress.ts";
import type { FulfillmentOrder, Order } from "#sandbox/shopify/state/order-rows.ts";
import { locationGid, type OpenShop, openShop } from "./open-shop.ts";

const SHOWN = `id status requestStatus fulfillBy supportedActions { action } assignedLocation { location { name } }
  fulfillmentHolds { id handle reason displayReason heldByRequestingApp heldByApp { title } }
  lineItems(first: 5) { nodes { id totalQuantity remainingQuantity } }`;
const HOLD = `mutation ($id: ID!, $hold: FulfillmentOrderHoldInput!) {
  payload: fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
    fulfillmentOrder { ${SHOWN} } remainingFulfillmentOrder { ${SHOWN} } userErrors { field code message }
  }
}`;
const RELEASE = `mutation ($id: ID!, $holdIds: [ID!]) {
  payload: fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) { fulfillmentOrder { ${SHOWN} } userErrors { code message } }
}`;
const MOVE = `mutation ($id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]) {
  payload: fulfillmentOrderMove(id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines) {
    movedFulfillmentOrder { ${SHOWN} } originalFulfillmentOrder { id } remainingFulfillmentOrder { ${SHOWN} }
    userErrors { field code message }
  }
}`;
const PROGRESS = `mutation ($id: ID!) {
  payload: fulfillmentOrderReportProgress(id: $id) { fulfillmentOrder { ${SHOWN} } userErrors { field code message } }
}`;
const OPEN = `mutation ($id: ID!) {
  payload: fulfillmentOrderOpen(id: $id) { fulfillmentOrder { ${SHOWN} } userErrors { field message } }
}`;
const DEADLINE = `mutation ($ids: [ID!]!, $at: DateTime!) {
  payload: fulfillmentOrdersSetFulfillmentDeadline(fulfillmentOrderIds: $ids, fulfillmentDeadline: $at) {
    success userErrors { code message }
  }
}`;
const CREATE = `mutation ($id: ID!) {
  payload: fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }) {
    userErrors { message }
  }
}`;

interface Payload {
  fulfillmentOrder: Shown | null;
  remainingFulfillmentOrder: Shown | null;
  movedFulfillmentOrder: Shown | null;
  originalFulfillmentOrder: { id: string } | null;
  success: boolean;
  userErrors: { field: string[] | null; code: string | null; message: string }[];
}

interface Shown {
  id: string;
  status: string;
  fulfillmentHolds: { id: string; heldByRequestingApp: boolean; heldByApp: { title: string } | null }[];
  supportedActions: { action: string }[];
  lineItems: { nodes: { id: string; totalQuantity: number; remainingQuantity: number }[] };
}

const STAFF = { name: "Ann", app: false };

let shop: OpenShop;
let order: Order;
let id: string;
let events: ShopEvent["topic"][];

beforeEach(async () => {
  shop = await openShop();
  const lines = [
    { variantId: shop.lamp.id, quantity: 3 },
    { variantId: shop.lamp.id, quantity: 2 },
  ];
  order = shop.sandbox.store.placeOrder(lines, { locationId: shop.london });
  id = gidOf(only());
  events = [];
  shop.sandbox.store.on(({ topic }) => events.push(topic));
});

afterEach(() => shop.close());

const only = (): FulfillmentOrder => order.fulfillmentOrders[0]!;
const gidOf = (row: FulfillmentOrder) => `gid://shopify/FulfillmentOrder/${row.id}`;
const lineGid = (index: number) => `gid://shopify/FulfillmentOrderLineItem/${only().lines[index]!.id}`;
const actions = (shown: Shown | null) => shown?.supportedActions.map(({ action }) => action);
const lamps = (place: string) => {
  const { available, committed } = shop.sandbox.store.level(shop.lamp.item.id, place)!;
  return { available, committed };
};

async function ask(mutation: string, variables: Record<string, unknown> = { id }): Promise<Payload> {
  const { data, errors } = await shop.ask(mutation, variables);
  expect(errors).toBeUndefined();
  return data!["payload"] as Payload;
}

async function statusOf(): Promise<unknown> {
  const query = `query ($id: ID!) { order(id: $id) { displayFulfillmentStatus } }`;
  const { data } = await shop.ask(query, { id: `gid://shopify/Order/${order.id}` });
  return (data!["order"] as Record<string, unknown>)["displayFulfillmentStatus"];
}

describe("a hold", () => {
  const hold = (handle: string, more: object = {}) =>
    ask(HOLD, { id, hold: { reason: "OTHER", handle, ...more } });

  test("keeps a fulfillment order from being shipped until the last one is released", async () => {
    placeHold(shop.sandbox.store, only(), {
      handle: "",
      reason: "HIGH_RISK_OF_FRAUD",
      reasonNotes: null,
      by: STAFF,
    });
    const { fulfillmentOrder } = await hold("ours");
    expect(fulfillmentOrder).toMatchObject({
      status: "ON_HOLD",
      fulfillmentHolds: [
        { displayReason: "High risk of fraud", heldByRequestingApp: false, heldByApp: null },
        { handle: "ours", heldByRequestingApp: true },
      ],
    });
    expect(actions(fulfillmentOrder)).toEqual(["RELEASE_HOLD", "HOLD", "MOVE"]);
    expect(await statusOf()).toBe("ON_HOLD");
    expect((await ask(CREATE)).userErrors).toEqual([
      { message: `Fulfillment order ${only().id} has an unfulfillable status= on_hold.` },
    ]);
    const [staffs, ours] = fulfillmentOrder!.fulfillmentHolds;
    expect((await ask(RELEASE, { id, holdIds: [ours!.id] })).fulfillmentOrder?.status).toBe("ON_HOLD");
    const released = await ask(RELEASE, { id, holdIds: [staffs!.id] });
    expect(released.fulfillmentOrder).toMatchObject({ status: "OPEN", fulfillmentHolds: [] });
    expect(events.filter((topic) => topic.startsWith("fulfillment_orders/"))).toEqual([
      "fulfillment_orders/placed_on_hold",
      "fulfillment_orders/hold_released",
    ]);
    expect((await ask(CREATE)).userErrors).toEqual([]);
  });

  test("has a handle that its app may use once, and an app may place ten", async () => {
    for (let index = 0; index < 10; index++) expect((await hold(`h${index}`)).userErrors).toEqual([]);
    expect((await hold("h3")).userErrors).toMatchObject([{ code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE" }]);
    expect((await hold("h10")).userErrors).toMatchObject([{ code: "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED" }]);
    expect(only().holds).toHaveLength(10);
  });

  test("of some pieces leaves the others to a fulfillment order of their own", async () => {
    const some = { fulfillmentOrderLineItems: [{ id: lineGid(0), quantity: 2 }] };
    const { fulfillmentOrder, remainingFulfillmentOrder } = await hold("part", some);
    expect(fulfillmentOrder).toMatchObject({
      id,
      status: "ON_HOLD",
      lineItems: { nodes: [{ totalQuantity: 2, remainingQuantity: 2 }] },
    });
    expect(remainingFulfillmentOrder).toMatchObject({
      status: "OPEN",
      lineItems: { nodes: [{ totalQuantity: 1 }, { totalQuantity: 2 }] },
    });
    expect(await statusOf()).toBe("UNFULFILLED");
    expect((await hold("again", some)).userErrors).toMatchObject([
      { code: "FULFILLMENT_ORDER_NOT_SPLITTABLE" },
    ]);
  });
});

describe("a move", () => {
  const move = (lines: object[] | null = null, to = shop.oslo) =>
    ask(MOVE, { id, to: locationGid(to), lines });

  test("of everything takes the fulfillment order and its committed pieces to the other location", async () => {
    const moved = await move();
    expect(moved).toMatchObject({
      movedFulfillmentOrder: { id, status: "OPEN", assignedLocation: { location: { name: "Oslo" } } },
      originalFulfillmentOrder: { id },
      remainingFulfillmentOrder: null,
    });
    expect(lamps(shop.london)).toEqual({ available: 5, committed: 0 });
    expect(lamps(shop.oslo)).toEqual({ available: -2, committed: 5 });
    expect(events).toContain("fulfillment_orders/moved");
  });

  test("of some pieces splits the fulfillment order; moved pieces have new ids", async () => {
    const first = lineGid(0);
    const lines = [
      { id: first, quantity: 3 },
      { id: lineGid(1), quantity: 1 },
    ];
    const { movedFulfillmentOrder, remainingFulfillmentOrder } = await move(lines);
    expect(remainingFulfillmentOrder).toMatchObject({ id, lineItems: { nodes: [{ totalQuantity: 1 }] } });
    expect(movedFulfillmentOrder!.id).not.toBe(id);
    expect(movedFulfillmentOrder!.lineItems.nodes.map(({ totalQuantity }) => totalQuantity)).toEqual([3, 1]);
    expect(movedFulfillmentOrder!.lineItems.nodes[0]!.id).not.toBe(first);
    expect(lamps(shop.oslo)).toEqual({ available: -1, committed: 4 });
  });

  test("to where another part of the order waits joins both in a new one", async () => {
    const there = (await move([{ id: lineGid(0), quantity: 1 }])).movedFulfillmentOrder!;
    const { movedFulfillmentOrder } = await move([{ id: lineGid(0), quantity: 1 }]);
    expect(movedFulfillmentOrder!.lineItems.nodes).toMatchObject([{ totalQuantity: 2 }]);
    expect(movedFulfillmentOrder!.id).not.toBe(there.id);
    expect(order.fulfillmentOrders.find((row) => gidOf(row) === there.id)?.status).toBe("CLOSED");
    expect(lamps(shop.oslo)).toEqual({ available: 1, committed: 2 });
  });

  test("leaves what was shipped where it was shipped from", async () => {
    shop.sandbox.store.fulfillOrder(order.name);
    expect((await move()).userErrors).toEqual([
      { field: null, code: null, message: "Cannot change location." },
    ]);
  });

  test("is refused for an unknown location and for one that does not stock the item", async () => {
    expect((await move(null, "1")).userErrors).toEqual([
      { field: ["id"], code: null, message: "Location not found." },
    ]);
    const bergen = shop.sandbox.store.createLocation("Bergen").id;
    expect((await move(null, bergen)).userErrors).toHaveLength(1);
    const query = `query ($id: ID!) {
      fulfillmentOrder(id: $id) { locationsForMove(first: 5) { nodes { movable location { name } } } }
    }`;
    const { data } = await shop.ask(query, { id });
    expect(data).toEqual({
      fulfillmentOrder: {
        locationsForMove: {
          nodes: [
            { movable: true, location: { name: "Oslo" } },
            { movable: false, location: { name: "Bergen" } },
          ],
        },
      },
    });
  });

  test("waits while a fulfillment service has it, and comes back when the service gives up", async () => {
    setRequest(shop.sandbox.store, only(), "SUBMITTED");
    expect((await move()).userErrors).toMatchObject([
      { message: "Cannot move submitted fulfillment order that is at a 3PL fulfillment service." },
    ]);
    setRequest(shop.sandbox.store, only(), "ACCEPTED");
    expect(only().status).toBe("IN_PROGRESS");
    setRequest(shop.sandbox.store, only(), "CLOSED");
    expect(only().status).toBe("INCOMPLETE");
    expect((await move()).movedFulfillmentOrder).toMatchObject({
      assignedLocation: { location: { name: "Oslo" } },
    });
  });
});

describe("progress", () => {
  test("once reported keeps a fulfillment order where it is, until it is opened again", async () => {
    const { fulfillmentOrder } = await ask(PROGRESS);
    expect(fulfillmentOrder?.status).toBe("IN_PROGRESS");
    expect(actions(fulfillmentOrder)).toEqual([
      "CREATE_FULFILLMENT",
      "REPORT_PROGRESS",
      "HOLD",
      "MARK_AS_OPEN",
    ]);
    expect(await statusOf()).toBe("IN_PROGRESS");
    const refused = await ask(MOVE, { id, to: locationGid(shop.oslo), lines: null });
    expect(refused.userErrors).toMatchObject([
      { code: "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS" },
    ]);
    const opened = await ask(OPEN);
    expect(actions(opened.fulfillmentOrder)).toEqual([
      "CREATE_FULFILLMENT",
      "REPORT_PROGRESS",
      "MOVE",
      "HOLD",
      "SPLIT",
    ]);
    expect((await ask(OPEN)).userErrors).toMatchObject([
      { message: "Expected fulfillment order status to be valid but it was open." },
    ]);
    expect(events).toContain("fulfillment_orders/manually_reported_progress_stopped");
  });

  test("cannot be reported of what is closed", async () => {
    shop.sandbox.store.fulfillOrder(order.name);
    expect((await ask(PROGRESS)).userErrors).toEqual([
      {
        field: null,
        code: "FULFILLMENT_ORDER_STATUS_INVALID",
        message: "Cannot report progress on a fulfillment order in this state.",
      },
    ]);
  });
});

test("a scheduled fulfillment order is shipped when its day has come, or once somebody opens it", async () => {
  const { store } = shop.sandbox;
  schedule(store, only(), Date.now() + 60_000);
  expect(await statusOf()).toBe("SCHEDULED");
  expect((await ask(CREATE)).userErrors).toHaveLength(1);
  openDue(store);
  expect(only().status).toBe("SCHEDULED");
  expect((await ask(OPEN)).fulfillmentOrder?.status).toBe("OPEN");
  schedule(store, only(), Date.now() + 60_000);
  only().fulfillAt = Date.now() - 1;
  openDue(store);
  expect(only().status).toBe("OPEN");
  expect(events).toContain("fulfillment_orders/scheduled_fulfillment_order_ready");
});

test("a deadline holds for all fulfillment orders named, or for none", async () => {
  const at = "2026-12-01T12:00:00Z";
  const unknown = await ask(DEADLINE, { ids: [id, "gid://shopify/FulfillmentOrder/1"], at });
  expect(unknown).toMatchObject({
    success: false,
    userErrors: [{ message: "Fulfillment orders could not be found." }],
  });
  expect(only().fulfillBy).toBeNull();
  expect(await ask(DEADLINE, { ids: [id], at })).toEqual({ success: true, userErrors: [] });
  expect(only().fulfillBy).toBe(Date.parse(at));
});

test("an unknown fulfillment order is refused at the top, not among the user errors", async () => {
  const { errors } = await shop.ask(PROGRESS, { id: "gid://shopify/FulfillmentOrder/1" });
  expect(errors).toMatchObject([
    { message: "Invalid id: gid://shopify/FulfillmentOrder/1", extensions: { code: "RESOURCE_NOT_FOUND" } },
  ]);
});
