import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { nudge } from "#app/jobs/queue.ts";
import { startWorker } from "#app/jobs/worker.ts";
import { feedsOf, setSchedule } from "#app/sync/connections/connections.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { startRedis, type RedisServer } from "#tests/support/redis.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const AWAY_MS = 15_000;
const soon = { timeout: 60_000, interval: 50 };
let redis: RedisServer;
let world: World;
let worker: { close(): Promise<void> };

beforeAll(async () => {
  redis = await startRedis();
  process.env["REDIS_URL"] = redis.url;
  world = await openWorld([{ sku: "MUG", shows: 9 }]);
  await goLiveWith(world, [["MUG", 9]]);
  for (const { id } of await feedsOf(world.shop, world.connectionId))
    await setSchedule(world.shop, id, 1_000);
  worker = await startWorker();
});
afterAll(async () => {
  await worker.close();
  await world.close();
  await redis.kill();
  delete process.env["REDIS_URL"];
});

test("the shop follows although Redis is emptied again and again", async () => {
  const client = new Redis(redis.url);
  const emptying = setInterval(() => void client.flushall(), 500);
  world.exportStock([["MUG", 7]]);
  await sleep(3_000);
  clearInterval(emptying);
  await client.quit();
  await vi.waitFor(() => expect(world.shows("MUG")).toBe(7), soon);
});

test("while Redis is away nobody waits for a nudge, and when it is back the shop comes into step", async () => {
  await redis.kill();
  const began = performance.now();
  await nudge({ name: "owed" });
  expect(performance.now() - began).toBeLessThan(1_000);
  world.place("MUG", 2);
  world.exportStock([["MUG", 6]]);
  await sleep(AWAY_MS);
  await redis.start();
  await vi.waitFor(() => expect(world.shows("MUG")).toBe(4), soon);
});
