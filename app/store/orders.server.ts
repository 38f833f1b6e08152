import { againstDeadlock, db, type Transaction } from "./database.server.ts";

/** An order of the shop as the stock formula needs it: shopify/orders.ts ShopOrder. */
export interface OrderRow {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
  cancelledAt: Date | null;
  lines: readonly {
    lineId: string;
    inventoryItemId: string | null;
    locationId: string | null;
    quantity: number;
  }[];
}

/**
 * Saves orders as they are now and owes a decision to every value that their lines touch or touched. An answer
 * older than what is stored changes nothing.
 */
export async function saveOrders(shop: string, orders: readonly OrderRow[]): Promise<void> {
  if (orders.length === 0) return;
  const rows = JSON.stringify(orders.map(({ lines: _, ...order }) => order));
  const lines = JSON.stringify(
    orders.flatMap((order) =>
      order.lines
        .filter((line) => line.inventoryItemId !== null && line.locationId !== null)
        .map((line) => ({ ...line, orderId: order.id })),
    ),
  );
  const save = async (tx: Transaction) => {
    const fresh = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "Order" AS o (shop, id, name, "createdAt", "updatedAt", "cancelledAt", "bookedAt")
      SELECT ${shop}, r.id, r.name, r."createdAt", r."updatedAt", r."cancelledAt",
        (SELECT min(b."bookedAt") FROM "Booking" b WHERE b.shop = ${shop} AND b."orderName" = r.name)
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(id text, name text, "createdAt" timestamptz,
        "updatedAt" timestamptz, "cancelledAt" timestamptz)
      ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, "updatedAt" = excluded."updatedAt",
        "cancelledAt" = excluded."cancelledAt"
        WHERE o."updatedAt" <= excluded."updatedAt"
      RETURNING id`;
    const ids = JSON.stringify(fresh.map(({ id }) => id));
    await markOrdersDirty(tx, shop, ids);
    await tx.$executeRaw`
      DELETE FROM "OrderLine" WHERE shop = ${shop} AND "orderId" IN (SELECT jsonb_array_elements_text(${ids}::jsonb))`;
    await tx.$executeRaw`
      INSERT INTO "OrderLine" (shop, "orderId", id, "inventoryItemId", "locationId", quantity)
      SELECT ${shop}, r."orderId", r."lineId", min(r."inventoryItemId"), r."locationId", sum(r.quantity)
      FROM jsonb_to_recordset(${lines}::jsonb)
        AS r("orderId" text, "lineId" text, "inventoryItemId" text, "locationId" text, quantity int)
      WHERE r."orderId" IN (SELECT jsonb_array_elements_text(${ids}::jsonb))
      GROUP BY r."orderId", r."lineId", r."locationId"`;
    await markOrdersDirty(tx, shop, ids);
  };
  await againstDeadlock(() => db().$transaction(save));
}

async function markOrdersDirty(tx: Transaction, shop: string, ids: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Observation" o SET dirty = o.dirty + 1
    FROM (SELECT DISTINCT "inventoryItemId", "locationId" FROM "OrderLine" WHERE shop = ${shop}
      AND "orderId" IN (SELECT jsonb_array_elements_text(${ids}::jsonb))) l
    WHERE o.shop = ${shop} AND o.kind = 'stock' AND o.subject = l."inventoryItemId" AND o.place = l."locationId"`;
}

/** Of orders as they stand in the shop, the ids of those that are not stored as they are. */
export async function newOrders(
  shop: string,
  orders: readonly { id: string; updatedAt: Date }[],
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT r.id FROM jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) AS r(id text, "updatedAt" timestamptz)
    LEFT JOIN "Order" o ON o.shop = ${shop} AND o.id = r.id
    WHERE o.id IS NULL OR o."updatedAt" < r."updatedAt"`;
  return rows.map(({ id }) => id);
}

/** Records that every order taken before `seenAt` has been read. */
export async function saveOrdersSeen(shop: string, seenAt: Date, updatedAt: Date | null): Promise<void> {
  await db().$executeRaw`
    UPDATE "Shop" SET "ordersSeenAt" = greatest("ordersSeenAt", ${seenAt}::timestamptz),
      "ordersUpdatedAt" = greatest("ordersUpdatedAt", ${updatedAt}::timestamptz)
    WHERE shop = ${shop}`;
}

/** Now, by the clock that stamps every row. */
export async function databaseNow(): Promise<Date> {
  const [row] = await db().$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  if (!row) throw new Error("The database did not tell the time");
  return row.now;
}
