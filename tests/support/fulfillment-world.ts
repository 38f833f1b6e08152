import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { parseFulfillmentValue } from "#app/core/fulfillment/value.ts";
import type { ShipmentRecord } from "#app/core/source/order-records.ts";
import type { FulfillmentRules } from "#app/core/orders/rules.ts";
import { db } from "#app/store/database/database.server.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { savePolicy } from "#app/store/shops/policies.server.ts";
import { saveShipmentPage } from "#app/store/fulfillment/shipments.server.ts";
import { activate } from "#sandbox/shopify/state/inventory.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { goLiveWith, openWorld, type World } from "./world.ts";

/** A shop with two locations whose shipments come from the world's source. */
export interface FulfillmentWorld extends World {
  /** The shop's other location, where all articles are stocked too; the warehouse SIDE is mapped to it. */
  otherId: string;
  rules(rules: Partial<FulfillmentRules>): Promise<void>;
  /** Places an order of these pieces of each article, and returns it. */
  buy(...wanted: (readonly [sku: string, quantity: number])[]): Order;
  /** The source reports shipments, in one page. */
  tell(...shipments: ShipmentRecord[]): Promise<void>;
  /** Works off the inbox and converges, so that the shop shows what it should. */
  fulfill(): Promise<void>;
  rows(order: Order): ReturnType<typeof findRows>;
  changes(order: Order): ReturnType<typeof findChanges>;
  /** Lets the time pass that rests and retries wait for. */
  later(): Promise<void>;
}

const { signal } = new AbortController();

export async function openFulfillmentWorld(): Promise<FulfillmentWorld> {
  const world = await openWorld([
    { sku: "MUG", shows: 100 },
    { sku: "CUP", shows: 100 },
  ]);
  await goLiveWith(world, [
    ["MUG", 100],
    ["CUP", 100],
  ]);
  const { shop, connectionId, sandbox } = world;
  const other = sandbox.store.createLocation("Praha");
  const otherId = other.id;
  for (const sku of ["MUG", "CUP"]) activate(sandbox.store, world.variant(sku).item, other);
  await db().mapping.create({ data: { shop, connectionId, warehouse: "SIDE", locationId: otherId } });
  const feed = await db().feed.create({ data: { shop, connectionId, kind: "shipments" } });
  let pages = 0;

  const all: FulfillmentWorld = {
    ...world,
    otherId,
    async rules(rules) {
      const value = { ...DEFAULT_FULFILLMENT_RULES, on: true, ...rules };
      await savePolicy(
        shop,
        { rule: "fulfillment", scope: "connection", subject: connectionId, value },
        "Ada",
      );
      await db().observation.updateMany({
        where: { shop, kind: "fulfillment" },
        data: { dirty: { increment: 1 } },
      });
    },
    buy(...wanted) {
      const lines = wanted.map(([sku, quantity]) => ({ variantId: world.variant(sku).id, quantity }));
      return sandbox.store.placeOrder(lines, { locationId: world.locationId });
    },
    async tell(...records) {
      pages += 1;
      await underLease(`feed:${feed.id}`, signal, (lease) =>
        saveShipmentPage({
          shop,
          connectionId,
          feedId: feed.id,
          lease,
          records,
          setAside: [],
          cursor: String(pages),
          done: true,
          listing: null,
        }),
      );
    },
    async fulfill() {
      await world.inbox();
      await world.converge();
      await world.inbox();
      await world.converge();
    },
    rows: (order) => findRows(shop, order.id),
    changes: (order) => findChanges(shop, order.id),
    async later() {
      const of = { shop, kind: "fulfillment", retryAt: { not: null } };
      await db().observation.updateMany({ where: of, data: { retryAt: null, dirty: { increment: 1 } } });
    },
  };
  await all.rules({});
  return all;
}

/** One shipment as a source reports it: shipped an hour ago, without parcels. */
export function shipmentOf(
  order: Order,
  lines: readonly (readonly [sku: string, quantity: number])[],
  change: Partial<ShipmentRecord> = {},
): ShipmentRecord {
  return {
    id: `S-${order.id}`,
    number: `OUT/${order.id}`,
    key: null,
    orderName: order.name,
    warehouse: "MAIN",
    status: "shipped",
    promisedAt: null,
    shippedAt: new Date(Date.now() - 3_600_000),
    deliveredAt: null,
    lines: lines.map(([sku, quantity]) => ({ lineId: null, sku, quantity })),
    parcels: [],
    asOf: new Date(),
    origin: "test",
    ...change,
  };
}

export function parcelOf(number: string, change: Partial<ShipmentRecord["parcels"][number]> = {}) {
  const url = `https://post.example/${number}`;
  return { id: number, carrier: "Zásilkovna", number, url, events: [], ...change };
}

async function findRows(shop: string, orderId: string) {
  const rows = await db().observation.findMany({
    where: { shop, kind: "fulfillment", subject: orderId },
    orderBy: { place: "asc" },
  });
  return rows.map((row) => ({
    ...row,
    shows: parseFulfillmentValue(row.observed ?? ""),
    should: parseFulfillmentValue(row.desired ?? ""),
  }));
}

async function findChanges(shop: string, orderId: string) {
  const rows = await db().change.findMany({
    where: { shop, kind: "fulfillment", subject: orderId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return rows.map(({ why, outcome, message, before, after }) => {
    return { step: (why as { step: string }).step, outcome, message, before, after };
  });
}
