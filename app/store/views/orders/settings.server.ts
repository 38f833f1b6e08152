import { DateTime } from "luxon";
import { parseFulfillmentRules } from "#app/core/fulfillment/rules.ts";
import { parseOrderRules } from "#app/core/orders/rules.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { db } from "#app/store/database/database.server.ts";
import { readLocations, readShop } from "../settings/shop.server.ts";

/** The rules about orders and shipments of one connection, as its page edits them. */
export async function readOrderSettings(shop: string, connectionId: string, now: Date) {
  const [policies, locations, { timeZone, currency }] = await Promise.all([
    db().policy.findMany({
      where: { shop, rule: { in: ["orders", "fulfillment"] }, scope: "connection", subject: connectionId },
    }),
    readLocations(shop),
    readShop(shop),
  ]);
  const valueOf = (name: string) => policies.find(({ rule }) => rule === name)?.value;
  const orders = parseOrderRules(valueOf("orders"));
  const day = (at: DateTime) => at.toISODate() ?? "";
  return {
    orders,
    fulfillment: parseFulfillmentRules(valueOf("fulfillment")),
    fromDay: orders.from === null ? "" : day(DateTime.fromISO(orders.from, { zone: timeZone })),
    today: day(DateTime.fromJSDate(now, { zone: timeZone })),
    locations,
    currency,
  };
}

/** Orders that a connection does not hold yet, newest first, with the document where it is kept. */
export async function readUnsent(shop: string, connectionId: string, from: Date | null, limit: number) {
  const rows = await db().$queryRaw<{ name: string; document: ShopOrderDocument | null }[]>`
    SELECT o.name, o.document FROM "Order" o
    WHERE o.shop = ${shop} AND o."cancelledAt" IS NULL AND NOT o.test
      AND (${from}::timestamptz IS NULL OR o."createdAt" >= ${from}::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM "OutboxEntry" e WHERE e.shop = o.shop AND e."orderId" = o.id
        AND e."connectionId" = ${connectionId}::uuid AND (e."exportedAt" IS NOT NULL OR e."sourceId" IS NOT NULL))
    ORDER BY o."createdAt" DESC, o.id DESC LIMIT ${limit}`;
  return rows;
}
