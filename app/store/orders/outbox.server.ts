import { Prisma } from "@prisma/client";
import type { SourceOrder, SourceOrderState } from "#app/core/source/order.ts";
import { db, inTurn, together, type Transaction } from "../database/database.server.ts";
import type { JsonColumns } from "../database/json.server.ts";
import { jsonText } from "../database/json-text.server.ts";
import { fence, type Lease } from "../database/leases.server.ts";
import { happens, owe, type GivenSql } from "../values/life.server.ts";
import { followOrderStates, saveAnswer } from "./states.server.ts";

/** An order's place in the outbox of one connection. */
export interface EntryKey {
  shop: string;
  orderId: string;
  connectionId: string;
  key: string;
}

export type ExportEvent = "exported" | "found" | "amended" | "cancelled";

/**
 * The source may still be working on a call that was cut off, so an order that was sent and does not show up
 * only counts as not made after this long.
 */
const MAY_SHOW_UP_SECONDS = 60;

/** Saves what is about to be sent for the first time, by the worker that holds the lease. False: it was sent meanwhile. */
export async function startSending(lease: Lease, entry: EntryKey, order: SourceOrder): Promise<boolean> {
  return fencedAlone(lease, async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "OutboxEntry" SET state = 'sending', exported = ${jsonText(order)}::jsonb, attempts = attempts + 1,
        "dueAt" = now() + make_interval(secs => ${MAY_SHOW_UP_SECONDS})
      WHERE shop = ${entry.shop} AND "orderId" = ${entry.orderId} AND "connectionId" = ${entry.connectionId}::uuid
        AND "sourceId" IS NULL AND state <> 'sending'`;
    // Owed until somebody knows what became of it.
    if (count > 0) await touch(tx, entry);
    return count > 0;
  });
}

/** Saves that the source holds the order: as `order`, or, if null, as an earlier attempt sent it. */
export async function saveInSource(
  lease: Lease,
  entry: EntryKey,
  held: { event: ExportEvent | null; answer: SourceOrderState; order: SourceOrder | null },
): Promise<void> {
  const { event, answer, order } = held;
  await fenced(entry.shop, lease, async (tx) => {
    await tx.$executeRaw`
      UPDATE "OutboxEntry" SET state = 'exported', "sourceId" = ${answer.id}, message = NULL, "dueAt" = NULL,
        exported = coalesce(${order && jsonText(order)}::jsonb, exported), "exportedAt" = coalesce("exportedAt", now())
      WHERE shop = ${entry.shop} AND "orderId" = ${entry.orderId} AND "connectionId" = ${entry.connectionId}::uuid`;
    await saveAnswer(tx, entry, answer);
    await cure(tx, entry);
    if (event) await tell(tx, entry, event, answer.number, {});
  });
}

/** Saves that the source has booked a credit for the order. */
export async function saveCredited(
  lease: Lease,
  entry: EntryKey,
  credit: { key: string; number: string },
): Promise<void> {
  await fencedAlone(lease, async (tx) => {
    await tx.$executeRaw`
      UPDATE "OutboxEntry" SET credited = array_append(coalesce(credited, '{}'), ${credit.key}), message = NULL
      WHERE shop = ${entry.shop} AND "orderId" = ${entry.orderId} AND "connectionId" = ${entry.connectionId}::uuid
        AND NOT ${credit.key} = ANY(coalesce(credited, '{}'))`;
    await cure(tx, entry);
    await tell(tx, entry, "credited", credit.number, { credit: credit.key });
  });
}

/** The source no longer holds what it once did: a person has to say what should become of it. */
export async function saveGone(lease: Lease, entry: EntryKey): Promise<boolean> {
  return fenced(entry.shop, lease, async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "OutboxEntry" SET "sourceStatus" = ${GONE}, "sourceAt" = now()
      WHERE shop = ${entry.shop} AND "orderId" = ${entry.orderId} AND "connectionId" = ${entry.connectionId}::uuid
        AND "sourceStatus" IS DISTINCT FROM ${GONE}`;
    if (count === 0) return false;
    // Its stock figures no longer include the order.
    await tx.$executeRaw`
      UPDATE "OrderState" SET "bookedAt" = NULL, "order" = NULL
      WHERE "connectionId" = ${entry.connectionId}::uuid AND "orderKey" = ${entry.key}`;
    await followOrderStates(tx, entry.shop, [entry.orderId]);
    await touch(tx, entry);
    await tell(tx, entry, "gone", null, {});
    return true;
  });
}

/** `sourceStatus` of an order that its source does not know any more. */
export const GONE = "gone";

/** What was sent has not shown up in time: the order is owed again. */
export async function saveNeverMade(lease: Lease, entry: EntryKey): Promise<void> {
  await fencedAlone(lease, async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "OutboxEntry" SET state = 'owed', "dueAt" = NULL
      WHERE shop = ${entry.shop} AND "orderId" = ${entry.orderId} AND "connectionId" = ${entry.connectionId}::uuid
        AND state = 'sending' AND "dueAt" <= now()`;
    if (count > 0) await touch(tx, entry);
  });
}

/** Sets one order aside with what the source, or the shop, said about it; it is retried later and later. */
export async function saveRefused(
  lease: Lease,
  entry: EntryKey,
  refused: { message: string; reason: string; madeNothing: boolean },
): Promise<void> {
  const { message, reason, madeNothing } = refused;
  await fencedAlone(lease, async (tx) => {
    await tx.$executeRaw`
      UPDATE "OutboxEntry" SET message = ${message},
        exported = CASE WHEN ${madeNothing} AND state = 'sending' THEN NULL ELSE exported END,
        "dueAt" = CASE WHEN ${madeNothing} AND state = 'sending' THEN NULL ELSE "dueAt" END,
        state = CASE WHEN ${madeNothing} AND state = 'sending' THEN 'owed' ELSE state END
      WHERE shop = ${entry.shop} AND "orderId" = ${entry.orderId} AND "connectionId" = ${entry.connectionId}::uuid`;
    const said = { reason: Prisma.sql`${reason}::text`, message: Prisma.sql`${message}::text` };
    const told = await tx.$queryRaw<{ failures: number }[]>`
      ${happens("rejected", said, { where: ofEntry(entry) })} RETURNING o.failures`;
    if (told[0]?.failures === 1) await tell(tx, entry, "rejected", null, { message });
  });
}

/** Lets all orders of a connection rest: nothing is wrong with them, only with the way to the source. */
export async function restConnection(
  lease: Lease,
  shop: string,
  connectionId: string,
  rest: { message: string; forMs: number },
): Promise<void> {
  await fenced(shop, lease, async (tx) => {
    const where = Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o."connectionId" = ${connectionId}::uuid
      AND o.verdict = 'push'`;
    await tx.$executeRaw(happens("rested", toldOfRest(rest), { where }));
  });
}

/** Lets one order rest: a call about it was lost, or what was begun has not had its effect yet. */
export async function restOrder(
  lease: Lease,
  entry: EntryKey,
  rest: { message: string | null; forMs: number },
): Promise<void> {
  await fencedAlone(lease, async (tx) => {
    await tx.$executeRaw(happens("rested", toldOfRest(rest), { where: ofEntry(entry) }));
  });
}

function toldOfRest({ message, forMs }: { message: string | null; forMs: number }): GivenSql<"rested"> {
  return { message: Prisma.sql`${message}::text`, forMs: Prisma.sql`${forMs}` };
}

/** Orders that were sent and have no saved answer. */
export async function sentUnanswered(shop: string): Promise<EntryKey[]> {
  return db().$queryRaw<EntryKey[]>`
    SELECT shop, "orderId", "connectionId"::text AS "connectionId", key FROM "OutboxEntry"
    WHERE shop = ${shop} AND state = 'sending' ORDER BY "createdAt"`;
}

/** Saves what only the holder of the lease may save. */
export function fenced<T>(shop: string, lease: Lease, save: (tx: Transaction) => Promise<T>): Promise<T> {
  return inTurn(shop, async (tx) => {
    await fence(tx, lease);
    return save(tx);
  });
}

/** The same for work on the one order alone. */
function fencedAlone<T>(lease: Lease, save: (tx: Transaction) => Promise<T>): Promise<T> {
  return together(async (tx) => {
    await fence(tx, lease);
    return save(tx);
  });
}

/** Owes the order a decision. */
async function touch(tx: Transaction, entry: EntryKey): Promise<void> {
  await tx.$executeRaw(owe({ where: ofEntry(entry) }));
}

/** The problem is over, and what is left of the order is decided again. */
async function cure(tx: Transaction, entry: EntryKey): Promise<void> {
  const also = Prisma.sql`"observedAt" = now()`;
  await tx.$executeRaw(happens("orderApplied", {}, { also, where: ofEntry(entry) }));
}

/** The value o that an entry is about. */
function ofEntry({ shop, orderId, connectionId }: EntryKey): Prisma.Sql {
  return Prisma.sql`o.shop = ${shop} AND o.kind = 'order' AND o.subject = ${orderId} AND o.place = ${connectionId}`;
}

/** Adds to the order's timeline. */
export async function tell(
  tx: Transaction,
  { shop, orderId, connectionId }: Omit<EntryKey, "key">,
  event: string,
  value: string | null,
  detail: JsonColumns["TimelineEvent.detail"],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, value, detail)
    VALUES (gen_random_uuid(), ${shop}, 'order', ${orderId}, ${connectionId}, now(), ${event}, ${value},
      ${jsonText(detail)}::jsonb)`;
}
