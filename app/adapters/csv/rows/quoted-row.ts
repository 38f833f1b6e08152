import { type Format, lineMark } from "./format.ts";

/** cut: the text ends before the row does; broken: its quotes join lines that do not belong together. */
export type QuotedRow = { fields: string[]; end: number } | "cut" | "broken";

const QUOTE = 34;
const RETURN = 13;

/** So many empty fields more than the header may a row of several lines have. */
const emptyMax = 32;

/**
 * The row that starts at `from`, perhaps of several lines. Each byte is looked at once: a quote that does not close
 * must not cost more than reading on. Inside a field without quotes, and behind one that should have ended, a quote
 * is a sign like any other: inch marks stand unescaped in many exports.
 */
export function quotedRow(text: Buffer, from: number, format: Format, last: boolean): QuotedRow {
  const mark = lineMark(format);
  const delimiter = format.delimiter.charCodeAt(0);
  const firstLine = lineEnd(from);
  const fields: string[] = [];
  for (let at = from; ;) {
    let field = "";
    if (text[at] === QUOTE) {
      const close = closingQuote(text, at + 1);
      if (close < 0 || (!last && close + 2 >= text.length)) return "cut";
      field = text.toString("utf8", at + 1, close).replaceAll('""', '"');
      const isClosed = close + 1 === text.length || isFieldEnd(close + 1);
      if (!isClosed && close > lineEnd(at)) return "broken";
      if (!isClosed) field = `"${field}"`;
      at = close + 1;
    }
    const line = lineEnd(at);
    const next = text.subarray(at, line).indexOf(delimiter);
    if (next < 0 && line === text.length && !last) return "cut";
    const end = next >= 0 ? at + next : bare(at, line);
    fields.push(field + text.toString("utf8", at, end));
    if (next < 0) return whole(fields, Math.min(line + 1, text.length));
    if (line > firstLine && goesTooFar(fields)) return "broken";
    at = end + 1;
  }

  function lineEnd(at: number): number {
    const end = text.indexOf(mark, at);
    return end < 0 ? text.length : end;
  }

  function bare(at: number, line: number): number {
    return line > at && text[line - 1] === RETURN && format.newlines.includes("\r\n") ? line - 1 : line;
  }

  function isFieldEnd(at: number): boolean {
    if (text[at] === delimiter || text[at] === mark) return true;
    return text[at] === RETURN && format.newlines.includes("\r\n") && text[at + 1] === mark;
  }

  /** Without this a quote in each line would have every row end at the end of the file. */
  function goesTooFar(found: string[]): boolean {
    const beyond = found.length - (format.width ?? Infinity);
    return beyond > emptyMax || (beyond > 0 && found.at(-1)?.trim() !== "");
  }

  /** Lines that a stray quote has joined seldom have the fields of one row. */
  function whole(found: string[], end: number): QuotedRow {
    const joined = end > firstLine + 1 && format.width !== null && !fits(found, format.width);
    return joined ? "broken" : { fields: found, end };
  }
}

/** A doubled quote is a character of the field. */
function closingQuote(text: Buffer, from: number): number {
  let at = text.indexOf(QUOTE, from);
  while (at >= 0 && text[at + 1] === QUOTE) at = text.indexOf(QUOTE, at + 2);
  return at;
}

/** Trailing delimiters make empty fields beyond the header; that is no fault. */
export function fits(fields: readonly string[], width: number): boolean {
  return fields.length >= width && fields.slice(width).every((field) => field.trim() === "");
}
