import { Prisma } from "@prisma/client";
import { ORDER_VALUES } from "#app/core/values/record-kind.ts";
import { inTurn, type Transaction } from "../database/database.server.ts";
import { happens } from "../values/life.server.ts";
import { GONE, tell } from "./outbox.server.ts";

interface SeenOrder {
  orderId: string;
  connectionId: string;
  version: string;
}

/** Forgets that orders, or shipments of theirs, failed, and owes them a decision. */
export async function forgetFailures(
  shop: string,
  orderIds: readonly string[],
  who: string,
): Promise<number> {
  return inTurn(shop, async (tx) => {
    const where = Prisma.sql`o.shop = ${shop} AND o.kind = ANY(${ORDER_VALUES})
      AND o.subject = ANY(${[...orderIds]})`;
    const rows = await tx.$queryRaw<{ kind: string; orderId: string; connectionId: string }[]>`
      ${happens("retryAsked", {}, { where })} RETURNING o.kind, o.subject AS "orderId", o.place AS "connectionId"`;
    for (const { kind, ...row } of rows)
      if (kind === "order") await tell(tx, { shop, ...row }, "retried", null, { who });
    return rows.length;
  });
}

/** Saves that a person accepts an order as they saw it; false: it has changed since. */
export async function acceptVersion(
  shop: string,
  { orderId, connectionId, version }: SeenOrder,
  by: { event: string; who: string },
): Promise<boolean> {
  return inTurn(shop, async (tx) => {
    if (!(await stillSeen(tx, shop, { orderId, connectionId, version }))) return false;
    await tx.outboxEntry.updateMany({
      where: { shop, orderId, connectionId },
      data: { accepted: version, acceptedBy: by.who },
    });
    await tell(tx, { shop, orderId, connectionId }, by.event, null, { who: by.who });
    return true;
  });
}

/** Treats an order that its source no longer has as one that it never had. */
export async function forgetSource(shop: string, seen: SeenOrder, who: string): Promise<boolean> {
  const { orderId, connectionId } = seen;
  return inTurn(shop, async (tx) => {
    if (!(await stillSeen(tx, shop, seen))) return false;
    const { count } = await tx.outboxEntry.updateMany({
      where: { shop, orderId, connectionId, sourceStatus: GONE },
      data: {
        sourceId: null,
        sourceNumber: null,
        sourceStatus: null,
        sourceTotal: null,
        sourceUrl: null,
        exportedAt: null,
        credited: [],
        accepted: null,
        state: "owed",
      },
    });
    if (count === 0) return false;
    await tx.$executeRaw`UPDATE "OutboxEntry" SET exported = NULL
      WHERE shop = ${shop} AND "orderId" = ${orderId} AND "connectionId" = ${connectionId}::uuid`;
    await tx.$executeRaw`DELETE FROM "OrderState" s USING "OutboxEntry" e
      WHERE e.shop = ${shop} AND e."orderId" = ${orderId} AND e."connectionId" = ${connectionId}::uuid
        AND s."connectionId" = e."connectionId" AND s."orderKey" = e.key`;
    await tell(tx, { shop, orderId, connectionId }, "retried", null, { who });
    return true;
  });
}

/** Whether the decision about the order is still the one a person saw; if so, owes it a new one. */
async function stillSeen(
  tx: Transaction,
  shop: string,
  { orderId, connectionId, version }: SeenOrder,
): Promise<boolean> {
  const where = Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.subject = ${orderId}
    AND o.place = ${connectionId} AND o.dirty = o.decided AND o.receipt->>'version' = ${version}`;
  const count = await tx.$executeRaw(happens("retryAsked", {}, { where }));
  return count > 0;
}
