import { Prisma } from "@prisma/client";
import { recordOf, VALUE_KINDS, type RecordKind } from "#app/core/values/record-kind.ts";
import { db, inTurn, pool, type Transaction } from "../database/database.server.ts";
import { owedADecision } from "./decisions.server.ts";
import { fence, LeaseLost, type Lease } from "../database/leases.server.ts";
import { happens } from "./life.server.ts";
import type { ValueKey } from "./observations.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** Values that may be written, whether now or after a rest. */
export async function countWaiting(shop: string, record: RecordKind): Promise<number> {
  return db().observation.count({ where: { shop, kind: { in: [...VALUE_KINDS[record]] }, verdict: "push" } });
}

/** Record kinds with something to decide, to write, or to find out about. */
export async function owedRecords(shop: string): Promise<RecordKind[]> {
  const rows = await db().$queryRaw<{ kind: string }[]>`
    SELECT k.kind FROM unnest(${KINDS}::text[]) k(kind)
    WHERE EXISTS (SELECT 1 FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = k.kind AND o.dirty > o.decided)
      OR EXISTS (SELECT 1 FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = k.kind
        AND o.verdict IN ('planned', 'push'))
      OR EXISTS (SELECT 1 FROM "Change" c WHERE c.shop = ${shop} AND c.kind = k.kind AND c.outcome = 'intended')`;
  return [...new Set(rows.map(({ kind }) => recordOf(kind)))];
}

const KINDS = Object.values(VALUE_KINDS).flat();

/** One value to write, as the plan wants it. */
export interface DueChange extends ValueKey {
  productId: string | null;
  authority: string | null;
  observed: string | null;
  target: string;
  observedAt: Date;
}

export interface IntendedChange extends ValueKey {
  id: string;
  /** Of the call that should write it. */
  key: string;
  after: string;
}

export type ChangeOutcome =
  /** `shows`: what the shop made of it, where that differs from what was sent. */
  | { outcome: "applied"; shows?: string }
  | { outcome: "stale" | "lost" | "withdrawn" }
  | { outcome: "rejected"; message: string };

/**
 * A value that fell without an order to explain it may be a sale whose order we cannot read yet, so it is not
 * raised again before the order has had this long to show up.
 */
const UNEXPLAINED_FALL_SECONDS = 2;

/**
 * The worst quantities that may be written now, worst first; also those that are owed another decision, which
 * is made right before the write: values that are marked again and again would otherwise never be repaired.
 */
export async function nextChanges(shop: string, limit: number): Promise<DueChange[]> {
  const query = Prisma.sql`
    SELECT o.kind, o.subject, o.place, o."productId", o.authority, o.observed, o.target, o."observedAt"
    FROM "Observation" o
    WHERE o.shop = ${shop} AND o.kind = 'stock' AND o.verdict = 'push'
      AND (o.dirty = o.decided OR ${owedADecision(shop)})
      AND (o."retryAt" IS NULL OR o."retryAt" <= now())
      AND NOT (o.observed::bigint < o.baseline::bigint AND o.target::bigint > o.observed::bigint
        AND o."observedAt" > now() - make_interval(secs => ${UNEXPLAINED_FALL_SECONDS}))
    ORDER BY o.urgency DESC, o.subject, o.place
    LIMIT ${limit}`;
  return (await pool().query<DueChange>(query)).rows;
}

/**
 * Prices or content that may be written now, those of the worst products first: everything due for a product
 * comes together, because it is written together.
 */
export async function nextProducts(shop: string, record: RecordKind, products: number): Promise<DueChange[]> {
  const query = Prisma.sql`
    WITH worst AS (
      SELECT o."productId", max(o.urgency) AS urgency FROM "Observation" o WHERE ${writable(shop, record)}
      GROUP BY o."productId" ORDER BY 2 DESC, 1 LIMIT ${products}
    )
    SELECT o.kind, o.subject, o.place, o."productId", o.authority, o.observed, o.target, o."observedAt"
    FROM "Observation" o JOIN worst w ON w."productId" = o."productId"
    WHERE ${writable(shop, record)}
    ORDER BY w.urgency DESC, w."productId", o.subject, o.kind, o.place`;
  return (await pool().query<DueChange>(query)).rows;
}

/** Whether a bulk mutation can write a value: only one that a variant itself holds. */
export function bulkable({ kind, place }: ValueKey): boolean {
  return kind !== "content" && place === "";
}

/** How much of what may be written now one bulk mutation could write. */
export async function countBulkable(
  shop: string,
  record: RecordKind,
): Promise<{ products: number; rows: number }> {
  const query = Prisma.sql`
    SELECT count(DISTINCT o."productId")::int AS products, count(DISTINCT o.subject)::int AS rows
    FROM "Observation" o WHERE ${writable(shop, record)} AND o.kind <> 'content' AND o.place = ''`;
  const [row] = (await pool().query<{ products: number; rows: number }>(query)).rows;
  return row ?? { products: 0, rows: 0 };
}

function writable(shop: string, record: RecordKind): Prisma.Sql {
  return Prisma.sql`o.shop = ${shop} AND o.kind = ANY(${[...VALUE_KINDS[record]]}) AND o.verdict = 'push'
    AND o.dirty = o.decided AND (o."retryAt" IS NULL OR o."retryAt" <= now())`;
}

/** How many quantities may be written, counted no further than `limit`. */
export async function countChangesUpTo(shop: string, limit: number): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM "Observation" WHERE shop = ${shop} AND kind = 'stock' AND verdict = 'push' LIMIT ${limit}) counted`;
  return row?.n ?? 0;
}

/**
 * Saves what is about to be written, before it is sent. A value that was decided or looked at again since it
 * was fetched is left out; so is stock seen later than the shop's orders were.
 */
export async function saveIntended(
  shop: string,
  lease: Lease,
  batch: { key: string; runId: string; rows: readonly DueChange[] },
): Promise<IntendedChange[]> {
  const rows = jsonText(
    batch.rows.map(({ kind, subject, place, observed, target }) => ({
      kind,
      subject,
      place,
      observed,
      target,
    })),
  );
  // One statement is one round trip, and many of these are under way at a time; the lease is locked until it commits.
  const query = Prisma.sql`
    WITH fence AS (
      SELECT 1 FROM "Lease" WHERE name = ${lease.name} AND token = ${lease.token} FOR SHARE
    ), saved AS (
      INSERT INTO "Change" (id, shop, kind, subject, place, "connectionId", "runId", sku, before, after, why, who,
        "idempotencyKey")
      SELECT gen_random_uuid(), ${shop}, o.kind, o.subject, o.place, o."connectionId", ${batch.runId}::uuid, o.sku,
        o.observed, o.target, o.receipt, coalesce(o."pinnedBy", 'concord'), ${batch.key}
      FROM fence, jsonb_to_recordset(${rows}::jsonb) AS r(kind text, subject text, place text, observed text,
        target text)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = r.kind AND o.subject = r.subject AND o.place = r.place
      JOIN "Shop" s ON s.shop = o.shop AND (o.kind <> 'stock' OR s."ordersSeenAt" >= o."observedAt")
      WHERE o.verdict = 'push' AND o.dirty = o.decided AND o.target = r.target
        AND o.observed IS NOT DISTINCT FROM r.observed
      RETURNING id::text AS id, "idempotencyKey" AS key, kind, subject, place, after
    )
    SELECT s.* FROM fence LEFT JOIN saved s ON true`;
  const saved = await pool().query<IntendedChange | Record<keyof IntendedChange, null>>(query);
  if (saved.rows.length === 0) throw new LeaseLost(`The lease ${lease.name} was taken over`);
  return saved.rows.filter((row): row is IntendedChange => row.id !== null);
}

/**
 * Saves what became of intents. Both sides now agree on an applied value as the shop keeps it, so our own
 * write comes back as a webhook that finds nothing to do; a rejected one is set aside with Shopify's message
 * and tried again later.
 */
export async function saveOutcomes(
  shop: string,
  lease: Lease,
  outcomes: readonly ({ id: string } & ChangeOutcome)[],
): Promise<void> {
  const rows = jsonText(outcomes);
  const outcomesSeen = new Set(outcomes.map(({ outcome }) => outcome));
  const save = async (tx: Transaction) => {
    await fence(tx, lease);
    await tx.$executeRaw`
      UPDATE "Change" c SET outcome = r.outcome, message = r.message, "settledAt" = now()
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, outcome text, message text)
      WHERE c.shop = ${shop} AND c.id = r.id`;
    if (outcomesSeen.has("applied"))
      await tx.$executeRaw(
        happens(
          "applied",
          { after: Prisma.sql`c.after` },
          {
            also: Prisma.sql`observed = coalesce(r.shows, c.after), "observedAt" = now(),
            baseline = coalesce(r.shows, c.after), "baselineAt" = now()`,
            from: Prisma.sql`jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, outcome text, shows text)
            JOIN "Change" c ON c.id = r.id`,
            where: ofChange(shop, "applied"),
          },
        ),
      );
    if (outcomesSeen.has("rejected"))
      await tx.$executeRaw(
        happens(
          "rejected",
          { reason: Prisma.sql`'rejected'`, message: Prisma.sql`r.message` },
          {
            from: Prisma.sql`jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, outcome text, message text)
            JOIN "Change" c ON c.id = r.id`,
            where: ofChange(shop, "rejected"),
          },
        ),
      );
  };
  await inTurn(shop, save);
}

/** The values o of changes c with this outcome, from rows r. */
function ofChange(shop: string, outcome: ChangeOutcome["outcome"]): Prisma.Sql {
  return Prisma.sql`r.outcome = ${outcome} AND c.shop = ${shop} AND o.shop = c.shop AND o.kind = c.kind
    AND o.subject = c.subject AND o.place = c.place`;
}

/** What a run wrote by a call for each product, and by calls that take many values of a price list. */
export async function writtenByCalls(runId: string): Promise<{ products: number; rows: number }> {
  const [row] = await db().$queryRaw<{ products: number; rows: number }[]>`
    SELECT count(DISTINCT o."productId") FILTER (WHERE c.kind = 'content' OR c.place = '')::int AS products,
      count(*) FILTER (WHERE c.kind <> 'content' AND c.place <> '')::int AS rows
    FROM "Change" c
    JOIN "Observation" o ON o.shop = c.shop AND o.kind = c.kind AND o.subject = c.subject AND o.place = c.place
    WHERE c."runId" = ${runId}::uuid AND c.outcome = 'applied' AND c."idempotencyKey" NOT LIKE 'bulk-%'`;
  return row ?? { products: 0, rows: 0 };
}

/** Intended writes without an outcome: their sender was stopped between sending and saving. */
export async function openIntended(shop: string, record: RecordKind): Promise<IntendedChange[]> {
  return db().$queryRaw<IntendedChange[]>`
    SELECT id::text AS id, "idempotencyKey" AS key, kind, subject, place, after FROM "Change"
    WHERE shop = ${shop} AND kind = ANY(${[...VALUE_KINDS[record]]}) AND outcome = 'intended' ORDER BY at`;
}

/** Pins the value from before each change until the source moves; returns how many. */
export async function pinBefore(shop: string, ids: readonly string[], who: string): Promise<number> {
  const rows = jsonText(ids);
  return inTurn(shop, async (tx) => {
    const pinned = await tx.$executeRaw(
      happens(
        "undone",
        { value: Prisma.sql`coalesce(c.before, '0')`, who: Prisma.sql`${who}::text` },
        {
          from: Prisma.sql`(SELECT DISTINCT ON (kind, subject, place) * FROM "Change" WHERE shop = ${shop} AND outcome = 'applied'
          AND id IN (SELECT value::uuid FROM jsonb_array_elements_text(${rows}::jsonb)) ORDER BY kind, subject, place, at) c`,
          where: Prisma.sql`o.shop = c.shop AND o.kind = c.kind AND o.subject = c.subject AND o.place = c.place`,
        },
      ),
    );
    await tx.$executeRaw`
      UPDATE "Change" SET "undoneAt" = now()
      WHERE shop = ${shop} AND outcome = 'applied'
        AND id IN (SELECT value::uuid FROM jsonb_array_elements_text(${rows}::jsonb))`;
    return pinned;
  });
}
