import { isUtf8 } from "node:buffer";
import { CsvError, parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import { splitLine } from "./split.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1250" | "windows-1252";

/** How the bytes of one file are cut into rows. */
export interface Format {
  encoding: Encoding;
  /** Reads a row that is not UTF-8 although the file seemed to be; null: the merchant insists on the encoding. */
  fallback: Encoding | null;
  delimiter: string;
  newlines: string[];
  /** Fields a row should have; null while that is not known. */
  width: number | null;
}

export interface Spot {
  byte: number;
  line: number;
}

export interface Row extends Spot {
  fields: string[];
  /** Its quotes do not close: only this line is given up, and reading goes on at the next. */
  broken: boolean;
}

export interface Rows {
  rows: Row[];
  /** Where the first row that is not among `rows` starts. */
  next: Spot;
}

/**
 * The complete rows of a piece of a file that starts at `from`, at most `max`.
 * `last` says that the piece reaches the file's end, `stuck` that a row longer than it is broken.
 */
export function parseRows(
  bytes: Buffer,
  from: Spot,
  format: Format,
  { max, last, stuck = false }: { max: number; last: boolean; stuck?: boolean },
): Rows {
  const text = toUtf8(bytes, format.encoding);
  const measure = sourceLength(text, format.encoding);
  const rows: Row[] = [];
  let at = 0;
  let next = from;

  const take = (fields: string[], end: number, broken: boolean) => {
    const start = skipNewlines(text, at, end);
    const row = { byte: next.byte + measure(at, start), line: next.line + lines(text, at, start, format) };
    rows.push({ ...row, fields: broken ? [text.toString("utf8", start, end)] : fields, broken });
    next = { byte: row.byte + measure(start, end), line: row.line + lines(text, start, end, format) };
    at = end;
  };

  while (rows.length < max && at < text.length) {
    const plain = plainRow(text, at, format);
    if (plain) {
      take(repaired(plain.fields, text, at, plain.end, format), plain.end, false);
      continue;
    }
    const run = parseRun(text, at, format, Math.min(max - rows.length, runRows), last);
    for (const { fields, end } of run.records) take(repaired(fields, text, at, end, format), end, false);
    if (run.stop === "broken" || (run.stop === "cut" && (last || stuck))) {
      take([], endOfLine(text, skipNewlines(text, at, text.length), format), true);
    } else if (run.stop !== "full") break;
  }
  if (last && rows.length < max) next = { byte: from.byte + bytes.length, line: next.line };
  return { rows, next };
}

/** After this many rows read by the parser, the next may be plain again. */
const runRows = 20;

function plainRow(text: Buffer, start: number, format: Format): { fields: string[]; end: number } | null {
  const from = skipNewlines(text, start, text.length);
  const end = text.indexOf(lineMark(format), from);
  if (end < 0) return null;
  const bare = text[end - 1] === 13 && format.newlines.includes("\r\n") ? end - 1 : end;
  const fields = splitLine(text.toString("utf8", from, bare), format.delimiter);
  return fields && { fields, end: end + 1 };
}

interface Run {
  records: { fields: string[]; end: number }[];
  /** full: as many as asked for; end: nothing is left over; cut: the last row is not whole; broken: quotes. */
  stop: "full" | "end" | "cut" | "broken";
}

class Stop extends Error {}

function parseRun(text: Buffer, start: number, format: Format, max: number, last: boolean): Run {
  const records: Run["records"] = [];
  let stop: Run["stop"] = "end";
  try {
    parse(start === 0 ? text : text.subarray(start), {
      ...parserOptions(format),
      to: max,
      on_record: (fields: string[], { bytes }) => {
        const from = records.at(-1)?.end ?? start;
        // A carriage return alone at the end of a piece may be half of a line's end.
        const whole = text[start + bytes - 1] === lineMark(format) && start + bytes > from;
        if (!whole && !last) throw halt("cut");
        const end = whole ? start + bytes : text.length;
        if (isBroken(fields, text, from, end, format)) throw halt("broken");
        records.push({ fields, end });
        return null;
      },
    });
    if (records.length >= max) stop = "full";
  } catch (error) {
    if (error instanceof CsvError) stop = "cut";
    else if (!(error instanceof Stop)) throw error;
  }
  return { records, stop };

  function halt(why: Run["stop"]): Stop {
    stop = why;
    return new Stop();
  }
}

export function parserOptions({ delimiter, newlines }: Pick<Format, "delimiter" | "newlines">) {
  return {
    delimiter,
    record_delimiter: newlines,
    relax_column_count: true,
    // Inch marks and the like stand unescaped inside fields of many exports.
    relax_quotes: true,
    skip_empty_lines: true,
  } as const;
}

/** Trailing delimiters make empty fields beyond the header; that is no fault. */
export function fits(fields: readonly string[], width: number): boolean {
  return fields.length >= width && fields.slice(width).every((field) => field.trim() === "");
}

/** A stray quote joins lines that do not belong together. */
function isBroken(fields: string[], text: Buffer, start: number, end: number, format: Format): boolean {
  const from = skipNewlines(text, start, end);
  if (endOfLine(text, from, format) >= end) return false;
  if (format.width !== null && !fits(fields, format.width)) return true;
  const suspect = fields.some((field) => field.startsWith('"') && /[\r\n]/.test(field));
  return suspect && !isStrict(text.subarray(start, end), format);
}

/** Quotes open and close as the format says, without the leniency that joined the lines. */
function isStrict(row: Buffer, format: Format): boolean {
  try {
    parse(row, { ...parserOptions(format), relax_quotes: false });
    return true;
  } catch (error) {
    if (error instanceof CsvError) return false;
    throw error;
  }
}

function repaired(fields: string[], text: Buffer, start: number, end: number, format: Format): string[] {
  if (format.fallback === null || !fields.some((field) => field.includes("\ufffd"))) return fields;
  const raw = text.subarray(start, end);
  if (isUtf8(raw)) return fields;
  const again: string[][] = parse(iconv.decode(raw, format.fallback), parserOptions(format));
  return again[0] ?? fields;
}

function toUtf8(bytes: Buffer, encoding: Encoding): Buffer {
  return encoding === "utf-8" ? bytes : Buffer.from(iconv.decode(bytes, encoding, { stripBOM: false }));
}

/** How many bytes of the file a stretch of the decoded text came from. */
function sourceLength(text: Buffer, encoding: Encoding): (start: number, end: number) => number {
  if (encoding === "utf-8") return (start, end) => end - start;
  const unit = encoding.startsWith("utf-16") ? 2 : 1;
  return (start, end) => text.toString("utf8", start, end).length * unit;
}

function isNewline(byte: number | undefined): boolean {
  return byte === 10 || byte === 13;
}

function skipNewlines(text: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isNewline(text[at])) at++;
  return at;
}

/** The byte that ends every line; another may come before it. */
function lineMark({ newlines }: Format): number {
  return newlines.includes("\n") ? 10 : 13;
}

function endOfLine(text: Buffer, start: number, format: Format): number {
  const end = text.indexOf(lineMark(format), start);
  return end < 0 ? text.length : end + 1;
}

function lines(text: Buffer, start: number, end: number, format: Format): number {
  const mark = lineMark(format);
  let count = 0;
  for (let at = text.indexOf(mark, start); at >= 0 && at < end; at = text.indexOf(mark, at + 1)) count++;
  return count;
}
