import type { Order } from "@prisma/client";
import { orderProgress } from "#app/core/orders/progress/state.ts";
import { db } from "#app/store/database/database.server.ts";
import { readConnectionNames } from "../connections/connections.server.ts";
import {
  readOrderParts,
  readFeedsThere,
  stagesOf,
  toProgressEntry,
  type OrderParts,
} from "./facts.server.ts";
import {
  inView,
  ORDER_VIEWS,
  ordersCursor,
  ordersFrom,
  ordersWhere,
  type OrdersQuery,
  type OrderView,
} from "./orders-filter.server.ts";
import { iso } from "../drift/value-rows.server.ts";

const PAGE_ROWS = 50;
const COUNT_LIMIT = 10_000;

/** One page of orders with how far each is. */
export async function readOrders(shop: string, query: OrdersQuery) {
  const { order, rest } = ordersFrom(query.sort, query.after);
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM "Order" o WHERE o.shop = ${shop} AND ${rest} AND ${ordersWhere(query)}
    ORDER BY ${order} LIMIT ${PAGE_ROWS + 1}`;
  const ids = found.slice(0, PAGE_ROWS).map(({ id }) => id);
  const [orders, partsOf, tells, connections] = await Promise.all([
    db().order.findMany({ where: { shop, id: { in: ids } }, omit: { document: true } }),
    readOrderParts(shop, ids),
    readFeedsThere(shop),
    readConnectionNames(shop),
  ]);
  const byId = new Map(orders.map((one) => [one.id, one]));
  const nameOf = (id: string) => connections.find((connection) => connection.id === id)?.name ?? "";
  const page = ids.flatMap((id) => byId.get(id) ?? []);
  const last = page.at(-1);
  return {
    rows: page.map((one) => toRow(one, partsOf(one.id), tells, nameOf)),
    next: found.length > PAGE_ROWS && last ? ordersCursor(query.sort, last) : null,
  };
}

function toRow(
  order: Omit<Order, "document">,
  parts: OrderParts,
  tells: { shipments: boolean; invoices: boolean },
  nameOf: (connectionId: string) => string,
) {
  const stages = stagesOf(order, parts, tells);
  const { verdicts } = parts;
  return {
    id: order.id,
    name: order.name,
    customer: order.customerName,
    total: order.total,
    createdAt: order.createdAt.toISOString(),
    stages,
    standing: orderProgress({
      cancelledAt: iso(order.cancelledAt),
      stages,
      verdicts,
      entries: parts.entries.map((entry) => toProgressEntry(entry, nameOf)),
    }),
    // Files give no answer: until the source gave it a number, the order goes by the shop's.
    numbers: parts.entries.flatMap(({ sourceNumber }) =>
      sourceNumber === null || sourceNumber === order.name ? [] : [sourceNumber],
    ),
  };
}

export type OrderCounts = Partial<Record<OrderView, number>>;

/** Orders in each view, counted up to a limit; slow on a large shop, so never waited for. */
export async function countOrders(shop: string): Promise<OrderCounts> {
  const views = ORDER_VIEWS.filter((view) => view !== "all");
  const counts = await Promise.all(views.map(async (view) => [view, await countView(shop, view)] as const));
  return Object.fromEntries(counts);
}

/** How many orders need a person, for the navigation. */
export async function countStuck(shop: string): Promise<number> {
  return countView(shop, "stuck");
}

async function countView(shop: string, view: OrderView): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM "Order" o WHERE o.shop = ${shop} AND ${inView(view)} LIMIT ${COUNT_LIMIT}) counted`;
  return row?.n ?? 0;
}

/** Whether any connection should receive orders: what an empty list explains depends on it. */
export async function readOrdersReady(shop: string): Promise<{ connected: boolean; on: boolean }> {
  const [connections, rules] = await Promise.all([
    db().connection.count({ where: { shop } }),
    db().policy.findMany({ where: { shop, rule: "orders", scope: "connection" }, select: { value: true } }),
  ]);
  const isOn = ({ value }: { value: unknown }) =>
    typeof value === "object" && value !== null && "on" in value && value.on === true;
  return { connected: connections > 0, on: rules.some(isOn) };
}
