import { db } from "./database.server.ts";

/** When more rows than this and half the table changed, queries are planned by outdated numbers. */
const CHANGED_ROWS = 500;
/** Values change all the time, and analyzing a large table takes a second. */
const AGAIN_AFTER_SECONDS = 5;

/**
 * Lets PostgreSQL know how large tables are, and what is in them. Its own analyzer runs about once a minute, which
 * is too late for a first sweep: until then it assumes every table is empty and joins by comparing everything with
 * everything.
 */
export async function refreshStatistics(): Promise<void> {
  const changed = await db().$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_stat_user_tables
    WHERE schemaname = current_schema() AND n_mod_since_analyze > greatest(${CHANGED_ROWS}, n_live_tup / 2)
      AND coalesce(greatest(last_analyze, last_autoanalyze), '-infinity')
        < now() - make_interval(secs => ${AGAIN_AFTER_SECONDS})`;
  for (const { name } of changed) await db().$executeRawUnsafe(`ANALYZE "${name.replaceAll('"', '""')}"`);
}
