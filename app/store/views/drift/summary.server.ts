import type { ShopSummary } from "#app/core/values/headline.ts";
import {
  isCatalogKind,
  RECORD_KINDS,
  recordOf,
  VALUE_KINDS,
  type RecordKind,
} from "#app/core/values/record-kind.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import { db } from "#app/store/database/database.server.ts";

/** Counting further than this would slow the page; beyond it the last sample is used. */
const COUNT_LIMIT = 20_000;

const COUNTED: VerdictKind[] = ["in-sync", "planned", "push", "held", "conflict", "failing", "blocked"];

/** What the headline depends on, all of it from index scans that do not grow with the shop. */
export async function readShopSummary(shop: string): Promise<ShopSummary & { records: RecordCounts }> {
  const [row, connections, feeds, counts, run, holds] = await Promise.all([
    db().shop.findUnique({ where: { shop }, select: { state: true } }),
    db().connection.findMany({ where: { shop }, orderBy: { createdAt: "asc" } }),
    db().feed.findMany({ where: { shop } }),
    countValues(shop),
    readRunning(shop),
    db().hold.count({ where: { shop, state: "waiting" } }),
  ]);
  const byId = new Map(connections.map((connection) => [connection.id, connection]));
  return {
    shopState: row?.state ?? "active",
    connections: connections.map(({ name, state }) => ({ name, state })),
    feeds: feeds.flatMap((feed) => {
      const connection = byId.get(feed.connectionId);
      if (connection?.state !== "active") return [];
      return {
        connection: connection.name,
        kind: feed.kind,
        everyMs: feed.everyMs,
        lastReadAt: feed.lastReadAt?.getTime() ?? null,
        liveSince: (connection.approvedAt ?? connection.createdAt).getTime(),
      };
    }),
    agreed: sumOf(counts, "agreed"),
    repairing: sumOf(counts, "repairing"),
    waiting: sumOf(counts, "waiting"),
    decisions: holds + sumOf(counts, "conflicts"),
    records: counts,
    run: run && { total: run.total, done: run.done, startedAt: Date.parse(run.startedAt) },
  };
}

/** The write run under way, if any, with how far it is. */
export async function readRunning(shop: string) {
  const run = await db().run.findFirst({
    where: { shop, activity: "apply", state: "running" },
    orderBy: { startedAt: "desc" },
  });
  if (!run) return null;
  const done = run.written + run.skipped + run.failed;
  return { total: run.total, done, startedAt: run.startedAt.toISOString() };
}

/** The last run that wrote something, so that an idle page still shows what was done. */
export async function readLastRepair(shop: string) {
  const run = await db().run.findFirst({
    where: { shop, activity: "apply", finishedAt: { not: null }, written: { gt: 0 } },
    orderBy: { startedAt: "desc" },
    select: { written: true, finishedAt: true },
  });
  return run?.finishedAt ? { written: run.written, at: run.finishedAt.toISOString() } : null;
}

export interface ValueCounts {
  agreed: number;
  repairing: number;
  waiting: number;
  conflicts: number;
}

export type RecordCounts = Record<RecordKind, ValueCounts>;

function sumOf(counts: RecordCounts, part: keyof ValueCounts): number {
  return RECORD_KINDS.reduce((sum, record) => sum + counts[record][part], 0);
}

/**
 * Values by what should be done about them. Neither variants that no source lists nor values that a person
 * decided to keep count.
 */
export async function countValues(shop: string): Promise<RecordCounts> {
  const kinds = RECORD_KINDS.flatMap((record) => [...VALUE_KINDS[record]]);
  const rows = await db().$queryRaw<{ kind: string; verdict: VerdictKind; n: number }[]>`
    SELECT k.kind, v.verdict, (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "Observation" o
        WHERE o.shop = ${shop} AND o.kind = k.kind AND o.verdict = v.verdict
          AND (v.verdict <> 'blocked' OR o.reason IS DISTINCT FROM 'unlinked')
          AND (v.verdict <> 'held' OR o.reason IS NULL OR o.reason NOT IN ('pinned', 'ignored'))
        LIMIT ${COUNT_LIMIT + 1}) counted) AS n
    FROM unnest(${kinds}::text[]) AS k(kind), unnest(${COUNTED}::text[]) AS v(verdict)`;
  const counted = await Promise.all(
    RECORD_KINDS.map(async (record) => {
      const own = rows.filter(({ kind }) => recordOf(kind) === record);
      return [record, await countsOf(shop, record, own)] as const;
    }),
  );
  return Object.fromEntries(counted) as RecordCounts;
}

async function countsOf(
  shop: string,
  record: RecordKind,
  rows: readonly { verdict: VerdictKind; n: number }[],
): Promise<ValueCounts> {
  const n = (...verdicts: VerdictKind[]) =>
    rows.reduce((sum, row) => (verdicts.includes(row.verdict) ? sum + row.n : sum), 0);
  const exact = {
    agreed: n("in-sync"),
    repairing: n("planned", "push"),
    waiting: n("held", "conflict", "failing", "blocked"),
    // An order in review also waits for a person; an article that is blocked may stay so for good.
    conflicts: isCatalogKind(record) ? n("conflict") : n("conflict", "blocked"),
  };
  if (rows.every((row) => row.n <= COUNT_LIMIT)) return exact;
  const sample = await db().sample.findFirst({
    where: { shop, kind: record },
    orderBy: { at: "desc" },
    select: { agreed: true, repairing: true, waiting: true },
  });
  return sample ? { ...exact, ...sample } : exact;
}
