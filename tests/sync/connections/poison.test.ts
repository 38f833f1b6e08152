import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adapters } from "#app/adapters/registry.ts";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Page } from "#app/adapters/contract/page.ts";
import type { StockRecord } from "#app/core/source/records.ts";
import { db } from "#app/store/database/database.server.ts";
import { createConnection, feedsOf } from "#app/sync/connections/connections.server.ts";
import { refreshWarehouses } from "#app/sync/connections/mapping.server.ts";
import { pullFeed } from "#app/sync/connections/pull.server.ts";
import { testDatabase } from "../../support/database.ts";

testDatabase();

const shop = "poison.myshopify.com";
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), "concord-poison-"));
const added: string[] = [];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of added) delete adapters[name];
});
beforeAll(async () => void (await db().shop.create({ data: { shop } })));

const ROWS = 100_000;
const EVERY = 100;

/** One of each hundred rows is bad, in turn in each of these ways. */
const poison = [
  (sku: string) => `${sku}\0;5`,
  (sku: string) => `${sku}${"x".repeat(3_000)};5`,
  (sku: string) => `"${sku};5`,
  (sku: string) => `${sku};${"9 ".repeat(5_000)}x`,
  (sku: string) => `"${sku}""${"x".repeat(300)};5`,
];

test("1,000 bad rows among 100,000 are set aside, one by one, and all others are listed", async () => {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const sku = `SKU-${String(at).padStart(6, "0")}`;
    return at % EVERY === 50 ? poison[Math.floor(at / EVERY) % poison.length]?.(sku) : `${sku};${at % 90}`;
  });
  // The worst of all: megabytes without an end, and a quote that nothing closes.
  lines[50] = `SKU-000050;1;${"x".repeat(5_000_000)}`;
  lines[99_950] = `"SKU-099950;${"x".repeat(3_000_000)}`;
  writeFileSync(join(folder, "stock.csv"), ["sku;free", ...lines, ""].join("\n"));

  const { connectionId } = await pullAll({
    adapter: "csv",
    settings: {
      place: { kind: "local", folder },
      arrival: "renamed",
      archive: false,
      files: { stock: { pattern: "stock*.csv", mode: "full", columns: { sku: "sku", quantity: "free" } } },
    },
  });

  const setAside = await db().setAside.findMany({ where: { connectionId } });
  expect(setAside).toHaveLength(ROWS / EVERY);
  const bad = lines.flatMap((_, at) => (at % EVERY === 50 ? [`stock.csv, line ${at + 2}`] : []));
  expect(setAside.map(({ origin }) => origin).sort()).toEqual(bad.sort());
  expect(new Set(setAside.map(({ reason }) => reason))).toEqual(
    new Set(["malformed", "too-long", "not-a-number"]),
  );
  expect(await db().reading.count({ where: { connectionId, value: { not: null } } })).toBe(
    ROWS - ROWS / EVERY,
  );
  expect(await db().feed.findFirst({ where: { connectionId } })).toMatchObject({ state: "ok", error: null });
}, 300_000);

test("a bad record of any other system is set aside, and its page goes on", async () => {
  const stock = (sku: string, more: Partial<StockRecord> = {}): StockRecord => {
    return {
      sku,
      warehouse: "MAIN",
      quantity: 1,
      asOf: new Date(),
      origin: `article ${sku.slice(0, 9)}`,
      ...more,
    };
  };
  const { connectionId } = await pullAll(
    remote({
      records: [
        stock("A"),
        stock("B\0"),
        stock("C\ud83d"),
        stock("D", { warehouse: "W".repeat(3_000) }),
        stock("E", { asOf: new Date("0000-01-01") }),
        stock("F".repeat(3_000)),
        stock("G", { origin: "article \0 \ude00" }),
      ],
      setAside: [{ origin: "article\0 H", sku: "H\ud83d", reason: "malformed", raw: "\0".repeat(999) }],
    }),
  );
  const listed = await db().reading.findMany({
    where: { connectionId, kind: "stock" },
    orderBy: { sku: "asc" },
  });
  expect(listed.map(({ sku }) => sku)).toEqual(["A", "G"]);
  expect(await db().setAside.count({ where: { connectionId } })).toBe(6);
});

test("warehouses that cannot be stored are left out of the list", async () => {
  const warehouses = [
    { code: "A", name: "A\0" },
    { code: "B\0", name: "B" },
    { code: "C".repeat(3_000), name: "C" },
  ];
  const { connectionId } = await pullAll(
    remote({ records: [], setAside: [] }, { warehouses: () => Promise.resolve(warehouses) }),
  );
  expect(await refreshWarehouses(shop, connectionId, signal)).toBeNull();
  expect(await db().warehouse.findMany({ where: { connectionId } })).toMatchObject([
    { code: "A", name: "A" },
  ]);
});

test("a failure is recorded, whatever stands in its message", async () => {
  const message = `no \0 such \ud83d ${"table ".repeat(100_000)}`;
  const failing = remote(() => Promise.reject(new Error(message)));
  const { connectionId, error } = await pullAll(failing);
  expect(error).toMatchObject({ message });
  const feed = await db().feed.findFirstOrThrow({ where: { connectionId } });
  expect(feed).toMatchObject({ state: "failing", failures: 1 });
  expect(feed.error).toMatch(/^no \ufffd such \ufffd table/);
  expect(feed.error?.length).toBeLessThanOrEqual(1_000);
});

type StockPage = Pick<Page<StockRecord>, "records" | "setAside">;

/** A system that has only stock, and says this of it. */
function remote(page: StockPage | (() => Promise<never>), more: Partial<Adapter> = {}) {
  const name = `poison ${randomUUID()}`;
  const read = () =>
    typeof page === "function"
      ? page()
      : Promise.resolve({ ...page, cursor: "1" as Cursor, done: true, listing: null, origin: "here" });
  const csv = adapters["csv"];
  if (!csv) throw new Error("no adapter to stand beside");
  const open = (): Adapter => ({
    check: () => Promise.resolve([]),
    stock: { read },
    close: () => Promise.resolve(),
    ...more,
  });
  adapters[name] = { ...csv, name, open };
  added.push(name);
  return { adapter: name, settings: anySettings };
}

const anySettings = {
  place: { kind: "local", folder: "/" },
  files: { stock: { pattern: "*", mode: "full", columns: { sku: "sku", quantity: "free" } } },
};

async function pullAll(draft: { adapter: string; settings: object }) {
  const saved = await createConnection(shop, { ...draft, name: "ERP", secrets: {} });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  let error: unknown = null;
  for (const feed of await feedsOf(shop, saved.id)) {
    if (feed.kind === "stock")
      await pullFeed(shop, feed.id, signal).catch((caught: unknown) => (error = caught));
  }
  return { connectionId: saved.id, error };
}
