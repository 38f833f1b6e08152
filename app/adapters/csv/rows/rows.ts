import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { type Encoding, type Format, lineMark } from "./format.ts";
import { type QuotedRow, quotedRow } from "./quoted-row.ts";
import { splitLine } from "./split.ts";

export interface Spot {
  byte: number;
  line: number;
}

export interface Row extends Spot {
  fields: string[];
  /** Its quotes do not close, or it never ends: only this line is given up, and reading goes on at the next. */
  broken: false | "malformed" | "too-long";
}

export interface Rows {
  rows: Row[];
  /** Where the first row that is not among `rows` starts. */
  next: Spot;
  /** The last of `rows` is too long, and its line goes on beyond the piece. */
  open: boolean;
}

/** What a broken row is shown and recognised by. */
const brokenChars = 4096;

/**
 * The complete rows of a piece of a file that starts at `from`, at most `max`.
 * `last` says that the piece reaches the file's end, `longest` that no row is longer than it.
 */
export function parseRows(
  bytes: Buffer,
  from: Spot,
  format: Format,
  { max, last, longest = false }: { max: number; last: boolean; longest?: boolean },
): Rows {
  const text = toUtf8(bytes, format.encoding);
  const measure = sourceLength(text, format.encoding);
  const rows: Row[] = [];
  let at = 0;
  let next = from;
  const go = (to: number) => {
    next = { byte: next.byte + measure(at, to), line: next.line + lines(text, at, to, format) };
    at = to;
  };
  const give = (up: Exclude<Row["broken"], false>, end: number) => {
    const shown = text.toString("utf8", at, Math.min(end, at + brokenChars));
    rows.push({ ...next, fields: [shown], broken: up });
    go(end);
  };

  while (rows.length < max) {
    go(skipNewlines(text, at, text.length));
    if (at === text.length) break;
    const found = rowAt(text, at, format, last);
    if (typeof found === "object") {
      rows.push({ ...next, fields: repaired(found.fields, text, at, found.end, format), broken: false });
      go(found.end);
    } else if (found === "broken" || last) give("malformed", lineEnd(text, at, format));
    else if (!longest || rows.length > 0) break;
    else if (text.indexOf(lineMark(format), at) >= 0) give("malformed", lineEnd(text, at, format));
    else {
      give("too-long", text.length);
      return { rows, next, open: true };
    }
  }
  if (last && rows.length < max) next = { byte: from.byte + bytes.length, line: next.line };
  return { rows, next, open: false };
}

function rowAt(text: Buffer, at: number, format: Format, last: boolean): QuotedRow {
  return plainRow(text, at, format) ?? quotedRow(text, at, format, last);
}

function plainRow(text: Buffer, from: number, format: Format): { fields: string[]; end: number } | null {
  const end = text.indexOf(lineMark(format), from);
  if (end < 0) return null;
  const bare = text[end - 1] === 13 && format.newlines.includes("\r\n") ? end - 1 : end;
  const fields = splitLine(text.toString("utf8", from, bare), format.delimiter);
  return fields && { fields, end: end + 1 };
}

function repaired(fields: string[], text: Buffer, start: number, end: number, format: Format): string[] {
  if (format.fallback === null || !fields.some((field) => field.includes("\ufffd"))) return fields;
  const raw = text.subarray(start, end);
  if (isUtf8(raw)) return fields;
  const again = rowAt(Buffer.from(iconv.decode(raw, format.fallback)), 0, format, true);
  return typeof again === "object" ? again.fields : fields;
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

function lineEnd(text: Buffer, start: number, format: Format): number {
  const end = text.indexOf(lineMark(format), start);
  return end < 0 ? text.length : end + 1;
}

/** Where the first line of a piece of a file ends, in bytes; null: not in this piece. */
export function endOfLine(bytes: Buffer, format: Format): number | null {
  const mark = lineMark(format);
  if (!format.encoding.startsWith("utf-16")) return found(bytes.indexOf(mark), 1);
  const wide = format.encoding === "utf-16le" ? [mark, 0] : [0, mark];
  let at = bytes.indexOf(Buffer.from(wide));
  while (at % 2 === 1) at = bytes.indexOf(Buffer.from(wide), at + 1);
  return found(at, 2);

  function found(start: number, unit: number): number | null {
    return start < 0 ? null : start + unit;
  }
}

function lines(text: Buffer, start: number, end: number, format: Format): number {
  const mark = lineMark(format);
  let count = 0;
  for (let at = text.indexOf(mark, start); at >= 0 && at < end; at = text.indexOf(mark, at + 1)) count++;
  return count;
}
