import { Prisma } from "@prisma/client";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { db, inTurn, type Transaction } from "../database/database.server.ts";
import { BEHIND_SECONDS } from "../webhooks/inbox.server.ts";
import { linkInvoices } from "./invoices.server.ts";
import { jsonText } from "../database/json-text.server.ts";
import { owe } from "../values/life.server.ts";
import { markStockOfOrders } from "../values/marks.server.ts";
import { adoptOrderStates } from "./states.server.ts";
import { ensureEntries, type Exporting } from "./outbox-entries.server.ts";
import { adoptShipments } from "../fulfillment/shipments.server.ts";

/** An order of the shop as the stock formula needs it: shopify/orders/orders.ts ShopOrder. */
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
  /** The whole order, where some connection wants it. */
  document: ShopOrderDocument | null;
}

/**
 * Saves orders as a reading begun at `readAt` found them, gives each its place in the outbox of every connection that
 * takes it, and owes a decision to every value that rests on them. An answer older than what is stored, or one that
 * says the same, changes nothing.
 */
export async function saveOrders(
  shop: string,
  orders: readonly OrderRow[],
  exporting: readonly Exporting[],
  readAt: Date,
): Promise<void> {
  if (orders.length === 0) return;
  const save = async (tx: Transaction) => {
    const ids = await saveRows(tx, shop, orders, readAt);
    if (ids.length === 0) return;
    await markStockOfOrders(tx, shop, ids);
    await saveLines(tx, shop, orders, ids);
    await markStockOfOrders(tx, shop, ids);
    await ensureEntries(tx, shop, exporting, Prisma.sql`o.id = ANY(${ids})`);
    await adoptOrderStates(tx, shop, ids);
    await linkInvoices(tx, shop, ids);
    await adoptShipments(tx, shop, ids);
    await tx.$executeRaw(
      owe({ where: Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.subject = ANY(${ids})` }),
    );
  };
  await inTurn(shop, save);
}

/** Returns the ids of those that differ from what was stored. */
async function saveRows(
  tx: Transaction,
  shop: string,
  orders: readonly OrderRow[],
  readAt: Date,
): Promise<string[]> {
  const rows = jsonText(
    orders.map(({ lines: _, document, ...order }) => ({ ...order, ...listed(document) })),
  );
  const fresh = await tx.$queryRaw<{ id: string }[]>`
    WITH found AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r(id text, name text, "createdAt" timestamptz,
        "updatedAt" timestamptz, "cancelledAt" timestamptz, "closedAt" timestamptz, document jsonb, "customerId" text,
        "customerName" text, test boolean, channel text, tags text[], "financialStatus" text,
        "fulfillmentStatus" text, total text)
    ), saved AS (
      INSERT INTO "Order" AS o (shop, id, name, "createdAt", "updatedAt", "cancelledAt", "closedAt", document,
        "customerId", "customerName", test, channel, tags, "financialStatus", "fulfillmentStatus", total, "readAt")
      SELECT ${shop}, r.id, r.name, r."createdAt", r."updatedAt", r."cancelledAt", r."closedAt", r.document,
        r."customerId", r."customerName", r.test, r.channel, r.tags, r."financialStatus", r."fulfillmentStatus",
        r.total, ${readAt}
      FROM found r
      ON CONFLICT (shop, id) DO UPDATE SET name = excluded.name, "updatedAt" = excluded."updatedAt",
        "cancelledAt" = excluded."cancelledAt", "closedAt" = excluded."closedAt", test = excluded.test,
        -- What was erased because somebody asked for it never comes back.
        document = CASE WHEN o."erasedAt" IS NULL THEN excluded.document END,
        "customerId" = CASE WHEN o."erasedAt" IS NULL THEN excluded."customerId" END,
        "customerName" = CASE WHEN o."erasedAt" IS NULL THEN excluded."customerName" END,
        tags = CASE WHEN o."erasedAt" IS NULL THEN excluded.tags ELSE '{}' END, channel = excluded.channel, "financialStatus" = excluded."financialStatus",
        "fulfillmentStatus" = excluded."fulfillmentStatus", total = excluded.total,
        "readAt" = greatest(o."readAt", excluded."readAt")
        WHERE o."updatedAt" <= excluded."updatedAt"
      RETURNING id
    )
    SELECT s.id FROM saved s JOIN found r ON r.id = s.id
    LEFT JOIN "Order" o ON o.shop = ${shop} AND o.id = s.id
    -- A statement sees the rows as they were before it.
    WHERE o.id IS NULL OR o."updatedAt" <> r."updatedAt" OR r.document IS NULL OR o.document IS DISTINCT FROM r.document`;
  return fresh.map(({ id }) => id);
}

/** What lists and filters need of a document. */
function listed(document: ShopOrderDocument | null) {
  if (document === null) return { document: null, test: false, tags: [] };
  const { closedAt, test, channel, tags, financialStatus, fulfillmentStatus, totals, currency } = document;
  return {
    document,
    closedAt,
    test,
    channel,
    tags,
    financialStatus,
    fulfillmentStatus,
    customerId: document.customer?.id ?? null,
    customerName: customerName(document),
    total: `${totals.currentTotal.shop} ${currency}`,
  };
}

function customerName({ company, customer, shippingAddress, email }: ShopOrderDocument): string | null {
  const person = customer ?? shippingAddress;
  const name = [person?.firstName, person?.lastName].filter(Boolean).join(" ");
  return company?.name ?? (name === "" ? email : name);
}

async function saveLines(
  tx: Transaction,
  shop: string,
  orders: readonly OrderRow[],
  ids: readonly string[],
): Promise<void> {
  const lines = jsonText(
    orders.flatMap((order) =>
      order.lines
        .filter((line) => line.inventoryItemId !== null && line.locationId !== null)
        .map((line) => ({ ...line, orderId: order.id })),
    ),
  );
  await tx.$executeRaw`DELETE FROM "OrderLine" WHERE shop = ${shop} AND "orderId" = ANY(${ids})`;
  await tx.$executeRaw`
    INSERT INTO "OrderLine" (shop, "orderId", id, "inventoryItemId", "locationId", quantity)
    SELECT ${shop}, r."orderId", r."lineId", min(r."inventoryItemId"), r."locationId", sum(r.quantity)
    FROM jsonb_to_recordset(${lines}::jsonb)
      AS r("orderId" text, "lineId" text, "inventoryItemId" text, "locationId" text, quantity int)
    WHERE r."orderId" = ANY(${ids})
    GROUP BY r."orderId", r."lineId", r."locationId"`;
}

/**
 * The ids of the orders whose present state in the shop is not stored. With `whole`, one that was read before
 * anybody wanted its document counts as not stored.
 */
export async function newOrders(
  shop: string,
  orders: readonly { id: string; updatedAt: Date }[],
  whole: boolean,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT r.id FROM jsonb_to_recordset(${jsonText(orders)}::jsonb) AS r(id text, "updatedAt" timestamptz)
    LEFT JOIN "Order" o ON o.shop = ${shop} AND o.id = r.id
    WHERE o.id IS NULL OR o."updatedAt" < r."updatedAt"
      OR (${whole} AND o.document IS NULL AND o."erasedAt" IS NULL)`;
  return rows.map(({ id }) => id);
}

/**
 * The ids of the hinted orders that have not been read since. With `whole`, one that was read before anybody
 * wanted its document counts as not read.
 */
export async function unreadSince(
  shop: string,
  hinted: readonly { id: string; at: Date }[],
  whole: boolean,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT r.id FROM jsonb_to_recordset(${jsonText(hinted)}::jsonb) AS r(id text, at timestamptz)
    LEFT JOIN "Order" o ON o.shop = ${shop} AND o.id = r.id
    WHERE o."readAt" IS NULL OR o."readAt" < r.at + make_interval(secs => ${BEHIND_SECONDS})
      OR (${whole} AND o.document IS NULL AND o."erasedAt" IS NULL)
    GROUP BY r.id ORDER BY min(r.at)`;
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
