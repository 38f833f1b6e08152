import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db, pool } from "#app/store/database/database.server.ts";
import { type EmbeddedDatabase, startDatabase } from "#app/store/database/embedded/postgres.server.ts";

const KILLS = 50;
const POOL = 4;
let home: string;
let server: EmbeddedDatabase;
const before = process.env["DATABASE_URL"];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "concord-tests-"));
  await chmod(home, 0o755); // the account that runs the server must enter it
  server = await startDatabase({ home, settings: { fsync: "off" } });
  process.env["DATABASE_URL"] = server.url;
  process.env["DATABASE_POOL_SIZE"] = String(POOL);
});
afterAll(async () => {
  await closeDatabase();
  await server.stop();
  await rm(home, { recursive: true, force: true });
  process.env["DATABASE_URL"] = before;
  delete process.env["DATABASE_POOL_SIZE"];
});

test("a process works on after its database was killed under its transactions, however often", async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    const begun = Promise.allSettled([open(), open()]);
    await Promise.race([begun, sleep(100)]);
    process.kill(await postmaster(), kill % 2 === 0 ? "SIGQUIT" : "SIGKILL");
    await begun;
    await untilAnswering();
  }
  await Promise.all(
    Array.from({ length: 2 * POOL }, () => db().$transaction((tx) => tx.$queryRaw`SELECT 1`)),
  );
  expect(pool().waitingCount).toBe(0);
  expect(pool().totalCount - pool().idleCount).toBe(0);
}, 240_000);

/** Transactions of both sorts that last until the server dies under them. */
async function open(): Promise<unknown> {
  return Promise.allSettled([
    db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1`;
      await tx.$queryRaw`SELECT pg_sleep(30)`;
    }),
    db().$transaction([db().$queryRaw`SELECT 1`, db().$queryRaw`SELECT pg_sleep(30)`]),
  ]);
}

async function postmaster(): Promise<number> {
  return Number((await readFile(join(home, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);
}

async function untilAnswering(): Promise<void> {
  for (;;) {
    try {
      await db().$queryRaw`SELECT 1`;
      return;
    } catch {
      await sleep(50);
    }
  }
}
