import { Prisma } from "@prisma/client";
import { DateTime } from "luxon";
import { businessMinutes, type LocalMoment } from "#app/core/orders/progress/business-hours.ts";
import { parseOrderAlerts } from "#app/core/orders/progress/alerts.ts";
import type { OrderAlertRules } from "#app/core/orders/rules.ts";
import { db } from "#app/store/database/database.server.ts";

const COUNT_LIMIT = 10_000;
const HOUR_MS = 3_600_000;

/** What is late or missing among orders right now: no alert is stored. */
export interface OrderAlerts {
  /** Orders that no source has after so many hours. */
  notExported: { n: number; hours: number } | null;
  /** Orders that a source has and that are not all shipped after so many hours. */
  notShipped: { n: number; hours: number } | null;
  /** No order for so many business hours; `since` is the last one's time. */
  quiet: { hours: number; since: string } | null;
}

/** When to alert, as the merchant chose; read where some connection takes orders. */
async function readOrderAlertRules(shop: string): Promise<OrderAlertRules> {
  const rule = { shop, rule: "order-alerts", scope: "shop", subject: "" };
  const row = await db().policy.findUnique({ where: { shop_rule_scope_subject: rule } });
  return parseOrderAlerts(row?.value);
}

const NO_ALERTS: OrderAlerts = { notExported: null, notShipped: null, quiet: null };

export async function readOrderAlerts(shop: string, timeZone: string, now: Date): Promise<OrderAlerts> {
  const taking = await db().policy.findFirst({
    where: { shop, rule: "orders", scope: "connection", value: { path: ["on"], equals: true } },
    select: { subject: true },
  });
  if (!taking) return NO_ALERTS;
  const rules = await readOrderAlertRules(shop);
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const [notExported, notShipped, quiet] = await Promise.all([
    late(rules.notExportedHours, (hours) => countNotExported(shop, before(hours))),
    late(rules.notShippedHours, (hours) => countNotShipped(shop, before(hours))),
    readQuiet(shop, rules, timeZone, now),
  ]);
  return { notExported, notShipped, quiet };
}

async function late(hours: number | null, count: (hours: number) => Promise<number>) {
  if (hours === null) return null;
  const n = await count(hours);
  return n === 0 ? null : { n, hours };
}

/** An order that waits for its payment, or for the end of its hold window, is where it should be. */
function countNotExported(shop: string, before: Date): Promise<number> {
  return counted(Prisma.sql`
    SELECT 1 FROM "OutboxEntry" e JOIN "Order" o ON o.shop = e.shop AND o.id = e."orderId"
    WHERE e.shop = ${shop} AND e.state IN ('owed', 'sending', 'review') AND e."exportedAt" IS NULL
      AND coalesce(e."dueAt", o."createdAt") <= ${before} AND o."cancelledAt" IS NULL`);
}

function countNotShipped(shop: string, before: Date): Promise<number> {
  return counted(Prisma.sql`
    SELECT 1 FROM "Order" o WHERE o.shop = ${shop} AND o."createdAt" <= ${before} AND o."cancelledAt" IS NULL
      AND o."closedAt" IS NULL AND o."fulfillmentStatus" IN ('UNFULFILLED', 'PARTIALLY_FULFILLED', 'IN_PROGRESS')
      AND EXISTS (SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."orderId" = o.id
        AND e."exportedAt" <= ${before})`);
}

async function counted(rows: Prisma.Sql): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (${rows} LIMIT ${COUNT_LIMIT}) counted`;
  return row?.n ?? 0;
}

async function readQuiet(shop: string, { quietHours, business }: OrderAlertRules, zone: string, now: Date) {
  if (quietHours === null) return null;
  const last = await db().order.findFirst({
    where: { shop, test: false },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true },
  });
  if (!last) return null;
  const minutes = businessMinutes(localMoment(last.createdAt, zone), localMoment(now, zone), business);
  return minutes < quietHours * 60 ? null : { hours: quietHours, since: last.createdAt.toISOString() };
}

const DAY_MS = 86_400_000;

function localMoment(at: Date, zone: string): LocalMoment {
  const local = DateTime.fromJSDate(at, { zone });
  const { year, month, day, weekday, hour, minute } = local;
  return { day: Date.UTC(year, month - 1, day) / DAY_MS, weekday, minutes: hour * 60 + minute };
}
