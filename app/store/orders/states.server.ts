import { Prisma } from "@prisma/client";
import type { OrderStateRecord } from "#app/core/source/order-records.ts";
import type { SourceOrderState } from "#app/core/source/order.ts";
import type { Transaction } from "../database/database.server.ts";
import { finishPage, inOneGo, type FeedPage, type PageSaved } from "../connections/feed-page.server.ts";
import { jsonText } from "../database/json-text.server.ts";
import { owe } from "../values/life.server.ts";
import { markStock } from "../values/marks.server.ts";

/** Saves what the source says about orders, and marks the stock and the exports that this affects. */
export async function saveOrderStatePage(page: FeedPage<OrderStateRecord>): Promise<PageSaved> {
  // A source may keep the orders of several shops.
  const own = page.records.filter(({ key }) => key === null || key.startsWith(`${page.shop}/`));
  const rows = own.map((record) => ({ ...record, reference: record.key ?? record.orderName }));
  return inOneGo(page, async (tx) => {
    const moved = await tx.$queryRaw<{ reference: string }[]>`
      WITH told AS (
        SELECT DISTINCT ON (r.reference) r.*, coalesce(r.key, o.shop || '/' || o.id) AS "orderKey"
        FROM jsonb_to_recordset(${jsonText(rows)}::jsonb) AS r(reference text, key text, "orderName" text,
          "bookedAt" timestamptz, "order" jsonb, "asOf" timestamptz)
        LEFT JOIN "Order" o ON r.key IS NULL AND o.shop = ${page.shop} AND o.name = r."orderName"
        WHERE r.reference IS NOT NULL ORDER BY r.reference, r."asOf" DESC
      ), known AS (
        SELECT s.reference, s."bookedAt", s."order" FROM "OrderState" s JOIN told t ON t.reference = s.reference
        WHERE s."connectionId" = ${page.connectionId}::uuid
      ), saved AS (
        INSERT INTO "OrderState" AS s (shop, "connectionId", reference, "orderKey", "orderName", "bookedAt", "order", "asOf")
        SELECT ${page.shop}, ${page.connectionId}::uuid, t.reference, t."orderKey", t."orderName",
          CASE WHEN t."order"->>'status' = 'cancelled' THEN NULL ELSE t."bookedAt" END, t."order", t."asOf"
        FROM told t
        ON CONFLICT ("connectionId", reference) DO UPDATE SET "bookedAt" = excluded."bookedAt",
          "order" = coalesce(excluded."order", s."order"), "asOf" = excluded."asOf",
          "orderKey" = coalesce(excluded."orderKey", s."orderKey"),
          "orderName" = coalesce(excluded."orderName", s."orderName")
          WHERE s."asOf" <= excluded."asOf"
        RETURNING s.reference, s."bookedAt", s."order"
      )
      SELECT v.reference FROM saved v LEFT JOIN known k ON k.reference = v.reference
      WHERE k.reference IS NULL OR (k."bookedAt", k."order") IS DISTINCT FROM (v."bookedAt", v."order")`;
    const followed = await followOrderStates(tx, page.shop, await ordersNamed(tx, page, moved));
    return finishPage(tx, page, "orderStates", followed, 0);
  });
}

async function ordersNamed(
  tx: Transaction,
  { shop, connectionId }: { shop: string; connectionId: string },
  moved: readonly { reference: string }[],
): Promise<string[]> {
  const references = moved.map(({ reference }) => reference);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT o.id FROM "OrderState" s JOIN "Order" o ON o.shop = s.shop
      AND o.id = substr(s."orderKey", length(s.shop) + 2)
    WHERE s."connectionId" = ${connectionId}::uuid AND s.shop = ${shop} AND s.reference = ANY(${references})`;
  return rows.map(({ id }) => id);
}

/**
 * Saves what the source answered about one order. A feed that has the order knows its number and its progress
 * better than the answer of a system that only takes files; what an answer does not say stays as it was.
 * Returns 0 where nothing changed.
 */
export async function saveAnswer(
  tx: Transaction,
  entry: { shop: string; orderId: string; connectionId: string; key: string },
  { bookedAt, ...order }: SourceOrderState,
): Promise<number> {
  const { shop, orderId, connectionId, key } = entry;
  const { total, currency, status } = order;
  const cancelled = status === "cancelled";
  const surely = jsonText({ total, currency, ...(cancelled ? { status } : {}) });
  await tx.$executeRaw`
    WITH named AS (
      -- The same order as a feed tells of it by its name.
      UPDATE "OrderState" SET "order" = "order" || ${surely}::jsonb,
        "bookedAt" = CASE WHEN ${cancelled} THEN NULL ELSE coalesce("bookedAt", ${bookedAt}) END
      WHERE "connectionId" = ${connectionId}::uuid AND "orderKey" = ${key} AND reference <> ${key}
    )
    INSERT INTO "OrderState" AS s (shop, "connectionId", reference, "orderKey", "bookedAt", "order", "asOf")
    VALUES (${shop}, ${connectionId}::uuid, ${key}, ${key}, ${bookedAt}, ${jsonText({ ...order, promisedAt: null })}::jsonb,
      'epoch')
    ON CONFLICT ("connectionId", reference) DO UPDATE SET
      "bookedAt" = CASE WHEN ${cancelled} THEN NULL ELSE coalesce(excluded."bookedAt", s."bookedAt") END,
      "order" = CASE WHEN s."asOf" = 'epoch' OR s."order" IS NULL THEN excluded."order"
        ELSE s."order" || ${surely}::jsonb END`;
  return followOrderStates(tx, shop, [orderId]);
}

/** Gives orders the states that a source reported by name before the orders were known. */
export async function adoptOrderStates(
  tx: Transaction,
  shop: string,
  orderIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "OrderState" s SET "orderKey" = o.shop || '/' || o.id
    FROM "Order" o WHERE o.shop = ${shop} AND o.id = ANY(${[...orderIds]}) AND s.shop = o.shop
      AND s."orderName" = o.name AND s."orderKey" IS NULL`;
  await followOrderStates(tx, shop, orderIds);
}

/**
 * Takes over what the source last said about these orders: when it booked them, and their progress. Returns
 * how many of them changed.
 */
export async function followOrderStates(
  tx: Transaction,
  shop: string,
  orderIds: readonly string[],
): Promise<number> {
  if (orderIds.length === 0) return 0;
  const ids = [...orderIds];
  const booked = await tx.$queryRaw<{ id: string }[]>`
    WITH booked AS (
      UPDATE "Order" o SET "bookedAt" = t."bookedAt"
      FROM (SELECT o.id, min(s."bookedAt") AS "bookedAt" FROM "Order" o
        LEFT JOIN LATERAL (
          SELECT DISTINCT ON ("connectionId") "bookedAt" FROM "OrderState"
          WHERE shop = o.shop AND "orderKey" = o.shop || '/' || o.id ORDER BY "connectionId", "asOf" DESC) s ON true
        WHERE o.shop = ${shop} AND o.id = ANY(${ids}) GROUP BY o.id) t
      WHERE o.shop = ${shop} AND o.id = t.id AND o."bookedAt" IS DISTINCT FROM t."bookedAt"
      RETURNING o.id
    ), owed AS (${markStock(shop, Prisma.sql`IN (SELECT id FROM booked)`)})
    SELECT id FROM booked`;
  const told = await followProgress(tx, shop, ids);
  return new Set([...booked, ...told].map(({ id }) => id)).size;
}

/** Updates how far the source is with orders that it holds; its steps go into the order's timeline. */
async function followProgress(tx: Transaction, shop: string, ids: string[]): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`
    WITH told AS (
      SELECT DISTINCT ON (e.id) e.id, e."orderId", e."connectionId", e."sourceStatus" AS was, s."order" AS says, s."asOf"
      FROM "OutboxEntry" e
      JOIN "OrderState" s ON s."connectionId" = e."connectionId" AND s."orderKey" = e.key AND s."order" IS NOT NULL
      WHERE e.shop = ${shop} AND e."orderId" = ANY(${ids}) -- By its name alone, an order that was never sent may be another shop's.
        AND (e."sourceId" IS NOT NULL OR s.reference = e.key)
      ORDER BY e.id, s."asOf" DESC
    ), followed AS (
      UPDATE "OutboxEntry" e SET
        "sourceId" = coalesce(e."sourceId", t.says->>'id'),
        "sourceNumber" = t.says->>'number', "sourceStatus" = t.says->>'status',
        "sourceTotal" = coalesce((t.says->>'total') || ' ' || (t.says->>'currency'), e."sourceTotal"),
        "sourceUrl" = coalesce(t.says->>'url', e."sourceUrl"),
        "promisedAt" = (t.says->>'promisedAt')::timestamptz,
        "sourceAt" = now()
      FROM told t WHERE t.id = e.id AND (e."sourceId" IS NULL OR e."sourceNumber" IS DISTINCT FROM t.says->>'number'
        OR e."sourceStatus" IS DISTINCT FROM t.says->>'status'
        OR e."sourceTotal" IS DISTINCT FROM coalesce((t.says->>'total') || ' ' || (t.says->>'currency'), e."sourceTotal")
        OR e."sourceUrl" IS DISTINCT FROM coalesce(t.says->>'url', e."sourceUrl")
        OR e."promisedAt" IS DISTINCT FROM (t.says->>'promisedAt')::timestamptz)
      RETURNING e."orderId", e."connectionId", e."sourceStatus", t.was
    ), noted AS (
      INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, before)
      SELECT gen_random_uuid(), ${shop}, 'order', f."orderId", f."connectionId"::text, now(), 'status',
        f."sourceStatus", f.was
      FROM followed f WHERE f.was IS DISTINCT FROM f."sourceStatus"
    )
    ${owe({
      from: Prisma.sql`followed f`,
      where: Prisma.sql`o.shop = ${shop} AND o.kind IN ('order', 'fulfillment') AND o.subject = f."orderId"
        AND o."connectionId" = f."connectionId"`,
    })}
    RETURNING o.subject AS id`;
}
