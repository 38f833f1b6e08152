import { DelayedError, Worker, type Job as QueueJob } from "bullmq";
import { log } from "#app/log.ts";
import { purgeInbox } from "#app/store/webhooks/inbox.server.ts";
import { purgeFlowRuns } from "#app/store/values/repair.server.ts";
import { endAbandonedRuns } from "#app/store/values/runs.server.ts";
import { purgeHistory, takeSamples } from "#app/store/values/samples.server.ts";
import { readLists } from "#app/sync/look/fixed-prices.server.ts";
import { tellFlow } from "#app/sync/shop/flow.server.ts";
import { workInbox } from "#app/sync/shop/inbox.server.ts";
import { createDrafts } from "#app/sync/write/new-products.server.ts";
import { lookAtPictures } from "#app/sync/look/pictures.server.ts";
import { pullFeed } from "#app/sync/connections/pull.server.ts";
import { forgetOld } from "#app/sync/shop/privacy.server.ts";
import { reconcileOrders } from "#app/sync/orders/reconcile.server.ts";
import { converge } from "#app/sync/converge/converge.server.ts";
import { sweep } from "#app/sync/look/sweep.server.ts";
import type { Job } from "./job.ts";
import { adoptSchedules, findOwed, nudgeConverging } from "./owed.ts";
import { closeQueue, nudge, openQueue, QUEUE_NAME } from "./queue.ts";

const CONCURRENCY = 16;
const INBOX_KEPT_MS = 7 * 24 * 3_600_000;
const OWED_EVERY_MS = 5_000;
const ADOPT_EVERY_MS = 30_000;
const SAMPLE_EVERY_MS = 60_000;
const PURGE_EVERY_MS = 3_600_000;
/** A job whose claim was not renewed for this long is given to another worker; leases keep that harmless. */
const CLAIM_MS = 8_000;
const LOOK_FOR_STALLED_EVERY_MS = 4_000;
/** After the database restarts BullMQ resumes this soon, not after its default of five seconds. */
const RESUME_AFTER_MS = 300;

/** In how many milliseconds the job runs again, waiting in the queue; null: it is done. */
type Later = number | null;

async function run(job: Job, signal: AbortSignal): Promise<Later> {
  switch (job.name) {
    case "inbox": {
      const outcome = await workInbox(job.shop, signal);
      if (outcome.sweep) await nudge({ name: "sweep", shop: job.shop });
      if (outcome.converge) await nudgeConverging(job.shop);
      return null;
    }
    case "pull":
      if (await pullFeed(job.shop, job.feedId, signal)) await nudgeConverging(job.shop);
      return null;
    case "converge":
      return converge(job.shop, job.record, signal);
    case "sweep": {
      const outcome = await sweep(job.shop, signal);
      if (outcome.againInMs === null && outcome.merged) await nudgeConverging(job.shop);
      return outcome.againInMs;
    }
    case "lists":
      await readLists(job.shop, signal);
      await nudgeConverging(job.shop);
      return null;
    case "pictures":
      await lookAtPictures(job.shop, signal);
      await nudgeConverging(job.shop);
      return null;
    case "new-products":
      if (await createDrafts(job.shop, signal)) await nudgeConverging(job.shop);
      return null;
    case "orders":
      if (await reconcileOrders(job.shop, signal)) await nudgeConverging(job.shop);
      return null;
    case "flow":
      await tellFlow(job.shop, signal);
      return null;
    case "owed":
      await findOwed();
      return null;
    case "sample":
      await takeSamples();
      return null;
    case "purge":
      await purgeHistory();
      await forgetOld(signal);
      await purgeInbox(new Date(Date.now() - INBOX_KEPT_MS));
      await purgeFlowRuns(new Date(Date.now() - INBOX_KEPT_MS));
      return null;
  }
}

/**
 * Starts a worker. A job that fails ends there: its work is still owed in the tables, and is found again
 * within seconds. So the queue may be lost at any time.
 */
export async function startWorker(): Promise<{ close(): Promise<void> }> {
  const { connection } = await openQueue();
  await endAbandonedRuns(new Date());

  const stopping = new AbortController();
  const worker = new Worker<Job>(
    QUEUE_NAME,
    async (queued: QueueJob<Job>, token) => {
      const startedAt = performance.now();
      const againInMs = await work(queued.data, stopping.signal);
      log.debug({ job: queued.data, ms: Math.round(performance.now() - startedAt) }, "job done");
      if (againInMs === null) return;
      await queued.moveToDelayed(Date.now() + againInMs, token);
      throw new DelayedError();
    },
    {
      connection,
      concurrency: CONCURRENCY,
      lockDuration: CLAIM_MS,
      stalledInterval: LOOK_FOR_STALLED_EVERY_MS,
      runRetryDelay: RESUME_AFTER_MS,
    },
  );
  worker.on("error", (error) => log.warn({ error: error.message }, "queue error"));

  // These run outside the queue, because they find the work that the queue has lost.
  const timers = [
    repeat(findOwed, OWED_EVERY_MS, stopping.signal),
    repeat(adoptSchedules, ADOPT_EVERY_MS, stopping.signal),
    repeat(() => nudge({ name: "sample" }), SAMPLE_EVERY_MS, stopping.signal),
    repeat(() => nudge({ name: "purge" }), PURGE_EVERY_MS, stopping.signal),
  ];
  await adoptSchedules();
  await nudge({ name: "owed" });
  await nudge({ name: "purge" });

  return {
    async close() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort(new Error("stopping"));
      await worker.close();
      await closeQueue();
    },
  };
}

async function work(job: Job, signal: AbortSignal): Promise<Later> {
  try {
    return await run(job, signal);
  } catch (error) {
    if (!signal.aborted) log.error({ job, err: error }, "job failed; what it was about stays owed");
    throw error;
  }
}

function repeat(task: () => Promise<void>, everyMs: number, signal: AbortSignal): NodeJS.Timeout {
  return setInterval(() => {
    task().catch((error: unknown) => {
      if (!signal.aborted) log.warn({ err: error }, "could not look for owed work; trying again");
    });
  }, everyMs);
}
