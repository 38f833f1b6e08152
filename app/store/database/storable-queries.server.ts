import { Prisma } from "@prisma/client";
import { isStorable, storable } from "#app/core/storable.ts";

/**
 * Every text that a query carries is one that PostgreSQL takes. Without this a zero character in the message of a
 * failure would make saving the failure fail.
 */
export const storableQueries = Prisma.defineExtension({
  name: "storable",
  query: {
    $allOperations: ({ args, query }) => query(isWhole(args) ? args : (repaired(args) as typeof args)),
  },
});

function isWhole(part: unknown): boolean {
  if (typeof part === "string") return isStorable(part);
  if (typeof part !== "object" || part === null || part instanceof Date || part instanceof Uint8Array)
    return true;
  for (const name in part) {
    if (!isStorable(name) || !isWhole((part as Record<string, unknown>)[name])) return false;
  }
  return true;
}

function repaired(part: unknown): unknown {
  if (typeof part === "string") return storable(part);
  if (isSql(part)) return Prisma.sql(part.strings, ...part.values.map(repaired));
  if (Array.isArray(part)) return part.map(repaired);
  if (typeof part !== "object" || part === null || Object.getPrototypeOf(part) !== Object.prototype)
    return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [storable(name), repaired(inner)]));
}

function isSql(part: unknown): part is Prisma.Sql {
  return part instanceof Prisma.empty.constructor;
}
