import { Prisma } from "@prisma/client";
import { namesOfBuyer } from "#app/core/shop/people.ts";
import { VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { db, together, type Transaction } from "../database/database.server.ts";
import { writeJson, type StoredIn } from "../database/json.server.ts";
import { happens } from "../values/life.server.ts";
import { noteFiles } from "./files-to-forget.server.ts";
import { PEOPLE, type Buyer } from "./personal-data.server.ts";

/** How Shopify names a customer and the orders that a request is about. */
export interface CustomerRequest {
  /** Null: a customer that Shopify did not name. */
  customerId: string | null;
  orderIds: readonly string[];
}

const OF_ORDERS = [...VALUE_KINDS.order, ...VALUE_KINDS.fulfillment];

/**
 * Erases for good what is kept about a customer, wherever it stands. What was sold, when, and what the source calls it
 * stays. The files that were written of the orders are owed the same.
 */
export async function eraseCustomer(shop: string, request: CustomerRequest): Promise<void> {
  const { customerId, orderIds } = request;
  await together(async (tx) => {
    const orders = await tx.$queryRaw<Found[]>`
      UPDATE "Order" o SET "erasedAt" = coalesce(o."erasedAt", now()) WHERE ${ordersOf(shop, request)}
      RETURNING o.id, o.document`;
    const buyer = {
      shop,
      orderIds: [...new Set([...orderIds, ...orders.map(({ id }) => id)])],
      customerIds: customerId === null ? [] : [customerId],
      kinds: OF_ORDERS,
    };
    await eraseWords(tx, shop, orders);
    await noteFiles(tx, shop, buyer.orderIds);
    await eraseRows(tx, buyer);
    await tx.$executeRaw`DELETE FROM "TimelineEvent" e WHERE ${requestsOf(buyer)}`;
  });
}

interface Found {
  id: string;
  document: StoredIn<"Order.document">;
}

/** What was being written while an order was erased may have come after it, so this is done once more. */
const AGAIN_HOURS = 3;

/** Erases again what was erased lately. */
export async function eraseAgain(): Promise<void> {
  const since = Prisma.sql`o."erasedAt" > now() - make_interval(hours => ${AGAIN_HOURS})`;
  await eraseOrders(since, OF_ORDERS, true);
}

/** Long after an order was closed nobody needs to know whose it was; a return within this time still finds it. */
const KEPT_DAYS = 180;

/** Erases the documents of orders closed and untouched for long. Read again, they come back. */
export async function eraseOldDocuments(): Promise<void> {
  const old = Prisma.sql`o.document IS NOT NULL AND coalesce(o."closedAt", o."cancelledAt") IS NOT NULL
    AND o."updatedAt" < now() - make_interval(days => ${KEPT_DAYS})`;
  await eraseOrders(old, OF_ORDERS, true);
  // Rows of a source that could not be used may name anybody, and nobody knows whose they are.
  await db().$executeRaw`
    UPDATE "SetAside" SET raw = NULL WHERE raw IS NOT NULL AND at < now() - make_interval(days => ${KEPT_DAYS})`;
}

/** Erases the documents of a shop where nobody needs them any more. What its source ships, it still tells. */
export async function eraseUnwantedDocuments(shop: string): Promise<void> {
  await eraseOrders(Prisma.sql`o.shop = ${shop} AND o.document IS NOT NULL`, VALUE_KINDS.order, false);
}

/** So many orders at once, each batch on its own. */
const BATCH = 1_000;

async function eraseOrders(where: Prisma.Sql, kinds: Buyer["kinds"], files: boolean): Promise<void> {
  const orders = await db().$queryRaw<{ shop: string; id: string }[]>`
    SELECT o.shop, o.id FROM "Order" o WHERE ${where} ORDER BY o.shop, o.id`;
  for (const [shop, own] of Map.groupBy(orders, (order) => order.shop)) {
    for (let start = 0; start < own.length; start += BATCH) {
      const orderIds = own.slice(start, start + BATCH).map(({ id }) => id);
      await together(async (tx) => {
        if (files) await noteFiles(tx, shop, orderIds);
        await eraseRows(tx, { shop, orderIds, customerIds: [], kinds });
      });
    }
  }
}

/** Empties what rows about the buyer say of them. */
async function eraseRows(tx: Transaction, buyer: Buyer): Promise<void> {
  for (const [table, { of, buyer: columns }] of Object.entries(PEOPLE)) {
    if (!of || !columns) continue;
    const where = of(buyer);
    if (columns === "rows") {
      await tx.$executeRaw`DELETE FROM ${quoted(table)} o WHERE ${where}`;
      continue;
    }
    const also = assignments(columns);
    if (table === "Observation") await tx.$executeRaw(happens("erased", {}, { also, where }));
    else await tx.$executeRaw`UPDATE ${quoted(table)} o SET ${also} WHERE ${where}`;
  }
}

/** Empties words about anything in which the buyers of these orders are named. */
async function eraseWords(tx: Transaction, shop: string, orders: readonly Found[]): Promise<void> {
  const pattern = patternOf(orders);
  if (pattern === null) return;
  for (const [table, { words }] of Object.entries(PEOPLE)) {
    for (const [column, blank] of Object.entries(words ?? {})) {
      await tx.$executeRaw`
        UPDATE ${quoted(table)} o SET ${assignments({ [column]: blank })}
        WHERE o.shop = ${shop} AND ${names(column, pattern)}`;
    }
  }
}

/** A regular expression for the names of the buyers, as whole words; null: no name is known. */
function patternOf(orders: readonly Found[]): string | null {
  const words = orders.flatMap(({ document }) => (document ? namesOfBuyer(document) : []));
  if (words.length === 0) return null;
  // A backslash before any sign but a letter or a digit makes it stand for itself.
  const literal = words.map((word) => word.replace(/[^\p{L}\p{N}\s]/gu, "\\$&").replace(/\s+/g, "\\s+"));
  return `(^|\\W)(${[...new Set(literal)].join("|")})(\\W|$)`;
}

function names(column: string, pattern: string): Prisma.Sql {
  return Prisma.sql`o.${quoted(column)}::text ~* ${pattern}`;
}

function assignments(blanks: Readonly<Record<string, Prisma.Sql>>): Prisma.Sql {
  return Prisma.join(
    Object.entries(blanks).map(([column, blank]) => Prisma.sql`${quoted(column)} = ${blank}`),
  );
}

function quoted(name: string): Prisma.Sql {
  return Prisma.raw(`"${name}"`);
}

function ordersOf(shop: string, { customerId, orderIds }: CustomerRequest): Prisma.Sql {
  return Prisma.sql`o.shop = ${shop} AND (o.id = ANY(${[...orderIds]}) OR o."customerId" = ${customerId})`;
}

/** What customers e asked for. */
function requestsOf({ shop, customerIds, orderIds }: Buyer): Prisma.Sql {
  return Prisma.sql`e.shop = ${shop} AND e.kind = 'customer' AND e.event = 'data-requested'
    AND (e.subject = ANY(${[...customerIds]}) OR jsonb_exists_any(e.detail->'orderIds', ${[...orderIds]}))`;
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

/** Everything that is kept about a customer, table by table, without the columns that name staff. */
export async function customerData(shop: string, request: CustomerRequest) {
  const orders = await db().$queryRaw<Found[]>`
    SELECT o.id, o.document FROM "Order" o WHERE ${ordersOf(shop, request)}`;
  const customerIds = request.customerId === null ? [] : [request.customerId];
  const orderIds = orders.map(({ id }) => id);
  const buyer: Buyer = { shop, orderIds, customerIds, kinds: OF_ORDERS };
  const pattern = patternOf(orders);
  const found: Record<string, unknown[]> = {};
  for (const [table, texts] of Object.entries(PEOPLE)) {
    const which = [
      ...(texts.of && texts.buyer ? [texts.of(buyer)] : []),
      ...(pattern === null ? [] : Object.keys(texts.words ?? {}).map((column) => names(column, pattern))),
    ];
    if (which.length === 0) continue;
    const rows = await db().$queryRaw<{ row: unknown }[]>`
      SELECT to_jsonb(o) - ${[...(texts.staff ?? []), "id", "shop"]}::text[] AS row FROM ${quoted(table)} o
      WHERE o.shop = ${shop} AND (${Prisma.join(which, ") OR (")})`;
    if (rows.length > 0) found[table] = rows.map(({ row }) => row);
  }
  return found;
}
