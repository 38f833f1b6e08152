import { Prisma } from "@prisma/client";
import { recordOf, type RecordKind } from "#app/core/values/record-kind.ts";
import { db } from "../database/database.server.ts";

/** What `noteSent` remembers of one thing that waits. */
export interface NewsKey {
  /** hold, or the kind of value in conflict */
  kind: string;
  subject: string;
  place: string;
}

/** A batch of values that began to wait for a person, and that Shopify Flow does not know about yet. */
export interface FlowNews {
  recordKind: RecordKind;
  /** A plan held back; null: values that both sides changed. */
  hold: { id: string; reason: string } | null;
  /** How many values wait. */
  values: number;
  /** The worst of them, by SKU or title. */
  examples: string[];
  keys: NewsKey[];
}

/** The rest goes into another batch. */
const BATCH_MAX = 10_000;
const EXAMPLES_MAX = 5;

/** What began to wait for a person since Flow was last notified: every hold, and the conflicts of each record kind. */
export async function flowNews(shop: string): Promise<FlowNews[]> {
  await forgetDecided(shop);
  const holds = await db().$queryRaw<
    { id: string; kind: RecordKind; reason: string; changes: number; names: string[] }[]
  >`
    SELECT h.id::text AS id, h.kind, h.reason, h.changes, ARRAY(
      SELECT coalesce(o.sku, o.title) FROM "Observation" o WHERE o.shop = h.shop AND o."holdId" = h.id
        AND o.verdict = 'held' AND coalesce(o.sku, o.title) IS NOT NULL
      ORDER BY o.urgency DESC, o.subject, o.place LIMIT ${EXAMPLES_MAX}) AS names
    FROM "Hold" h WHERE ${untoldHold(Prisma.sql`${shop}`)} ORDER BY h.id`;
  const conflicts = await db().$queryRaw<(NewsKey & { name: string | null })[]>`
    SELECT o.kind, o.subject, o.place, coalesce(o.sku, o.title) AS name FROM "Observation" o
    WHERE ${untoldConflict(Prisma.sql`${shop}`)}
    ORDER BY o.urgency DESC, o.kind, o.subject, o.place LIMIT ${BATCH_MAX}`;
  const heldBack = holds.map(({ id, kind, reason, changes, names }) => ({
    recordKind: kind,
    hold: { id, reason },
    values: changes,
    examples: distinct(names),
    keys: [{ kind: "hold", subject: id, place: "" }],
  }));
  const byRecord = Map.groupBy(conflicts, ({ kind }) => recordOf(kind));
  const changedTwice = [...byRecord].map(([recordKind, rows]) => ({
    recordKind,
    hold: null,
    values: rows.length,
    examples: distinct(rows.flatMap(({ name }) => name ?? [])),
    keys: rows.map(({ kind, subject, place }) => ({ kind, subject, place })),
  }));
  return [...heldBack, ...changedTwice];
}

/** Flow was notified of these. */
export async function noteSent(shop: string, keys: readonly NewsKey[]): Promise<void> {
  await db().flowNews.createMany({ data: keys.map((key) => ({ shop, ...key })), skipDuplicates: true });
}

/** Shops whose Flow has not been notified of everything that waits for a person. */
export async function shopsWithFlowNews(): Promise<string[]> {
  const shops = await db().$queryRaw<{ shop: string }[]>`
    SELECT s.shop FROM "Shop" s WHERE s.state = 'active' AND (
      EXISTS (SELECT 1 FROM "Hold" h WHERE ${untoldHold(Prisma.sql`s.shop`)})
      OR EXISTS (SELECT 1 FROM "Observation" o WHERE ${untoldConflict(Prisma.sql`s.shop`)}))`;
  return shops.map(({ shop }) => shop);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].slice(0, EXAMPLES_MAX);
}

function untoldHold(shop: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`h.shop = ${shop} AND h.state = 'waiting' AND NOT EXISTS (SELECT 1 FROM "FlowNews" n
    WHERE n.shop = h.shop AND n.kind = 'hold' AND n.subject = h.id::text AND n.place = '')`;
}

/** The kinds are named so that the index on shop, kind and verdict is used. */
function untoldConflict(shop: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`o.shop = ${shop} AND o.kind IN ('stock', 'price', 'compareAt', 'cost', 'content')
    AND o.verdict = 'conflict' AND NOT EXISTS (SELECT 1 FROM "FlowNews" n
      WHERE n.shop = o.shop AND n.kind = o.kind AND n.subject = o.subject AND n.place = o.place)`;
}

/** Forgets what was decided meanwhile: it is news again the next time it waits. */
async function forgetDecided(shop: string): Promise<void> {
  await db().$executeRaw`
    DELETE FROM "FlowNews" n WHERE n.shop = ${shop}
      AND NOT EXISTS (SELECT 1 FROM "Hold" h
        WHERE n.kind = 'hold' AND h.shop = n.shop AND h.id::text = n.subject AND h.state = 'waiting')
      AND NOT EXISTS (SELECT 1 FROM "Observation" o WHERE o.shop = n.shop AND o.kind = n.kind
        AND o.subject = n.subject AND o.place = n.place AND o.verdict = 'conflict')`;
}
