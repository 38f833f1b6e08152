import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { markDirty } from "#app/store/values/observations.server.ts";
import { converge } from "#app/sync/converge/converge.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

/** More than are decided at once. */
const MANY = 700;
const ARTICLES = Array.from({ length: MANY }, (_, at) => `ARTICLE-${String(at).padStart(4, "0")}`);
/** So few that nobody has to approve. */
const SOLD = [...ARTICLES.slice(0, 5), ...ARTICLES.slice(-5)];
const [FIRST = "", SECOND = ""] = ARTICLES;
const OFTEN_MS = 100;
const SOON = { timeout: 45_000, interval: 50 };

const { signal } = new AbortController();

let world: World;
let settled: Promise<unknown>;
afterEach(async () => {
  await settled;
  await world.close();
});

test("the shop follows the ERP although every article is doubted again and again", async () => {
  world = await openWorld(ARTICLES.map((sku) => ({ sku, shows: 5 })));
  await goLiveWith(
    world,
    ARTICLES.map((sku) => [sku, 5]),
  );
  world.exportStock(ARTICLES.map((sku) => [sku, SOLD.includes(sku) ? 4 : 5]));
  await world.pull();
  await meanwhile(
    () => markDirty(world.shop, "all"),
    async () => {
      settled = converge(world.shop, "stock", signal);
      await vi.waitFor(() => expect(SOLD.map((sku) => world.shows(sku))).toEqual(SOLD.map(() => 4)), SOON);
    },
  );
}, 120_000);

test("an article is put right although others are looked at all the time", async () => {
  world = await openWorld([
    { sku: FIRST, shows: 5 },
    { sku: SECOND, shows: 5 },
  ]);
  await goLiveWith(world, [
    [FIRST, 5],
    [SECOND, 5],
  ]);
  world.exportStock([
    [FIRST, 3],
    [SECOND, 3],
  ]);
  await world.pull();
  const subject = world.itemId(FIRST);
  await meanwhile(
    () => db().observation.updateMany({ where: { subject }, data: { observedAt: soon() } }),
    async () => {
      settled = converge(world.shop, "stock", signal);
      await vi.waitFor(() => expect(world.shows(SECOND)).toBe(3), SOON);
    },
  );
  await settled;
  expect(world.shows(FIRST)).toBe(3);
}, 120_000);

function soon(): Date {
  return new Date(Date.now() + 2 * OFTEN_MS);
}

/** Does one thing over and over until the other is done or has failed. */
async function meanwhile(again: () => Promise<unknown>, work: () => Promise<void>): Promise<void> {
  let ended = false;
  const looping = (async () => {
    while (!ended) {
      await again();
      await sleep(OFTEN_MS);
    }
  })();
  try {
    await work();
  } finally {
    ended = true;
    await looping;
  }
}
