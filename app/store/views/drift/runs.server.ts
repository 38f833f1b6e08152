import { db } from "#app/store/database/database.server.ts";
import { isUuid } from "../connections/connections.server.ts";

const PAGE_ROWS = 50;

/** Runs, newest first; ids of version 7 grow with time, so the last id of a page is where the next begins. */
export async function readRuns(shop: string, query: { activity: string | null; after: string | null }) {
  const { activity, after } = query;
  const found = await db().run.findMany({
    where: {
      shop,
      ...(activity === null ? {} : { activity }),
      ...(after !== null && isUuid(after) ? { id: { lt: after } } : {}),
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: PAGE_ROWS + 1,
  });
  const connections = await db().connection.findMany({ where: { shop }, select: { id: true, name: true } });
  const rows = found.slice(0, PAGE_ROWS).map((run) => ({
    id: run.id,
    connection: connections.find(({ id }) => id === run.connectionId)?.name ?? null,
    activity: run.activity,
    kind: run.kind,
    state: run.state,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    seen: run.seen,
    changed: run.changed,
    written: run.written,
    skipped: run.skipped,
    failed: run.failed,
    requests: run.requests,
    points: Math.round(run.points),
    pointsMinimum: Math.round(run.pointsMinimum),
    total: run.total,
    error: run.error,
    origin: run.origin,
  }));
  return { rows, next: found.length > PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
}

const ACTIVITIES = ["pull", "sweep", "apply", "export", "reconcile"] as const;

export function parseActivity(text: string | null): (typeof ACTIVITIES)[number] | null {
  return ACTIVITIES.find((activity) => activity === text) ?? null;
}
