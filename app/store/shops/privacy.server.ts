import { Prisma } from "@prisma/client";
import { db, type Transaction } from "../database/database.server.ts";
import { writeJson } from "../database/json.server.ts";
import { happens } from "../values/life.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** How Shopify names a customer and the orders that a request is about. */
export interface CustomerRequest {
  /** Null: a customer that Shopify did not name. */
  customerId: string | null;
  orderIds: readonly string[];
}

/**
 * Erases for good what is kept about a customer: the documents of the orders and what was exported of them. What was
 * sold, when, and what the source calls it stays.
 */
export async function eraseCustomer(
  shop: string,
  { customerId, orderIds }: CustomerRequest,
): Promise<number> {
  return erase(
    Prisma.sql`o.shop = ${shop} AND (o.id = ANY(${[...orderIds]}) OR o."customerId" = ${customerId})`,
    true,
  );
}

/** Long after an order was closed nobody needs to know whose it was; a return within this time still finds it. */
const KEPT_DAYS = 180;

/** Erases the documents of orders closed and untouched for long. Read again, they come back. */
export async function eraseOldDocuments(): Promise<number> {
  return erase(
    Prisma.sql`o.document IS NOT NULL AND coalesce(o."closedAt", o."cancelledAt") IS NOT NULL
      AND o."updatedAt" < now() - make_interval(days => ${KEPT_DAYS})`,
    false,
  );
}

/** Erases the documents of a shop where nobody needs them any more. */
export async function eraseUnwantedDocuments(shop: string): Promise<number> {
  return erase(Prisma.sql`o.shop = ${shop} AND o.document IS NOT NULL`, false);
}

async function erase(where: Prisma.Sql, forEver: boolean): Promise<number> {
  return db().$transaction(async (tx) => {
    const erased = await tx.$queryRaw<{ shop: string; id: string }[]>`
      UPDATE "Order" o SET document = NULL, "customerId" = NULL, "customerName" = NULL,
        "erasedAt" = CASE WHEN ${forEver} THEN coalesce(o."erasedAt", now()) ELSE o."erasedAt" END
      WHERE ${where} RETURNING o.shop, o.id`;
    if (erased.length > 0) await eraseTraces(tx, jsonText(erased));
    return erased.length;
  });
}

/** What was sent to sources, and what they answered in words, may name the customer too. */
async function eraseTraces(tx: Transaction, orders: string): Promise<void> {
  const named = Prisma.sql`(SELECT r.shop, r.id FROM jsonb_to_recordset(${orders}::jsonb) AS r(shop text, id text))`;
  await tx.$executeRaw`
    UPDATE "OutboxEntry" SET exported = NULL, message = NULL, problems = NULL
    WHERE (shop, "orderId") IN ${named}`;
  const erased = happens(
    "answerErased",
    {},
    {
      also: Prisma.sql`receipt = NULL`,
      where: Prisma.sql`o.kind = 'order' AND (o.shop, o.subject) IN ${named}`,
    },
  );
  await tx.$executeRaw(erased);
  await tx.$executeRaw`
    UPDATE "TimelineEvent" SET detail = detail - 'message'
    WHERE kind = 'order' AND detail ? 'message' AND (shop, subject) IN ${named}`;
}

/** Notes that a customer wants to know what is kept, for the merchant to answer. */
export async function noteDataRequest(
  shop: string,
  { customerId, orderIds }: CustomerRequest,
): Promise<void> {
  await db().timelineEvent.create({
    data: {
      shop,
      kind: "customer",
      subject: customerId ?? "",
      place: "",
      at: new Date(),
      event: "data-requested",
      ...writeJson("TimelineEvent.detail", { orderIds }),
    },
  });
}

const REQUESTS_MAX = 50;

/** What customers asked for lately, newest first, with their names where they are still kept. */
export async function readDataRequests(shop: string) {
  return db().$queryRaw<{ id: string; at: Date; customer: string | null }[]>`
    SELECT e.id::text AS id, e.at, (SELECT o."customerName" FROM "Order" o WHERE o.shop = e.shop
      AND (o."customerId" = e.subject OR o.id IN (SELECT jsonb_array_elements_text(e.detail->'orderIds')))
      AND o."customerName" IS NOT NULL ORDER BY o."createdAt" DESC LIMIT 1) AS customer
    FROM "TimelineEvent" e
    WHERE e.shop = ${shop} AND e.kind = 'customer' AND e.event = 'data-requested'
    ORDER BY e.at DESC LIMIT ${REQUESTS_MAX}`;
}

/** What one request asks for; null: the shop has no such request. */
export async function findDataRequest(shop: string, id: string): Promise<CustomerRequest | null> {
  const [row] = await db().$queryRaw<{ subject: string; orderIds: string[] }[]>`
    SELECT subject, ARRAY(SELECT jsonb_array_elements_text(detail->'orderIds')) AS "orderIds"
    FROM "TimelineEvent" WHERE shop = ${shop} AND kind = 'customer' AND event = 'data-requested' AND id::text = ${id}`;
  return row ? { customerId: row.subject === "" ? null : row.subject, orderIds: row.orderIds } : null;
}

/** Everything that is kept about a customer: the whole orders, and what was sent to their sources. */
export async function customerData(shop: string, { customerId, orderIds }: CustomerRequest) {
  const orders = await db().order.findMany({
    where: { shop, OR: [{ id: { in: [...orderIds] } }, ...(customerId === null ? [] : [{ customerId }])] },
    orderBy: { createdAt: "asc" },
  });
  const ids = orders.map(({ id }) => id);
  const told = await db().outboxEntry.findMany({
    where: { shop, orderId: { in: ids } },
    select: { orderId: true, connectionId: true, exported: true, exportedAt: true, sourceNumber: true },
  });
  const parcels = await db().shipment.findMany({
    where: { shop, orderId: { in: ids } },
    select: { orderId: true, number: true, status: true, shippedAt: true },
  });
  return { orders, told, parcels };
}
