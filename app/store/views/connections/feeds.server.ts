import { DateTime } from "luxon";
import { currentWaits } from "#app/store/connections/waits.server.ts";
import { db } from "#app/store/database/database.server.ts";

/** Each feed with its freshness and what it brought since midnight in the shop. */
export async function readFeeds(shop: string, timeZone: string, now: Date) {
  const midnight = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day").toJSDate();
  const [connections, feeds, runs, waits] = await Promise.all([
    db().connection.findMany({ where: { shop }, select: { id: true, name: true, state: true } }),
    db().feed.findMany({ where: { shop }, orderBy: [{ connectionId: "asc" }, { kind: "asc" }] }),
    db().run.groupBy({
      by: ["connectionId", "kind"],
      where: { shop, activity: "pull", startedAt: { gte: midnight } },
      _sum: { seen: true, changed: true },
    }),
    currentWaits(shop),
  ]);
  const iso = (time: Date | null) => time?.toISOString() ?? null;
  return feeds.map((feed) => {
    const connection = connections.find(({ id }) => id === feed.connectionId);
    const today = runs.find((run) => run.connectionId === feed.connectionId && run.kind === feed.kind);
    const wait = waits.find(({ connectionId }) => connectionId === feed.connectionId);
    return {
      id: feed.id,
      connectionId: feed.connectionId,
      connection: connection?.name ?? "",
      paused: connection?.state !== "active",
      kind: feed.kind,
      everyMs: feed.everyMs,
      state: feed.state,
      error: feed.error,
      lastReadAt: iso(feed.lastReadAt),
      lastChangeAt: iso(feed.lastChangeAt),
      nextAt: nextAt(feed, wait?.until ?? null)?.toISOString() ?? null,
      waitsUntil: iso(wait?.until ?? null),
      lagMs: feed.lagMs,
      seenToday: today?._sum.seen ?? 0,
      changedToday: today?._sum.changed ?? 0,
    };
  });
}

/** When a feed is read next: at its interval, but not before its source wants to be asked. */
function nextAt(
  { lastReadAt, everyMs }: { lastReadAt: Date | null; everyMs: number },
  until: Date | null,
): Date | null {
  if (lastReadAt === null) return until;
  return new Date(Math.max(lastReadAt.getTime() + everyMs, until?.getTime() ?? 0));
}

/** Whether a feed exists, was ever read, and what keeps it from being read. */
export async function readFeedState(shop: string, connectionId: string, kind: string) {
  const feed = await db().feed.findFirst({
    where: { shop, connectionId, kind },
    select: { lastReadAt: true, state: true, error: true },
  });
  return {
    exists: feed !== null,
    read: feed !== null && feed.lastReadAt !== null,
    error: feed && feed.state !== "ok" ? feed.error : null,
  };
}
