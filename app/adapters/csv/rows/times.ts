import { DateTime } from "luxon";
import type { Refusal } from "./refusal.ts";

const yearFirst =
  /^(\d{4})[-/.]?(\d\d?)[-/.]?(\d\d?)(?:[T ,_]*(\d\d?)[:.]?(\d\d)(?:[:.]?(\d\d)(?:[.,]\d+)?)?)?$/;
/** Points between day and month leave no doubt about their order; slashes do. */
const dayFirst = /^(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?:[T ,]+(\d\d?)[:.](\d\d)(?:[:.](\d\d))?)?$/;
const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$/i;

/** A time as the source writes it, in the merchant's zone unless it names its own; null if it is no time. */
export function parseTime(text: string, timeZone: string, format: string | undefined): Date | null {
  return read(text.trim(), timeZone, format)?.time.toJSDate() ?? null;
}

/** Databases that know no empty date write one of these years: 0001, 1753, 1899, 9999. */
const yearsMeant = { first: 1900, last: 9998 };

/**
 * When a price begins, or the moment from which on it has ended: a day alone begins with its first moment and
 * ends with its last. Null: without limit.
 */
export function parseLimit(
  text: string,
  isEnd: boolean,
  timeZone: string,
  format: string | undefined,
): Date | null | Refusal {
  const trimmed = text.trim();
  if (/^[0./: -]*$/.test(trimmed)) return null;
  const known = limits.get(`${isEnd} ${timeZone} ${format} ${trimmed}`);
  if (known !== undefined) return known;
  const found = read(trimmed, timeZone, format);
  if (!found) return { reason: "not-a-date" };
  const { time, dayOnly } = found;
  const isMeant = time.year >= yearsMeant.first && time.year <= yearsMeant.last;
  const limit = isEnd && dayOnly ? time.plus({ days: 1 }).startOf("day") : time;
  return remember(`${isEnd} ${timeZone} ${format} ${trimmed}`, isMeant ? limit.toJSDate() : null);
}

/** A price file says the same few dates over and over, and reading one costs more than reading the row. */
const limits = new Map<string, Date | null>();
const limitsMax = 1000;

function remember(text: string, limit: Date | null): Date | null {
  if (limits.size >= limitsMax) limits.clear();
  limits.set(text, limit);
  return limit;
}

interface Moment {
  time: DateTime;
  dayOnly: boolean;
}

/** Longer texts are no times. */
const timeMax = 64;

function read(text: string, zone: string, format: string | undefined): Moment | null {
  if (text.length > timeMax) return null;
  const { time, dayOnly } = format ? formatted(text, zone, format) : plain(text, zone);
  return time?.isValid ? { time, dayOnly } : null;
}

/** Luxon's tokens for hours, and those that stand for a whole time; quoted text is no token. */
const hourToken = /[HhtTfFxX]/;

/** Reading the format itself costs as much as reading a time by it; merchants use a handful. */
const parsers = new Map<string, ReturnType<typeof DateTime.buildFormatParser>>();

/** A quoted part of a format stands for itself. */
const quoted = /'[^']*'/g;
const formatMax = 64;
const partsMax = 8;

/**
 * A format becomes a regular expression. One that names a part twice, or very many, makes no sense and could be read
 * in so many ways that trying them takes hours.
 */
export function isTimeFormat(format: string): boolean {
  if (format.length > formatMax) return false;
  const parts = format.replace(quoted, " ").match(/([a-z])\1*/gi) ?? [];
  return parts.length <= partsMax && new Set(parts.map((part) => part[0])).size === parts.length;
}

function formatted(text: string, zone: string, format: string) {
  const parser = parsers.get(format) ?? DateTime.buildFormatParser(format, { locale: "en" });
  parsers.set(format, parser);
  const time = DateTime.fromFormatParser(text, parser, { zone, locale: "en" });
  return { time, dayOnly: !hourToken.test(format.replace(quoted, "")) };
}

function plain(text: string, zone: string): { time: DateTime | null; dayOnly: boolean } {
  if (zoned.test(text)) {
    return { time: DateTime.fromISO(text.replace(" ", "T").replace(" ", ""), { zone }), dayOnly: false };
  }
  const ordered = yearFirst.exec(text)?.slice(1);
  const parts = ordered ?? reversedDate(dayFirst.exec(text)?.slice(1));
  if (!parts) return { time: null, dayOnly: false };
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0));
  const time = DateTime.fromObject({ year, month, day, hour, minute, second }, { zone });
  return { time, dayOnly: parts[3] === undefined };
}

function reversedDate(parts: string[] | undefined): (string | undefined)[] | null {
  return parts ? [parts[2], parts[1], parts[0], ...parts.slice(3)] : null;
}
