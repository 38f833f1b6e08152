import {
  createPostgresBackend,
  Queue,
  runMigrations,
  setDefaultBackendFactory,
  type ConnectionOptions,
} from "bullmq";
import { Redis } from "ioredis";
import { config } from "#app/config.server.ts";
import { openPool } from "#app/store/database/pool.server.ts";
import { jobKey, type Job } from "./job.ts";

export const QUEUE_NAME = "concord";

/** The queue's tables live in a schema of their own, beside ours in the same database. */
const QUEUE_SCHEMA = "bullmq";
const POOL_SIZE = 6;

export interface OpenQueue {
  queue: Queue;
  connection: ConnectionOptions;
  close(): Promise<void>;
}

// The Remix bundle holds its own copy of this module; a process still has one queue.
const shared = globalThis as typeof globalThis & { concordQueue?: Promise<OpenQueue> | undefined };

/** The one queue of this process: on Redis where REDIS_URL is set, else on our own PostgreSQL. */
export function openQueue(): Promise<OpenQueue> {
  const redis = config("REDIS_URL");
  return (shared.concordQueue ??= redis === undefined ? onPostgres() : onRedis(redis));
}

/** Asks a worker to look at something. A nudge may be lost: what it is about is owed in the tables. */
export async function nudge(job: Job): Promise<void> {
  const { queue } = await openQueue();
  await queue.add(job.name, job, {
    // One job waits per key; another that comes while it runs makes it run once more, or wakes it if delayed.
    deduplication: { id: jobKey(job), keepLastIfActive: true, reschedule: true },
    removeOnComplete: true,
    removeOnFail: true,
  });
}

export async function closeQueue(): Promise<void> {
  const open = shared.concordQueue;
  shared.concordQueue = undefined;
  if (open) await (await open).close();
}

async function onRedis(url: string): Promise<OpenQueue> {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  const queue = new Queue(QUEUE_NAME, { connection: redis });
  await queue.waitUntilReady();
  return {
    queue,
    connection: redis,
    close: async () => {
      await queue.close();
      await redis.quit();
    },
  };
}

async function onPostgres(): Promise<OpenQueue> {
  const pool = openPool({ max: POOL_SIZE, schema: QUEUE_SCHEMA });
  await runMigrations(pool, QUEUE_SCHEMA);
  setDefaultBackendFactory(createPostgresBackend);
  // BullMQ's own types say Redis here; the factory above takes the pool.
  const connection = pool as unknown as ConnectionOptions;
  const queue = new Queue(QUEUE_NAME, { connection });
  await queue.waitUntilReady();
  return {
    queue,
    connection,
    close: async () => {
      await queue.close();
      await pool.end();
    },
  };
}
