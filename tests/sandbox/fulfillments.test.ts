import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bareId } from "#sandbox/shopify/gid.ts";
import type { ShopEvent } from "#sandbox/shopify/state/events.ts";
import type { FulfillmentOrder, Order } from "#sandbox/shopify/state/order-rows.ts";
import { type OpenShop, openShop } from "./open-shop.ts";

const CREATE = `mutation ($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id name status displayStatus totalQuantity trackingInfo { company number url } location { name } }
    userErrors { field message }
  }
}`;
const CANCEL = `mutation ($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status displayStatus } userErrors { field message } } }`;
const TRACKING = `mutation ($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) {
  fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) {
    fulfillment { trackingInfo { company number url } }
    userErrors { field message }
  }
}`;
const EVENT = `mutation ($event: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $event) { fulfillmentEvent { status happenedAt } userErrors { field message } }
}`;
const ORDER = `query ($id: ID!) {
  order(id: $id) {
    displayFulfillmentStatus
    closed
    fulfillmentOrders(first: 10) {
      nodes { id status supportedActions { action } lineItems(first: 5) { nodes { totalQuantity remainingQuantity } } }
    }
    fulfillments(first: 5) {
      status displayStatus inTransitAt deliveredAt estimatedDeliveryAt
      events(first: 5) { nodes { status } }
      fulfillmentLineItems(first: 5) { nodes { quantity lineItem { sku } } }
    }
  }
}`;

let shop: OpenShop;
let order: Order;
let events: ShopEvent["topic"][];

beforeEach(async () => {
  shop = await openShop();
  const lines = [
    { variantId: shop.mug.id, quantity: 3 },
    { variantId: shop.lamp.id, quantity: 2 },
  ];
  order = shop.sandbox.store.placeOrder(lines, { locationId: shop.london });
  events = [];
  shop.sandbox.store.on(({ topic }) => events.push(topic));
});

afterEach(() => shop.close());

const only = (): FulfillmentOrder => order.fulfillmentOrders[0]!;
const fulfillmentOrderGid = (row: FulfillmentOrder) => `gid://shopify/FulfillmentOrder/${row.id}`;
const line = (index: number, quantity: number, row = only()) => ({
  id: `gid://shopify/FulfillmentOrderLineItem/${row.lines[index]!.id}`,
  quantity,
});
const at = (place: string) => {
  const { available, committed, on_hand } = shop.sandbox.store.level(shop.mug.item.id, place)!;
  return { available, committed, on_hand };
};

async function create(
  input: object = {},
  rows: object[] = [{ fulfillmentOrderId: fulfillmentOrderGid(only()) }],
) {
  const fulfillment = { lineItemsByFulfillmentOrder: rows, ...input };
  const { data } = await shop.ask(CREATE, { fulfillment });
  return data!["fulfillmentCreate"] as {
    fulfillment: { id: string; name: string; displayStatus: string } | null;
    userErrors: { field: string[] | null; message: string }[];
  };
}

const pieces = (...lines: object[]) => [
  { fulfillmentOrderId: fulfillmentOrderGid(only()), fulfillmentOrderLineItems: lines },
];

async function read() {
  const { data } = await shop.ask(ORDER, { id: `gid://shopify/Order/${order.id}` });
  return data!["order"] as Record<string, unknown>;
}

describe("shipping", () => {
  test("part of an order leaves the rest of it waiting", async () => {
    const { fulfillment, userErrors } = await create({}, pieces(line(0, 2)));
    expect(userErrors).toEqual([]);
    expect(fulfillment).toMatchObject({
      name: "#1001.1",
      status: "SUCCESS",
      displayStatus: "FULFILLED",
      totalQuantity: 2,
    });
    expect(at(shop.london)).toEqual({ available: 7, committed: 1, on_hand: 8 });
    expect(await read()).toMatchObject({
      displayFulfillmentStatus: "PARTIALLY_FULFILLED",
      closed: false,
      fulfillmentOrders: {
        nodes: [
          {
            status: "IN_PROGRESS",
            lineItems: {
              nodes: [
                { totalQuantity: 3, remainingQuantity: 1 },
                { totalQuantity: 2, remainingQuantity: 2 },
              ],
            },
          },
        ],
      },
      fulfillments: [{ fulfillmentLineItems: { nodes: [{ quantity: 2, lineItem: { sku: "MUG" } }] } }],
    });
    expect(events).toContain("fulfillments/create");
    expect(events).toContain("orders/partially_fulfilled");
  });

  test("all of an order closes and archives it", async () => {
    await create();
    expect(await read()).toMatchObject({
      displayFulfillmentStatus: "FULFILLED",
      closed: true,
      fulfillmentOrders: { nodes: [{ status: "CLOSED", supportedActions: [] }] },
    });
    expect(events.at(-1)).toBe("orders/fulfilled");
  });

  test("twice ships twice, as far as pieces remain", async () => {
    await create({}, pieces(line(0, 2)));
    const second = await create({}, pieces(line(0, 2)));
    expect(second).toEqual({
      fulfillment: null,
      userErrors: [
        { field: ["fulfillment"], message: "Invalid fulfillment order line item quantity requested." },
      ],
    });
    expect((await create({}, pieces(line(0, 1)))).userErrors).toEqual([]);
    expect(order.fulfillments).toHaveLength(2);
  });

  test("is refused in Shopify's words", async () => {
    const lamps = [{ variantId: shop.lamp.id, quantity: 1 }];
    const other = shop.sandbox.store.placeOrder(lamps, { locationId: shop.oslo });
    const second = shop.sandbox.store.placeOrder(lamps, { locationId: shop.london });
    const row = (one: FulfillmentOrder) => ({ fulfillmentOrderId: fulfillmentOrderGid(one) });
    const said = async (...rows: object[]) =>
      (await create({}, rows)).userErrors.map(({ message }) => message);
    const foreign = second.fulfillmentOrders[0]!;
    expect(await said(row(only()), row(foreign))).toEqual([
      `All fulfillment orders must belong to the same order. Multiple orders with ids [${order.id}, ${second.id}] were found.`,
    ]);
    expect(await said({ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1" })).toEqual([
      "Fulfillment order does not exist.",
    ]);
    expect(await said({ ...row(only()), fulfillmentOrderLineItems: [line(0, 1, foreign)] })).toEqual([
      "Fulfillment order line item does not exist.",
    ]);
    shop.sandbox.store.fulfillOrder(other.name);
    const closed = other.fulfillmentOrders[0]!;
    expect(await said(row(closed))).toEqual([
      `Fulfillment order ${closed.id} has an unfulfillable status= closed.`,
    ]);
    expect((await create({}, pieces(line(0, 0)))).userErrors).toEqual([
      {
        field: [
          "fulfillment",
          "lineItemsByFulfillmentOrder",
          "0",
          "fulfillmentOrderLineItems",
          "0",
          "quantity",
        ],
        message: "Quantity must be greater than 0",
      },
    ]);
  });

  test("tells the customer only where that is asked for", async () => {
    const { store } = shop.sandbox;
    const { fulfillment } = await create({}, pieces(line(0, 1)));
    expect(store.mails).toEqual([]);
    await create({ notifyCustomer: true, trackingInfo: { number: "A1" } }, pieces(line(0, 1)));
    expect(store.mails).toMatchObject([{ kind: "shipping-confirmation", order, tracking: ["A1"] }]);
    await shop.ask(TRACKING, { id: fulfillment!.id, tracking: { number: "A2" }, notify: true });
    expect(store.mails.map(({ kind }) => kind)).toEqual(["shipping-confirmation", "shipping-update"]);
  });
});

describe("tracking", () => {
  test("numbers and URLs belong together by their position, and known carriers have their own pages", async () => {
    const trackingInfo = { company: "GLS", numbers: ["1", "2"], urls: ["https://gls.example/1"] };
    expect((await create({ trackingInfo })).fulfillment).toMatchObject({
      trackingInfo: [
        { company: "GLS", number: "1", url: "https://gls.example/1" },
        { company: "GLS", number: "2", url: "https://gls-group.eu/track/2" },
      ],
    });
  });

  test("is replaced as a whole", async () => {
    const { fulfillment } = await create({ trackingInfo: { company: "Hermes", numbers: ["1", "2"] } });
    const { data } = await shop.ask(TRACKING, { id: fulfillment!.id, tracking: { number: "3" } });
    expect(data).toEqual({
      fulfillmentTrackingInfoUpdate: {
        fulfillment: { trackingInfo: [{ company: null, number: "3", url: null }] },
        userErrors: [],
      },
    });
    expect(events).toContain("fulfillments/update");
  });

  test("of an unknown fulfillment is refused", async () => {
    const { data } = await shop.ask(TRACKING, { id: "gid://shopify/Fulfillment/1", tracking: {} });
    expect(data).toMatchObject({
      fulfillmentTrackingInfoUpdate: {
        userErrors: [{ field: ["fulfillmentId"], message: "Fulfillment does not exist." }],
      },
    });
  });
});

describe("events", () => {
  const tell = (fulfillmentId: string, status: string, happenedAt: string, more: object = {}) =>
    shop.ask(EVENT, { event: { fulfillmentId, status, happenedAt, ...more } });

  test("say where the parcel is: the one that happened last counts, in whatever order they are told", async () => {
    const { fulfillment } = await create();
    const id = fulfillment!.id;
    await tell(id, "OUT_FOR_DELIVERY", "2026-11-03T08:00:00Z");
    await tell(id, "IN_TRANSIT", "2026-11-02T08:00:00Z", { estimatedDeliveryAt: "2026-11-03T18:00:00Z" });
    expect(await read()).toMatchObject({
      fulfillments: [
        {
          displayStatus: "OUT_FOR_DELIVERY",
          inTransitAt: "2026-11-02T08:00:00Z",
          estimatedDeliveryAt: "2026-11-03T18:00:00Z",
          deliveredAt: null,
          events: { nodes: [{ status: "IN_TRANSIT" }, { status: "OUT_FOR_DELIVERY" }] },
        },
      ],
    });
    await tell(id, "DELIVERED", "2026-11-03T12:00:00Z");
    expect(await read()).toMatchObject({
      fulfillments: [{ displayStatus: "DELIVERED", deliveredAt: "2026-11-03T12:00:00Z" }],
    });
    expect(events.filter((topic) => topic === "fulfillment_events/create")).toHaveLength(3);
  });
});

describe("a cancelled fulfillment", () => {
  test("of a closed fulfillment order has its pieces wait in a new one, beside the closed one", async () => {
    const { fulfillment } = await create();
    const { data } = await shop.ask(CANCEL, { id: fulfillment!.id });
    expect(data).toMatchObject({
      fulfillmentCancel: { fulfillment: { status: "CANCELLED", displayStatus: "CANCELED" }, userErrors: [] },
    });
    expect(await read()).toMatchObject({
      displayFulfillmentStatus: "UNFULFILLED",
      closed: false,
      fulfillmentOrders: {
        nodes: [
          // Shopify shows the pieces in both: those of a closed one must not be shipped.
          { status: "CLOSED", lineItems: { nodes: [{ remainingQuantity: 3 }, { remainingQuantity: 2 }] } },
          { status: "OPEN", lineItems: { nodes: [{ remainingQuantity: 3 }, { remainingQuantity: 2 }] } },
        ],
      },
    });
    expect(at(shop.london)).toEqual({ available: 7, committed: 3, on_hand: 10 });
  });

  test("of one that is still open gives its pieces back to it", async () => {
    const { fulfillment } = await create({}, pieces(line(0, 2)));
    await shop.ask(CANCEL, { id: fulfillment!.id });
    expect(only()).toMatchObject({ status: "OPEN", lines: [{ remaining: 3 }, { remaining: 2 }] });
    expect(order.fulfillmentOrders).toHaveLength(1);
  });

  test("stays what it is however often it is cancelled, and what was refunded meanwhile does not wait again", async () => {
    const { fulfillment } = await create();
    shop.sandbox.store.removeFromOrder(order.name, shop.mug.id, 1, { restock: false });
    await shop.ask(CANCEL, { id: fulfillment!.id });
    const again = await shop.ask(CANCEL, { id: fulfillment!.id });
    expect(again.data).toMatchObject({ fulfillmentCancel: { userErrors: [] } });
    expect(order.fulfillmentOrders).toHaveLength(2);
    expect(order.fulfillmentOrders[1]!.lines).toMatchObject([{ remaining: 2 }, { remaining: 2 }]);
    expect(at(shop.london)).toEqual({ available: 7, committed: 2, on_hand: 9 });
  });

  test("can be shipped again, once", async () => {
    const { fulfillment } = await create();
    await shop.ask(CANCEL, { id: fulfillment!.id });
    const [, open] = order.fulfillmentOrders;
    const second = await create({}, [{ fulfillmentOrderId: fulfillmentOrderGid(open!) }]);
    expect(second.fulfillment?.name).toBe("#1001.2");
    expect(bareId(second.fulfillment!.id)).not.toBe(bareId(fulfillment!.id));
    expect(at(shop.london)).toEqual({ available: 7, committed: 0, on_hand: 7 });
    expect(await read()).toMatchObject({ displayFulfillmentStatus: "FULFILLED" });
  });
});
