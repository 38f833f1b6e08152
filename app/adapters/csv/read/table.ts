import { ConnectionError } from "../../errors.ts";
import type { FileStore } from "../files/client.ts";
import type { Cells } from "../rows/cells.ts";
import type { Mapping } from "../rows/mapping.ts";
import { endOfLine, parseRows, type Row, type Rows, type Spot } from "../rows/rows.ts";
import type { Shape } from "./shape.ts";

export interface OpenFile {
  /** As the merchant knows it. */
  name: string;
  /** Where it lies now; differs from the name once it is archived. */
  path: string;
  size: number;
  shape: Shape;
}

const pieceBytes = 128 * 1024;
/** A row longer than this is a quote that never closes, or no row. */
const rowBytesMax = 1024 * 1024;
/** What a page may hold in memory grows with its rows, not with what somebody writes into them. */
const bytesPerRow = 16 * 1024;

/** The next rows of a file, at most `max`; fewer at its end, and where they are very long. */
export async function readRows(
  store: FileStore,
  file: OpenFile,
  from: Spot,
  max: number,
  piece = pieceBytes,
): Promise<Omit<Rows, "open">> {
  const rows: Row[] = [];
  let next = from;
  let length = piece;
  const full = from.byte + max * bytesPerRow;
  while (rows.length < max && next.byte < Math.min(full, file.size)) {
    const bytes = await store.read(file.path, next.byte, length);
    const last = next.byte + length >= file.size;
    const limits = { max: max - rows.length, last, longest: length >= rowBytesMax };
    const read = parseRows(bytes, next, file.shape, limits);
    if (read.rows.length === 0 && read.next.byte === next.byte) {
      if (last) break;
      length *= 2;
      continue;
    }
    rows.push(...read.rows);
    next = read.open ? await afterLine(store, file, read.next) : read.next;
    length = piece;
  }
  return { rows, next };
}

/** Where the line ends that began long before `from`. */
async function afterLine(store: FileStore, file: OpenFile, from: Spot): Promise<Spot> {
  for (let at = from.byte; at < file.size; at += rowBytesMax) {
    const end = endOfLine(await store.read(file.path, at, rowBytesMax), file.shape);
    if (end !== null) return { byte: at + end, line: from.line + 1 };
  }
  return { byte: file.size, line: from.line };
}

/** Every row of a file, piece by piece. */
export async function* allRows(store: FileStore, file: OpenFile, max: number): AsyncGenerator<Row[]> {
  let from: Spot = file.shape.body;
  while (from.byte < file.size) {
    const { rows, next } = await readRows(store, file, from, max);
    yield rows;
    if (next.byte === from.byte) return;
    from = next;
  }
}

/** Finds the configured columns; a header that misses one is for the merchant. */
export function cellReader(
  mapping: Mapping<unknown>,
  file: string,
  headers: readonly string[],
): (row: Row) => Cells {
  const places = new Map<string, number>();
  for (const [field, wanted] of Object.entries(mapping.columns)) {
    places.set(field, columnOf(wanted, file, headers));
  }
  return (row) => (field) => {
    const at = places.get(field);
    return at === undefined ? null : (row.fields[at] ?? "");
  };
}

function columnOf(wanted: string, file: string, headers: readonly string[]): number {
  const exact = positions(headers, (header) => header === wanted);
  const found =
    exact.length > 0 ? exact : positions(headers, (header) => header.toLowerCase() === wanted.toLowerCase());
  const [at] = found;
  if (at !== undefined && found.length === 1) return at;
  const problem = at === undefined ? `has no column "${wanted}"` : `has ${found.length} columns "${wanted}"`;
  throw new ConnectionError(`"${file}" ${problem}. Columns found: ${headers.join(", ")}`);
}

function positions(headers: readonly string[], test: (header: string) => boolean): number[] {
  return headers.flatMap((header, at) => (test(header) ? [at] : []));
}
