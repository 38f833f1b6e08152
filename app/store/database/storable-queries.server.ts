import { Prisma } from "@prisma/client";
import { eachText, isStorable, storable } from "#app/core/storable.ts";

/**
 * Every text that a query carries is one that PostgreSQL takes. Without this a zero character in the message of a
 * failure would make saving the failure fail.
 */
export const storableQueries = Prisma.defineExtension({
  name: "storable",
  query: {
    $allOperations: ({ args, query }) => query(isStorable(args) ? args : (repaired(args) as typeof args)),
  },
});

function repaired(args: unknown): unknown {
  if (!isSql(args)) return eachText(args, storable);
  return Prisma.sql(args.strings, ...args.values.map((value) => eachText(value, storable)));
}

function isSql(args: unknown): args is Prisma.Sql {
  return args instanceof Prisma.empty.constructor;
}
