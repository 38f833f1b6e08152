import { randomUUID } from "node:crypto";
import type { Adapter, Cursor, Page, Reader } from "#app/adapters/adapter.ts";
import { ConnectionError, ProtocolError } from "#app/adapters/errors.ts";
import { log } from "#app/log.ts";
import {
  findFeed,
  updateConnectionRow,
  updateFeed,
  type Connection,
  type Feed,
} from "#app/store/connections.server.ts";
import { LeaseLost, releaseLease, renewLease, takeLease, type Lease } from "#app/store/leases.server.ts";
import { saveBookingPage, saveItemPage, saveStockPage, type FeedPage } from "#app/store/readings.server.ts";
import { addToRun, finishRun, startRun } from "#app/store/runs.server.ts";
import { openAdapter } from "./adapter.server.ts";
import { proposeLinks } from "./linking.server.ts";

/** One read ends after this many pages; the next one goes on at the cursor. */
const PAGES_MAX = 20_000;
/** The sweeper takes a schedule for lost after this many intervals. */
const OVERDUE_INTERVALS = 3;

type OpenFeed = Feed & { connection: Connection; lease: Lease };

const owner = randomUUID();

/**
 * Reads what is new in one feed, page by page; each page is saved together with its cursor, so a crash costs one
 * repeated page. Returns whether anything changed.
 */
export async function pullFeed(shop: string, feedId: string, signal: AbortSignal): Promise<boolean> {
  const feed = await findFeed(shop, feedId);
  if (!feed || !["active", "setup"].includes(feed.connection.state)) return false;
  const lease = await takeLease(`feed:${feedId}`, owner);
  if (!lease) return false;
  let adapter: Adapter | null = null;
  try {
    adapter = openAdapter(feed.connection);
    const changed = await readAll({ ...feed, lease }, adapter, signal);
    await updateFeed(shop, feedId, {
      lastReadAt: new Date(),
      nextAt: new Date(Date.now() + feed.everyMs * OVERDUE_INTERVALS),
      state: "ok",
      error: null,
      failures: 0,
    });
    return changed;
  } catch (error) {
    await recordFailure(feed, error);
    throw error;
  } finally {
    await adapter?.close();
    await releaseLease(lease);
  }
}

async function readAll(feed: OpenFeed, adapter: Adapter, signal: AbortSignal): Promise<boolean> {
  switch (feed.kind) {
    case "items": {
      const changed = await readPages(feed, adapter.items, saveItemPage, signal);
      if (changed) await proposeLinks(feed.shop, feed.connectionId);
      return changed;
    }
    case "stock":
      return readPages(feed, adapter.stock, saveStockPage, signal);
    case "orderStates":
      return readPages(feed, adapter.orderStates, saveBookingPage, signal);
    default:
      throw new ConnectionError(`This connection has no feed named "${feed.kind}".`);
  }
}

async function readPages<T>(
  feed: OpenFeed,
  reader: Reader<T> | undefined,
  save: (page: FeedPage<T>) => Promise<number>,
  signal: AbortSignal,
): Promise<boolean> {
  if (!reader) throw new ConnectionError(`The settings of this connection no longer say how to read ${feed.kind}.`);
  let cursor = feed.cursor as Cursor | null;
  let runId: string | null = null;
  let changed = 0;
  let skipped = 0;
  try {
    for (let pages = 0; pages < PAGES_MAX; pages++) {
      signal.throwIfAborted();
      const page: Page<T> = await reader.read(cursor, signal);
      if (!page.done && page.cursor === cursor) {
        throw new ProtocolError(`The ${feed.kind} feed gave the same page twice and would never end.`);
      }
      if (isNews(page) || page.cursor !== cursor) {
        const { shop, connectionId, id: feedId, lease } = feed;
        if (!(await renewLease(lease))) throw new LeaseLost(`The lease ${lease.name} ran out`);
        const pageChanged = await save({ ...page, shop, connectionId, feedId, lease });
        changed += pageChanged;
        skipped += page.setAside.length;
        if (isNews(page)) {
          runId ??= await startRun(shop, { activity: "pull", kind: feed.kind, connectionId });
          const seen = page.records.length + page.setAside.length;
          await addToRun(runId, { seen, changed: pageChanged, skipped: page.setAside.length });
        }
        if (runId && page.done) await finishRun(runId, skipped > 0 ? "skipped" : "succeeded", { origin: page.origin });
      }
      cursor = page.cursor;
      if (page.done) return changed > 0;
    }
    return true;
  } catch (error) {
    if (runId) await finishRun(runId, "failed", { error: messageOf(error) });
    throw error;
  }
}

function isNews(page: Page<unknown>): boolean {
  return page.records.length > 0 || page.setAside.length > 0 || page.listing !== null;
}

/** A feed that fails says so until it works again; one that only the merchant can cure stops its connection. */
async function recordFailure(feed: Omit<OpenFeed, "lease">, error: unknown): Promise<void> {
  const message = messageOf(error);
  log.warn({ shop: feed.shop, feed: feed.id, kind: feed.kind, error: message }, "feed failed");
  await updateFeed(feed.shop, feed.id, { state: "failing", error: message, failures: { increment: 1 } });
  if (error instanceof ConnectionError && feed.connection.state === "active") {
    await updateConnectionRow(feed.shop, feed.connectionId, { state: "broken", stateReason: message });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown";
}
