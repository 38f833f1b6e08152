import { Prisma } from "@prisma/client";
import type { Receipt } from "#app/core/stock.ts";
import type { VerdictKind } from "#app/core/verdict.ts";
import { db } from "#app/store/database.server.ts";
import { readLocations } from "./shop.server.ts";
import { afterCursor, cursorOf, SORTS, type Sort } from "./drift-order.server.ts";

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
  sort: Sort;
  text: string;
  location: string | null;
  connection: string | null;
  reason: string | null;
  /** Only what has drifted for at least this long. */
  ageMs: number | null;
  after: string | null;
}

/** The list's state as the address carries it. */
export function parseDriftQuery(params: URLSearchParams): DriftQuery {
  const view = params.get("view") ?? "";
  const sort = params.get("sort") ?? "";
  const age = Number(params.get("age"));
  return {
    view: view in VIEWS ? (view as DriftView) : "drift",
    sort: sort in SORTS ? (sort as Sort) : "urgency",
    text: (params.get("text") ?? "").trim().slice(0, 100),
    location: params.get("location"),
    connection: params.get("connection"),
    reason: params.get("reason"),
    ageMs: Number.isInteger(age) && age > 0 ? age * 60_000 : null,
    after: params.getAll("after").at(-1) ?? null,
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
  driftSince: Date | null;
  urgency: number;
  receipt: Receipt | null;
  holdId: string | null;
}

/** One page of values in the asked order, by walking the index from the last row of the page before. */
export async function readDrift(shop: string, query: DriftQuery, now: Date) {
  const { order, segments } = afterCursor(query.sort, query.after);
  const filter = filters(query, now);
  const scans = VIEWS[query.view].flatMap((verdict) =>
    segments.map(
      (segment) => Prisma.sql`(
        SELECT subject, place, "variantId", sku, title, coalesce(target, desired) AS desired, observed, verdict, reason, message, "driftSince",
          urgency, receipt, "holdId"::text
        FROM "Observation"
        WHERE shop = ${shop} AND kind = 'stock' AND verdict = ${verdict} AND ${segment} ${filter}
        ORDER BY ${order} LIMIT ${PAGE_ROWS + 1})`,
    ),
  );
  const found = await db().$queryRaw<Row[]>`
    SELECT * FROM (${Prisma.join(scans, " UNION ALL ")}) scanned ORDER BY ${order} LIMIT ${PAGE_ROWS + 1}`;
  const page = found.slice(0, PAGE_ROWS);
  const last = page.at(-1);
  const next = found.length > PAGE_ROWS && last ? cursorOf(query.sort, last) : null;
  return { rows: await dress(shop, page), next };
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

/** Adds what staff recognise a row by: picture, product and location. */
async function dress(shop: string, rows: readonly Row[]) {
  const ids = rows.flatMap(({ variantId }) => variantId ?? []);
  const [variants, locations] = await Promise.all([
    db().variant.findMany({
      where: { shop, id: { in: ids } },
      select: { id: true, productTitle: true, title: true, imageUrl: true },
    }),
    readLocations(shop),
  ]);
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  const names = new Map(locations.map(({ id, name }) => [id, name]));
  const whole = (value: string | null) => (value === null ? null : Number(value));
  return rows.map((row) => {
    const variant = row.variantId === null ? undefined : byId.get(row.variantId);
    return {
      key: `${row.subject} ${row.place}`,
      variantId: row.variantId,
      sku: row.sku,
      title: variant?.productTitle ?? row.title ?? "",
      variantTitle: variant && variant.title !== "Default Title" ? variant.title : "",
      imageUrl: variant?.imageUrl ?? null,
      location: names.get(row.place) ?? "",
      desired: whole(row.desired),
      observed: whole(row.observed),
      verdict: row.verdict,
      reason: row.reason,
      message: row.message,
      driftSince: row.driftSince?.toISOString() ?? null,
      receipt: row.receipt,
      holdId: row.holdId,
    };
  });
}

/** Rows in each view, counted up to a limit; slow on a large shop, so never waited for. */
export async function countDrift(shop: string): Promise<Partial<Record<DriftView, number>>> {
  const verdicts = VIEWS.drift;
  const rows = await db().$queryRaw<{ verdict: VerdictKind; n: number }[]>`
    SELECT v.verdict, (SELECT count(*)::int FROM (
      SELECT 1 FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = 'stock' AND o.verdict = v.verdict
      LIMIT ${COUNT_LIMIT}) counted) AS n
    FROM unnest(${[...verdicts]}::text[]) AS v(verdict)`;
  const of = (view: readonly VerdictKind[]) =>
    rows.reduce((sum, { verdict, n }) => (view.includes(verdict) ? sum + n : sum), 0);
  const views = Object.entries(VIEWS).filter(([name]) => name !== "in-sync");
  return Object.fromEntries(views.map(([name, view]) => [name, of(view)]));
}

/** "subject place" pairs as the list names its rows. */
export function parseKeys(keys: readonly string[]): { subject: string; place: string }[] {
  return keys.flatMap((key) => {
    const [subject, place] = key.split(" ");
    return subject && place ? { subject, place } : [];
  });
}
