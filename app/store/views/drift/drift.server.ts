import { Prisma } from "@prisma/client";
import type { AnyReceipt } from "#app/core/values/receipt.ts";
import { wholeOf } from "#app/core/cursor.ts";
import {
  isOrderKind,
  RECORD_KINDS,
  type RecordKind,
  recordOf,
  VALUE_KINDS,
  type ValueKind,
} from "#app/core/values/record-kind.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import { db } from "#app/store/database/database.server.ts";
import { afterCursor, cursorOf, SORTS, type Sort } from "./order.server.ts";
import { iso, keyOf, readPlaceNames } from "./value-rows.server.ts";

const PAGE_ROWS = 50;
const COUNT_LIMIT = 10_000;

/** The views of the list, each a set of verdicts. */
const VIEWS = {
  drift: ["planned", "push", "held", "conflict", "failing", "blocked"],
  repairing: ["planned", "push"],
  held: ["held"],
  conflict: ["conflict"],
  failing: ["failing"],
  blocked: ["blocked"],
  "in-sync": ["in-sync"],
} as const satisfies Record<string, readonly VerdictKind[]>;

export type DriftView = keyof typeof VIEWS;

export interface DriftQuery {
  view: DriftView;
  /** Null: every kind. */
  record: RecordKind | null;
  sort: Sort;
  text: string;
  location: string | null;
  connection: string | null;
  reason: string | null;
  /** Only what has drifted for at least this long. */
  ageMs: number | null;
  after: string | null;
}

/** Ten years: nothing has drifted for longer. */
const AGE_MAX_MIN = 10 * 366 * 24 * 60;

/** The list's state as the address carries it. */
export function parseDriftQuery(params: URLSearchParams): DriftQuery {
  const view = params.get("view") ?? "";
  const sort = params.get("sort") ?? "";
  const ageMin = wholeOf(Number(params.get("age")));
  return {
    view: Object.hasOwn(VIEWS, view) ? (view as DriftView) : "drift",
    record: RECORD_KINDS.find((record) => record === params.get("record")) ?? null,
    sort: Object.hasOwn(SORTS, sort) ? (sort as Sort) : "urgency",
    text: (params.get("text") ?? "").trim().slice(0, 100),
    location: params.get("location"),
    connection: params.get("connection"),
    reason: params.get("reason"),
    ageMs: ageMin !== null && ageMin > 0 ? Math.min(ageMin, AGE_MAX_MIN) * 60_000 : null,
    after: params.getAll("after").at(-1) ?? null,
  };
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
  driftSince: Date | null;
  urgency: number;
  receipt: AnyReceipt | null;
  holdId: string | null;
}

/** One page of values in the requested order, by walking the index from the last row of the page before. */
export async function readDrift(shop: string, query: DriftQuery, now: Date) {
  const filter = filters(query, now);
  const scans = kindsOf(query.record).flatMap((kind) => {
    const { order, segments } = afterCursor(query.sort, query.after, kind);
    return VIEWS[query.view].flatMap((verdict) =>
      segments.map(
        (segment) => Prisma.sql`(
        SELECT kind, subject, place, "variantId", "productId", sku, title, coalesce(target, desired) AS desired, observed,
          verdict, reason, message, "driftSince", urgency, receipt, "holdId"::text
        FROM "Observation"
        WHERE shop = ${shop} AND kind = ${kind} AND verdict = ${verdict} AND ${segment} ${filter}
        ORDER BY ${order} LIMIT ${PAGE_ROWS + 1})`,
      ),
    );
  });
  const { order } = afterCursor(query.sort, null, "");
  const found = await db().$queryRaw<Row[]>`
    SELECT * FROM (${Prisma.join(scans, " UNION ALL ")}) scanned
    ORDER BY ${order}, kind LIMIT ${PAGE_ROWS + 1}`;
  const page = found.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  const next = found.length > PAGE_ROWS && last ? cursorOf(query.sort, last) : null;
  return { rows: await dress(shop, page), next };
}

function kindsOf(record: RecordKind | null): ValueKind[] {
  return (record === null ? RECORD_KINDS : [record]).flatMap((one) => [...VALUE_KINDS[one]]);
}

function filters({ text, location, connection, reason, ageMs }: DriftQuery, now: Date): Prisma.Sql {
  const parts: Prisma.Sql[] = [];
  if (text !== "") {
    const like = text.replace(/[\\%_]/g, "\\$&");
    parts.push(Prisma.sql`AND (sku ILIKE ${`${like}%`} OR title ILIKE ${`%${like}%`})`);
  }
  if (location) parts.push(Prisma.sql`AND place = ${location}`);
  if (connection) parts.push(Prisma.sql`AND "connectionId"::text = ${connection}`);
  if (reason) parts.push(Prisma.sql`AND reason = ${reason}`);
  if (ageMs !== null) parts.push(Prisma.sql`AND "driftSince" <= ${new Date(now.getTime() - ageMs)}`);
  return parts.length === 0 ? Prisma.empty : Prisma.join(parts, " ");
}

/** Adds what staff recognise a row by: picture, product and place. */
async function dress(shop: string, rows: readonly Row[]) {
  const ids = rows.flatMap(({ variantId }) => variantId ?? []);
  const productIds = rows.flatMap(({ variantId, productId }) =>
    variantId === null ? (productId ?? []) : [],
  );
  const [variants, products, placeNames] = await Promise.all([
    db().variant.findMany({
      where: { shop, id: { in: ids } },
      select: { id: true, productTitle: true, title: true, imageUrl: true },
    }),
    db().product.findMany({
      where: { shop, id: { in: productIds } },
      select: { id: true, title: true, imageUrl: true },
    }),
    readPlaceNames(shop),
  ]);
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  const productById = new Map(products.map((product) => [product.id, product]));
  return rows.map((row) => {
    const variant = row.variantId === null ? undefined : byId.get(row.variantId);
    const product = row.productId === null ? undefined : productById.get(row.productId);
    return {
      key: keyOf(row),
      kind: row.kind,
      place: row.place,
      placeName: placeNames(row.kind, row.place),
      variantId: row.variantId,
      productId: row.productId,
      orderId: isOrderKind(row.kind) ? row.subject : null,
      sku: row.sku,
      title: variant?.productTitle ?? product?.title ?? row.title ?? "",
      variantTitle: variant && variant.title !== "Default Title" ? variant.title : "",
      imageUrl: variant?.imageUrl ?? product?.imageUrl ?? null,
      desired: row.desired,
      observed: row.observed,
      verdict: row.verdict,
      reason: row.reason,
      message: row.message,
      driftSince: iso(row.driftSince),
      receipt: row.receipt,
      holdId: row.holdId,
    };
  });
}

export interface DriftCounts {
  views: Partial<Record<DriftView, number>>;
  /** All drift of each record kind, regardless of the kind chosen. */
  records: Record<RecordKind, number>;
}

/** Rows in each view, counted up to a limit; slow on a large shop, so never waited for. */
export async function countDrift(shop: string, record: RecordKind | null): Promise<DriftCounts> {
  const rows = await db().$queryRaw<{ kind: ValueKind; verdict: VerdictKind; n: number }[]>`
    SELECT k.kind, v.verdict, (SELECT count(*)::int FROM (
      SELECT 1 FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = k.kind AND o.verdict = v.verdict
      LIMIT ${COUNT_LIMIT}) counted) AS n
    FROM unnest(${kindsOf(null)}::text[]) AS k(kind), unnest(${[...VIEWS.drift]}::text[]) AS v(verdict)`;
  const sum = (counted: typeof rows) => counted.reduce((all, { n }) => all + n, 0);
  const shown = rows.filter(({ kind }) => record === null || recordOf(kind) === record);
  const views = Object.entries(VIEWS).filter(([name]) => name !== "in-sync");
  const ofRecord = (one: RecordKind) => sum(rows.filter(({ kind }) => recordOf(kind) === one));
  return {
    views: Object.fromEntries(
      views.map(([name, verdicts]: [string, readonly VerdictKind[]]) => [
        name,
        sum(shown.filter(({ verdict }) => verdicts.includes(verdict))),
      ]),
    ),
    records: Object.fromEntries(RECORD_KINDS.map((one) => [one, ofRecord(one)])) as Record<
      RecordKind,
      number
    >,
  };
}
