import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Page } from "#app/adapters/contract/page.ts";
import { TransientError } from "#app/adapters/errors.ts";
import { adapters } from "#app/adapters/registry.ts";
import { db } from "#app/store/database/database.server.ts";
import { currentWait, saveWait } from "#app/store/connections/waits.server.ts";
import { owedWork } from "#app/store/values/owed.server.ts";
import { readFeeds } from "#app/store/views/connections/feeds.server.ts";
import { checkNow } from "#app/sync/choices/repair.server.ts";
import {
  createConnection,
  feedsOf,
  testConnection,
  updateConnection,
} from "#app/sync/connections/connections.server.ts";
import { refreshWarehouses } from "#app/sync/connections/mapping.server.ts";
import { pullFeed } from "#app/sync/connections/pull.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const shop = "waits.myshopify.com";
const { signal } = new AbortController();
const MINUTE = 60_000;

/** The calls that reached the source, and the errors that answer the next ones. */
const calls: string[] = [];
const heard: Error[] = [];
let afterPage: (() => Promise<unknown>) | null = null;

function called<T>(name: string, answer: T): Promise<T> {
  calls.push(name);
  const error = heard.shift();
  return error ? Promise.reject(error) : Promise.resolve(answer);
}

const page = (cursor: string, done: boolean): Page<never> => {
  return { records: [], setAside: [], cursor: cursor as Cursor, done, listing: null, origin: null };
};

function busy(): Adapter {
  return {
    check: () => called("check", []),
    warehouses: () => called("warehouses", []),
    stock: { read: (after) => called("stock", page(after ?? "stock", true)) },
    prices: {
      async read(after) {
        const first = await called("prices", page(after === null ? "1" : "2", after !== null));
        await afterPage?.();
        return first;
      },
    },
    close: () => Promise.resolve(),
  };
}

/** Nobody reads its form. */
const NO_WORDS = { about: "", fields: {} };

const draft = (settings: object) => ({ adapter: "busy", name: "Busy ERP", settings, secrets: {} });
let id = "";
let feed: Record<string, string> = {};

beforeAll(() => {
  vi.stubEnv("CONCORD_SECRET_KEY", Buffer.alloc(32, 7).toString("base64"));
  adapters["busy"] = {
    name: "Busy",
    kind: "erp",
    can: ["prices"],
    texts: { en: NO_WORDS, cs: NO_WORDS, nb: NO_WORDS },
    fields: [],
    settings: z.object({ url: z.string() }),
    secrets: z.object({}),
    open: busy,
  };
});

beforeEach(async () => {
  calls.length = 0;
  heard.length = 0;
  afterPage = null;
  await db().shop.upsert({ where: { shop }, create: { shop }, update: {} });
  const saved = await createConnection(shop, draft({ url: "one" }));
  id = saved.ok ? saved.id : "";
  await db().connection.update({ where: { id }, data: { state: "active" } });
  feed = Object.fromEntries((await feedsOf(shop, id)).map((row) => [row.kind, row.id]));
});

const pull = (kind: string) => pullFeed(shop, feed[kind] ?? "", signal);

async function throttle(): Promise<void> {
  heard.push(new TransientError("Slow down.", 5 * MINUTE));
  await expect(pull("stock")).rejects.toThrow("Slow down.");
  calls.length = 0;
}

async function passWait(): Promise<void> {
  await db()
    .$executeRaw`UPDATE "Connection" SET "askAgainAt" = now() - interval '1 second' WHERE id = ${id}::uuid`;
}

test("a source that asked to wait is not called by any feed before its time, and by each after it", async () => {
  await throttle();
  const wait = await currentWait(shop, id);
  expect(wait?.leftMs).toBeGreaterThan(4 * MINUTE);
  expect(await pull("stock")).toBe(false);
  expect(await pull("prices")).toBe(false);
  expect(calls).toEqual([]);
  await passWait();
  await pull("stock");
  await pull("prices");
  expect(calls).toEqual(["stock", "prices", "prices"]);
});

test("a shorter wait never ends a longer one", async () => {
  await throttle();
  await saveWait(shop, id, { forMs: 1_000, reason: "Slow down a little." });
  const wait = await currentWait(shop, id);
  expect(wait?.leftMs).toBeGreaterThan(4 * MINUTE);
  expect(wait?.reason).toBe("Slow down.");
});

test("a feed that is being read stops at the next page once its source asks another to wait", async () => {
  afterPage = async () => {
    afterPage = null;
    await throttle();
  };
  await expect(pull("prices")).rejects.toThrow("Slow down.");
  expect(calls).toEqual([]);
});

test("looking for owed work does not wake a feed whose source wants to be left alone", async () => {
  const own = Object.values(feed);
  const owed = async () => (await owedWork()).filter(({ feedId }) => own.includes(feedId ?? ""));
  await throttle();
  await checkNow(shop);
  expect(await owed()).toEqual([]);
  await passWait();
  expect(await owed()).toHaveLength(2);
});

test("a person who wants to check now is told until when the source asked to wait", async () => {
  await throttle();
  const told = (await checkNow(shop)).filter(({ name }) => name === "Busy ERP");
  const wait = await currentWait(shop, id);
  expect(told).toContainEqual({ name: "Busy ERP", until: wait?.until.toISOString() });
  const rows = await readFeeds(shop, "UTC", new Date());
  const own = rows.filter(({ connectionId }) => connectionId === id);
  expect(own.map(({ waitsUntil }) => waitsUntil)).toEqual(own.map(() => wait?.until.toISOString()));
});

test("neither warehouses nor a test ask a source before its time, and both say so", async () => {
  await throttle();
  const said = /Slow down\. The source asked not to be called before .* UTC\./;
  expect(await refreshWarehouses(shop, id, signal)).toMatch(said);
  const checks = await testConnection(shop, { ...draft({ url: "one" }), id }, signal);
  expect(checks).toEqual([{ name: "reachable", ok: false, message: expect.stringMatching(said) as string }]);
  expect(calls).toEqual([]);
});

test("warehouses that are refused for a while let the feeds wait too", async () => {
  heard.push(new TransientError("Slow down.", 5 * MINUTE));
  expect(await refreshWarehouses(shop, id, signal)).toBe("Slow down.");
  expect(await pull("stock")).toBe(false);
  expect(calls).toEqual(["warehouses"]);
});

test("settings that name another source end the wait, the same settings do not", async () => {
  await throttle();
  await updateConnection(shop, id, draft({ url: "one" }));
  expect(await currentWait(shop, id)).not.toBeNull();
  await testConnection(shop, { ...draft({ url: "two" }), id }, signal);
  expect(calls).toEqual(["check"]);
  await updateConnection(shop, id, draft({ url: "two" }));
  expect(await currentWait(shop, id)).toBeNull();
});

test("a lost call lets nothing else wait", async () => {
  heard.push(new TransientError("Gone.", null));
  await expect(pull("stock")).rejects.toThrow("Gone.");
  expect(await currentWait(shop, id)).toBeNull();
  await pull("prices");
  expect(calls).toEqual(["stock", "prices", "prices"]);
});
