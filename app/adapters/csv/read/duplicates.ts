import { ConnectionError } from "../../errors.ts";
import type { FileStore } from "../files/client.ts";
import type { Mapping } from "../rows/mapping.ts";
import { fits } from "../rows/quoted-row.ts";
import type { Row } from "../rows/rows.ts";
import { stopIfAborted } from "../files/stop.ts";
import { allRows, cellReader, type OpenFile } from "./table.ts";

/** Tells whether another row of the same file contradicts this key. */
export type Contradicted = (key: string) => boolean;

/** Beyond this many bytes a file is gone through in several passes, so that memory stays bounded. */
const passBytes = 200 * 1024 * 1024;
const contradictionsMax = 100_000;
const keptMax = 4;
const rowsPerStep = 5000;

/** Results by file and columns; a file is read page by page, often by one adapter object per page. */
const kept = new Map<string, Promise<Contradicted>>();

/** Goes through a whole full file once, because a page cannot know what the pages after it repeat. */
export function contradictions(
  store: FileStore,
  file: OpenFile,
  print: string,
  mapping: Mapping<unknown>,
  signal: AbortSignal,
): Promise<Contradicted> {
  const name = JSON.stringify([store.id, file.name, file.size, print, mapping.columns, file.shape.delimiter]);
  const known = kept.get(name);
  if (known) return known;
  const found = find(store, file, mapping, signal);
  kept.set(name, found);
  found.catch(() => kept.delete(name));
  for (const oldest of [...kept.keys()].slice(0, -keptMax)) kept.delete(oldest);
  return found;
}

async function find(
  store: FileStore,
  file: OpenFile,
  mapping: Mapping<unknown>,
  signal: AbortSignal,
): Promise<Contradicted> {
  const cellsOf = cellReader(mapping, file.name, file.shape.headers);
  const passes = Math.max(1, Math.ceil(file.size / passBytes));
  const repeated = new Set<number>();
  for (let pass = 0; pass < passes; pass++) {
    const seen = new Claims();
    for await (const rows of allRows(store, file, rowsPerStep)) {
      stopIfAborted(signal);
      for (const row of rows) note(row, seen, pass);
    }
  }
  return (key) => repeated.size > 0 && repeated.has(digest(key).number);

  function note(row: Row, seen: Claims, pass: number): void {
    if (row.broken || !fits(row.fields, file.shape.width)) return;
    const claim = mapping.claim(cellsOf(row));
    if (!claim) return;
    const { high, low, number } = digest(claim.key);
    if (low % passes !== pass) return;
    const says = claim.says === null ? row.line : digest(claim.says).low;
    if (!seen.contradicts(high, low, says >>> 0)) return;
    repeated.add(number);
    if (repeated.size > contradictionsMax) {
      throw new ConnectionError(
        `"${file.name}" lists more than ${contradictionsMax} SKUs several times with different values; is a column such as the warehouse missing in the settings?`,
      );
    }
  }
}

/** Key digests in plain number arrays: a million rows take a few megabytes, not a few hundred. */
class Claims {
  private slots = new Uint32Array(3 * 1024);
  private count = 0;

  /** True when the key was noted before with another value. */
  contradicts(high: number, low: number, says: number): boolean {
    const capacity = this.slots.length / 3;
    const tag = high === 0 ? 1 : high;
    let at = (low ^ Math.imul(tag, 0x9e3779b1)) >>> 0;
    for (at %= capacity; this.slots[at * 3] !== 0; at = (at + 1) % capacity) {
      if (this.slots[at * 3] === tag && this.slots[at * 3 + 1] === low)
        return this.slots[at * 3 + 2] !== says;
    }
    this.slots.set([tag, low, says], at * 3);
    if (++this.count > capacity * 0.7) this.grow();
    return false;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    this.count = 0;
    for (let at = 0; at < old.length; at += 3) {
      const tag = old[at] ?? 0;
      if (tag !== 0) this.contradicts(tag, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }
}

/** 64 bits in two halves; among a million keys two share them once in tens of millions of files. */
function digest(text: string): { high: number; low: number; number: number } {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high >>>= 0;
  low >>>= 0;
  return { high, low, number: (high & 0x1fffff) * 0x1_0000_0000 + low };
}
