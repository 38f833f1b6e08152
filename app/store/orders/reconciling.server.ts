import { Prisma } from "@prisma/client";
import type { SourceOrderState } from "#app/core/source/order.ts";
import { db, inTurn } from "../database/database.server.ts";
import type { Lease } from "../database/leases.server.ts";
import { saveAnswer } from "./states.server.ts";
import type { Exporting } from "./outbox-entries.server.ts";
import { ensureEntries } from "./outbox-entries.server.ts";
import { fenced, GONE, type EntryKey } from "./outbox.server.ts";

/** Orders that their source should hold and that it may still change, in key order after the given one. */
export async function exportedOrders(
  shop: string,
  connectionId: string,
  after: string,
  { closedSince, limit }: { closedSince: Date; limit: number },
): Promise<EntryKey[]> {
  return db().$queryRaw<EntryKey[]>`
    SELECT e.shop, e."orderId", e."connectionId"::text AS "connectionId", e.key
    FROM "OutboxEntry" e JOIN "Order" o ON o.shop = e.shop AND o.id = e."orderId"
    WHERE e.shop = ${shop} AND e."connectionId" = ${connectionId}::uuid AND e."orderId" > ${after}
      AND e."sourceId" IS NOT NULL AND e."sourceStatus" IS DISTINCT FROM ${GONE}
      AND (coalesce(o."closedAt", o."cancelledAt") IS NULL
        OR coalesce(o."closedAt", o."cancelledAt") >= ${closedSince}::timestamptz)
    ORDER BY e."orderId" LIMIT ${limit}`;
}

/** When both sides were last compared; null: never. */
export async function lastReconciled(shop: string): Promise<Date | null> {
  const last = await db().run.findFirst({
    where: { shop, activity: "reconcile", kind: "order", state: { in: ["succeeded", "skipped"] } },
    orderBy: { startedAt: "desc" },
    select: { startedAt: true },
  });
  return last?.startedAt ?? null;
}

/** When each connection's rules about orders last changed. */
export async function orderRuleTimes(shop: string): Promise<{ subject: string; updatedAt: Date }[]> {
  return db().policy.findMany({
    where: { shop, rule: { in: ["orders", "fulfillment"] }, scope: "connection" },
    select: { subject: true, updatedAt: true },
  });
}

/** Gives every stored order its place in the outbox of the connections that now take it. */
export async function ensureAllEntries(shop: string, exporting: readonly Exporting[]): Promise<void> {
  await inTurn(shop, (tx) => ensureEntries(tx, shop, exporting, Prisma.sql`true`));
}

/** Orders that are being shipped and were read before anybody wanted their documents. */
export async function shippedUnread(shop: string, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM "Order" o
    WHERE o.shop = ${shop} AND o.document IS NULL AND o."erasedAt" IS NULL AND o."closedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "Shipment" s WHERE s.shop = o.shop AND s."orderId" = o.id
        AND s.status NOT IN ('delivered', 'cancelled'))
    LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Saves what the source says about an order in a routine check; returns whether anything changed. */
export async function saveLook(lease: Lease, entry: EntryKey, answer: SourceOrderState): Promise<boolean> {
  return fenced(entry.shop, lease, async (tx) => (await saveAnswer(tx, entry, answer)) > 0);
}
