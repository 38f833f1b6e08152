import { describe, expect, test } from "vitest";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Page } from "#app/adapters/contract/page.ts";
import type { OrderWriter } from "#app/adapters/contract/orders.ts";
import { ConnectionError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { FEED_KINDS, type FeedKind } from "#app/core/source/feeds.ts";
import type { SourceOrder } from "#app/core/source/order.ts";

/** One state of a source. `open` may be called as often as a worker restarts. */
export interface World {
  open(): Adapter;
  close(): Promise<void>;
}

const pagesMax = 500;
const { signal } = new AbortController();

/**
 * What every adapter promises and the sync relies on. `world` makes a fresh copy of the same source at each
 * call, with at least one record of each kind.
 */
export function adapterContract(kinds: readonly FeedKind[], world: () => Promise<World>): void {
  describe.each(kinds)("%s", (kind) => readerContract(kind, world));

  test("reading is offered for exactly the kinds that are supported", async () => {
    await within(world, ({ open }) => {
      const adapter = open();
      const offered = FEED_KINDS.filter((kind) => adapter[kind]);
      expect(offered.toSorted()).toEqual([...kinds].toSorted());
    });
  });

  test("the test of a working connection finds nothing wrong", async () => {
    await within(world, async ({ open }) => {
      const checks = await open().check(signal);
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(checks.length).toBeGreaterThan(0);
    });
  });

  test("testing a connection does not change what is read after it", async () => {
    const untested = await within(world, ({ open }) => recordsOf(kinds, open()));
    const tested = await within(world, async ({ open }) => {
      await open().check(signal);
      await open().warehouses?.(signal);
      return recordsOf(kinds, open());
    });
    expect(tested).toEqual(untested);
  });

  test("closing twice is harmless", async () => {
    await within(world, async ({ open }) => {
      const adapter = open();
      await adapter.check(signal);
      await adapter.close();
      await adapter.close();
    });
  });

  test.runIf(kinds.includes("stock"))("every warehouse with stock can be mapped", async () => {
    await within(world, async ({ open }) => {
      const adapter = open();
      const listed = ((await adapter.warehouses?.(signal)) ?? []).map(({ code }) => code);
      const named = (await pagesOf("stock", open)).flatMap((page) => page.records as { warehouse: string }[]);
      expect(listed).toEqual(expect.arrayContaining([...new Set(named.map(({ warehouse }) => warehouse))]));
      expect(new Set(listed).size).toBe(listed.length);
    });
  });
}

function readerContract(kind: FeedKind, world: () => Promise<World>): void {
  test("reading twice from the start gives the same", async () => {
    const [once, again] = [await readAll(kind, world), await readAll(kind, world)];
    expect(again).toEqual(once);
    expect(once.flatMap(({ records }) => records).length).toBeGreaterThan(0);
  });

  test("the last cursor leads to nothing new", async () => {
    await within(world, async ({ open }) => {
      const cursor = (await pagesOf(kind, open)).at(-1)?.cursor ?? null;
      for (const page of await pagesOf(kind, open, cursor)) {
        expect(page).toMatchObject({ records: [], setAside: [], listing: null, done: true });
      }
    });
  });

  test("a worker that starts anew at every page reads the same as one that stays", async () => {
    const staying = await within(world, ({ open }) => {
      const adapter = open();
      return pagesOf(kind, () => adapter);
    });
    const restarting = await within(world, ({ open }) =>
      pagesOf(kind, open, null, (cursor) => JSON.parse(JSON.stringify(cursor)) as Cursor),
    );
    expect(restarting.map(content)).toEqual(staying.map(content));
  });

  test("a worker killed between read and save costs one repeated page", async () => {
    await within(world, async ({ open }) => {
      let cursor: Cursor | null = null;
      for (let pages = 0; pages < pagesMax; pages++) {
        const killed: Page<unknown> = await reader(kind, open()).read(cursor, signal);
        const repeated: Page<unknown> = await reader(kind, open()).read(cursor, signal);
        expect(content(repeated)).toEqual(content(killed));
        cursor = repeated.cursor;
        if (repeated.done) return;
      }
      throw new Error(`not done after ${pagesMax} pages`);
    });
  });

  test("no record comes twice", async () => {
    const rows = (await readAll(kind, world)).flatMap(({ records }) =>
      records.map((record) => JSON.stringify(record)),
    );
    expect(new Set(rows).size).toBe(rows.length);
  });

  test("a complete listing keeps its name from page to page and ends once", async () => {
    const listings = (await readAll(kind, world)).map(({ listing }) => listing);
    const ids = new Set(listings.flatMap((listing) => (listing ? [listing.id] : [])));
    for (const id of ids) {
      const pages = listings.filter((listing) => listing?.id === id);
      expect(pages.map((page) => page?.ends)).toEqual(pages.map((_, at) => at === pages.length - 1));
    }
  });

  test("a cursor it did not write is refused, not misread", async () => {
    await within(world, async ({ open }) => {
      const reading = reader(kind, open()).read("written by another adapter" as Cursor, signal);
      await expect(reading).rejects.toThrow(ProtocolError);
    });
  });

  test("a stopped read fails like any other", async () => {
    await within(world, async ({ open }) => {
      const error: unknown = await reader(kind, open())
        .read(null, AbortSignal.abort())
        .catch((reason: unknown) => reason);
      expect([TransientError, ConnectionError, ProtocolError].some((known) => error instanceof known)).toBe(
        true,
      );
    });
  });
}

/** A source that holds none of the orders yet. */
export interface OrderWorld extends World {
  order: SourceOrder;
}

/** What every writer of orders promises. `world` makes a fresh copy of the source for each test, by its name. */
export function orderContract(world: (name: string) => Promise<OrderWorld>): void {
  const writing = (name: string, work: (writer: OrderWriter, made: OrderWorld) => Promise<void>) =>
    test(name, () =>
      within(
        () => world(name),
        async (made) => work(writerOf(made.open()), made as OrderWorld),
      ),
    );

  writing("an order that was never sent is not found", async (writer, { order }) => {
    expect(await writer.find(order.key, signal)).toBeNull();
  });

  writing("an order is found by its key as it was answered", async (writer, { order, open }) => {
    const made = await writer.create(order, signal);
    expect(made).toMatchObject({ ok: true, value: { number: expect.any(String) as string } });
    const found = await writerOf(open()).find(order.key, signal);
    expect({ ok: true, value: found }).toEqual(made);
  });

  writing("an order that is created twice is there once", async (writer, { order, open }) => {
    const once = await writer.create(order, signal);
    const again = await writerOf(open()).create(order, signal);
    expect(once.ok).toBe(true);
    expect(again).toEqual(once);
  });

  writing(
    "an order that is cancelled is found cancelled, and cancelling again is harmless",
    async (writer, { order }) => {
      if (!writer.cancel) return;
      const made = await writer.create(order, signal);
      if (!made.ok) throw new Error(made.message);
      const gone = await writer.cancel(made.value.id, "CUSTOMER", signal);
      expect(gone).toMatchObject({ ok: true, value: { status: "cancelled", bookedAt: null } });
      expect(await writer.cancel(made.value.id, "CUSTOMER", signal)).toEqual(gone);
      expect(await writer.find(order.key, signal)).toMatchObject({ status: "cancelled" });
    },
  );

  writing("a stopped call fails like any other", async (writer, { order }) => {
    const error: unknown = await writer
      .find(order.key, AbortSignal.abort())
      .catch((reason: unknown) => reason);
    expect([TransientError, ConnectionError, ProtocolError].some((known) => error instanceof known)).toBe(
      true,
    );
  });
}

function writerOf({ orders }: Adapter): OrderWriter {
  if (!orders) throw new Error("takes no orders");
  return orders;
}

/** All pages from `after` on, each read by an adapter from `open`. */
export async function pagesOf(
  kind: FeedKind,
  open: () => Adapter,
  after: Cursor | null = null,
  saved: (cursor: Cursor) => Cursor = (cursor) => cursor,
): Promise<Page<unknown>[]> {
  const pages: Page<unknown>[] = [];
  let cursor = after;
  while (pages.length < pagesMax) {
    const page = await reader(kind, open()).read(cursor, signal);
    pages.push(page);
    cursor = saved(page.cursor);
    if (page.done) return pages;
  }
  throw new Error(`not done after ${pagesMax} pages`);
}

function readAll(kind: FeedKind, world: () => Promise<World>): Promise<Page<unknown>[]> {
  return within(world, async ({ open }) =>
    (await pagesOf(kind, open)).map((page) => ({ ...page, cursor: sameCursor })),
  );
}

const sameCursor = "" as Cursor;

/** A page without its cursor: different cursors may lead to the same place. */
function content({ records, setAside, listing, done, origin }: Page<unknown>) {
  return { records, setAside, listing, done, origin };
}

async function recordsOf(kinds: readonly FeedKind[], adapter: Adapter): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const kind of kinds) all.push((await pagesOf(kind, () => adapter)).flatMap(({ records }) => records));
  return all;
}

function reader(kind: FeedKind, adapter: Adapter) {
  const found = adapter[kind];
  if (!found) throw new Error(`no reader for ${kind}`);
  return found;
}

async function within<T>(world: () => Promise<World>, work: (world: World) => T | Promise<T>): Promise<T> {
  const made = await world();
  const adapters: Adapter[] = [];
  const open = () => {
    const adapter = made.open();
    adapters.push(adapter);
    return adapter;
  };
  try {
    return await work({ ...made, open });
  } finally {
    await Promise.all(adapters.map((adapter) => adapter.close()));
    await made.close();
  }
}
