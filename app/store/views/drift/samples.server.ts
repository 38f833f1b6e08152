import type { RecordKind } from "#app/core/values/record-kind.ts";
import { db } from "#app/store/database/database.server.ts";

const MINUTE_MS = 60_000;

/** Span of each plot and the width of one point, so that no plot has more than some three hundred points. */
const SPANS = {
  "24h": { spanMs: 24 * 60 * MINUTE_MS, stepMs: 5 * MINUTE_MS },
  "7d": { spanMs: 7 * 24 * 60 * MINUTE_MS, stepMs: 60 * MINUTE_MS },
  "30d": { spanMs: 30 * 24 * 60 * MINUTE_MS, stepMs: 4 * 60 * MINUTE_MS },
} as const;

export type Span = keyof typeof SPANS;

export function parseSpan(text: string | null): Span {
  return text === "7d" || text === "30d" ? text : "24h";
}

/**
 * The counts of some record kinds together over time, oldest first; each step shows the minute with the most
 * drift, which a mean would hide.
 */
export async function readSamples(shop: string, records: readonly RecordKind[], span: Span, now: Date) {
  const kinds = [...records];
  const { spanMs, stepMs } = SPANS[span];
  const since = new Date(now.getTime() - spanMs);
  // A young shop shows each minute: its plot would otherwise be one point for hours.
  const first = await db().sample.findFirst({
    where: { shop, kind: { in: kinds }, at: { gte: since } },
    orderBy: { at: "asc" },
    select: { at: true },
  });
  const young = first !== null && now.getTime() - first.at.getTime() < 60 * stepMs;
  const seconds = (young ? MINUTE_MS : stepMs) / 1000;
  const rows = await db().$queryRaw<{ at: Date; agreed: number; repairing: number; waiting: number }[]>`
    SELECT DISTINCT ON (step) to_timestamp(step * ${seconds}::int) AS at, agreed, repairing, waiting
    FROM (
      SELECT floor(extract(epoch FROM at) / ${seconds}::int)::bigint AS step, sum(agreed)::int AS agreed,
        sum(repairing)::int AS repairing, sum(waiting)::int AS waiting
      FROM "Sample" WHERE shop = ${shop} AND kind = ANY(${kinds}) AND at >= ${since}
      GROUP BY at
    ) stepped
    ORDER BY step, repairing + waiting DESC`;
  return rows.map(({ at, ...counts }) => ({ at: at.toISOString(), ...counts }));
}
