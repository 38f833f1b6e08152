import { Prisma } from "@prisma/client";
import { parseJson } from "#app/core/json.ts";

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
  const from = parseCursor(cursor);
  if (!from) return { order, segments: [Prisma.sql`true`] };
  const { value, subject, place } = from;
  const rest =
    kind > from.kind
      ? Prisma.sql`(subject, place) >= (${subject}, ${place})`
      : Prisma.sql`(subject, place) > (${subject}, ${place})`;

  if (sort === "urgency") {
    const urgency = Number(value);
    return {
      order,
      segments: [Prisma.sql`urgency = ${urgency}::int AND ${rest}`, Prisma.sql`urgency < ${urgency}::int`],
    };
  }
  const column = sort === "age" ? Prisma.sql`"driftSince"` : Prisma.sql`sku`;
  const none = Prisma.sql`${column} IS NULL`;
  if (value === null) return { order, segments: [Prisma.sql`${none} AND ${rest}`] };
  const typed = sort === "age" ? Prisma.sql`${new Date(value)}` : Prisma.sql`${value}`;
  return {
    order,
    segments: [Prisma.sql`${column} = ${typed} AND ${rest}`, Prisma.sql`${column} > ${typed}`, none],
  };
}

/** A cursor comes from the address, so anything may be in it; an invalid one means the first page. */
function parseCursor(
  cursor: string | null,
): { value: string | number | null; subject: string; place: string; kind: string } | null {
  const parts = parseJson(cursor ?? "");
  if (!Array.isArray(parts)) return null;
  const [value, subject, place, kind] = parts as unknown[];
  if (typeof subject !== "string" || typeof place !== "string" || typeof kind !== "string") return null;
  if (value !== null && typeof value !== "string" && typeof value !== "number") return null;
  return { value, subject, place, kind };
}
