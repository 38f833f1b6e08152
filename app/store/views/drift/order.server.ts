import { Prisma } from "@prisma/client";
import { cursorParts, timeOf, wholeOf } from "#app/core/cursor.ts";

/** The column of each sort; each has an index of "Observation" that ends in subject and place. */
export const SORTS = { urgency: "urgency", age: "driftSince", sku: "sku" } as const;

export type Sort = keyof typeof SORTS;

const ORDERS: Record<Sort, Prisma.Sql> = {
  urgency: Prisma.sql`urgency DESC, subject, place`,
  age: Prisma.sql`"driftSince", subject, place`,
  sku: Prisma.sql`sku, subject, place`,
};

interface Position {
  kind: string;
  urgency: number;
  driftSince: Date | null;
  sku: string | null;
  subject: string;
  place: string;
}

/** Where a page ended, as the address carries it. */
export function cursorOf(sort: Sort, row: Position): string {
  const { kind, driftSince, urgency, sku, subject, place } = row;
  const value = { urgency, age: driftSince?.toISOString() ?? null, sku }[sort];
  return JSON.stringify([value, subject, place, kind]);
}

/**
 * The values of one kind after a cursor, in ranges that the index can walk from their first row: the rest of
 * the rows with the same value, those beyond it, and those without one, which come last. Prices of several
 * kinds share subject and place, so among equals the kind decides.
 */
export function afterCursor(
  sort: Sort,
  cursor: string | null,
  kind: string,
): { order: Prisma.Sql; segments: Prisma.Sql[] } {
  const order = ORDERS[sort];
  const from = parseCursor(sort, cursor);
  if (!from) return { order, segments: [Prisma.sql`true`] };
  const { value, subject, place } = from;
  const rest =
    kind > from.kind
      ? Prisma.sql`(subject, place) >= (${subject}, ${place})`
      : Prisma.sql`(subject, place) > (${subject}, ${place})`;

  if (sort === "urgency") {
    const urgency = wholeOf(value);
    return {
      order,
      segments: [Prisma.sql`urgency = ${urgency}::int AND ${rest}`, Prisma.sql`urgency < ${urgency}::int`],
    };
  }
  const column = sort === "age" ? Prisma.sql`"driftSince"` : Prisma.sql`sku`;
  const none = Prisma.sql`${column} IS NULL`;
  if (value === null) return { order, segments: [Prisma.sql`${none} AND ${rest}`] };
  const typed = sort === "age" ? Prisma.sql`${timeOf(value)}` : Prisma.sql`${String(value)}`;
  return {
    order,
    segments: [Prisma.sql`${column} = ${typed} AND ${rest}`, Prisma.sql`${column} > ${typed}`, none],
  };
}

/** Null where no row of this order can be at the cursor's place, which means the first page. */
function parseCursor(sort: Sort, cursor: string | null) {
  const [value = null, subject, place, kind] = cursorParts(cursor) ?? [];
  if (typeof subject !== "string" || typeof place !== "string" || typeof kind !== "string") return null;
  if (sort === "urgency" && wholeOf(value) === null) return null;
  if (sort === "age" && value !== null && timeOf(value) === null) return null;
  return { value, subject, place, kind };
}
