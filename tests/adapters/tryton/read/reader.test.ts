import { expect, test } from "vitest";
import type { Cursor } from "#app/adapters/contract/page.ts";
import { UserError } from "#app/adapters/tryton/wire/answers.ts";
import type { Client } from "#app/adapters/tryton/wire/client.ts";
import { type Feed, reader } from "#app/adapters/tryton/read/reader.ts";
import type { Source } from "#app/adapters/tryton/wire/source.ts";
import type { toTime } from "#app/adapters/tryton/wire/wire.ts";
import { settingsFor, signal } from "../shop.ts";

const MINUTE_MS = 60_000;
const NOON = Date.parse("2026-11-21T12:00:00Z");

interface Row {
  id: number;
  /** When the transaction that wrote it began. */
  writtenAt: number;
  /** When it ended. */
  visibleAt: number;
}

/** Records of one model whose transactions take their time, and a clock that a test sets. */
function memory() {
  const rows: Row[] = [];
  const world = { now: NOON, broken: new Set<number>(), reads: [] as number[][] };
  const visible = () => rows.filter(({ visibleAt }) => visibleAt <= world.now).sort((a, b) => a.id - b.id);
  const client = {
    model(_method: string, [domain]: [readonly unknown[]]) {
      const since = JSON.stringify((domain[0] as unknown[][])[1]?.[2]);
      const from = rows.length === 0 ? 0 : sinceOf(since);
      return Promise.resolve(
        visible()
          .filter(({ writtenAt }) => writtenAt >= from)
          .map(({ id, writtenAt }) => {
            const date = new Date(writtenAt).toISOString().replace("Z", "000Z");
            return { id, create_date: date, write_date: null };
          }),
      );
    },
  } as unknown as Client;
  const feed: Feed<{ id: number }> = {
    kind: "things",
    pageSize: 2,
    complete: true,
    wholeEveryMs: 60 * MINUTE_MS,
    places: () => Promise.resolve([null]),
    list: (after, limit) =>
      Promise.resolve(
        visible()
          .map(({ id }) => id)
          .filter((id) => id > after)
          .slice(0, limit),
      ),
    changes: () =>
      Promise.resolve([{ model: "thing", domain: [], fields: [], idsOf: (row) => [row["id"] as number] }]),
    read(ids) {
      world.reads.push([...ids]);
      if (ids.some((id) => world.broken.has(id))) return Promise.reject(new UserError("not allowed to read"));
      return Promise.resolve({ records: ids.map((id) => ({ id })), setAside: [] });
    },
  };
  const source = {
    client,
    settings: settingsFor("https://erp.example.com/"),
    name: "Tryton",
    pageSize: 2,
    now: () => Promise.resolve(world.now),
  } as unknown as Source;
  const things = reader(source, feed);
  async function read(from: Cursor | null) {
    const ids: number[] = [];
    const listings = new Set<string>();
    const setAside = [];
    for (let cursor = from; ;) {
      const page = await things.read(cursor, signal);
      ids.push(...page.records.map(({ id }) => id));
      setAside.push(...page.setAside);
      if (page.listing) listings.add(page.listing.id);
      cursor = page.cursor;
      if (page.done) return { ids, setAside, cursor, listings: listings.size };
    }
  }
  const write = (id: number, writtenAt: number, visibleAt = writtenAt) =>
    rows.push({ id, writtenAt, visibleAt });
  return { world, read, write };
}

function sinceOf(said: string | undefined): number {
  const at = JSON.parse(said ?? "{}") as ReturnType<typeof toTime>;
  return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second, at.microsecond / 1000);
}

test("all is read page by page at first, and later what changed", async () => {
  const { world, read, write } = memory();
  for (const id of [1, 2, 3]) write(id, NOON - 60 * MINUTE_MS);
  const whole = await read(null);
  expect(whole).toMatchObject({ ids: [1, 2, 3], listings: 1 });
  world.now += MINUTE_MS;
  write(4, world.now - 20_000);
  const news = await read(whole.cursor);
  expect(news).toMatchObject({ ids: [4], listings: 0 });
  world.now += MINUTE_MS;
  expect((await read(news.cursor)).ids).toEqual([]);
});

test("what a long transaction wrote is read though its date is older than what was read before", async () => {
  const { world, read, write } = memory();
  write(1, NOON - 60 * MINUTE_MS);
  const whole = await read(null);
  const long = [NOON + MINUTE_MS, NOON + 6 * MINUTE_MS] as const;
  write(2, ...long);
  write(3, NOON + 2 * MINUTE_MS);
  world.now = NOON + 3 * MINUTE_MS;
  const short = await read(whole.cursor);
  expect(short.ids).toEqual([3]);
  world.now = NOON + 7 * MINUTE_MS;
  expect((await read(short.cursor)).ids).toEqual([2]);
});

test("what only a longer one wrote is found when all is read again", async () => {
  const { world, read, write } = memory();
  write(1, NOON - 60 * MINUTE_MS);
  const whole = await read(null);
  write(2, NOON + MINUTE_MS, NOON + 40 * MINUTE_MS);
  write(3, NOON + 20 * MINUTE_MS);
  world.now = NOON + 30 * MINUTE_MS;
  const between = await read(whole.cursor);
  world.now = NOON + 50 * MINUTE_MS;
  const missed = await read(between.cursor);
  expect([...between.ids, ...missed.ids]).toEqual([3]);
  world.now = NOON + 61 * MINUTE_MS;
  expect(await read(missed.cursor)).toMatchObject({ ids: [1, 2, 3], listings: 1 });
});

test("a change of the last seconds is read once more: its transaction may not have ended", async () => {
  const { world, read, write } = memory();
  write(1, NOON - 60 * MINUTE_MS);
  const whole = await read(null);
  world.now += MINUTE_MS;
  write(2, world.now - 1_000);
  const young = await read(whole.cursor);
  world.now += MINUTE_MS;
  const again = await read(young.cursor);
  world.now += MINUTE_MS;
  expect([young.ids, again.ids, (await read(again.cursor)).ids]).toEqual([[2], [2], []]);
});

test("a record that cannot be read is set aside, and the others of its page are read", async () => {
  const { world, read, write } = memory();
  for (const id of [1, 2, 3]) write(id, NOON - 60 * MINUTE_MS);
  world.broken.add(2);
  const { ids, setAside } = await read(null);
  expect(ids).toEqual([1, 3]);
  expect(setAside).toEqual([
    { origin: "things 2", sku: null, reason: "malformed", raw: "not allowed to read" },
  ]);
});

test("a bookmark of another feed is refused", async () => {
  const { read } = memory();
  await expect(read('{"v":1,"feed":"others"}' as Cursor)).rejects.toThrow("cannot be understood");
});
