import { Prisma } from "@prisma/client";
import { cursorParts, timeOf, wholeOf } from "#app/core/cursor.ts";

/** What each order compares first; kind, subject and place break ties. */
export const CONFLICT_SORTS = { urgency: "urgency", age: "driftSince", product: "title" } as const;

export type ConflictSort = keyof typeof CONFLICT_SORTS;

const ORDERS: Record<ConflictSort, Prisma.Sql> = {
  urgency: Prisma.sql`o.urgency DESC, o.kind, o.subject, o.place`,
  age: Prisma.sql`o."driftSince", o.kind, o.subject, o.place`,
  product: Prisma.sql`o.title, o.kind, o.subject, o.place`,
};

interface Position {
  urgency: number;
  driftSince: Date | null;
  title: string | null;
  kind: string;
  subject: string;
  place: string;
}

/** Where a page ended, as the address carries it. */
export function cursorOfConflict(sort: ConflictSort, row: Position): string {
  const { urgency, driftSince, title, kind, subject, place } = row;
  const value = { urgency, age: driftSince?.toISOString() ?? null, product: title }[sort];
  return JSON.stringify([value, kind, subject, place]);
}

/** The rows after a cursor, in ranges that an index can walk: same value, beyond it, and no value. */
export function afterConflict(
  sort: ConflictSort,
  cursor: string | null,
): { order: Prisma.Sql; segments: Prisma.Sql[] } {
  const order = ORDERS[sort];
  const from = parseCursor(sort, cursor);
  if (!from) return { order, segments: [Prisma.sql`true`] };
  const { value, kind, subject, place } = from;
  const rest = Prisma.sql`(o.kind, o.subject, o.place) > (${kind}, ${subject}, ${place})`;
  if (sort === "urgency") {
    const urgency = wholeOf(value);
    const same = Prisma.sql`o.urgency = ${urgency}::int AND ${rest}`;
    return { order, segments: [same, Prisma.sql`o.urgency < ${urgency}::int`] };
  }
  const column = sort === "age" ? Prisma.sql`o."driftSince"` : Prisma.sql`o.title`;
  const none = Prisma.sql`${column} IS NULL`;
  if (value === null) return { order, segments: [Prisma.sql`${none} AND ${rest}`] };
  const typed =
    sort === "age" ? Prisma.sql`${timeOf(value)}::timestamptz` : Prisma.sql`${String(value)}::text`;
  return {
    order,
    segments: [Prisma.sql`${column} = ${typed} AND ${rest}`, Prisma.sql`${column} > ${typed}`, none],
  };
}

/** Null where no row of this order can be at the cursor's place, which means the first page. */
function parseCursor(sort: ConflictSort, cursor: string | null) {
  const [value = null, kind, subject, place] = cursorParts(cursor) ?? [];
  if (typeof kind !== "string" || typeof subject !== "string" || typeof place !== "string") return null;
  if (sort === "urgency" && wholeOf(value) === null) return null;
  if (sort === "age" && value !== null && timeOf(value) === null) return null;
  return { value, kind, subject, place };
}
