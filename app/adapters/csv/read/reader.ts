import type { SetAsideRecord } from "#app/core/source/records.ts";
import type { Page, Reader } from "../../contract/page.ts";
import { TransientError } from "../../errors.ts";
import { archiveFinished, archivedPaths } from "../files/archive.ts";
import { type Arrival, arrivals, waitUntilQuiet } from "../files/arrivals.ts";
import { type FileMark, type Position, sameFile, toCursor, toPosition } from "../files/cursor.ts";
import type { FileEntry, FileStore } from "../files/client.ts";
import { nextFile } from "../files/choose.ts";
import { contradictions } from "./duplicates.ts";
import type { Mapping } from "../rows/mapping.ts";
import type { Mappings } from "../rows/mappings.ts";
import { fileTime, orderOf } from "../files/names.ts";
import { toPage } from "./page.ts";
import type { CsvSettings } from "../rows/schema.ts";
import { readHead } from "./shape.ts";
import { stopIfAborted } from "../files/stop.ts";
import type { OpenFile } from "./table.ts";
import { readTogether } from "./together.ts";

export interface Source {
  store: FileStore;
  settings: CsvSettings;
  mappings: Mappings;
  pageRows: number;
}

/** Files remembered after they were read, where they are not archived. */
const finishedMax = 1000;

export function reader<T>(source: Source, mapping: Mapping<T>): Reader<T> {
  return {
    async read(after, signal) {
      stopIfAborted(signal);
      const position = toPosition(after);
      const started = position.reading ? await resume(source, mapping, position) : null;
      if (started?.file) return pageOf(source, mapping, started, signal);

      const now = started?.position ?? position;
      const lost = started?.lost ?? [];
      const found = await waiting(source, mapping, now, signal);
      if (!found.file) return { ...nothing(found.position), setAside: lost };
      const opened = await open(source, mapping, found.file, found.file.name);
      const page = await pageOf(source, mapping, { ...opened, position: found.position }, signal);
      return { ...page, setAside: [...lost, ...page.setAside] };
    },
  };
}

interface Started {
  position: Position;
  file: FileEntry;
  path: string;
  mark: FileMark;
  shape: OpenFile["shape"] | null;
}

interface Lost {
  position: Position;
  file: null;
  lost: SetAsideRecord[];
}

async function open<T>({ store, settings }: Source, mapping: Mapping<T>, file: FileEntry, path: string) {
  const { print, shape } = await readHead(store, path, file, settings, Object.values(mapping.columns));
  const mark: FileMark = { name: file.name, size: file.size, mtimeMs: file.mtimeMs, print };
  return { file, path, mark, shape };
}

/** Goes on with the file that the cursor is in the middle of, even if it is archived by now. */
async function resume<T>(
  source: Source,
  mapping: Mapping<T>,
  position: Position,
): Promise<Started | Lost | null> {
  const reading = position.reading;
  if (!reading) return null;
  for (const path of [reading.name, ...archivedPaths(reading)]) {
    const found = await source.store.stat(path);
    if (!found || found.size !== reading.size || found.mtimeMs !== reading.mtimeMs) continue;
    const opened = await open(source, mapping, { ...found, name: reading.name }, path);
    if (opened.mark.print === reading.print) return { ...opened, position };
  }
  if (mapping.mode === "full") return { position: abandoned(source, reading), file: null, lost: [] };
  const raw = `The file changed or vanished while it was being read; what followed line ${reading.line - 1} was not read.`;
  const origin = `${reading.name}, line ${reading.line}`;
  const lost: SetAsideRecord[] = [{ origin, sku: null, reason: "malformed", raw }];
  return { position: { ...position, reading: null }, file: null, lost };
}

/** The next full file says everything again, but an older one would take back what was read of this one. */
function abandoned({ settings }: Source, reading: FileMark): Position {
  const { name, size, mtimeMs, print } = reading;
  const floor = orderOf({ name, size, mtimeMs, changedMs: null }, settings.timeZone);
  return disowned({ v: 1, reading: null, finished: [{ name, size, mtimeMs, print }], floor });
}

interface Found {
  position: Position;
  file: FileEntry | null;
}

/** The next file to read, once what was read before is archived. */
async function waiting<T>(
  source: Source,
  mapping: Mapping<T>,
  position: Position,
  signal: AbortSignal,
): Promise<Found> {
  const { store, settings } = source;
  let files = await arrivals(store, settings, mapping.pattern);
  const rewritten = await lastWasRewritten(source, mapping, position, files);
  const current = rewritten ? disowned(position) : position;
  const choose = (among: Arrival[]) => nextFile(among, current, mapping.mode, settings.timeZone);
  let choice = choose(files);
  if (!choice.file && choice.unsettled) {
    await waitUntilQuiet(settings, signal);
    files = await arrivals(store, settings, mapping.pattern);
    choice = choose(files);
  }
  const kept = await archiveFinished(source, mapping, files, current);
  return { position: kept, file: choice.file };
}

/** Remembers the name but not the version. */
function disowned(position: Position): Position {
  const finished = position.finished.map((mark, at, { length }) =>
    at === length - 1 ? { ...mark, mtimeMs: -1 } : mark,
  );
  return { ...position, finished };
}

/** The same name, size and time, yet other content: seen where clocks are coarse and files of fixed width. */
async function lastWasRewritten<T>(
  source: Source,
  mapping: Mapping<T>,
  { finished }: Position,
  files: readonly FileEntry[],
): Promise<boolean> {
  const last = finished.at(-1);
  const file = last && files.find((one) => sameFile(one, last));
  if (!file) return false;
  return (await open(source, mapping, file, file.name)).mark.print !== last.print;
}

async function pageOf<T>(
  source: Source,
  mapping: Mapping<T>,
  started: Started,
  signal: AbortSignal,
): Promise<Page<T>> {
  const { store, settings, pageRows } = source;
  const { file, path, mark, shape, position } = started;
  if (!shape) return headless(source, mapping, started);

  const opened: OpenFile = { name: file.name, path, size: file.size, shape };
  const full = mapping.mode === "full";
  const contradicted = full ? await contradictions(store, opened, mark.print, mapping, signal) : null;
  const from = position.reading ?? shape.body;
  const { rows, next } = await readTogether(store, opened, mapping, from, pageRows);
  await stillTheSame(store, started);

  const ended = next.byte >= file.size;
  const { records, setAside } = toPage(
    rows,
    opened,
    mapping,
    contradicted,
    fileTime(file, settings.timeZone),
  );
  const after = ended
    ? finish(source, mapping, position, mark)
    : { ...position, reading: { ...mark, ...next } };
  return {
    records,
    setAside,
    cursor: toCursor(after),
    done: ended && !(await moreWaits(source, mapping, after)),
    listing: full ? { id: `${mark.name} ${mark.size} ${mark.mtimeMs} ${mark.print}`, ends: ended } : null,
    origin: file.name,
  };
}

/** An empty file lists nothing, not even that everything is gone. */
async function headless<T>(
  source: Source,
  mapping: Mapping<T>,
  { mark, position }: Started,
): Promise<Page<T>> {
  const after = finish(source, mapping, position, mark);
  return {
    records: [],
    setAside: [
      { origin: mark.name, sku: null, reason: "malformed", raw: "The file is empty: it has no header line." },
    ],
    cursor: toCursor(after),
    done: !(await moreWaits(source, mapping, after)),
    listing: null,
    origin: mark.name,
  };
}

function finish<T>({ settings }: Source, mapping: Mapping<T>, position: Position, mark: FileMark): Position {
  const others = position.finished.filter(({ name }) => name !== mark.name);
  const order = orderOf({ ...mark, changedMs: null }, settings.timeZone);
  if (mapping.mode === "full") return { v: 1, reading: null, finished: [mark], floor: order };
  const finished = [...others, mark];
  const forgotten = finished.length > finishedMax ? finished.shift() : undefined;
  const floor = forgotten ? orderOf({ ...forgotten, changedMs: null }, settings.timeZone) : position.floor;
  return { v: 1, reading: null, finished, floor };
}

async function moreWaits<T>(
  { store, settings }: Source,
  mapping: Mapping<T>,
  position: Position,
): Promise<boolean> {
  const files = await arrivals(store, settings, mapping.pattern);
  return nextFile(files, position, mapping.mode, settings.timeZone).file !== null;
}

async function stillTheSame(store: FileStore, { path, mark }: Started): Promise<void> {
  const now = await store.stat(path);
  if (now?.size === mark.size && now.mtimeMs === mark.mtimeMs) return;
  throw new TransientError(`"${mark.name}" changed while it was being read`, null);
}

function nothing(position: Position): Page<never> {
  return { records: [], setAside: [], cursor: toCursor(position), done: true, listing: null, origin: null };
}
