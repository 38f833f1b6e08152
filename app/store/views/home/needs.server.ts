import { RECORD_KINDS, VALUE_KINDS, type RecordKind } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";
import { readOrderAlerts } from "../orders/alerts.server.ts";
import { countOpenLists } from "../connections/price-lists.server.ts";
import { jsonText } from "../../database/json-text.server.ts";

const HOLDS_SHOWN = 5;
const COUNT_LIMIT = 10_000;

/** Everything that only a person can decide, ready to be shown in one line with one action each. */
export async function readNeeds(shop: string, timeZone: string, now: Date) {
  const [holds, connections, links, setAside, values, openLists, orders] = await Promise.all([
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
    countOpenLists(shop),
    readOrderAlerts(shop, timeZone, now),
  ]);
  const live = connections.filter(({ state }) => state !== "setup");
  const linksIn = (connectionId: string, state: string) =>
    links.find((row) => row.connectionId === connectionId && row.state === state)?._count._all ?? 0;
  return {
    holds: holds.map(({ id, kind, reason, changes, zeroed, rows, origin, createdAt }) => {
      return { id, kind, reason, changes, zeroed, rows, origin, at: createdAt.toISOString() };
    }),
    connections: live.map(({ id, name, state, stateReason }) => ({
      id,
      name,
      state,
      stateReason,
      ambiguous: linksIn(id, "ambiguous"),
      proposed: linksIn(id, "proposed"),
      missing: linksIn(id, "missing"),
      openLists: openLists.get(id) ?? 0,
      setAside: setAside.find((row) => row.connectionId === id)?._count._all ?? 0,
    })),
    values,
    orders,
  };
}

/** Values that wait, by record kind, verdict and reason, each counted up to a limit. */
async function countByReason(shop: string) {
  const kinds = RECORD_KINDS.flatMap((record) => VALUE_KINDS[record].map((kind) => ({ record, kind })));
  return db().$queryRaw<{ record: RecordKind; verdict: string; reason: string | null; n: number }[]>`
    SELECT record, verdict, reason, count(*)::int AS n FROM (
      SELECT k.record, o.verdict, o.reason
      FROM unnest(ARRAY['blocked', 'failing', 'conflict']) AS v(verdict)
      CROSS JOIN jsonb_to_recordset(${jsonText(kinds)}::jsonb) AS k(record text, kind text)
      CROSS JOIN LATERAL (
        SELECT verdict, reason FROM "Observation"
        WHERE shop = ${shop} AND kind = k.kind AND verdict = v.verdict
        LIMIT ${COUNT_LIMIT}) o
    ) waiting
    GROUP BY record, verdict, reason ORDER BY n DESC`;
}
