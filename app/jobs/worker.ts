import { DelayedError, Worker, type ConnectionOptions, type Job as QueueJob } from "bullmq";
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
import type { Slot } from "#app/sync/slot.server.ts";
import type { Job } from "./job.ts";
import { LANE_NAMES, LANES, slotsOf, type LaneName } from "./lanes.ts";
import { adoptSchedules, findOwed, nudgeConverging } from "./owed.ts";
import { closeQueues, nudge, openQueues, queueName } from "./queue.ts";

/** A shop that has its share of a lane's slots comes again after about this long. */
const SHARE_AGAIN_MS = 400;
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

async function run(job: Job, slot: Slot, signal: AbortSignal): Promise<Later> {
  switch (job.name) {
    case "inbox": {
      const outcome = await workInbox(job.shop, signal);
      if (outcome.sweep) await nudge({ name: "sweep", shop: job.shop });
      if (outcome.converge) await nudgeConverging(job.shop);
      return null;
    }
    case "pull":
      if (await pullFeed(job.shop, job.feedId, signal, slot)) await nudgeConverging(job.shop);
      return null;
    case "converge":
      return converge(job.shop, job.record, signal, slot);
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
  const { connection } = await openQueues();
  await endAbandonedRuns(new Date());

  const stopping = new AbortController();
  const workers = LANE_NAMES.map((lane) => workLane(lane, connection, stopping.signal));

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
      await Promise.all(workers.map((worker) => worker.close()));
      await closeQueues();
    },
  };
}

function workLane(name: LaneName, connection: ConnectionOptions, signal: AbortSignal): Worker<Job> {
  const slots = slotsOf(LANES[name]);
  const worker = new Worker<Job>(
    queueName(name),
    async (queued: QueueJob<Job>, token) => {
      const job = queued.data;
      const slot = slots.take("shop" in job ? job.shop : null);
      const againInMs = slot ? await work(job, slot, signal).finally(slot.free) : soonAgain();
      if (againInMs === null) return;
      await queued.moveToDelayed(Date.now() + againInMs, token);
      throw new DelayedError();
    },
    {
      connection,
      concurrency: LANES[name].slots,
      lockDuration: CLAIM_MS,
      stalledInterval: LOOK_FOR_STALLED_EVERY_MS,
      runRetryDelay: RESUME_AFTER_MS,
    },
  );
  worker.on("error", (error) => log.warn({ lane: name, error: error.message }, "queue error"));
  return worker;
}

/** Not all at the same moment. */
function soonAgain(): number {
  return SHARE_AGAIN_MS * (0.5 + Math.random());
}

async function work(job: Job, slot: Slot, signal: AbortSignal): Promise<Later> {
  const startedAt = performance.now();
  try {
    const later = await run(job, slot, signal);
    log.debug({ job, ms: Math.round(performance.now() - startedAt) }, "job done");
    return later;
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
