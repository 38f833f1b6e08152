import { expect, test } from "vitest";
import { changedOrders, readOrders } from "#app/shopify/orders/orders.ts";
import { answering, data } from "../answering.ts";

const page = (nodes: unknown[], endCursor: string | null = null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes,
});
const line = (id: string, currentQuantity: number) => ({
  id: `gid://shopify/LineItem/${id}`,
  currentQuantity,
  variant: { inventoryItem: { id: `gid://shopify/InventoryItem/${id}0` } },
});
const assigned = (id: string, totalQuantity: number, remainingQuantity = totalQuantity) => ({
  totalQuantity,
  remainingQuantity,
  lineItem: { id: `gid://shopify/LineItem/${id}` },
});
const fulfillment = (id: string, status: string, location: string, lineItems: unknown) => ({
  id: `gid://shopify/FulfillmentOrder/${id}`,
  status,
  assignedLocation: { location: { id: `gid://shopify/Location/${location}` } },
  lineItems,
});
const order = (parts: { lineItems: unknown; fulfillmentOrders: unknown; cancelledAt?: string }) => ({
  id: "gid://shopify/Order/1",
  name: "#1001",
  createdAt: "2026-11-21T10:00:00Z",
  updatedAt: "2026-11-21T11:00:00Z",
  cancelledAt: null,
  ...parts,
});

test("an order's lines carry the item and the location they leave from", async () => {
  const { client } = answering(
    data({
      nodes: [
        order({
          lineItems: page([line("5", 3), { ...line("6", 1), variant: null }]),
          fulfillmentOrders: page([
            fulfillment("2", "CANCELLED", "8", page([assigned("5", 3)])),
            fulfillment("1", "OPEN", "7", page([assigned("5", 3)])),
            fulfillment("3", "CLOSED", "9", page([assigned("6", 1, 0)])),
          ]),
        }),
        null,
      ],
    }),
  );
  expect(await readOrders(client, ["1", "2"])).toEqual([
    {
      id: "1",
      name: "#1001",
      createdAt: new Date("2026-11-21T10:00:00Z"),
      updatedAt: new Date("2026-11-21T11:00:00Z"),
      cancelledAt: null,
      lines: [
        { lineId: "5", inventoryItemId: "50", locationId: "7", quantity: 3 },
        { lineId: "6", inventoryItemId: null, locationId: "9", quantity: 1 },
      ],
    },
  ]);
});

test("a cancelled order sells nothing", async () => {
  const cancelled = order({
    cancelledAt: "2026-11-21T10:30:00Z",
    lineItems: page([line("5", 3)]),
    fulfillmentOrders: page([]),
  });
  const { client } = answering(data({ nodes: [cancelled] }));
  const orders = await readOrders(client, ["1"]);
  expect(orders[0]?.lines).toEqual([]);
  expect(orders[0]?.cancelledAt).toEqual(new Date("2026-11-21T10:30:00Z"));
});

test("orders changed since a time come in pages", async () => {
  const one = { id: "gid://shopify/Order/1", updatedAt: "2026-11-21T11:00:00Z" };
  const { client, asked } = answering(data({ orders: page([one], "next") }), data({ orders: page([one]) }));
  const updatedSince = new Date("2026-11-20T00:00:00Z");
  const first = await changedOrders(client, updatedSince, null);
  expect(first.orders).toEqual([{ id: "1", updatedAt: new Date("2026-11-21T11:00:00Z") }]);
  expect(first.after).toBe("next");
  const second = await changedOrders(client, updatedSince, first.after);
  expect(second.after).toBeNull();
  expect(asked.map(({ variables }) => variables)).toMatchObject([
    { after: null, query: "updated_at:>='2026-11-20T00:00:00.000Z'" },
    { after: "next" },
  ]);
});

test("a long order is read to its end: lines, fulfillment orders and their lines", async () => {
  const { client, asked } = answering(
    data({
      nodes: [
        order({
          lineItems: page([line("1", 1)], "a"),
          fulfillmentOrders: page([fulfillment("1", "OPEN", "7", page([assigned("1", 1)], "c"))], "b"),
        }),
      ],
    }),
    data({ order: { lineItems: page([line("2", 2), line("3", 3)]) } }),
    data({
      order: { fulfillmentOrders: page([fulfillment("2", "OPEN", "8", page([assigned("3", 3)]))]) },
    }),
    data({ fulfillmentOrder: { lineItems: page([assigned("2", 2)]) } }),
  );
  const orders = await readOrders(client, ["1"]);
  expect(orders[0]?.lines).toMatchObject([
    { lineId: "1", locationId: "7", quantity: 1 },
    { lineId: "2", locationId: "7", quantity: 2 },
    { lineId: "3", locationId: "8", quantity: 3 },
  ]);
  expect(asked).toHaveLength(4);
});
