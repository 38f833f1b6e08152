import { db } from "#app/store/database.server.ts";

const COUNT_LIMIT = 20_000;

/** How far the first plan of a connection is, and what it would do. */
export async function readFirstPlan(shop: string, connectionId: string) {
  const [hold, feeds, counts, owed] = await Promise.all([
    db().hold.findFirst({
      where: { shop, connectionId, state: "waiting" },
      orderBy: { createdAt: "desc" },
      select: { id: true, changes: true, zeroed: true, rows: true },
    }),
    db().feed.findMany({ where: { shop, connectionId } }),
    db().$queryRaw<{ verdict: string; n: number }[]>`
      SELECT verdict, count(*)::int AS n FROM (
        SELECT verdict FROM "Observation"
        WHERE shop = ${shop} AND kind = 'stock' AND "connectionId" = ${connectionId}::uuid
        LIMIT ${COUNT_LIMIT}) seen
      GROUP BY verdict`,
    db().observation.findFirst({
      where: { shop, connectionId, verdict: { in: ["unknown", "planned"] } },
      select: { subject: true },
    }),
  ]);
  const n = (verdict: string) => counts.find((row) => row.verdict === verdict)?.n ?? 0;
  const failing = feeds.find(({ state, error }) => state !== "ok" && error !== null);
  return {
    hold,
    read: feeds.every(({ lastReadAt }) => lastReadAt !== null),
    decided: owed === null,
    error: failing?.error ?? null,
    agreed: n("in-sync"),
    blocked: n("blocked"),
    values: counts.reduce((sum, row) => sum + row.n, 0),
  };
}
