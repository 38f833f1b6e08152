import { DateTime } from "luxon";
import { FEED_KINDS, FEEDS, type FeedKind } from "#app/core/source/feeds.ts";
import type { Check } from "../../contract/check.ts";
import { ConnectionError, ProtocolError, TransientError } from "../../errors.ts";
import { archiveFolder } from "../files/archive.ts";
import type { Mapping } from "../rows/mapping.ts";
import { fileTime, nameTime } from "../files/names.ts";
import { type FoundFile, newestFiles } from "../files/newest.ts";
import { toPage } from "../read/page.ts";
import type { FileStore } from "../files/client.ts";
import { receiptFolder } from "../orders/receipts.ts";
import type { Source } from "../read/reader.ts";
import { readHead, type Shape } from "../read/shape.ts";
import { readRows } from "../read/table.ts";

const sampleRows = 200;
const sampleShown = 5;
const skewMs = 5 * 60_000;

/** Goes through all that a read will need, in the order in which it would fail. */
export async function checklist(
  source: Source,
  outgoing: FileStore | null,
  signal: AbortSignal,
): Promise<Check[]> {
  const reachable = await reach(source);
  if (reachable.some(({ ok }) => !ok)) return reachable;
  const checks = [...reachable, ...(await rights(source)), ...(await orderFolder(outgoing))];
  for (const kind of FEED_KINDS) {
    if (!source.mappings[kind]) continue;
    const found = await attempt("files", () => files(source, kind, signal));
    checks.push(...found);
  }
  return checks;
}

async function reach({ store, settings }: Source): Promise<Check[]> {
  const { place } = settings;
  return attempt("reachable", async () => {
    const count = (await store.list()).length;
    if (place.kind === "local") {
      return [
        { name: "reachable", ok: true, message: `The folder ${place.folder} holds ${many(count, "file")}.` },
      ];
    }
    return [
      { name: "reachable", ok: true, message: `${place.host} answers with the host key of the settings.` },
      {
        name: "login",
        ok: true,
        message: `Logged in as ${place.user}; ${place.folder} holds ${many(count, "file")}.`,
      },
    ];
  });
}

async function rights({ store, settings }: Source): Promise<Check[]> {
  if (!settings.archive)
    return [{ name: "rights", ok: true, message: "Files stay where they are after reading." }];
  return attempt("rights", async () => {
    await store.writable(archiveFolder);
    return [{ name: "rights", ok: true, message: `Files can be moved to ${archiveFolder}/ after reading.` }];
  });
}

async function orderFolder(outgoing: FileStore | null): Promise<Check[]> {
  if (!outgoing) return [];
  return attempt("rights", async () => {
    const waiting = (await outgoing.list()).filter(({ name }) => /^order-.*\.csv$/.test(name));
    await outgoing.writable(receiptFolder);
    const message = `Orders can be written; ${many(waiting.length, "file")} of orders wait there to be taken.`;
    return [{ name: "rights", ok: true, message }];
  });
}

async function files(source: Source, kind: FeedKind, signal: AbortSignal): Promise<Check[]> {
  const { store, settings, mappings } = source;
  const mapping = mappings[kind];
  if (!mapping) return [];
  const [file] = await newestFiles(store, settings, mapping.pattern, 1, signal);
  if (!file) {
    const message = `${FEEDS[kind].name}: no complete file matches "${mapping.pattern}".`;
    return [{ name: "files", ok: false, message }];
  }
  const where = file.archived ? " (already read, in the archive)" : "";
  const found: Check = {
    name: "files",
    ok: true,
    message: `${FEEDS[kind].name}: ${file.name}${where}, ${DateTime.fromMillis(file.mtimeMs).setLocale("en").toRelative()}.`,
  };
  const columns = await attempt("columns", async () => {
    const { shape } = await readHead(store, file.path, file, settings, Object.values(mapping.columns));
    if (!shape)
      return [{ name: "columns", ok: false, message: `"${file.name}" is empty: it has no header line.` }];
    return sample(source, kind, file, shape);
  });
  return [found, ...clock(file, settings.timeZone), ...columns];
}

async function sample(source: Source, kind: FeedKind, file: FoundFile, shape: Shape): Promise<Check[]> {
  const mapping: Mapping<object> | undefined = source.mappings[kind];
  if (!mapping) return [];
  const opened = { name: file.name, path: file.path, size: file.size, shape };
  const { rows } = await readRows(source.store, opened, shape.body, sampleRows);
  const time = fileTime(file, source.settings.timeZone);
  const { records, setAside } = toPage(rows, opened, mapping, null, time);
  const columns: Check = {
    name: "columns",
    ok: true,
    message: `${FEEDS[kind].name}: ${many(shape.headers.length, "column")}, ${shape.encoding}, separated by ${separator(shape.delimiter)}; ${Object.values(mapping.columns).join(", ")} found.`,
  };
  const seen = records
    .slice(0, sampleShown)
    .map((record) => mapping.inWords(record))
    .join("; ");
  const refused = setAside[0]
    ? ` ${many(setAside.length, "row")} set aside, first ${setAside[0].origin}: ${setAside[0].reason}.`
    : "";
  const message =
    records.length > 0
      ? `${FEEDS[kind].name}: ${seen}.${refused}`
      : `${FEEDS[kind].name}: no usable row among the first ${rows.length}.${refused}`;
  return [columns, { name: "sample", ok: records.length > 0 || rows.length === 0, message }];
}

/** A name far ahead of the file's own time suggests a wrong time zone: sales would count as booked too early. */
function clock(file: FoundFile, timeZone: string): Check[] {
  const named = nameTime(file.name, timeZone);
  if (!named || named.at.getTime() - file.mtimeMs < skewMs) return [];
  const message = `${file.name} is named after a time later than it was written; is the time zone ${timeZone} right?`;
  return [{ name: "clock", ok: false, message }];
}

async function attempt(name: Check["name"], work: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    const expected =
      error instanceof ConnectionError || error instanceof TransientError || error instanceof ProtocolError;
    if (!expected) throw error;
    return [{ name, ok: false, message: error.message }];
  }
}

function separator(delimiter: string): string {
  return { "\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars" }[delimiter] ?? delimiter;
}

function many(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}
