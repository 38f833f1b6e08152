import { archiveFolder } from "./archive.ts";
import { arrivals, waitUntilQuiet, type Timing } from "./arrivals.ts";
import type { FileEntry, FileStore } from "./client.ts";
import { compareOrder, matches, orderOf } from "./names.ts";

export interface FoundFile extends FileEntry {
  path: string;
  archived: boolean;
}

/** The newest complete files that match, newest first; those already archived where none wait in the folder. */
export async function newestFiles(
  store: FileStore,
  timing: Timing,
  pattern: string,
  count: number,
  signal: AbortSignal,
): Promise<FoundFile[]> {
  const waiting = await arrivals(store, timing, pattern);
  if (waiting.some(({ complete }) => !complete)) await waitUntilQuiet(timing, signal);
  const complete = (await arrivals(store, timing, pattern)).filter((file) => file.complete);
  const found = complete.map((file) => ({ ...file, path: file.name, archived: false }));
  if (found.length > 0) return found.reverse().slice(0, count);

  const archived = (await store.list(archiveFolder)).map((file) => ({
    ...file,
    name: file.name.replace(/\.\d{12,14}(-\d+)?(?=(\.[^.]*)?$)/, ""),
    path: `${archiveFolder}/${file.name}`,
    archived: true,
  }));
  return archived
    .filter(({ name }) => matches(pattern, name))
    .sort((a, b) => compareOrder(orderOf(b, timing.timeZone), orderOf(a, timing.timeZone)))
    .slice(0, count);
}
