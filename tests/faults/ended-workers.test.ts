import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { DEFAULT_GUARDS } from "#app/core/values/plan.ts";
import { db } from "#app/store/database/database.server.ts";
import { feedsOf, setSchedule } from "#app/sync/connections/connections.server.ts";
import { saveGuards } from "#app/sync/settings/settings.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const root = join(import.meta.dirname, "../..");
const skus = Array.from({ length: 1_500 }, (_, at) => `SKU-${at}`);
const EXPORT_EVERY_MS = 1_500;

let world: World;
const workers: ChildProcess[] = [];
let moving: NodeJS.Timeout | undefined;
afterEach(async () => {
  clearInterval(moving);
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  await world.close();
});

function startWorker(): ChildProcess {
  return spawn(process.execPath, ["worker.ts"], {
    cwd: root,
    stdio: "ignore",
    env: {
      ...process.env,
      NODE_OPTIONS: `--require ${join(root, "sandbox/preload.cjs")}`,
      NODE_EXTRA_CA_CERTS: world.sandbox.caFile,
      SANDBOX_TLS_PORT: String(world.sandbox.tlsPort),
    },
  });
}

/** Its exit code; null: it was killed. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, "exit");
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}

test.each([
  ["one worker that is killed again and again", { atOnce: 1, signal: "SIGKILL", times: 4, code: null }],
  ["two workers that are restarted in turn", { atOnce: 2, signal: "SIGTERM", times: 6, code: 0 }],
] as const)(
  "%s, under load: nothing is lost, nothing is done twice",
  async (_, { atOnce, signal, times, code }) => {
    world = await openWorld(skus.map((sku) => ({ sku, shows: 100 })));
    await goLiveWith(
      world,
      skus.map((sku) => [sku, 100] as const),
    );
    for (const { id } of await feedsOf(world.shop, world.connectionId))
      await setSchedule(world.shop, id, 1_000);

    // All values may change while no worker runs, and nobody is here to approve them.
    await saveGuards(world.shop, { ...DEFAULT_GUARDS, changedShareMax: 1 });

    // A third of the catalogue moves with each export, so there is always something under way.
    const truth = new Map(skus.map((sku) => [sku, 100]));
    let exports = 0;
    const move = () => {
      exports += 1;
      for (const [at, sku] of skus.entries())
        if (at % 3 === exports % 3) truth.set(sku, 10 + ((at + exports) % 90));
      world.exportStock([...truth]);
    };
    moving = setInterval(move, EXPORT_EVERY_MS);
    const written = () => world.sandbox.stats.mutations["inventorySetQuantities"] ?? 0;
    for (let ends = 0; ends < times; ends++) {
      while (workers.length < atOnce) workers.push(startWorker());
      const before = written();
      await vi.waitFor(() => expect(written()).toBeGreaterThan(before), { timeout: 120_000, interval: 20 });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_000));
      const [oldest] = workers.splice(0, 1);
      // Code 1 would say that it did not end within ten seconds.
      if (oldest) expect(await end(oldest, signal)).toBe(code);
    }
    clearInterval(moving);
    move();

    workers.push(startWorker());
    await vi.waitFor(() => expect(skus.filter((sku) => world.shows(sku) !== truth.get(sku))).toEqual([]), {
      timeout: 90_000,
      interval: 250,
    });
    await vi.waitFor(
      async () => {
        const open = await db().change.count({ where: { shop: world.shop, outcome: "intended" } });
        const inStep = await db().observation.count({ where: { shop: world.shop, verdict: "in-sync" } });
        expect([open, inStep]).toEqual([0, skus.length]);
      },
      { timeout: 30_000, interval: 250 },
    );

    // Nobody else touched the shop, so each applied change begins where the one before it ended.
    const applied = await db().change.findMany({
      where: { shop: world.shop, outcome: "applied" },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      select: { subject: true, before: true, after: true },
    });
    const shows = new Map<string, string>();
    const broken = applied.filter(({ subject, before, after }) => {
      const expected = shows.get(subject) ?? "100";
      shows.set(subject, after);
      return before !== expected;
    });
    expect(broken).toEqual([]);
  },
  600_000,
);
