import { setTimeout as sleep } from "node:timers/promises";
import { TransientError } from "../../errors.ts";
import type { FileEntry, FileStore } from "./client.ts";
import { compareOrder, matches, orderOf } from "./names.ts";
import type { CsvSettings } from "../rows/schema.ts";

export interface Arrival extends FileEntry {
  /** Nobody writes to it any more. */
  complete: boolean;
}

export type Timing = Pick<CsvSettings, "timeZone" | "arrival" | "settleMs">;

/** A local file untouched for this long is complete at first sight. */
const quietMs = 10_000;
const looksMax = 100_000;

/** First looks at files of any place; shared, because each page may be read by another adapter object. */
const looks = new Map<string, { size: number; mtimeMs: number; at: number }>();

/** The files that match, in time order, each with whether it may be read. */
export async function arrivals(store: FileStore, settings: Timing, pattern: string): Promise<Arrival[]> {
  const all = await store.list();
  const marked = new Map(all.filter(({ name }) => /\.done$/i.test(name)).map((file) => [file.name, file]));
  const found = all
    .filter(({ name }) => matches(pattern, name))
    .map((file) => ({ ...file, order: orderOf(file, settings.timeZone) }))
    .sort((a, b) => compareOrder(a.order, b.order));
  return found.map(({ order: _, ...file }) => ({
    ...file,
    complete: isMarked(file, marked) || isComplete(store, settings, file),
  }));
}

/** Gives a file seen for the first time the chance to prove that it no longer changes. */
export async function waitUntilQuiet(settings: Pick<Timing, "settleMs">, signal: AbortSignal): Promise<void> {
  try {
    await sleep(settings.settleMs, undefined, { signal });
  } catch (error) {
    if (signal.aborted) throw new TransientError("Stopped while waiting for a file", null, { cause: error });
    throw error;
  }
}

export const markerNames = (name: string) => [`${name}.done`, `${name.replace(/\.[^.]*$/, "")}.done`];

/** A marker older than the file belongs to the version before. */
function isMarked(file: FileEntry, marked: Map<string, FileEntry>): boolean {
  return markerNames(file.name).some((name) => (marked.get(name)?.mtimeMs ?? -Infinity) >= file.mtimeMs);
}

function isComplete(store: FileStore, settings: Timing, file: FileEntry): boolean {
  if (settings.arrival === "marker") return false;
  if (settings.arrival === "renamed") return true;
  const now = Date.now();
  if (file.changedMs !== null && now - file.changedMs > Math.max(quietMs, settings.settleMs)) return true;

  const key = `${store.id}/${file.name}`;
  const first = looks.get(key);
  if (first && first.size === file.size && first.mtimeMs === file.mtimeMs) {
    return now - first.at >= settings.settleMs;
  }
  if (looks.size >= looksMax) looks.clear();
  looks.set(key, { size: file.size, mtimeMs: file.mtimeMs, at: now });
  return settings.settleMs === 0;
}
