import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { nudge, openQueues } from "#app/jobs/queue.ts";
import { startWorker } from "#app/jobs/worker.ts";
import { db } from "#app/store/database/database.server.ts";
import { feedsOf, setConnectionState, setSchedule } from "#app/sync/connections/connections.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const LONG_AGO = new Date(Date.now() - 60 * 86_400_000);
const NOTHING_COUNTED = { agreed: 0, repairing: 0, waiting: 0 };

let world: World;
let worker: { close(): Promise<void> };

beforeAll(async () => {
  world = await openWorld([
    { sku: "MUG", shows: 3 },
    { sku: "CUP", shows: 9 },
  ]);
  await goLiveWith(world, [
    ["MUG", 7],
    ["CUP", 9],
  ]);
  for (const { id } of await feedsOf(world.shop, world.connectionId))
    await setSchedule(world.shop, id, 1_000);
  await db().sample.create({ data: { shop: world.shop, kind: "stock", at: LONG_AGO, ...NOTHING_COUNTED } });
  worker = await startWorker();
});
afterAll(async () => {
  await worker.close();
  await world.close();
});

const soon = { timeout: 20_000, interval: 50 };

test("a file that appears is read on schedule and the shop follows", async () => {
  world.exportStock([
    ["MUG", 5],
    ["CUP", 9],
  ]);
  await vi.waitFor(() => expect(world.shows("MUG")).toBe(5), soon);
});

test("a sale's webhooks are worked off without anybody asking", async () => {
  world.place("CUP", 4);
  await vi.waitFor(async () => {
    expect((await world.observation("CUP")).desired).toBe("5");
    expect((await world.observation("CUP")).verdict).toBe("in-sync");
  }, soon);
  expect(world.shows("CUP")).toBe(5);
});

test("everything converges although the queue is emptied at any time", async () => {
  const queues = Object.values((await openQueues()).queues);
  const empty = () => Promise.allSettled(queues.map((queue) => queue.obliterate({ force: true })));
  const emptying = setInterval(() => void empty(), 300);
  world.exportStock([
    ["MUG", 2],
    ["CUP", 9],
  ]);
  await nudge({ name: "owed" });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  clearInterval(emptying);
  await vi.waitFor(() => expect(world.shows("MUG")).toBe(2), soon);
});

test("what no page shows any more is forgotten without anybody asking", async () => {
  await vi.waitFor(async () => expect(await db().sample.count({ where: { at: LONG_AGO } })).toBe(0), soon);
});

test("a paused connection is not read, and its schedule is gone", async () => {
  await setConnectionState(world.shop, world.connectionId, "paused");
  await nudge({ name: "owed" });
  const { queues } = await openQueues();
  await vi.waitFor(async () => {
    const schedulers = await queues.sources.getJobSchedulers();
    expect(schedulers.filter(({ key }) => key.startsWith("feed:"))).toEqual([]);
  }, soon);
  expect(await db().connection.count({ where: { state: "paused" } })).toBe(1);
});
