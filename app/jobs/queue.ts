import {
  createPostgresBackend,
  Queue,
  runMigrations,
  setDefaultBackendFactory,
  type ConnectionOptions,
} from "bullmq";
import { Redis } from "ioredis";
import { setTimeout as delay } from "node:timers/promises";
import { config } from "#app/config.server.ts";
import { openPool } from "#app/store/database/pool.server.ts";
import { log } from "#app/log.ts";
import { jobKey, type Job } from "./job.ts";
import { LANE_NAMES, laneOf, type LaneName } from "./lanes.ts";

/** The queue's tables live in a schema of their own, beside ours in the same database. */
const QUEUE_SCHEMA = "bullmq";
const POOL_SIZE = 8;
/** A page does not wait longer for its nudge: what it is about is owed in the tables. */
const NUDGE_WITHIN_MS = 200;
const CLOSE_WITHIN_MS = 1_000;

export interface OpenQueues {
  /** One per lane, so that no lane waits behind another. */
  queues: Record<LaneName, Queue>;
  connection: ConnectionOptions;
  close(): Promise<void>;
}

// The Remix bundle holds its own copy of this module; a process still has one set of queues.
const shared = globalThis as typeof globalThis & { concordQueues?: Promise<OpenQueues> | undefined };

/** The queues of this process: on Redis where REDIS_URL is set, else on our own PostgreSQL. */
export function openQueues(): Promise<OpenQueues> {
  const redis = config("REDIS_URL");
  return (shared.concordQueues ??= (redis === undefined ? onPostgres() : onRedis(redis)).catch(
    (error: unknown) => {
      // The next one tries again.
      shared.concordQueues = undefined;
      throw error;
    },
  ));
}

/** The name of a lane's queue in Redis or PostgreSQL. */
export function queueName(lane: LaneName): string {
  return `concord-${lane}`;
}

/**
 * Asks a worker to look at something. A nudge may be lost, and is given up when the queue does not take it in
 * time: what it is about is owed in the tables, and found there.
 */
export async function nudge(job: Job): Promise<void> {
  const { queues } = await openQueues();
  const given = new AbortController();
  const late = delay(NUDGE_WITHIN_MS, "late" as const, { signal: given.signal }).catch(() => "late" as const);
  const added = add(queues[laneOf(job)], job).then(
    () => null,
    (error: unknown) => error,
  );
  const fault = await Promise.race([added, late]);
  given.abort();
  if (fault !== null) log.warn({ job, err: fault }, "a nudge was lost; what it is about stays owed");
}

async function add(queue: Queue, job: Job): Promise<void> {
  await queue.add(job.name, job, {
    // One job waits per key; another that comes while it runs makes it run once more, or wakes it if delayed.
    deduplication: { id: jobKey(job), keepLastIfActive: true, reschedule: true },
    removeOnComplete: true,
    removeOnFail: true,
  });
}

export async function closeQueues(): Promise<void> {
  const open = shared.concordQueues;
  shared.concordQueues = undefined;
  if (open) await (await open).close();
}

function onRedis(url: string): Promise<OpenQueues> {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on("error", complain);
  const end = async () => {
    if (redis.status === "ready") await redis.quit();
    else redis.disconnect();
  };
  // Not waited for: Redis may be away for long, and what is asked of it waits for it.
  return Promise.resolve(openOn(redis, end));
}

async function onPostgres(): Promise<OpenQueues> {
  const pool = openPool({ max: POOL_SIZE, schema: QUEUE_SCHEMA });
  try {
    await runMigrations(pool, QUEUE_SCHEMA);
    setDefaultBackendFactory(createPostgresBackend);
    // BullMQ's own types say Redis here; the factory above takes the pool.
    const open = openOn(pool, () => pool.end());
    await Promise.all(Object.values(open.queues).map((queue) => queue.waitUntilReady()));
    return open;
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function openOn(connection: ConnectionOptions, end: () => Promise<void>): OpenQueues {
  const entries = LANE_NAMES.map((lane) => [lane, new Queue(queueName(lane), { connection })] as const);
  const all = entries.map(([, queue]) => queue);
  for (const queue of all) queue.on("error", complain);
  return {
    queues: Object.fromEntries(entries) as Record<LaneName, Queue>,
    connection,
    close: async () => {
      // A queue that was never reached does not end by itself.
      await Promise.race([
        Promise.all(all.map((queue) => queue.close())),
        delay(CLOSE_WITHIN_MS, null, { ref: false }),
      ]);
      await end();
    },
  };
}

function complain(error: Error): void {
  log.warn({ error: error.message }, "queue error");
}
