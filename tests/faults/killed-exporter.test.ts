import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { feedsOf, setSchedule } from "#app/sync/connections/connections.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openOrderWorld, type OrderWorld } from "#tests/support/order-world.ts";

testDatabase();

const root = join(import.meta.dirname, "../..");
const KILLS = 3;
const ORDER_EVERY_MS = 500;
const ORDERS_MAX = 60;
const LOST_SHARE = 0.1;

let world: OrderWorld;
let workers: ChildProcess[] = [];
let selling: NodeJS.Timeout | undefined;
afterEach(async () => {
  clearInterval(selling);
  for (const worker of workers) worker.kill("SIGKILL");
  await world.close();
});

function startWorker(): ChildProcess {
  const worker = spawn(
    process.execPath,
    ["--import", join(root, "tests/support/register-remote.ts"), "worker.ts"],
    {
      cwd: root,
      stdio: "ignore",
      env: {
        ...process.env,
        NODE_OPTIONS: `--require ${join(root, "sandbox/preload.cjs")}`,
        NODE_EXTRA_CA_CERTS: world.sandbox.caFile,
        SANDBOX_TLS_PORT: String(world.sandbox.tlsPort),
      },
    },
  );
  workers.push(worker);
  return worker;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  workers = workers.filter((worker) => worker !== child);
}

test("workers that are killed again and again, before a source that loses answers, make every order once and lose none", async () => {
  world = await openOrderWorld();
  await world.rules({ paidOnly: false });
  for (const { id } of await feedsOf(world.shop, world.sourceId)) await setSchedule(world.shop, id, 1_000);
  world.source.faults.answerMs = 25;
  world.source.faults.lostShare = LOST_SHARE;

  const { store } = world.sandbox;
  const names: string[] = [];
  const cancelled = new Set<string>();
  const edited = new Set<string>();
  selling = setInterval(() => {
    const at = names.length;
    if (at === ORDERS_MAX) return clearInterval(selling);
    names.push(world.buy(at % 2 === 0 ? "MUG" : "CUP", { email: `buyer${at % 30}@example.com` }));
    const earlier = names[at - 6];
    if (earlier === undefined) return;
    if (at % 7 === 0) {
      store.cancelOrder(earlier, { restock: true });
      cancelled.add(earlier);
    } else if (at % 5 === 0) {
      store.editOrder(earlier, { add: [{ variantId: world.variant("CUP").id, quantity: 1 }] });
      edited.add(earlier);
    }
  }, ORDER_EVERY_MS);

  for (let kills = 0; kills < KILLS; kills++) {
    const worker = startWorker();
    // Two at once from time to time: the lease, not luck, keeps them apart.
    const other = kills % 3 === 0 ? startWorker() : null;
    const made = world.source.held.length;
    await vi.waitFor(() => expect(world.source.held.length).toBeGreaterThan(made), {
      timeout: 150_000,
      interval: 20,
    });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
    await kill(worker);
    if (other) await kill(other);
  }
  clearInterval(selling);
  world.source.faults.lostShare = 0;

  startWorker();
  await vi.waitFor(
    async () => {
      await world.later();
      const open = await db().outboxEntry.findMany({
        where: { shop: world.shop, state: { in: ["sending", "owed", "waiting"] } },
      });
      const unsettled = await db().observation.count({
        where: { shop: world.shop, kind: "order", verdict: { notIn: ["in-sync", "unknown"] } },
      });
      const entries = await db().outboxEntry.count({ where: { shop: world.shop } });
      expect([open.length, unsettled, entries]).toEqual([0, 0, names.length]);
    },
    { timeout: 180_000, interval: 1_000 },
  );

  const wrong = names.filter((name) => {
    const held = world.held(name);
    // An order that was cancelled before it was sent need not be in the source.
    if (cancelled.has(name))
      return held.length > 1 || (held[0] !== undefined && held[0].status !== "cancelled");
    return held.length !== 1 || held[0]?.order.lines.length !== (edited.has(name) ? 2 : 1);
  });
  expect(wrong).toEqual([]);
  expect(names.length).toBeGreaterThan(KILLS * 5);
}, 900_000);
