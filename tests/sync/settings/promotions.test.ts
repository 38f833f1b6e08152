import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePromotion } from "#app/core/prices/promotion.ts";
import { db } from "#app/store/database/database.server.ts";
import { markDirty } from "#app/store/values/observations.server.ts";
import { listPolicies } from "#app/store/shops/policies.server.ts";
import { readPromotion, readPromotions } from "#app/store/views/settings/promotions.server.ts";
import { approveHold } from "#app/sync/choices/holds.server.ts";
import { setConnectionState } from "#app/sync/connections/connections.server.ts";
import { decideOwed } from "#app/sync/converge/decide.server.ts";
import { guardPlans } from "#app/sync/converge/guard.server.ts";
import { previewPromotion } from "#app/sync/settings/preview-promotion.server.ts";
import {
  endPromotion,
  newPromotionId,
  readPromotionInput,
  savePromotion,
  type PromotionInput,
} from "#app/sync/settings/promotions.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const HOUR_MS = 3_600_000;

let world: World;

beforeAll(async () => {
  world = await openWorld(
    [
      { sku: "MUG", price: "10.00", shows: 5, tags: ["winter"] },
      { sku: "CUP", price: "8.00", shows: 5, tags: ["winter"] },
      { sku: "JUG", price: "20.00", shows: 5 },
    ],
    {},
    ["prices"],
  );
  world.exportRows("prices", [
    { sku: "MUG", price: "10.00", currency: "GBP" },
    { sku: "CUP", price: "8.00", currency: "GBP" },
    { sku: "JUG", price: "20.00", currency: "GBP" },
  ]);
  await goLiveWith(world, [
    ["MUG", 5],
    ["CUP", 5],
    ["JUG", 5],
  ]);
  await world.work();
  // A sweep reads the shop's time zone again, so the zone is changed last.
  await db().shop.update({ where: { shop: world.shop }, data: { timeZone: "Europe/Oslo" } });
});

afterAll(() => world.close());

const input: PromotionInput = {
  name: "Black week",
  scope: "tag",
  subjects: ["winter"],
  percent: "20",
  amount: null,
  from: "2026-11-27T08:00",
  until: "2026-11-30T00:00",
};

async function read(part: Partial<PromotionInput>, now: Date) {
  return readPromotionInput(world.shop, newPromotionId(), { ...input, ...part }, now);
}

function shown(sku: string) {
  return db().observation.findFirstOrThrow({ where: { shop: world.shop, kind: "price", sku, place: "" } });
}

test("times are those of the shop's clocks", async () => {
  const found = await read({}, new Date("2026-11-20T00:00:00Z"));
  expect(found).toMatchObject({ ok: true, promotion: { from: "2026-11-27T07:00:00.000Z" } });
});

test("what is wrong with a promotion is told all at once", async () => {
  const now = new Date("2026-11-20T00:00:00Z");
  expect(await read({ name: " ", subjects: [], percent: "120", until: "2026-11-27T07:00" }, now)).toEqual({
    ok: false,
    problems: ["name", "subjects", "percent", "untilBeforeFrom"],
  });
  expect(await read({ percent: null, amount: "0" }, now)).toEqual({ ok: false, problems: ["amount"] });
  expect(await read({}, new Date("2026-12-20T00:00:00Z"))).toEqual({ ok: false, problems: ["untilPast"] });
});

test("a promotion is seen row by row before anything is saved", async () => {
  const now = new Date();
  const found = await read({ from: soon(now, 1), until: soon(now, 5) }, now);
  if (!found.ok) throw new Error(found.problems.join());
  const preview = await previewPromotion(world.shop, found.promotion, "", now);
  expect(preview).toMatchObject({ named: 2, kept: 2, next: null, overlaps: [] });
  expect(preview.rows.map(({ sku, now: before, during, reason }) => [sku, before, during, reason])).toEqual([
    ["MUG", money("10.00"), money("8.00"), null],
    ["CUP", money("8.00"), money("6.40"), null],
  ]);
  expect(await readPromotions(world.shop, now)).toEqual([]);
});

test("prices go down while it is on, and go back when it is ended", async () => {
  const now = new Date();
  const found = await read({ from: soon(now, -1), until: soon(now, 5) }, now);
  if (!found.ok) throw new Error(found.problems.join());
  await savePromotion(world.shop, found.promotion, "Ada", now);
  await world.converge();
  expect(await shown("MUG")).toMatchObject({ desired: money("8.00"), observed: money("8.00") });
  expect(await shown("JUG")).toMatchObject({ desired: money("20.00") });
  const compareAt = await db().observation.findFirst({
    where: { shop: world.shop, kind: "compareAt", sku: "MUG", place: "" },
  });
  expect(compareAt).toMatchObject({ observed: money("10.00") });

  const other = await read(
    { name: "More", scope: "sku", subjects: ["MUG"], percent: "10", from: soon(now, -1), until: null },
    now,
  );
  if (!other.ok) throw new Error(other.problems.join());
  const preview = await previewPromotion(world.shop, other.promotion, "", now);
  expect(preview.overlaps).toEqual([{ id: found.promotion.id, name: "Black week", shared: 1 }]);
  expect(preview.rows[0]).toMatchObject({ during: money("8.00"), reason: "not-lower" });

  await endPromotion(world.shop, found.promotion.id, "Bob", new Date());
  await world.converge();
  expect(await shown("MUG")).toMatchObject({ desired: money("10.00"), observed: money("10.00") });
  const ended = await readPromotion(world.shop, found.promotion.id, new Date());
  expect(ended).toMatchObject({ state: "ended" });
  expect(ended?.history.map(({ who, event }) => [who, event])).toEqual([
    ["Bob", "ended"],
    ["Ada", "created"],
  ]);
});

test("one that has not begun is taken away without a trace in the prices", async () => {
  const now = new Date();
  const found = await read({ from: soon(now, 24), until: null }, now);
  if (!found.ok) throw new Error(found.problems.join());
  await savePromotion(world.shop, found.promotion, "Ada", now);
  const stored = (await listPolicies(world.shop)).flatMap((row) => parsePromotion(row) ?? []);
  expect(stored.map(({ id }) => id)).toContain(found.promotion.id);
  await world.converge();
  expect((await shown("MUG")).dueAt?.toISOString()).toBe(found.promotion.from);
  await endPromotion(world.shop, found.promotion.id, "Ada", now);
  await world.converge();
  expect(await readPromotion(world.shop, found.promotion.id, now)).toBeNull();
  expect(await shown("MUG")).toMatchObject({ observed: money("10.00") });
});

test("the regular price stands beside the reduced one, also where the source never names one", async () => {
  const now = new Date();
  await db().$executeRaw`
    UPDATE "Reading" SET value = (value::jsonb || '{"compareAt": null}')::text WHERE kind = 'price'`;
  await db().observation.deleteMany({ where: { shop: world.shop, kind: "compareAt" } });
  const found = await read({ from: soon(now, -1), until: null }, now);
  if (!found.ok) throw new Error(found.problems.join());
  await savePromotion(world.shop, found.promotion, "Ada", now);
  await world.converge();
  expect(await compareAt("MUG")).toBe("10.00");
  await endPromotion(world.shop, found.promotion.id, "Ada", new Date());
  await world.converge();
  expect(await compareAt("MUG")).toBeNull();
});

describe("the end of a promotion that halves a price needs nobody's word", () => {
  const { signal } = new AbortController();

  test("also where the price is decided once more before it is written", async () => {
    const id = await halved();
    await endPromotion(world.shop, id, "Ada", new Date());
    await decideOwed(world.shop, "price", signal);
    await guardPlans(world.shop, "price");
    await markDirty(world.shop, { sku: "MUG" });
    await world.converge();
    const { subject, ...arrived } = await shown("MUG");
    expect(arrived).toMatchObject({ verdict: "in-sync", observed: money("10.00") });

    // A later change is not part of it.
    world.sandbox.store.editVariant(subject, { price: "9.00" }, "Ben");
    await world.inbox();
    await decideOwed(world.shop, "price", signal);
    expect(await shown("MUG")).toMatchObject({ verdict: "planned", reason: null });
    await world.converge();
  });

  test("also where its connection rests meanwhile", async () => {
    const id = await halved();
    await setConnectionState(world.shop, world.connectionId, "paused");
    await endPromotion(world.shop, id, "Ada", new Date());
    await world.converge();
    expect(await shown("MUG")).toMatchObject({ reason: "paused", observed: money("5.00") });
    await setConnectionState(world.shop, world.connectionId, "active");
    await world.converge();
    expect(await shown("MUG")).toMatchObject({ verdict: "in-sync", observed: money("10.00") });
  });

  test("but another price of the source is another change, then and later", async () => {
    const id = await halved();
    await endPromotion(world.shop, id, "Ada", new Date());
    await decideOwed(world.shop, "price", signal);
    await sourceSays("MUG", "50.00");
    await world.converge();
    expect(await shown("MUG")).toMatchObject({ reason: "price-jump", observed: money("5.00") });

    await sourceSays("MUG", "10.00");
    await world.converge();
    const { holdId } = await shown("MUG");
    await approveHold(world.shop, holdId ?? "", "all", "Ada");
    await world.converge();
    expect(await shown("MUG")).toMatchObject({ verdict: "in-sync", observed: money("10.00") });
    await sourceSays("MUG", "50.00");
    await world.converge();
    await markDirty(world.shop, { sku: "MUG" });
    await world.converge();
    expect(await shown("MUG")).toMatchObject({ reason: "price-jump", observed: money("10.00") });
    await sourceSays("MUG", "10.00");
    await world.converge();
  });

  async function halved(): Promise<string> {
    const now = new Date();
    const found = await read({ percent: "50", from: soon(now, -1), until: null }, now);
    if (!found.ok) throw new Error(found.problems.join());
    await savePromotion(world.shop, found.promotion, "Ada", now);
    await world.converge();
    expect(await shown("MUG")).toMatchObject({ observed: money("5.00") });
    return found.promotion.id;
  }
});

test("a promotion that ends while prices are being decided is not overlooked", async () => {
  const now = new Date();
  const found = await read({ from: soon(now, -1), until: null }, now);
  if (!found.ok) throw new Error(found.problems.join());
  await savePromotion(world.shop, found.promotion, "Ada", now);
  await world.converge();
  expect(await shown("MUG")).toMatchObject({ observed: money("8.00") });

  await markDirty(world.shop, { sku: "MUG" });
  const deciding = await whileNoReadingIsRead(async () => {
    const decided = decideOwed(world.shop, "price", new AbortController().signal);
    await untilItWaits();
    await endPromotion(world.shop, found.promotion.id, "Ada", new Date());
    return { decided };
  });
  await deciding.decided;
  await world.converge();
  expect(await shown("MUG")).toMatchObject({ desired: money("10.00"), observed: money("10.00") });
});

/** While `work` runs, deciding a price waits where it reads what the source says. */
async function whileNoReadingIsRead<T>(work: () => Promise<T>): Promise<T> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE "Reading" IN ACCESS EXCLUSIVE MODE`;
    return work();
  });
}

async function untilItWaits(): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await db().$queryRaw<{ waits: boolean }[]>`
        SELECT EXISTS (SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock') AS waits`;
      return row?.waits;
    })
    .toBe(true);
}

async function sourceSays(sku: string, amount: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "Reading" SET value = (value::jsonb || jsonb_build_object('amount', ${amount}::text))::text
    WHERE shop = ${world.shop} AND kind = 'price' AND sku = ${sku}`;
  await markDirty(world.shop, { sku });
}

async function compareAt(sku: string): Promise<string | null> {
  const { subject } = await shown(sku);
  return world.sandbox.store.variants.need(subject).compareAtPrice;
}

/** This many hours from `now`, as a clock in Oslo shows it. */
function soon(now: Date, hours: number): string {
  const at = new Date(now.getTime() + hours * HOUR_MS);
  return at.toLocaleString("sv", { timeZone: "Europe/Oslo" }).slice(0, 16).replace(" ", "T");
}

function money(amount: string): string {
  return `${amount} GBP`;
}
