import { afterEach, expect, test, vi } from "vitest";
import { openPool, stuckMs, watchPool } from "#app/store/database/pool.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();
afterEach(() => vi.useRealTimers());

test("a pool whose clients never come back ends the process, one that moves does not", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  const pool = openPool({ max: 1 });
  const lent = await pool.connect();
  const waiting = pool.connect();
  const end = vi.fn();
  const watch = watchPool(pool, end);
  vi.advanceTimersByTime(55_000);
  expect(end).not.toHaveBeenCalled();
  expect(stuckMs(pool)).toBeGreaterThan(50_000);
  vi.advanceTimersByTime(120_000);
  expect(end).toHaveBeenCalledOnce();
  watch.stop();

  lent.release();
  const next = await waiting;
  const calm = vi.fn();
  const watchNext = watchPool(pool, calm);
  vi.advanceTimersByTime(300_000);
  expect(calm).not.toHaveBeenCalled();
  watchNext.stop();
  vi.useRealTimers();
  next.release();
  await pool.end();
});

test("a connection that dies while nobody uses it ends no process", async () => {
  const pool = openPool({ max: 1 });
  const lent = await pool.connect();
  const [{ pid } = { pid: 0 }] = (await lent.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows;
  const other = openPool({ max: 1 });
  const died = new Promise((resolve) => lent.once("end", resolve));
  await other.query("SELECT pg_terminate_backend($1)", [pid]);
  await died;
  await expect(lent.query("SELECT 1")).rejects.toThrow();
  lent.release();
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await Promise.all([pool.end(), other.end()]);
});
