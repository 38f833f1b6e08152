import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Adapter } from "#app/adapters/adapter.ts";
import { adapters } from "#app/adapters/registry.ts";
import { startWorker } from "#app/jobs/worker.ts";
import { db } from "#app/store/database/database.server.ts";
import { createConnection, feedsOf, setSchedule } from "#app/sync/connections/connections.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const neighbour = "hangs.myshopify.com";
const CONNECTIONS = 8;
const NO_WORDS = { about: "", fields: {} };

let world: World;
let worker: { close(): Promise<void> };
let hanging = 0;

/** A source that takes every call and answers none. */
function silent(): Adapter {
  const read = (_: unknown, signal: AbortSignal) => {
    hanging += 1;
    return new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  };
  const reader = { read };
  return {
    check: () => Promise.resolve([]),
    warehouses: () => Promise.resolve([]),
    ...{ items: reader, stock: reader, prices: reader },
    close: () => Promise.resolve(),
  };
}

beforeAll(async () => {
  world = await openWorld([{ sku: "MUG", shows: 9 }]);
  await goLiveWith(world, [["MUG", 9]]);
  for (const { id } of await feedsOf(world.shop, world.connectionId))
    await setSchedule(world.shop, id, 1_000);
  adapters["silent"] = {
    name: "Silent",
    kind: "erp",
    can: [],
    texts: { en: NO_WORDS, cs: NO_WORDS, nb: NO_WORDS },
    fields: [],
    settings: z.object({}),
    secrets: z.object({}),
    open: silent,
  };
  await db().shop.create({ data: { shop: neighbour } });
  for (let n = 0; n < CONNECTIONS; n++) {
    await createConnection(neighbour, { adapter: "silent", name: `ERP ${n}`, settings: {}, secrets: {} });
  }
  await db().connection.updateMany({ where: { shop: neighbour }, data: { state: "active" } });
  await db().feed.updateMany({ where: { shop: neighbour }, data: { nextAt: new Date(0) } });
  worker = await startWorker();
});
afterAll(async () => {
  await worker.close();
  delete adapters["silent"];
  await world.close();
});

test("a shop whose systems hang takes its share of the work, and holds up nobody else's", async () => {
  const soon = { timeout: 20_000, interval: 50 };
  await vi.waitFor(() => expect(hanging).toBeGreaterThanOrEqual(3), soon);
  world.place("MUG", 1);
  await vi.waitFor(async () => {
    expect(await world.observation("MUG")).toMatchObject({ desired: "8", verdict: "in-sync" });
  }, soon);
  world.exportStock([["MUG", 5]]);
  await vi.waitFor(async () => expect((await world.observation("MUG")).observed).toBe("4"), soon);
  expect(hanging).toBe(3);
}, 90_000);
