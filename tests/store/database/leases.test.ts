import { expect, test, vi } from "vitest";
import { db, together } from "#app/store/database/database.server.ts";
import { fence, LeaseLost, renewLease, takeLease, underLease } from "#app/store/database/leases.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const HOUR_MS = 3_600_000;
const held = async (name: string) => {
  const lease = await takeLease(name);
  if (!lease) throw new Error(`${name} is taken`);
  return lease;
};
/** As if its holder had stood still for longer than a lease lasts. */
const expire = (name: string) =>
  db().$executeRaw`UPDATE "Lease" SET "expiresAt" = now() - interval '1 second' WHERE name = ${name}`;

test.each([-HOUR_MS, -60_000, 60_000, HOUR_MS])(
  "a worker whose clock is off by %i ms takes nobody's lease, and loses none",
  async (off) => {
    const name = `clock ${off}`;
    const lease = await held(name);
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + off);
    expect(await takeLease(name)).toBeNull();
    expect(await renewLease(lease)).toBe(true);
  },
);

test("a worker that was stalled is refused once another has taken over, and what it wrote is undone", async () => {
  const stalled = await held("stalled");
  await expire("stalled");
  const next = await held("stalled");
  expect(next.token).toBeGreaterThan(stalled.token);
  expect(await renewLease(stalled)).toBe(false);
  const writing = together(async (tx) => {
    await tx.shop.create({ data: { shop: "stalled.myshopify.com" } });
    await fence(tx, stalled);
  });
  await expect(writing).rejects.toThrow(LeaseLost);
  expect(await db().shop.count()).toBe(0);
  await together((tx) => fence(tx, next));
});

test("the work of a lease that was lost is told to stop, and does not release its successor's", async () => {
  const done = await underLease("long", new AbortController().signal, async (_lease, signal) => {
    await expire("long");
    await held("long");
    await vi.waitFor(() => expect(signal.aborted).toBe(true), { timeout: 5_000 });
    return signal.reason as unknown;
  });
  expect(done?.done).toBeInstanceOf(LeaseLost);
  expect(await takeLease("long")).toBeNull();
});

test("of ten that ask at once one works", async () => {
  const { signal } = new AbortController();
  const work = () => new Promise((resolve) => setTimeout(resolve, 200));
  const all = await Promise.all(Array.from({ length: 10 }, () => underLease("one", signal, work)));
  expect(all.filter(Boolean)).toHaveLength(1);
});
