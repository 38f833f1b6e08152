import { DateTime } from "luxon";

const yearFirst =
  /^(\d{4})[-/.]?(\d\d?)[-/.]?(\d\d?)(?:[T ,_]*(\d\d?)[:.]?(\d\d)(?:[:.]?(\d\d)(?:[.,]\d+)?)?)?$/;
/** Points between day and month leave no doubt about their order; slashes do. */
const dayFirst = /^(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?:[T ,]+(\d\d?)[:.](\d\d)(?:[:.](\d\d))?)?$/;
const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$/i;

/** A time as the source writes it, in the merchant's zone unless it names its own; null for what is none. */
export function parseTime(text: string, timeZone: string, format: string | undefined): Date | null {
  const time = read(text.trim(), timeZone, format);
  return time?.isValid ? time.toJSDate() : null;
}

function read(text: string, zone: string, format: string | undefined): DateTime | null {
  if (format) return DateTime.fromFormat(text, format, { zone, locale: "en" });
  if (zoned.test(text)) return DateTime.fromISO(text.replace(" ", "T").replace(" ", ""), { zone });
  const ordered = yearFirst.exec(text)?.slice(1);
  const parts = ordered ?? reversedDate(dayFirst.exec(text)?.slice(1));
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0));
  return DateTime.fromObject({ year, month, day, hour, minute, second }, { zone });
}

function reversedDate(parts: string[] | undefined): (string | undefined)[] | null {
  return parts ? [parts[2], parts[1], parts[0], ...parts.slice(3)] : null;
}
