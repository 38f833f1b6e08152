import { db } from "./database.server.ts";

/** A table that grew by more than this since it was last analyzed is planned by numbers that are no longer true. */
const GROWN_ROWS = 500;

/**
 * Tells PostgreSQL how large tables have become. Its own analyzer comes about once a minute, which is too late for
 * a first sweep: until then it takes every table for empty and joins by comparing everything with everything.
 */
export async function refreshStatistics(): Promise<void> {
  const grown = await db().$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_stat_user_tables
    WHERE schemaname = current_schema() AND n_mod_since_analyze > greatest(${GROWN_ROWS}, n_live_tup / 2)`;
  for (const { name } of grown) await db().$executeRawUnsafe(`ANALYZE "${name.replaceAll('"', '""')}"`);
}
