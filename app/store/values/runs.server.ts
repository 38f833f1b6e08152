import type { Prisma, Run } from "@prisma/client";
import { db } from "../database/database.server.ts";
import { jsonText } from "../database/json-text.server.ts";

export type { Run } from "@prisma/client";
export type RunState = "running" | "succeeded" | "skipped" | "failed" | "held";

export async function startRun(
  shop: string,
  run: Pick<Run, "activity" | "kind"> & { connectionId?: string; total?: number },
): Promise<string> {
  const { id } = await db().run.create({ data: { shop, ...run }, select: { id: true } });
  return id;
}

/** Adds to a run's counts while it goes on. */
export async function addToRun(
  id: string,
  counts: Partial<Pick<Run, "seen" | "changed" | "written" | "skipped" | "failed" | "requests">> & {
    points?: number;
  },
): Promise<Run> {
  const data: Prisma.RunUpdateInput = Object.fromEntries(
    Object.entries(counts).map(([name, increment]) => [name, { increment }]),
  );
  return db().run.update({ where: { id }, data });
}

/** Adds to how often each reason kept something from being done. */
export async function addReasons(id: string, reasons: Readonly<Record<string, number>>): Promise<void> {
  if (Object.keys(reasons).length === 0) return;
  await db().$executeRaw`
    UPDATE "Run" r SET reasons = (SELECT jsonb_object_agg(t.key, t.n) FROM (
      SELECT e.key, sum(e.value::int) AS n
      FROM (SELECT * FROM jsonb_each_text(coalesce(r.reasons, '{}'))
        UNION ALL SELECT * FROM jsonb_each_text(${jsonText(reasons)}::jsonb)) e GROUP BY e.key) t)
    WHERE r.id = ${id}::uuid`;
}

export async function finishRun(
  id: string,
  state: RunState,
  fields: Prisma.RunUpdateInput = {},
): Promise<void> {
  await db().run.update({ where: { id }, data: { ...fields, state, finishedAt: new Date() } });
}

/** Ends runs that a stopped worker left behind. */
export async function endAbandonedRuns(olderThan: Date): Promise<void> {
  await db().run.updateMany({
    where: { state: "running", startedAt: { lt: olderThan } },
    data: { state: "failed", error: "stopped", finishedAt: new Date() },
  });
}
