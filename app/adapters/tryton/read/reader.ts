import type { SetAsideRecord } from "#app/core/source/records.ts";
import type { Cursor, Page, Reader } from "../../contract/page.ts";
import { UserError } from "../wire/answers.ts";
import { OVERLAP_MS, type Changed, type ChangeSource, changesSince } from "../wire/changes.ts";
import type { Source } from "../wire/source.ts";
import { type Position, toCursor, toPosition } from "./position.ts";

export interface Found<T> {
  records: readonly T[];
  setAside: readonly SetAsideRecord[];
}

/** One kind of record in Tryton: how all of it is listed, what shows that some of it changed, how it is read. */
export interface Feed<T> {
  kind: string;
  /** Fewer than the source's page where one record takes Tryton long. */
  pageSize: number;
  /** Places read one after the other; [null] where there is one list. */
  places(signal: AbortSignal): Promise<readonly (number | null)[]>;
  /** Ids of the complete list, ascending. */
  list(after: number, limit: number, signal: AbortSignal): Promise<number[]>;
  read(ids: readonly number[], place: number | null, signal: AbortSignal): Promise<Found<T>>;
  changes(signal: AbortSignal): Promise<readonly ChangeSource[]>;
  /** How often everything is read, for changes that no date shows. */
  wholeEveryMs: number;
  /** What a walk did not name is gone. */
  complete: boolean;
}

/** A transaction may take this long to end: younger changes are read once more. */
const SETTLE_MS = 10_000;
const SEEN_MAX = 2000;

export function reader<T>(source: Source, feed: Feed<T>): Reader<T> {
  return {
    async read(cursor, signal) {
      const position = cursor === null ? null : toPosition(cursor, feed.kind);
      const now = await source.now(signal);
      if (position?.walk) return walkOn(source, feed, position, signal);
      if (position && position.pending.length > 0) return readPending(feed, position, signal);
      if (position === null || now - position.wholeAt >= feed.wholeEveryMs) {
        return walkOn(source, feed, await beginWalk(source, feed, now, signal), signal);
      }
      return readChanges(source, feed, position, now, cursor, signal);
    },
  };
}

/** Changes shortly before count as seen: the walk itself reads them. */
async function beginWalk<T>(
  { client }: Source,
  feed: Feed<T>,
  now: number,
  signal: AbortSignal,
): Promise<Position> {
  const recent = await changesSince(client, await feed.changes(signal), now - OVERLAP_MS, signal);
  const walk = { id: `${feed.kind} ${new Date(now).toISOString()}`, place: 0, after: 0 };
  return { v: 1, feed: feed.kind, walk, since: now, wholeAt: now, seen: seenOf(recent, now), pending: [] };
}

async function walkOn<T>(
  source: Source,
  feed: Feed<T>,
  position: Position,
  signal: AbortSignal,
): Promise<Page<T>> {
  const { walk } = position;
  if (!walk) throw new TypeError("not walking");
  const places = await feed.places(signal);
  const place = places[walk.place] ?? null;
  const ids = await feed.list(walk.after, feed.pageSize, signal);
  const found = await readEach(feed, ids, place, signal);
  const last = ids.at(-1);
  const moreHere = ids.length === feed.pageSize && last !== undefined;
  const next = moreHere ? { ...walk, after: last } : { ...walk, place: walk.place + 1, after: 0 };
  const ends = next.place >= places.length;
  return {
    ...found,
    cursor: toCursor({ ...position, walk: ends ? null : next }),
    done: ends,
    listing: feed.complete ? { id: walk.id, ends } : null,
    origin: source.name,
  };
}

async function readChanges<T>(
  source: Source,
  feed: Feed<T>,
  position: Position,
  now: number,
  cursor: Cursor | null,
  signal: AbortSignal,
): Promise<Page<T>> {
  const sources = await feed.changes(signal);
  const changed = await changesSince(source.client, sources, position.since - OVERLAP_MS, signal);
  const fresh = changed.filter(({ key, date }) => position.seen[key] !== date);
  const read = { ...position, since: now, seen: seenOf(changed, now) };
  if (fresh.length === 0) {
    // Saying the same as before saves a write; now and then the time has to move on.
    const same = cursor !== null && now - position.since < OVERLAP_MS;
    return { ...nothing(source), cursor: same ? cursor : toCursor(read) };
  }
  if (fresh.some(({ ids }) => ids === null)) {
    return walkOn(source, feed, await beginWalk(source, feed, now, signal), signal);
  }
  const ids = [...new Set(fresh.flatMap(({ ids }) => ids ?? []))].sort((a, b) => a - b);
  return readPending(feed, { ...read, pending: ids }, signal, source.name);
}

async function readPending<T>(
  feed: Feed<T>,
  position: Position,
  signal: AbortSignal,
  origin: string | null = null,
): Promise<Page<T>> {
  const [ids, pending] = [position.pending.slice(0, feed.pageSize), position.pending.slice(feed.pageSize)];
  const found: Found<T>[] = [];
  for (const place of await feed.places(signal)) found.push(await readEach(feed, ids, place, signal));
  return {
    records: found.flatMap(({ records }) => records),
    setAside: found.flatMap(({ setAside }) => setAside),
    cursor: toCursor({ ...position, pending }),
    done: pending.length === 0,
    listing: null,
    origin,
  };
}

/** One id that was deleted a moment ago makes Tryton refuse a whole batch: then each is read by itself. */
async function readEach<T>(
  feed: Feed<T>,
  ids: readonly number[],
  place: number | null,
  signal: AbortSignal,
): Promise<Found<T>> {
  if (ids.length === 0) return { records: [], setAside: [] };
  try {
    return await feed.read(ids, place, signal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (ids.length === 1) return { records: [], setAside: [unreadable(feed.kind, ids[0], error.message)] };
  }
  const found: Found<T>[] = [];
  for (const id of ids) found.push(await readEach(feed, [id], place, signal));
  return {
    records: found.flatMap(({ records }) => records),
    setAside: found.flatMap(({ setAside }) => setAside),
  };
}

const RAW_MAX = 200;

function unreadable(kind: string, id: number | undefined, message: string): SetAsideRecord {
  return { origin: `${kind} ${id}`, sku: null, reason: "malformed", raw: message.slice(0, RAW_MAX) };
}

function seenOf(changed: readonly Changed[], now: number): Record<string, string> {
  const from = new Date(now - OVERLAP_MS).toISOString();
  const until = new Date(now - SETTLE_MS).toISOString();
  const near = changed.filter(({ date }) => date >= from && date < until);
  const newest = near.toSorted((a, b) => (a.date < b.date ? 1 : -1)).slice(0, SEEN_MAX);
  return Object.fromEntries(newest.map(({ key, date }) => [key, date]));
}

function nothing(source: Source) {
  return { records: [], setAside: [], done: true, listing: null, origin: source.name };
}
