import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor, Page, Reader } from "#app/adapters/contract/page.ts";
import { ConnectionError, isAdapterError, ProtocolError } from "#app/adapters/errors.ts";
import { FEEDS, feedKindOf, type FeedKind, type FeedRecords } from "#app/core/source/feeds.ts";
import { usable } from "#app/core/source/usable.ts";
import { shortened } from "#app/core/storable.ts";
import { log } from "#app/log.ts";
import {
  findFeed,
  listFeeds,
  updateConnectionRow,
  updateFeed,
  type Connection,
  type Feed,
} from "#app/store/connections/connections.server.ts";
import { currentWait } from "#app/store/connections/waits.server.ts";
import { decideOrdersAgain } from "#app/store/values/dirty.server.ts";
import type { FeedPage, PageSaved } from "#app/store/connections/feed-page.server.ts";
import { saveInvoicePage } from "#app/store/orders/invoices.server.ts";
import { underLease, type Lease } from "#app/store/database/leases.server.ts";
import {
  saveItemPage,
  savePricePage,
  saveRatePage,
  saveStockPage,
} from "#app/store/connections/readings.server.ts";
import { saveOrderStatePage } from "#app/store/orders/states.server.ts";
import { addToRun, finishRun, startRun } from "#app/store/values/runs.server.ts";
import { saveShipmentPage } from "#app/store/fulfillment/shipments.server.ts";
import { refreshStatistics } from "#app/store/database/statistics.server.ts";
import { openAdapter } from "./adapter.server.ts";
import { callFailed, mayCall } from "./failures.server.ts";
import { type Slot, UNHURRIED } from "../slot.server.ts";
import { proposeLinks } from "./linking.server.ts";

/** One read ends after this many pages; the next one continues from the cursor. */
const PAGES_MAX = 20_000;
/** The search for owed work finds a feed whose time this is, also while its connection is being set up. */
const AT_ONCE = new Date(0);
/** The sweeper treats a schedule as lost after this many intervals. */
const OVERDUE_INTERVALS = 3;
const BROKEN_AGAIN_MS = 60_000;
/** A message of the database repeats what it was given, which may be a whole page. */
const MESSAGE_MAX = 1_000;

type OpenFeed = Omit<Feed, "kind"> & { kind: FeedKind; connection: Connection; lease: Lease; slot: Slot };

/**
 * Reads what is new in one feed, page by page; each page is saved together with its cursor, so a crash costs one
 * repeated page. Returns whether anything changed.
 */
export async function pullFeed(
  shop: string,
  feedId: string,
  signal: AbortSignal,
  slot: Slot = UNHURRIED,
): Promise<boolean> {
  const feed = await findFeed(shop, feedId);
  if (!feed || feed.connection.state === "paused") return false;
  if (await currentWait(shop, feed.connectionId)) return false;
  const kind = feedKindOf(feed.kind);
  if (kind === null) throw new RangeError(`This version knows no feed named "${feed.kind}".`);
  const read = await underLease(`feed:${feedId}`, signal, (lease, leaseSignal) =>
    readFeed({ ...feed, kind, lease, slot }, leaseSignal),
  );
  const changed = read?.done ?? false;
  const { thenRead } = FEEDS[kind];
  if (changed && thenRead !== null) await pullKind(feed, thenRead, signal, slot);
  return changed;
}

async function pullKind(
  { shop, connectionId }: Feed,
  kind: FeedKind,
  signal: AbortSignal,
  slot: Slot,
): Promise<void> {
  const found = (await listFeeds(shop, connectionId)).find((feed) => feed.kind === kind);
  if (found) await pullFeed(shop, found.id, signal, slot);
}

async function readFeed(feed: OpenFeed, signal: AbortSignal): Promise<boolean> {
  const { shop, id, connectionId } = feed;
  let adapter: Adapter | null = null;
  try {
    adapter = openAdapter(feed.connection);
    const { changed, done } = await readAll(feed, adapter, signal);
    await updateFeed(shop, id, {
      ...(done ? { lastReadAt: new Date() } : {}),
      nextAt: done ? new Date(Date.now() + feed.everyMs * OVERDUE_INTERVALS) : AT_ONCE,
      state: "ok",
      error: null,
      failures: 0,
    });
    if (feed.connection.state === "broken") {
      await updateConnectionRow(shop, connectionId, { state: "active", stateReason: null });
      await decideOrdersAgain(shop, connectionId);
    }
    return changed;
  } catch (error) {
    if (!signal.aborted) await recordFailure(feed, error);
    throw error;
  } finally {
    await adapter?.close();
  }
}

async function readAll(
  feed: OpenFeed,
  adapter: Adapter,
  signal: AbortSignal,
): Promise<{ changed: boolean; done: boolean }> {
  const { changed, newItems, done } = await readKind(feed, adapter, signal);
  if (newItems > 0) await proposeLinks(feed.shop, feed.connectionId);
  return { changed: changed > 0, done };
}

/** What one reading came to; `done`: up to the end of what the source has now. */
type FeedRead = PageSaved & { done: boolean };

type Readers = { [Kind in FeedKind]?: Reader<FeedRecords[Kind]> };
type Savers = { [Kind in FeedKind]: (page: FeedPage<FeedRecords[Kind]>) => Promise<PageSaved> };

const SAVERS: Savers = {
  items: saveItemPage,
  stock: saveStockPage,
  prices: savePricePage,
  rates: saveRatePage,
  orderStates: saveOrderStatePage,
  shipments: saveShipmentPage,
  invoices: saveInvoicePage,
};

function readKind<Kind extends FeedKind>(
  feed: OpenFeed & { kind: Kind },
  readers: Readers,
  signal: AbortSignal,
): Promise<FeedRead> {
  const reader: Readers[Kind] = readers[feed.kind];
  if (!reader) {
    const { name } = FEEDS[feed.kind];
    throw new ConnectionError(`The settings of this connection no longer say how to read "${name}".`);
  }
  return readPages(feed, reader, SAVERS[feed.kind], signal);
}

async function readPages<T extends object>(
  feed: OpenFeed,
  reader: Reader<T>,
  save: (page: FeedPage<T>) => Promise<PageSaved>,
  signal: AbortSignal,
): Promise<FeedRead> {
  const { shop, connectionId, id: feedId, lease, slot } = feed;
  const run = feedRun(feed);
  const total: FeedRead = { changed: 0, newItems: 0, done: false };
  let cursor = feed.cursor as Cursor | null;
  try {
    for (let pages = 0; pages < PAGES_MAX; pages++) {
      signal.throwIfAborted();
      await mayCall(shop, connectionId);
      const read: Page<T> = await reader.read(cursor, signal);
      const page: Page<T> = { ...read, ...usable(read) };
      if (!page.done && page.cursor === cursor) {
        throw new ProtocolError(`The ${feed.kind} feed gave the same page twice and would never end.`);
      }
      if (isNews(page) || page.cursor !== cursor) {
        const saved = await save({ ...page, shop, connectionId, feedId, lease });
        total.changed += saved.changed;
        total.newItems += saved.newItems;
        if (saved.changed > 0) await refreshStatistics();
        if (isNews(page)) await run.add(page, saved.changed);
      }
      cursor = page.cursor;
      total.done = page.done;
      if (page.done || slot.isOver) break;
    }
    await run.end();
    return total;
  } catch (error) {
    await run.fail(error);
    throw error;
  }
}

/** The run of one reading. A reading that finds nothing new has no run: it is not worth a line in a list. */
function feedRun({ shop, connectionId, kind }: OpenFeed) {
  let id: string | null = null;
  let origin: string | null = null;
  let skipped = 0;
  return {
    async add(page: Page<unknown>, changed: number): Promise<void> {
      id ??= await startRun(shop, { activity: "pull", kind, connectionId });
      origin = page.origin ?? origin;
      skipped += page.setAside.length;
      const seen = page.records.length + page.setAside.length;
      await addToRun(id, { seen, changed, skipped: page.setAside.length });
    },
    async end(): Promise<void> {
      if (id) await finishRun(id, skipped > 0 ? "skipped" : "succeeded", { origin });
    },
    async fail(error: unknown): Promise<void> {
      if (id) await finishRun(id, "failed", { error: messageOf(error), origin });
    },
  };
}

function isNews(page: Page<unknown>): boolean {
  return page.records.length > 0 || page.setAside.length > 0 || page.listing !== null;
}

/** A feed that lost a call is read again on its schedule; it cannot know whether the whole source is away. */
const FIRST_LOST = 1;

/**
 * A failing feed is shown as failing until it works again. A failure that only the merchant can fix stops the
 * connection: the schedule ends, and an occasional look notices when it is fixed.
 */
async function recordFailure(feed: OpenFeed, error: unknown): Promise<void> {
  const message = messageOf(error);
  log.warn({ shop: feed.shop, feed: feed.id, kind: feed.kind, error: message }, "feed failed");
  const nextAt = new Date(Date.now() + BROKEN_AGAIN_MS);
  await updateFeed(feed.shop, feed.id, {
    state: "failing",
    error: message,
    failures: { increment: 1 },
    nextAt,
  });
  if (isAdapterError(error)) await callFailed(feed, error, FIRST_LOST);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? shortened(error.message, MESSAGE_MAX) : "unknown";
}
