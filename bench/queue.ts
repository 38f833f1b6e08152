import { Worker } from "bullmq";
import { closeQueues, nudge, openQueues, queueName } from "#app/jobs/queue.ts";
import { openDatabase } from "./support/database.ts";
import { median, round, type Bench } from "./support/figure.ts";

const JOBS = 2_000;
const CALLERS = 20;
const REPEATS = 5;
const CONCURRENCY = 8;

/** Our nudges beside plain BullMQ jobs on the same PostgreSQL: enqueued, and handled by an idle worker. */
export const queue: Bench = async () => {
  const database = await openDatabase();
  try {
    const bare = (await openQueues()).queues.live;
    const ours: number[] = [];
    const theirs: number[] = [];
    const ownJobs = { removeOnComplete: true, removeOnFail: true };
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      theirs.push(await rate((n) => bare.add("bare", { n }, ownJobs)));
      ours.push(await rate((n) => nudge({ name: "inbox", shop: `shop-${repeat}-${n}.myshopify.com` })));
    }
    const drained = await drain();
    const waiting = await rate(() => nudge({ name: "inbox", shop: "same.myshopify.com" }));
    const [own, other] = [median(ours), median(theirs)];
    return {
      figures: [
        {
          what: "nudges put in",
          measured: `${Math.round(own)}/s`,
          limit: `bare BullMQ ${Math.round(other)}/s: ${round(own / other)} x`,
          goal: ">= 0.9 x",
          met: own / other >= 0.9,
        },
      ],
      notes: [
        `Median of ${REPEATS} times ${JOBS} by ${CALLERS} callers, in turn. Nudges of a shop that already has one waiting: ` +
          `${Math.round(waiting)}/s. A worker of ${CONCURRENCY} took ${Math.round(drained)} jobs/s out.`,
      ],
    };
  } finally {
    await closeQueues();
    await database.close();
  }
};

async function rate(add: (n: number) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let next = 0;
  const caller = async () => {
    while (next < JOBS) await add(next++);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return (JOBS / (performance.now() - started)) * 1000;
}

async function drain(): Promise<number> {
  const { connection, queues } = await openQueues();
  const jobs = await queues.live.count();
  const started = performance.now();
  const worker = new Worker(queueName("live"), () => Promise.resolve(), {
    connection,
    concurrency: CONCURRENCY,
  });
  await new Promise<void>((resolve) => void worker.once("drained", resolve));
  const perSecond = (jobs / (performance.now() - started)) * 1000;
  await worker.close();
  return perSecond;
}
