import { DateTime } from "luxon";
import type { FileEntry } from "./client.ts";

/** Names that transfer programs and editors use while a file is not whole. */
const unfinished = /(^\.|^~\$|~$|\.(tmp|temp|part|partial|filepart|crdownload|swp|lock|done)$)/i;

/** Longer names exist only where somebody wants to do harm: no file system of an ERP holds them. */
const nameMax = 255;

/** Whether a file is one that the merchant named: `*` stands for any characters, `?` for one. */
export function matches(pattern: string, name: string): boolean {
  if (name.length > nameMax || unfinished.test(name)) return false;
  return fits(pattern.toLowerCase(), name.toLowerCase());
}

/**
 * Goes through the name once, and back only to behind the last star: a pattern must not become a regular
 * expression, because one with many stars would try for hours.
 */
function fits(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let covered = 0;
  let next = 0;
  while (next < name.length) {
    if (pattern[at] === "*") {
      star = at++;
      covered = next;
    } else if (pattern[at] === "?" || pattern[at] === name[next]) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++covered;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

const stamp =
  /(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[-_.T ]?([01]\d|2[0-3])[-_.:h]?([0-5]\d)(?:[-_.:]?([0-5]\d))?)?(?!\d)/;

export interface NameTime {
  at: Date;
  /** The name gives a day without a time. */
  dayOnly: boolean;
}

/** The time that a file's name gives, such as stock-20260914-0630.csv, in the merchant's zone. */
export function nameTime(name: string, timeZone: string): NameTime | null {
  const found = stamp.exec(name);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0));
  const time = DateTime.fromObject({ year, month, day, hour, minute, second }, { zone: timeZone });
  if (!time.isValid) return null;
  return { at: time.toJSDate(), dayOnly: found[4] === undefined };
}

/**
 * When the source said what the file holds: the name's time, else the file's.
 * A name with the day alone takes the file's time if that is on the same day, else the day's start:
 * a time that is too early can only hold back a sale, one that is too late can oversell.
 */
export function fileTime(file: FileEntry, timeZone: string): Date {
  const named = nameTime(file.name, timeZone);
  const modified = new Date(file.mtimeMs);
  if (!named) return modified;
  if (!named.dayOnly) return named.at;
  const sameDay = DateTime.fromJSDate(modified, { zone: timeZone }).hasSame(
    DateTime.fromJSDate(named.at, { zone: timeZone }),
    "day",
  );
  return sameDay ? modified : named.at;
}

export interface Order {
  at: number;
  mtimeMs: number;
  name: string;
}

export function orderOf(file: FileEntry, timeZone: string): Order {
  const at = nameTime(file.name, timeZone)?.at.getTime() ?? file.mtimeMs;
  return { at, mtimeMs: file.mtimeMs, name: file.name };
}

export function compareOrder(a: Order, b: Order): number {
  return a.at - b.at || a.mtimeMs - b.mtimeMs || a.name.localeCompare(b.name, "en", { numeric: true });
}
