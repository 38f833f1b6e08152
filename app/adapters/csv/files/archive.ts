import { FEED_KINDS } from "#app/core/source/feeds.ts";
import { type Arrival, markerNames } from "./arrivals.ts";
import type { FileEntry, FileStore } from "./client.ts";
import { type FileMark, type Position, sameFile } from "./cursor.ts";
import type { Mapping } from "../rows/mapping.ts";
import type { Mappings } from "../rows/mappings.ts";
import { compareOrder, matches, orderOf } from "./names.ts";
import type { CsvSettings } from "../rows/schema.ts";

export const archiveFolder = "archive";

interface Shelf {
  store: FileStore;
  settings: CsvSettings;
  mappings: Mappings;
}

/**
 * Moves away what was read to its end. Called with a saved position only, so a crash can repeat a page but
 * never lose one. Answers the position without the files that are gone.
 */
export async function archiveFinished(
  shelf: Shelf,
  mapping: Mapping<unknown>,
  files: readonly Arrival[],
  position: Position,
): Promise<Position> {
  const gone = new Set<string>();
  for (const file of shelf.settings.archive ? files : []) {
    if (!isOver(file, mapping, position, shelf.settings) || isShared(file.name, shelf.mappings)) continue;
    if (await moveAway(shelf.store, file)) gone.add(file.name);
  }
  // The last full file is remembered: one of its name may come again with an older time.
  if (mapping.mode === "full") return position;
  const here = new Set(files.map(({ name }) => name));
  return { ...position, finished: position.finished.filter(({ name }) => here.has(name) && !gone.has(name)) };
}

/** Where a file may lie after it was archived. */
export function archivedPaths({ name, mtimeMs }: Pick<FileMark, "name" | "mtimeMs">): string[] {
  const dot = name.lastIndexOf(".");
  const [base, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  return [name, `${base}.${mtimeMs}${end}`, `${base}.${mtimeMs}-2${end}`].map(
    (path) => `${archiveFolder}/${path}`,
  );
}

function isOver(
  file: Arrival,
  mapping: Mapping<unknown>,
  position: Position,
  settings: CsvSettings,
): boolean {
  if (position.finished.some((mark) => sameFile(file, mark))) return true;
  // A full file that came before the one that was read is superseded.
  if (mapping.mode === "delta" || !position.floor || !file.complete) return false;
  if (position.finished.some(({ name }) => name === file.name)) return false;
  return compareOrder(orderOf(file, settings.timeZone), position.floor) < 0;
}

/** A file that feeds two kinds stays: neither reader knows how far the other is. */
function isShared(name: string, mappings: Mappings): boolean {
  const patterns = FEED_KINDS.flatMap((kind) => mappings[kind]?.pattern ?? []);
  return patterns.filter((pattern) => matches(pattern, name)).length > 1;
}

async function moveAway(store: FileStore, file: FileEntry): Promise<boolean> {
  const target = await firstFree(store, archivedPaths(file));
  await store.move(file.name, target);
  const moved = await store.stat(target);
  if (moved && (moved.size !== file.size || moved.mtimeMs !== file.mtimeMs)) {
    // The source wrote a new version between our look and the move.
    await store.move(target, file.name);
    return false;
  }
  for (const marker of markerNames(file.name)) {
    if (await store.stat(marker))
      await store.move(marker, await firstFree(store, archivedPaths({ ...file, name: marker })));
  }
  return true;
}

async function firstFree(store: FileStore, paths: string[]): Promise<string> {
  for (const path of paths) if (!(await store.stat(path))) return path;
  const last = paths.at(-1) ?? "";
  for (let copy = 3; ; copy++) {
    const path = last.replace(/-2(?=(\.[^.]*)?$)/, `-${copy}`);
    if (!(await store.stat(path))) return path;
  }
}
