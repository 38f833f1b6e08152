import { db } from "./database.server.ts";

/** A table that has doubled, and grown by more than this, since it was last analyzed is planned by a size long past. */
const GROWN_ROWS = 500;

/**
 * Tells PostgreSQL how large tables have become. Its own analyzer comes about once a minute, which is too late for
 * a first sweep: until then it takes every table for empty and joins by comparing everything with everything.
 */
export async function refreshStatistics(): Promise<void> {
  const grown = await db().$queryRaw<{ name: string }[]>`
    SELECT s.relname::text AS name FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
    WHERE s.schemaname = current_schema()
      AND s.n_live_tup > 2 * greatest(c.reltuples, 0) + ${GROWN_ROWS}`;
  for (const { name } of grown) await db().$executeRawUnsafe(`ANALYZE "${name.replaceAll('"', '""')}"`);
}
