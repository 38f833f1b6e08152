import { Prisma } from "@prisma/client";
import type { Receipt } from "#app/core/stock.ts";
import type { VerdictKind } from "#app/core/verdict.ts";
import { db } from "#app/store/database.server.ts";
import { isUuid } from "./connections.server.ts";

const PAGE_ROWS = 50;

const TABS = {
  moves: {
    where: Prisma.empty,
    order: Prisma.sql`abs(o.target::numeric - coalesce(o.observed, '0')::numeric) DESC, o.subject, o.place`,
  },
  zero: {
    where: Prisma.sql`AND o.target::numeric <= 0 AND coalesce(o.observed, '0')::numeric > 0`,
    order: Prisma.sql`coalesce(o.observed, '0')::numeric DESC, o.subject, o.place`,
  },
  all: { where: Prisma.empty, order: Prisma.sql`o.sku, o.subject, o.place` },
} as const;

export type HoldTab = keyof typeof TABS;

export function parseHoldTab(text: string | null): HoldTab {
  return text === "zero" || text === "all" ? text : "moves";
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

interface Row {
  subject: string;
  place: string;
  variantId: string | null;
  sku: string | null;
  title: string | null;
  desired: string | null;
  observed: string | null;
  verdict: VerdictKind;
  reason: string | null;
  message: string | null;
  receipt: Receipt | null;
  location: string | null;
  imageUrl: string | null;
}

/**
 * One page of a held plan. A page is found by its number: the rows of one hold are few against the table, they
 * must be sorted by what no index holds, and the plan stands still while it waits.
 */
export async function readHoldRows(
  shop: string,
  holdId: string,
  query: { tab: HoldTab; text: string; page: number },
) {
  const { where, order } = TABS[query.tab];
  const like = query.text.replace(/[\\%_]/g, "\\$&");
  const matching =
    like === "" ? Prisma.empty : Prisma.sql`AND (o.sku ILIKE ${`${like}%`} OR o.title ILIKE ${`%${like}%`})`;
  const found = await db().$queryRaw<Row[]>`
    SELECT o.subject, o.place, o."variantId", o.sku, o.title, o.target AS desired, o.observed, o.verdict, o.reason, o.message,
      o.receipt, l.name AS location, v."imageUrl"
    FROM "Observation" o
    LEFT JOIN "Location" l ON l.shop = o.shop AND l.id = o.place
    LEFT JOIN "Variant" v ON v.shop = o.shop AND v.id = o."variantId"
    WHERE o.shop = ${shop} AND o."holdId" = ${holdId}::uuid AND o.verdict = 'held' ${where} ${matching}
    ORDER BY ${order} LIMIT ${PAGE_ROWS + 1} OFFSET ${query.page * PAGE_ROWS}`;
  const whole = (value: string | null) => (value === null ? null : Number(value));
  return {
    more: found.length > PAGE_ROWS,
    rows: found.slice(0, PAGE_ROWS).map(({ subject, place, desired, observed, title, ...row }) => ({
      ...row,
      key: `${subject} ${place}`,
      title: title ?? "",
      desired: whole(desired),
      observed: whole(observed),
    })),
  };
}
