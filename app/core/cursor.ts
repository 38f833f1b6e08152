import { parseJson } from "./json.ts";

const INT4_MAX = 2 ** 31 - 1;
/** Beyond these years, databases and JavaScript write times differently. */
const YEARS = [1, 9_999] as const;

type Part = string | number | null;

/** The parts of a cursor, which comes from the address, so anything may be in it; null: the first page. */
export function cursorParts(cursor: string | null): Part[] | null {
  const parts = parseJson(cursor ?? "");
  return Array.isArray(parts) && parts.every(isPart) ? parts : null;
}

/** The time that a part names; null where no row can have it. */
export function timeOf(part: Part | undefined): Date | null {
  const time = new Date(part ?? Number.NaN);
  const year = time.getUTCFullYear();
  return year >= YEARS[0] && year <= YEARS[1] ? time : null;
}

/** The whole number that a part is; null where no column can hold it. */
export function wholeOf(part: Part | undefined): number | null {
  return Number.isInteger(part) && Math.abs(Number(part)) <= INT4_MAX ? Number(part) : null;
}

function isPart(part: unknown): part is Part {
  if (typeof part === "string") return part.isWellFormed() && !part.includes("\0");
  return part === null || typeof part === "number";
}
