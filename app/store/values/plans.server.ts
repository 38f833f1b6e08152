import { Prisma, type Hold } from "@prisma/client";
import type { PlanSummary } from "#app/core/values/plan.ts";
import { CATALOG_KINDS, VALUE_KINDS, type CatalogKind } from "#app/core/values/record-kind.ts";
import { db, inTurn } from "../database/database.server.ts";
import { happens } from "./life.server.ts";
import type { ValueKey } from "./observations.server.ts";
import { jsonText } from "../database/json-text.server.ts";

export interface OpenPlan extends PlanSummary {
  connectionId: string;
  record: CatalogKind;
  state: string;
  origin: string | null;
  /** Changes that wait for a person regardless of the plan as a whole. */
  jumps: number;
}

/** The kind under which the readings of each record kind are stored. */
const READING_KINDS = { stock: "stock", price: "price", content: "content" } as const satisfies Record<
  CatalogKind,
  string
>;

/** The undecided changes of each connection, counted for the guard; rows already held count again. */
export async function openPlans(shop: string, record: CatalogKind): Promise<OpenPlan[]> {
  const kinds = [...VALUE_KINDS[record]];
  const planned = await db().$queryRaw<
    {
      connectionId: string;
      changes: number;
      zeroed: number;
      absent: number;
      jumps: number;
      origin: string | null;
    }[]
  >`
    SELECT o."connectionId"::text AS "connectionId", count(*) FILTER (WHERE o.reason IS DISTINCT FROM 'scheduled')::int AS changes,
      count(*) FILTER (WHERE CASE WHEN o.kind = 'stock'
        THEN o.desired::bigint <= 0 AND coalesce(o.observed, '0')::bigint > 0
        ELSE o.desired = '' AND o.observed <> '' END)::int AS zeroed,
      count(*) FILTER (WHERE o.receipt @> '{"lines":[{"kind":"free","quantity":null}]}'::jsonb
        OR o.receipt @> '{"lines":[{"kind":"source","amount":null}]}'::jsonb)::int AS absent,
      count(*) FILTER (WHERE o.reason = 'price-jump')::int AS jumps,
      split_part(min(coalesce(o.receipt->>'origin', o.receipt->'lines'->0->>'origin')), ', line ', 1) AS origin
    FROM "Observation" o
    WHERE o.shop = ${shop} AND o.kind = ANY(${kinds}) AND o."connectionId" IS NOT NULL
      AND (o.verdict = 'planned' OR o.verdict = 'held' AND o."holdId" IS NOT NULL)
    GROUP BY 1 HAVING bool_or(o.verdict = 'planned')`;
  return Promise.all(
    planned.map(async (plan) => {
      const [facts] = await db().$queryRaw<
        { rows: number; sourceRecords: number; firstPlan: boolean; state: string }[]
      >`
        SELECT c.state, c."approvedAt" IS NULL OR ${record} <> ALL(c.approved) AS "firstPlan",
          (SELECT count(*)::int FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = ANY(${kinds})
            AND o."connectionId" = c.id AND o.desired IS NOT NULL) AS rows,
          (SELECT count(*)::int FROM "Reading" r WHERE r."connectionId" = c.id AND r.kind = ${READING_KINDS[record]}
            AND r.value IS NOT NULL) AS "sourceRecords"
        FROM "Connection" c WHERE c.shop = ${shop} AND c.id = ${plan.connectionId}::uuid`;
      if (!facts) throw new Error(`Connection ${plan.connectionId} has values but no row`);
      return { ...plan, ...facts, record };
    }),
  );
}

/**
 * Releases the planned changes of a plan; a hold that still waited for them is superseded. Price jumps stay:
 * they are held row by row.
 */
export async function releasePlan(shop: string, plan: OpenPlan): Promise<void> {
  const { connectionId } = plan;
  const where = Prisma.sql`${ofPlan(shop, plan)} AND (o.verdict = 'planned' OR o."holdId" IS NOT NULL)
    AND o.reason IS DISTINCT FROM 'price-jump'`;
  await inTurn(shop, async (tx) => {
    await tx.$executeRaw(happens("released", {}, { where }));
    await tx.hold.updateMany({
      where: { shop, connectionId, kind: plan.record, state: "waiting", reason: { not: "price-jump" } },
      data: { state: "superseded", decidedAt: new Date() },
    });
  });
}

/** Recalls what was released and not written yet, so that it is checked under other limits. */
export async function recallPlans(shop: string): Promise<void> {
  const kinds = CATALOG_KINDS.flatMap((record) => [...VALUE_KINDS[record]]);
  const where = Prisma.sql`o.shop = ${shop} AND o.kind = ANY(${kinds})`;
  await inTurn(shop, (tx) => tx.$executeRaw(happens("recalled", {}, { where })));
}

/** Releases what was scheduled and checked before, regardless of the rest of the plan. */
export async function releaseScheduled(shop: string, plan: OpenPlan): Promise<void> {
  const where = Prisma.sql`${ofPlan(shop, plan)} AND o.verdict = 'planned' AND o.reason = 'scheduled'`;
  await inTurn(shop, (tx) => tx.$executeRaw(happens("released", {}, { where })));
}

/** Keeps planned changes back while their connection does not run. */
export async function parkPlan(shop: string, plan: OpenPlan): Promise<void> {
  await inTurn(shop, (tx) => tx.$executeRaw(happens("parked", {}, { where: ofPlan(shop, plan) })));
}

/** Holds the planned changes of a plan for a person, in the hold that already waits if there is one. */
export async function holdPlan(shop: string, plan: OpenPlan, reason: string): Promise<void> {
  const { connectionId, changes, zeroed, rows, origin, record } = plan;
  const held = Prisma.sql`${ofPlan(shop, plan)} AND (${reason !== "price-jump"} OR o.reason = 'price-jump')`;
  await inTurn(shop, async (tx) => {
    const counts = { reason, changes: reason === "price-jump" ? plan.jumps : changes, zeroed, rows, origin };
    const waiting = await tx.hold.findFirst({
      where: { shop, connectionId, kind: record, state: "waiting" },
    });
    const hold = waiting
      ? await tx.hold.update({ where: { id: waiting.id }, data: counts })
      : await tx.hold.create({ data: { shop, connectionId, kind: record, ...counts } });
    const told = { reason: Prisma.sql`${reason}::text`, holdId: Prisma.sql`${hold.id}::uuid` };
    await tx.$executeRaw(happens("held", told, { where: held }));
  });
}

/** Values o that a connection keeps in step with one kind of record. */
function ofPlan(
  shop: string,
  { connectionId, record }: Pick<OpenPlan, "connectionId" | "record">,
): Prisma.Sql {
  return Prisma.sql`o.shop = ${shop} AND o.kind = ANY(${[...VALUE_KINDS[record]]})
    AND o."connectionId" = ${connectionId}::uuid`;
}

export async function findHold(shop: string, id: string): Promise<Hold | null> {
  return db().hold.findFirst({ where: { shop, id } });
}

export async function findWaitingHolds(shop: string, connectionId: string): Promise<Hold[]> {
  return db().hold.findMany({ where: { shop, connectionId, state: "waiting" } });
}

/** Releases held rows, all or the given ones, remembering the value that was approved. Returns how many. */
export async function approveHeld(
  shop: string,
  holdId: string,
  rows: "all" | readonly ValueKey[],
): Promise<number> {
  const keys = jsonText(rows === "all" ? [] : rows);
  const where = Prisma.sql`o.shop = ${shop} AND o."holdId" = ${holdId}::uuid
    AND (${rows === "all"} OR (o.kind, o.subject, o.place) IN (
      SELECT k.kind, k.subject, k.place
      FROM jsonb_to_recordset(${keys}::jsonb) AS k(kind text, subject text, place text)))`;
  return inTurn(shop, (tx) => tx.$executeRaw(happens("approved", {}, { where })));
}

/** Leaves what is still held as it is in the shop until the source says something else. */
export async function discardHeld(shop: string, holdId: string, who: string): Promise<number> {
  const where = Prisma.sql`o.shop = ${shop} AND o."holdId" = ${holdId}::uuid`;
  return inTurn(shop, (tx) =>
    tx.$executeRaw(happens("discarded", { who: Prisma.sql`${who}::text` }, { where })),
  );
}

export async function closeHold(
  shop: string,
  id: string,
  state: "approved" | "discarded",
  decidedBy: string,
): Promise<void> {
  await db().hold.updateMany({ where: { shop, id }, data: { state, decidedBy, decidedAt: new Date() } });
}

export async function countHeld(shop: string, holdId: string): Promise<number> {
  return db().observation.count({ where: { shop, holdId, verdict: "held" } });
}

/** Closes holds whose rows have all come back into step meanwhile. */
export async function closeEmptyHolds(shop: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "Hold" h SET state = 'superseded', "decidedAt" = now()
    WHERE h.shop = ${shop} AND h.state = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM "Observation" o WHERE o."holdId" = h.id)`;
}
