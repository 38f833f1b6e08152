import { Prisma } from "@prisma/client";
import { timeOf } from "#app/core/cursor.ts";
import { isUuid } from "../connections/connections.server.ts";

/** Verdicts that only a person ends. */
export const STUCK = ["conflict", "failing", "blocked"];

/** The tabs of the list, each a condition on an order `o`. */
const VIEWS = {
  all: Prisma.sql`true`,
  stuck: Prisma.sql`EXISTS (SELECT 1 FROM "Observation" v WHERE v.shop = o.shop
    AND v.kind IN ('order', 'fulfillment') AND v.subject = o.id AND v.verdict = ANY(${STUCK}))`,
  waiting: Prisma.sql`(EXISTS (SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."orderId" = o.id
    AND e.state IN ('waiting', 'owed', 'sending'))
    OR EXISTS (SELECT 1 FROM "Observation" v WHERE v.shop = o.shop AND v.kind IN ('order', 'fulfillment')
      AND v.subject = o.id AND (v.verdict = 'push' OR v.verdict = 'held' AND v.reason = 'paused')))`,
  "not-exported": Prisma.sql`o."cancelledAt" IS NULL AND EXISTS (SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop
    AND e."orderId" = o.id AND e."exportedAt" IS NULL AND e.state IN ('waiting', 'owed', 'sending', 'review'))`,
  "not-shipped": Prisma.sql`o."cancelledAt" IS NULL AND o."fulfillmentStatus" IS DISTINCT FROM 'FULFILLED'
    AND EXISTS (SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."orderId" = o.id
      AND e."exportedAt" IS NOT NULL)`,
  money: Prisma.sql`EXISTS (SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."orderId" = o.id
    AND (e.reason = 'source-total' OR e.state = 'review' AND e.problems @> '[{"code":"total-differs"}]'
      OR (SELECT sum(split_part(i.total, ' ', 1)::numeric) FROM "Invoice" i WHERE i."connectionId" = e."connectionId"
        AND i."orderId" = o.id AND i.shop = o.shop AND i.status IN ('posted', 'paid')
        AND split_part(i.total, ' ', 2) = e.exported ->> 'currency') > (e.exported ->> 'total')::numeric))`,
  left: Prisma.sql`EXISTS (SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."orderId" = o.id
    AND e.state = 'left')`,
} as const;

export type OrderView = keyof typeof VIEWS;
export const ORDER_VIEWS = Object.keys(VIEWS) as OrderView[];

/** Columns that an index of "Order" walks in either direction, with the id among equals. */
const SORTS = {
  newest: { column: Prisma.sql`o."createdAt"`, field: "createdAt", descending: true },
  oldest: { column: Prisma.sql`o."createdAt"`, field: "createdAt", descending: false },
  changed: { column: Prisma.sql`o."updatedAt"`, field: "updatedAt", descending: true },
} as const;

export type OrderSort = keyof typeof SORTS;

export interface OrdersQuery {
  view: OrderView;
  sort: OrderSort;
  text: string;
  connection: string | null;
  /** Why an order waits, is stuck or was left out: a word of core/orders/decision.ts */
  reason: string | null;
  after: string | null;
}

/** The list's state as the address carries it. */
export function parseOrdersQuery(params: URLSearchParams): OrdersQuery {
  const view = params.get("view");
  const sort = params.get("sort");
  return {
    view: ORDER_VIEWS.find((known) => known === view) ?? "all",
    sort: sort !== null && Object.hasOwn(SORTS, sort) ? (sort as OrderSort) : "newest",
    text: (params.get("text") ?? "").trim().slice(0, 100),
    connection: params.get("connection"),
    reason: params.get("reason"),
    after: params.getAll("after").at(-1) ?? null,
  };
}

export function inView(view: OrderView): Prisma.Sql {
  return VIEWS[view];
}

/** A condition on orders `o`, from the view, search, connection and reason. */
export function ordersWhere({ view, text, connection, reason }: OrdersQuery): Prisma.Sql {
  const parts = [VIEWS[view]];
  if (text !== "") parts.push(found(text));
  const entry = Prisma.sql`SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."orderId" = o.id`;
  if (connection !== null && isUuid(connection)) {
    parts.push(Prisma.sql`EXISTS (${entry} AND e."connectionId" = ${connection}::uuid)`);
  }
  if (reason !== null) {
    parts.push(Prisma.sql`(EXISTS (${entry} AND e.reason = ${reason}) OR EXISTS (SELECT 1 FROM "Observation" v
      WHERE v.shop = o.shop AND v.kind IN ('order', 'fulfillment') AND v.subject = o.id AND v.reason = ${reason}))`);
  }
  return Prisma.join(parts, " AND ");
}

/** What staff and customers find an order by: its name, the source's number, a person, parcel or invoice. */
function found(text: string): Prisma.Sql {
  const like = text.replace(/[\\%_]/g, "\\$&");
  const [start, anywhere] = [`${like}%`, `%${like}%`];
  const named = text.startsWith("#") ? start : `#${like}%`;
  return Prisma.sql`(o.name ILIKE ${start} OR o.name ILIKE ${named} OR o."customerName" ILIKE ${anywhere}
    OR o.document ->> 'email' ILIKE ${start}
    OR o.id IN (SELECT e."orderId" FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."sourceNumber" ILIKE ${start})
    OR o.id IN (SELECT s."orderId" FROM "Shipment" s LEFT JOIN "Parcel" p ON p."connectionId" = s."connectionId"
      AND p."shipmentId" = s.id WHERE s.shop = o.shop AND (p.number ILIKE ${start} OR s.number ILIKE ${start}))
    OR o.id IN (SELECT i."orderId" FROM "Invoice" i WHERE i.shop = o.shop AND i.number ILIKE ${start}))`;
}

/** The order of the list, and what follows a cursor in it. */
export function ordersFrom(sort: OrderSort, cursor: string | null): { order: Prisma.Sql; rest: Prisma.Sql } {
  const { column, descending } = SORTS[sort];
  const order = descending ? Prisma.sql`${column} DESC, o.id DESC` : Prisma.sql`${column}, o.id`;
  const from = parseCursor(cursor);
  if (!from) return { order, rest: Prisma.sql`true` };
  const place = Prisma.sql`(${column}, o.id)`;
  const end = Prisma.sql`(${from.at}::timestamptz, ${from.id})`;
  return { order, rest: descending ? Prisma.sql`${place} < ${end}` : Prisma.sql`${place} > ${end}` };
}

/** Where a page ended, as the address carries it. */
export function ordersCursor(
  sort: OrderSort,
  last: { id: string; createdAt: Date; updatedAt: Date },
): string {
  return `${last[SORTS[sort].field].toISOString()} ${last.id}`;
}

/** A cursor comes from the address, so anything may be in it; an invalid one means the first page. */
function parseCursor(cursor: string | null): { at: Date; id: string } | null {
  const [, time, id] = /^(\S{20,30}) (\d{1,20})$/.exec(cursor ?? "") ?? [];
  const at = timeOf(time);
  return at && id !== undefined ? { at, id } : null;
}
