import { CATALOG_KINDS, recordOf, VALUE_KINDS, type CatalogKind } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";

const COUNT_LIMIT = 20_000;

/** What going live would do to one kind of value. */
export interface RecordPlan {
  record: CatalogKind;
  hold: { id: string; changes: number; zeroed: number; rows: number } | null;
  agreed: number;
  blocked: number;
  values: number;
}

/** How far the first plans of a connection are, and what they would do. */
export async function readFirstPlan(shop: string, connectionId: string) {
  const kinds = CATALOG_KINDS.flatMap((record) => [...VALUE_KINDS[record]]);
  const [holds, feeds, counts, owed] = await Promise.all([
    db().hold.findMany({
      where: { shop, connectionId, state: "waiting" },
      orderBy: { createdAt: "desc" },
      select: { id: true, kind: true, changes: true, zeroed: true, rows: true },
    }),
    db().feed.findMany({ where: { shop, connectionId } }),
    db().$queryRaw<{ kind: string; verdict: string; n: number }[]>`
      SELECT k.kind, seen.verdict, count(*)::int AS n
      FROM unnest(${kinds}::text[]) AS k(kind)
      CROSS JOIN LATERAL (
        SELECT verdict FROM "Observation"
        WHERE shop = ${shop} AND kind = k.kind AND "connectionId" = ${connectionId}::uuid
        LIMIT ${COUNT_LIMIT}) seen
      GROUP BY 1, 2`,
    db().observation.findFirst({
      where: { shop, connectionId, OR: [{ verdict: "unknown", reason: null }, { verdict: "planned" }] },
      select: { subject: true },
    }),
  ]);
  const plans = CATALOG_KINDS.map((record): RecordPlan => {
    const hold = holds.find(({ kind }) => kind === record);
    const of = counts.filter(({ kind, verdict }) => recordOf(kind) === record && verdict !== "unknown");
    const n = (verdict: string) => of.reduce((sum, row) => (row.verdict === verdict ? sum + row.n : sum), 0);
    return {
      record,
      hold: hold ? { id: hold.id, changes: hold.changes, zeroed: hold.zeroed, rows: hold.rows } : null,
      agreed: n("in-sync"),
      blocked: n("blocked"),
      values: of.reduce((sum, row) => sum + row.n, 0),
    };
  });
  const failing = feeds.find(({ state, error }) => state !== "ok" && error !== null);
  return {
    plans: plans.filter(({ record, values }) => record === "stock" || values > 0),
    read: feeds.every(({ lastReadAt }) => lastReadAt !== null),
    decided: owed === null,
    error: failing?.error ?? null,
  };
}
