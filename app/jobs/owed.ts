import { owedRecords } from "#app/store/values/changes.server.ts";
import { shopsWithFlowNews } from "#app/store/webhooks/flow-news.server.ts";
import { owedWork, scheduledFeeds } from "#app/store/values/owed.server.ts";
import type { Job } from "./job.ts";
import { laneOf } from "./lanes.ts";
import { nudge, openQueues } from "./queue.ts";

const SCHEDULER_PREFIX = "feed:";

/** Finds owed work in the tables, even if the queue has lost it, and keeps the schedules as in the tables. */
export async function findOwed(): Promise<void> {
  for (const { name, shop, feedId } of await owedWork()) {
    if (name === "converge") await nudgeConverging(shop);
    else if (name !== "pull") await nudge({ name, shop });
    else if (feedId !== null) await nudge({ name, shop, feedId });
  }
  for (const shop of await shopsWithFlowNews()) await nudge({ name: "flow", shop });
  await keepSchedules();
}

/** Nudges workers to converge every record kind of a shop that is owed something. */
export async function nudgeConverging(shop: string): Promise<void> {
  for (const record of await owedRecords(shop)) await nudge({ name: "converge", shop, record });
}

/** The schedules this process has set in the queue, so that an unchanged one costs nothing. */
const scheduled = new Map<string, number>();

async function keepSchedules(): Promise<void> {
  const queue = await feedQueue();
  const feeds = await scheduledFeeds();
  const wanted = new Map(feeds.map((feed) => [SCHEDULER_PREFIX + feed.id, feed]));
  for (const [key, { shop, id, everyMs }] of wanted) {
    if (scheduled.get(key) === everyMs) continue;
    const data: Job = { name: "pull", shop, feedId: id };
    const opts = { removeOnComplete: true, removeOnFail: true };
    await queue.upsertJobScheduler(key, { every: everyMs }, { name: data.name, data, opts });
    scheduled.set(key, everyMs);
  }
  for (const key of [...scheduled.keys()].filter((known) => !wanted.has(known))) {
    await queue.removeJobScheduler(key);
    scheduled.delete(key);
  }
}

/** Reads which schedules the queue really holds: an earlier worker's, or none if it was emptied. */
export async function adoptSchedules(): Promise<void> {
  const queue = await feedQueue();
  const held = await queue.getJobSchedulers();
  scheduled.clear();
  for (const { key, every } of held) {
    if (key.startsWith(SCHEDULER_PREFIX) && every !== undefined) scheduled.set(key, Number(every));
  }
}

async function feedQueue() {
  const { queues } = await openQueues();
  return queues[laneOf({ name: "pull", shop: "", feedId: "" })];
}
