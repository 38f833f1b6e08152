import { Prisma } from "@prisma/client";
import type { AnyReceipt } from "#app/core/values/receipt.ts";
import { CATALOG_KINDS, type CatalogKind, type ValueKind } from "#app/core/values/record-kind.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import { db } from "#app/store/database/database.server.ts";
import { isUuid } from "../connections/connections.server.ts";
import { keyOf, readPlaceNames } from "./value-rows.server.ts";

const PAGE_ROWS = 50;

// A quantity is a number and money begins with one; an empty text has none.
const TARGET = Prisma.sql`nullif(split_part(o.target, ' ', 1), '')::numeric`;
const SHOWN = Prisma.sql`nullif(split_part(o.observed, ' ', 1), '')::numeric`;
const LAST = Prisma.sql`o.subject, o.place, o.kind`;
const ALL = { where: Prisma.empty, order: Prisma.sql`o.sku, ${LAST}` };

/** A price moves by its share: one crown is much for a screw and nothing for a machine. */
const SHARE = Prisma.sql`(${TARGET} - ${SHOWN}) / nullif(${SHOWN}, 0)`;

const TABS = {
  stock: {
    moves: {
      where: Prisma.empty,
      order: Prisma.sql`abs(${TARGET} - coalesce(${SHOWN}, 0)) DESC, ${LAST}`,
    },
    zero: {
      where: Prisma.sql`AND ${TARGET} <= 0 AND coalesce(${SHOWN}, 0) > 0`,
      order: Prisma.sql`coalesce(${SHOWN}, 0) DESC, ${LAST}`,
    },
    all: ALL,
  },
  price: {
    moves: { where: Prisma.empty, order: Prisma.sql`abs(${SHARE}) DESC NULLS LAST, ${LAST}` },
    lower: {
      where: Prisma.sql`AND ${TARGET} < ${SHOWN}`,
      order: Prisma.sql`${SHARE}, ${LAST}`,
    },
    all: ALL,
  },
  content: { all: ALL },
} as const satisfies Record<CatalogKind, Partial<Record<HoldTab, { where: Prisma.Sql; order: Prisma.Sql }>>>;

export type HoldTab = "moves" | "zero" | "lower" | "all";

/** The tabs of a hold, by what it holds; the first one is shown. */
export const HOLD_TABS: Record<CatalogKind, readonly HoldTab[]> = {
  stock: ["moves", "zero", "all"],
  price: ["moves", "lower", "all"],
  content: ["all"],
};

export function parseHoldTab(record: CatalogKind, text: string | null): HoldTab {
  return HOLD_TABS[record].find((tab) => tab === text) ?? HOLD_TABS[record][0] ?? "all";
}

export async function readHold(shop: string, id: string) {
  if (!isUuid(id)) return null;
  const hold = await db().hold.findFirst({ where: { shop, id } });
  if (!hold) return null;
  const connection = hold.connectionId
    ? await db().connection.findFirst({ where: { shop, id: hold.connectionId }, select: { name: true } })
    : null;
  return {
    id,
    record: CATALOG_KINDS.find((record) => record === hold.kind) ?? "stock",
    reason: hold.reason,
    state: hold.state,
    changes: hold.changes,
    zeroed: hold.zeroed,
    rows: hold.rows,
    origin: hold.origin,
    connectionId: hold.connectionId,
    connection: connection?.name ?? null,
    createdAt: hold.createdAt.toISOString(),
    decidedAt: hold.decidedAt?.toISOString() ?? null,
    decidedBy: hold.decidedBy,
  };
}

export interface HoldEffect {
  products: number;
  /** Prices that customers pay, by direction; the largest move each way as a share of what is shown. */
  lower: number;
  higher: number;
  largestFall: number | null;
  largestRise: number | null;
}

/** What customers would see of a held plan while it still waits. */
export async function readHoldEffect(shop: string, holdId: string): Promise<HoldEffect> {
  const [row] = await db().$queryRaw<HoldEffect[]>`
    SELECT count(DISTINCT coalesce(held."productId", held.subject))::int AS products,
      count(*) FILTER (WHERE held.share < 0)::int AS lower,
      count(*) FILTER (WHERE held.share > 0)::int AS higher,
      (min(held.share) FILTER (WHERE held.share < 0))::float8 AS "largestFall",
      (max(held.share) FILTER (WHERE held.share > 0))::float8 AS "largestRise"
    FROM (
      SELECT o.subject, o."productId", CASE WHEN o.kind = 'price' THEN ${SHARE} END AS share
      FROM "Observation" o
      WHERE o.shop = ${shop} AND o."holdId" = ${holdId}::uuid AND o.verdict = 'held'
    ) held`;
  return row ?? { products: 0, lower: 0, higher: 0, largestFall: null, largestRise: null };
}

interface Row {
  kind: ValueKind;
  subject: string;
  place: string;
  variantId: string | null;
  productId: string | null;
  sku: string | null;
  title: string | null;
  desired: string | null;
  observed: string | null;
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  receipt: AnyReceipt | null;
  imageUrl: string | null;
}

/**
 * One page of a held plan. A page is found by its number: the rows of one hold are few against the table, they
 * must be sorted by what no index holds, and the plan does not change while it waits.
 */
export async function readHoldRows(
  shop: string,
  hold: { id: string; record: CatalogKind },
  query: { tab: HoldTab; text: string; page: number },
) {
  const tabs: Partial<Record<HoldTab, { where: Prisma.Sql; order: Prisma.Sql }>> = TABS[hold.record];
  const { where, order } = tabs[query.tab] ?? ALL;
  const like = query.text.replace(/[\\%_]/g, "\\$&");
  const matching =
    like === "" ? Prisma.empty : Prisma.sql`AND (o.sku ILIKE ${`${like}%`} OR o.title ILIKE ${`%${like}%`})`;
  const [found, placeNames] = await Promise.all([
    db().$queryRaw<Row[]>`
    SELECT o.kind, o.subject, o.place, o."variantId", o."productId", o.sku, o.title, o.target AS desired, o.observed,
      o.verdict, o.reason, o.message, o.receipt, coalesce(v."imageUrl", p."imageUrl") AS "imageUrl"
    FROM "Observation" o
    LEFT JOIN "Variant" v ON v.shop = o.shop AND v.id = o."variantId"
    LEFT JOIN "Product" p ON p.shop = o.shop AND p.id = o."productId"
    WHERE o.shop = ${shop} AND o."holdId" = ${hold.id}::uuid AND o.verdict = 'held' ${where} ${matching}
    ORDER BY ${order} LIMIT ${PAGE_ROWS + 1} OFFSET ${query.page * PAGE_ROWS}`,
    readPlaceNames(shop),
  ]);
  return {
    more: found.length > PAGE_ROWS,
    rows: found.slice(0, PAGE_ROWS).map(({ subject, title, ...row }) => ({
      ...row,
      key: keyOf({ ...row, subject }),
      placeName: placeNames(row.kind, row.place),
      title: title ?? "",
    })),
  };
}
