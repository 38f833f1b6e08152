import { Prisma } from "@prisma/client";
import { CATALOG_KINDS, VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";
import { ofField } from "#app/store/conflicts/rules.server.ts";
import { afterConflict, cursorOfConflict, CONFLICT_SORTS, type ConflictSort } from "./order.server.ts";
import { dressConflicts, type StoredConflict } from "./rows.server.ts";
import { jsonText } from "../../database/json-text.server.ts";

const PAGE_ROWS = 50;
const COUNT_LIMIT = 10_000;
const VENDORS_SHOWN = 200;

const COLUMNS = Prisma.sql`o.kind, o.subject, o.place, o."variantId", o."productId",
  o."connectionId"::text AS "connectionId", o.sku, o.title, o.desired, o.observed, o.baseline, o."desiredAt",
  o."observedAt", o."baselineAt", o."driftSince", o.urgency, o.receipt, o.assignee, o.note`;

const KINDS = CATALOG_KINDS.flatMap((record) => [...VALUE_KINDS[record]]);

export interface ConflictQuery {
  view: "open" | "decided";
  sort: ConflictSort;
  text: string;
  /** Field of the authority rules, such as "price" or "title". */
  field: string | null;
  /** "me", "nobody", or the name of a person */
  assignee: string | null;
  connection: string | null;
  vendor: string | null;
  after: string | null;
}

/** The list's state as the address carries it. */
export function parseConflictQuery(params: URLSearchParams): ConflictQuery {
  const sort = params.get("sort") ?? "";
  const short = (name: string) => params.get(name)?.slice(0, 200) ?? null;
  return {
    view: params.get("view") === "decided" ? "decided" : "open",
    sort: Object.hasOwn(CONFLICT_SORTS, sort) ? (sort as ConflictSort) : "urgency",
    text: (params.get("text") ?? "").trim().slice(0, 100),
    field: short("field"),
    assignee: short("assignee"),
    connection: short("connection"),
    vendor: short("vendor"),
    after: params.get("after"),
  };
}

/** One page of open conflicts in the requested order, and where the next one begins. */
export async function readConflicts(shop: string, query: ConflictQuery, me: string) {
  const { order, segments } = afterConflict(query.sort, query.after);
  const filter = filters(query, me);
  const scans = KINDS.flatMap((kind) =>
    segments.map(
      (segment) => Prisma.sql`(
        SELECT ${COLUMNS} FROM "Observation" o
        WHERE o.shop = ${shop} AND o.kind = ${kind} AND o.verdict = 'conflict' AND ${segment} ${filter}
        ORDER BY ${order} LIMIT ${PAGE_ROWS + 1})`,
    ),
  );
  const found = await db().$queryRaw<StoredConflict[]>`
    SELECT * FROM (${Prisma.join(scans, " UNION ALL ")}) o ORDER BY ${order} LIMIT ${PAGE_ROWS + 1}`;
  const page = found.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  const next = found.length > PAGE_ROWS && last ? cursorOfConflict(query.sort, last) : null;
  return { rows: await dressConflicts(shop, page), next };
}

/** Those of the given values that are still conflicts. */
export async function readConflictsOf(
  shop: string,
  keys: readonly { kind: string; subject: string; place: string }[],
) {
  const rows = await db().$queryRaw<StoredConflict[]>`
    SELECT ${COLUMNS}
    FROM jsonb_to_recordset(${jsonText(keys)}::jsonb) AS k(kind text, subject text, place text)
    JOIN "Observation" o ON o.shop = ${shop} AND o.kind = k.kind AND o.subject = k.subject AND o.place = k.place
    WHERE o.verdict = 'conflict'`;
  return dressConflicts(shop, rows);
}

function filters(query: ConflictQuery, me: string): Prisma.Sql {
  const { text, field, assignee, connection, vendor } = query;
  const parts: Prisma.Sql[] = [];
  if (text !== "") {
    const like = text.replace(/[\\%_]/g, "\\$&");
    parts.push(Prisma.sql`AND (o.sku ILIKE ${`${like}%`} OR o.title ILIKE ${`%${like}%`})`);
  }
  if (field) parts.push(Prisma.sql`AND ${ofField(field)}`);
  if (assignee === "nobody") parts.push(Prisma.sql`AND o.assignee IS NULL`);
  else if (assignee) parts.push(Prisma.sql`AND o.assignee = ${assignee === "me" ? me : assignee}`);
  if (connection) parts.push(Prisma.sql`AND o."connectionId"::text = ${connection}`);
  if (vendor)
    parts.push(Prisma.sql`AND EXISTS (SELECT 1 FROM "Variant" v WHERE v.shop = o.shop
      AND (v.id = o."variantId" OR v."productId" = o."productId") AND v.vendor = ${vendor})`);
  return parts.length === 0 ? Prisma.empty : Prisma.join(parts, " ");
}

/** Open conflicts, counted no further than a limit. */
export async function countOpen(shop: string): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT 1 FROM unnest(${KINDS}::text[]) k(kind)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = k.kind AND o.verdict = 'conflict'
      LIMIT ${COUNT_LIMIT}) counted`;
  return row?.n ?? 0;
}

/** What the filters offer, with how many conflicts each would show; slow on a large shop, so never waited for. */
export async function countConflicts(shop: string, me: string) {
  const rows = await db().$queryRaw<{ field: string; assignee: string | null; n: number }[]>`
    SELECT CASE WHEN kind = 'content' THEN place ELSE kind END AS field, assignee, count(*)::int AS n FROM (
      SELECT o.kind, o.place, o.assignee FROM unnest(${KINDS}::text[]) k(kind)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = k.kind AND o.verdict = 'conflict'
      LIMIT ${COUNT_LIMIT}) open
    GROUP BY 1, 2`;
  const vendors = await db().$queryRaw<{ vendor: string }[]>`
    SELECT DISTINCT v.vendor FROM (
      SELECT o."productId" FROM unnest(${KINDS}::text[]) k(kind)
      JOIN "Observation" o ON o.shop = ${shop} AND o.kind = k.kind AND o.verdict = 'conflict'
      LIMIT ${COUNT_LIMIT}) open
    JOIN "Variant" v ON v.shop = ${shop} AND v."productId" = open."productId"
    WHERE v.vendor IS NOT NULL AND v.vendor <> '' ORDER BY v.vendor LIMIT ${VENDORS_SHOWN}`;
  const sum = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((all, { n }) => all + n, 0);
  const fields = [...new Set(rows.map(({ field }) => field))].toSorted();
  const people = [...new Set(rows.flatMap(({ assignee }) => assignee ?? []))].toSorted();
  return {
    all: sum(() => true),
    mine: sum(({ assignee }) => assignee === me),
    nobody: sum(({ assignee }) => assignee === null),
    fields: fields.map((field) => ({ field, n: sum((row) => row.field === field) })),
    people: people.map((name) => ({ name, n: sum((row) => row.assignee === name) })),
    vendors: vendors.map(({ vendor }) => vendor),
  };
}
