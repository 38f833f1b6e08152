import { isPriceKind } from "#app/core/values/record-kind.ts";
import { Prisma } from "@prisma/client";
import { db, inTurn } from "../database/database.server.ts";
import { owe } from "../values/life.server.ts";

/** The facts by which rules are chosen. */
export interface RuledRow {
  sku: string | null;
  tags: string[];
  vendor: string | null;
  collections: string[];
}

const PAST_MAX = 5_000;
const OPEN_MAX = 20_000;

const SUBJECT = Prisma.sql`o.sku, coalesce(p.tags, v.tags, '{}') AS tags, coalesce(p.vendor, v.vendor) AS vendor,
  coalesce(p.collections, '{}') AS collections`;
const PRODUCT = Prisma.sql`
  LEFT JOIN "Variant" v ON v.shop = o.shop AND v.id = o."variantId"
  LEFT JOIN "Product" p ON p.shop = o.shop AND p.id = coalesce(o."productId", v."productId")`;

/** What was chosen for a field before, newest first, except what was taken back. */
export async function pastChoices(shop: string, field: string): Promise<(RuledRow & { choice: string })[]> {
  return db().$queryRaw<(RuledRow & { choice: string })[]>`
    SELECT e.detail->>'choice' AS choice, ${SUBJECT}
    FROM (SELECT * FROM "TimelineEvent" o WHERE o.shop = ${shop} AND o.event = 'resolved' AND ${ofField(field)}
      AND o.detail->>'undoneAt' IS NULL ORDER BY o.at DESC LIMIT ${PAST_MAX}) e
    JOIN "Observation" o ON o.shop = e.shop AND o.kind = e.kind AND o.subject = e.subject AND o.place = e.place
    ${PRODUCT}`;
}

/** The open conflicts of a field. */
export async function openConflicts(shop: string, field: string): Promise<RuledRow[]> {
  return db().$queryRaw<RuledRow[]>`
    SELECT ${SUBJECT}
    FROM (SELECT * FROM "Observation" o WHERE o.shop = ${shop} AND o.verdict = 'conflict' AND ${ofField(field)}
      LIMIT ${OPEN_MAX}) o
    ${PRODUCT}`;
}

/** Owes all values of a field a decision, because the rule about it changed. */
export async function markFieldDirty(shop: string, field: string): Promise<void> {
  const where = Prisma.sql`o.shop = ${shop} AND ${ofField(field)}`;
  await inTurn(shop, (tx) => tx.$executeRaw(owe({ where })));
}

/** The rows of `o` that a field of the authority rules is about. */
export function ofField(field: string): Prisma.Sql {
  return isPriceKind(field)
    ? Prisma.sql`o.kind = ${field}`
    : Prisma.sql`(o.kind = 'content' AND o.place = ${field})`;
}
