import { db } from "#app/store/database.server.ts";

const HOLDS_SHOWN = 5;
const COUNT_LIMIT = 10_000;

/** Everything that only a person can settle, ready to be said in one line with one action each. */
export async function readNeeds(shop: string) {
  const [holds, connections, links, setAside, values] = await Promise.all([
    db().hold.findMany({
      where: { shop, state: "waiting" },
      orderBy: { createdAt: "desc" },
      take: HOLDS_SHOWN,
    }),
    db().connection.findMany({ where: { shop }, orderBy: { createdAt: "asc" } }),
    db().link.groupBy({
      by: ["connectionId", "state"],
      where: { shop, state: { in: ["ambiguous", "proposed", "missing"] } },
      _count: { _all: true },
    }),
    db().setAside.groupBy({
      by: ["connectionId"],
      where: { shop, resolvedAt: null },
      _count: { _all: true },
    }),
    countByReason(shop),
  ]);
  const live = connections.filter(({ state }) => state !== "setup");
  const linksIn = (connectionId: string, state: string) =>
    links.find((row) => row.connectionId === connectionId && row.state === state)?._count._all ?? 0;
  return {
    holds: holds.map(({ id, reason, changes, zeroed, rows, origin, createdAt }) => {
      return { id, reason, changes, zeroed, rows, origin, at: createdAt.toISOString() };
    }),
    connections: live.map(({ id, name, state, stateReason }) => ({
      id,
      name,
      state,
      stateReason,
      ambiguous: linksIn(id, "ambiguous"),
      proposed: linksIn(id, "proposed"),
      missing: linksIn(id, "missing"),
      setAside: setAside.find((row) => row.connectionId === id)?._count._all ?? 0,
    })),
    values,
  };
}

/** Values that wait, by verdict and reason, each counted up to a limit. */
async function countByReason(shop: string) {
  return db().$queryRaw<{ verdict: string; reason: string | null; n: number }[]>`
    SELECT verdict, reason, count(*)::int AS n FROM (
      SELECT o.verdict, o.reason
      FROM unnest(ARRAY['blocked', 'failing', 'conflict']) AS v(verdict)
      CROSS JOIN LATERAL (
        SELECT verdict, reason FROM "Observation"
        WHERE shop = ${shop} AND kind = 'stock' AND verdict = v.verdict
        LIMIT ${COUNT_LIMIT}) o
    ) waiting
    GROUP BY verdict, reason ORDER BY n DESC`;
}
