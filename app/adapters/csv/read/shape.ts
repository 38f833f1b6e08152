import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { CsvError, parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { ConnectionError } from "../../errors.ts";
import type { FileEntry, FileStore } from "../files/client.ts";
import type { Encoding, Format } from "../rows/format.ts";
import { parseRows, type Spot } from "../rows/rows.ts";
import type { CsvSettings } from "../rows/schema.ts";

/** What the first bytes of a file say about the rest. */
export interface Shape extends Format {
  width: number;
  headers: string[];
  /** The first row after the header. */
  body: Spot;
}

export interface Head {
  print: string;
  /** Null: the file has no header, so it says nothing. */
  shape: Shape | null;
}

type Style = Pick<CsvSettings, "encoding" | "delimiter" | "timeZone">;

const headBytes = 64 * 1024;
const printBytes = 4 * 1024;
const delimiters = [";", ",", "\t", "|"];

/** Shapes by file and settings: every page of a file has the same one. */
const kept = new Map<string, Shape | null>();
const keptMax = 32;

/** Reads the head of a file. `wanted` are the configured headers: they decide which delimiter is meant. */
export async function readHead(
  store: FileStore,
  path: string,
  file: Pick<FileEntry, "name" | "size" | "mtimeMs">,
  { encoding, delimiter, timeZone }: Style,
  wanted: readonly string[],
): Promise<Head> {
  const print = await fingerprint(store, path, file.size);
  const key = JSON.stringify([
    store.id,
    file.name,
    file.size,
    file.mtimeMs,
    print,
    encoding,
    delimiter,
    timeZone,
    wanted,
  ]);
  let shape = kept.get(key);
  if (shape === undefined) {
    shape = shapeOf(await store.read(path, 0, headBytes), file, { encoding, delimiter, timeZone }, wanted);
    kept.set(key, shape);
    for (const oldest of [...kept.keys()].slice(0, -keptMax)) kept.delete(oldest);
  }
  return { print, shape };
}

async function fingerprint(store: FileStore, path: string, size: number): Promise<string> {
  const hash = createHash("sha256").update(await store.read(path, 0, printBytes));
  if (size > printBytes)
    hash.update(await store.read(path, Math.max(printBytes, size - printBytes), printBytes));
  return hash.digest("hex").slice(0, 16);
}

export function shapeOf(
  head: Buffer,
  file: Pick<FileEntry, "name" | "size">,
  style: Style,
  wanted: readonly string[],
): Shape | null {
  const { encoding, fallback, bom } = encodingOf(head, style);
  refuseOtherFormats(head, bom, file.name);
  const start = skipSeparatorLine(head, bom, encoding);
  const sample = iconv.decode(head.subarray(start.byte), encoding);
  const newlines = sample.includes("\n") ? ["\r\n", "\n"] : ["\r"];
  const delimiter =
    style.delimiter === "auto"
      ? (start.delimiter ?? bestDelimiter(sample, newlines, wanted))
      : style.delimiter;

  const format = { encoding, fallback, delimiter, newlines, width: null };
  const { rows, next } = parseRows(head.subarray(start.byte), start, format, {
    max: 1,
    last: head.length >= file.size,
  });
  const headers = withoutTrailingBlanks(rows[0]?.fields.map((field) => field.trim()) ?? []);
  if (headers.length === 0) return null;
  return { ...format, width: headers.length, headers, body: next };
}

function encodingOf(
  head: Buffer,
  style: Style,
): { encoding: Encoding; fallback: Encoding | null; bom: number } {
  const marked = bomOf(head);
  if (style.encoding !== "auto") {
    return {
      encoding: style.encoding,
      fallback: null,
      bom: marked?.encoding === style.encoding ? marked.bom : 0,
    };
  }
  const windows = writesWindows1250(style.timeZone) ? "windows-1250" : "windows-1252";
  if (marked) return { ...marked, fallback: marked.encoding === "utf-8" ? windows : null };
  const wide = wideEncoding(head);
  if (wide) return { encoding: wide, fallback: null, bom: 0 };
  return { encoding: isUtf8(wholeCharacters(head)) ? "utf-8" : windows, fallback: windows, bom: 0 };
}

function bomOf(head: Buffer): { encoding: Encoding; bom: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  return null;
}

/** Without a mark, text of mostly Latin letters still shows UTF-16 by its zero bytes. */
function wideEncoding(head: Buffer): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  if (Math.max(even, odd) < head.length * 0.2) return null;
  return odd > even ? "utf-16le" : "utf-16be";
}

/** The head may end inside a character of up to four bytes. */
function wholeCharacters(head: Buffer): Buffer {
  if (head.length < headBytes) return head;
  let end = head.length;
  while (end > head.length - 4 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return head.subarray(0, end - 1);
}

const centralEurope =
  /^Europe\/(Prague|Bratislava|Warsaw|Budapest|Ljubljana|Zagreb|Belgrade|Sarajevo|Podgorica|Bucharest|Tirane)$/;

/** Bytes alone cannot tell the two apart; where the merchant is can. */
function writesWindows1250(timeZone: string): boolean {
  return centralEurope.test(timeZone);
}

function refuseOtherFormats(head: Buffer, bom: number, name: string): void {
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    throw new ConnectionError(`"${name}" is an Excel workbook or a zip archive; export it as CSV text`);
  }
  const start = head
    .toString("latin1", bom, bom + 512)
    .replaceAll("\0", "")
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype|html|head|body|\?xml)/.test(start)) {
    throw new ConnectionError(
      `"${name}" is a web page, not CSV text; often the login or error page of the system that should export it`,
    );
  }
}

/** Excel's own first line, such as "sep=;". */
function skipSeparatorLine(
  head: Buffer,
  bom: number,
  encoding: Encoding,
): Spot & { delimiter: string | null } {
  const start = iconv.decode(head.subarray(bom, bom + 64), encoding);
  const found = /^sep=([,;|\t])(\r\n|\n|\r)/i.exec(start);
  if (!found) return { byte: bom, line: 1, delimiter: null };
  const unit = encoding.startsWith("utf-16") ? 2 : 1;
  return { byte: bom + found[0].length * unit, line: 2, delimiter: found[1] ?? null };
}

/** First the one under which the wanted headers appear, then the one that gives most rows the same width. */
function bestDelimiter(sample: string, newlines: string[], wanted: readonly string[]): string {
  const scored = delimiters.map((delimiter) => {
    const rows = sampleRows(sample, delimiter, newlines);
    const headers = rows[0]?.map((header) => header.trim().toLowerCase()) ?? [];
    const known = wanted.filter((name) => headers.includes(name.toLowerCase())).length;
    const even = rows.filter((row) => row.length === headers.length).length / Math.max(1, rows.length);
    return { delimiter, score: known * 10_000 + (headers.length > 1 ? even * 1000 + headers.length : 0) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function sampleRows(sample: string, delimiter: string, newlines: string[]): string[][] {
  const rows: string[][] = [];
  try {
    parse(sample, {
      delimiter,
      record_delimiter: newlines,
      relax_column_count: true,
      // Inch marks and the like stand unescaped inside fields of many exports.
      relax_quotes: true,
      skip_empty_lines: true,
      to: 20,
      on_record: (row: string[]) => {
        rows.push(row);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return rows;
}

function withoutTrailingBlanks(headers: string[]): string[] {
  return headers.slice(0, headers.findLastIndex((header) => header !== "") + 1);
}
