import { db } from "./database.server.ts";

/**
 * Tells the planner how large the tables are. PostgreSQL would find out by itself, a minute after a first sweep has
 * begun, and until then join them as if they held one row.
 */
export async function refreshStatistics(): Promise<void> {
  await db().$executeRaw`ANALYZE "Variant", "Observation", "Item", "Link", "Reading"`;
}
