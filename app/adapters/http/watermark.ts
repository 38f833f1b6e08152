/** How far a feed by time of change has been read. It is text in a cursor, so it holds nothing but numbers and texts. */
export interface Watermark {
  /** The latest change that was seen, by the source's clock; epoch ms. */
  at: number;
  /** Rows at and shortly before it, by version and time of change: read again, they are not news. */
  seen: readonly (readonly [string, number])[];
}

export interface Overlap<T> {
  /** This much before the watermark is read again: a change may become visible after a later one did. */
  overlapMs: number;
  changedAt(row: T): number;
  /** A value that differs as soon as the row changes, such as its id and its time of change. */
  version(row: T): string;
}

/** Rows that are remembered beyond this many are read again, which costs time and nothing else. */
const SEEN_MAX = 2_000;

/** From when on to ask; null: from the beginning. */
export function readFrom(before: Watermark | null, overlapMs: number): number | null {
  return before && before.at - overlapMs;
}

/** The rows that were not seen before, oldest change first, and the watermark to go on from. `now` is the source's. */
export function advance<T>(
  before: Watermark | null,
  rows: readonly T[],
  now: number,
  { overlapMs, changedAt, version }: Overlap<T>,
): { fresh: T[]; watermark: Watermark | null } {
  const known = new Map(before?.seen);
  const fresh = rows
    .filter((row) => !known.has(version(row)))
    .toSorted((a, b) => changedAt(a) - changedAt(b));
  // A row dated in the future must not hide what changes until then.
  const times = rows.map((row) => Math.min(changedAt(row), now));
  const at = times.reduce((latest, time) => Math.max(latest, time), before?.at ?? -Infinity);
  if (at === -Infinity) return { fresh, watermark: null };
  const met = new Map([...known, ...rows.map((row) => [version(row), changedAt(row)] as const)]);
  const near = [...met].filter(([, time]) => time >= at - overlapMs);
  return { fresh, watermark: { at, seen: near.slice(-SEEN_MAX) } };
}
