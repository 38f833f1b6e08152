import type { Prisma } from "@prisma/client";
import { db, pool } from "../database/database.server.ts";
import { errorCode } from "../database/embedded/process-state.server.ts";

/** A webhook as it arrived. `payload` is its text, which the database parses. */
export interface ArrivedEvent {
  shop: string;
  webhookId: string;
  topic: string;
  triggeredAt: Date | null;
  payload: string;
}

export interface InboxRow {
  shop: string;
  webhookId: string;
  topic: string;
  triggeredAt: Date | null;
  receivedAt: Date;
  payload: unknown;
  attempts: number;
}

const INSERT = `
  INSERT INTO "InboxEvent" ("shop", "webhookId", "topic", "triggeredAt", "payload")
  SELECT shop, id, topic, triggered, payload::jsonb
  FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[]) AS t(shop, id, topic, triggered, payload)
  ON CONFLICT DO NOTHING`;

// Texts that are JSON but that no database can hold: a zero character, half a surrogate pair, a number out of range.
const DATA_EXCEPTION = "22";
const LIMIT_EXCEEDED = "54";

/** Saves many at once; one that is there already is left alone. Returns how many were new. */
export async function insertInbox(events: readonly ArrivedEvent[]): Promise<number> {
  const column = <K extends keyof ArrivedEvent>(name: K): ArrivedEvent[K][] =>
    events.map((event) => event[name]);
  const values = [
    column("shop"),
    column("webhookId"),
    column("topic"),
    column("triggeredAt"),
    column("payload"),
  ];
  const { rowCount } = await pool().query({ name: "inbox-insert", text: INSERT, values });
  return rowCount ?? 0;
}

/** Whether saving failed because of what an event says, so that trying again is useless. */
export function unstorable(error: unknown): boolean {
  const code = errorCode(error) ?? "";
  return code.startsWith(DATA_EXCEPTION) || code.startsWith(LIMIT_EXCEEDED);
}

/** A whole order takes a while to read, and what is killed half-way through a claim is read again. */
const ORDERS_AT_ONCE = 50;

const isOrder: Prisma.InboxEventWhereInput = { topic: { startsWith: "orders/" } };
/** What is dealt with without asking the shop anything: that it has left, and what customers ask for. */
const isRequest: Prisma.InboxEventWhereInput = {
  OR: [{ topic: { startsWith: "customers/" } }, { topic: { in: ["shop/redact", "app/uninstalled"] } }],
};

/**
 * The oldest events of a shop that nobody has acted on yet: requests first, so that nothing that fails keeps them
 * waiting, then orders. Each sale lowers many levels, and a storm of those must not hold up the order that explains them.
 */
export async function claimInbox(shop: string, limit: number): Promise<InboxRow[]> {
  const requests = await openEvents({ shop, ...isRequest }, limit);
  const orders = await openEvents({ shop, ...isOrder }, Math.min(limit - requests.length, ORDERS_AT_ONCE));
  const first = [...requests, ...orders];
  if (orders.length === ORDERS_AT_ONCE) return first;
  const others = await openEvents({ shop, NOT: [isOrder, isRequest] }, limit - first.length);
  return [...first, ...others];
}

async function openEvents(where: Prisma.InboxEventWhereInput, limit: number): Promise<InboxRow[]> {
  if (limit === 0) return [];
  return db().inboxEvent.findMany({
    where: { ...where, processedAt: null },
    orderBy: [{ receivedAt: "asc" }, { webhookId: "asc" }],
    take: limit,
    omit: { processedAt: true, error: true },
  });
}

export async function markProcessed(shop: string, webhookIds: readonly string[]): Promise<void> {
  await db().inboxEvent.updateMany({
    where: { shop, webhookId: { in: [...webhookIds] } },
    data: { processedAt: new Date(), error: null },
  });
}

/** How far behind the copy may be from which Shopify answers a reading. */
export const BEHIND_SECONDS = 2;

/** Closes all events about levels of these items from before a reading of them began: it covers them. */
export async function markLevelsRead(shop: string, itemIds: readonly string[], readAt: Date): Promise<void> {
  await db().$executeRaw`
    UPDATE "InboxEvent" SET "processedAt" = now(), error = NULL
    WHERE shop = ${shop} AND "processedAt" IS NULL AND starts_with(topic, 'inventory_levels/')
      AND "receivedAt" < ${readAt}::timestamptz - make_interval(secs => ${BEHIND_SECONDS})
      AND payload->>'inventory_item_id' = ANY(${[...itemIds]})`;
}

/** Sets events aside that will never succeed; the reason stays with them. */
export async function markFailed(shop: string, webhookIds: readonly string[], error: string): Promise<void> {
  await db().inboxEvent.updateMany({
    where: { shop, webhookId: { in: [...webhookIds] } },
    data: { attempts: { increment: 1 }, error, processedAt: new Date() },
  });
}

/** Shopify repeats a webhook for hours, so ids are kept longer than that and then removed. */
export async function purgeInbox(processedBefore: Date): Promise<number> {
  const { count } = await db().inboxEvent.deleteMany({ where: { processedAt: { lt: processedBefore } } });
  return count;
}
