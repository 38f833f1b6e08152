import { randomUUID } from "node:crypto";
import { onTestFinished, vi } from "vitest";
import type { FeedKind } from "#app/core/source/feeds.ts";
import type { Adapter } from "#app/adapters/adapter.ts";
import type { Cursor } from "#app/adapters/contract/page.ts";
import { tryton } from "#app/adapters/tryton/index.ts";
import { TrytonSettings } from "#app/adapters/tryton/settings.ts";
import type { Playing } from "../http/tape.ts";
import { mode, play } from "./tape.ts";

export const { signal } = new AbortController();

/** A real server is slow, and so is a busy machine. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const password = process.env["TRYTON_PASSWORD"] ?? "any";

/** Small, so that the records take several pages. */
const PAGE_SIZE = 25;

/** Settings that use everything. */
export function settingsFor(url: string, more: Partial<TrytonSettings> = {}): TrytonSettings {
  // Both the recorded answers and a real server are served from this machine.
  process.env["CONCORD_ALLOW_PRIVATE_HOSTS"] ??= "127.0.0.1";
  return TrytonSettings.parse({
    url,
    database: process.env["TRYTON_DB"] ?? "erp",
    user: "shopsync",
    prices: { lists: ["Web", "B2B"] },
    orders: { paymentTerm: "Direct", products: { shipping: "SHIPPING" } },
    ...more,
  });
}

/** Sessions are kept by password: with a new one, each recording is played from its login on. */
export function open(playing: Playing, more: Partial<TrytonSettings> = {}, pageSize = PAGE_SIZE): Adapter {
  const secret = mode === "recorded" ? randomUUID() : password;
  return tryton(settingsFor(playing.url, more), { password: secret }, { pageSize, now: () => playing.now });
}

/** A Tryton for this test alone, with a tape of its own. */
export async function tape(name: string, more: Partial<TrytonSettings> = {}) {
  const playing = await play(name, { repeats: false });
  const adapter = open(playing, more);
  onTestFinished(async () => {
    await adapter.close();
    await playing.close();
  });
  const { orders } = adapter;
  if (!orders) throw new Error("Tryton takes orders");
  return { ...playing, adapter, orders };
}

/** Everything that one feed reads, from the beginning or from a cursor on. */
export async function readAll<K extends FeedKind>(adapter: Adapter, kind: K, from: Cursor | null = null) {
  type Read = Awaited<ReturnType<NonNullable<Adapter[K]>["read"]>>;
  const feed = adapter[kind];
  if (!feed) throw new Error(`no reader for ${kind}`);
  const records: Read["records"][number][] = [];
  const setAside = [];
  for (let cursor = from; ;) {
    const page = await feed.read(cursor, signal);
    records.push(...page.records);
    setAside.push(...page.setAside);
    cursor = page.cursor;
    if (page.done) return { records, setAside, cursor };
  }
}
