import { cleaned, eachText, isStorable, shortened } from "../storable.ts";
import type { SetAsideReason, SetAsideRecord } from "./records.ts";

/** Longest name or code of a source, in characters: an index of the database takes little more. */
export const CODE_MAX = 255;
/** Longest text of a record, such as a description. */
export const TEXT_MAX = 500_000;
/** Parts of one list in a record: lines of a shipment, photos of an article. */
const PARTS_MAX = 20_000;
const ORIGIN_MAX = 500;
const RAW_MAX = 200;

/**
 * Texts that people read, with their limits: what cannot be stored is taken out of them. Every other text is a name
 * or a code, which means something else once it is changed.
 */
const PROSE: Readonly<Record<string, number>> = {
  title: 1_000,
  name: 1_000,
  message: 2_000,
  carrier: CODE_MAX,
  origin: ORIGIN_MAX,
  url: 2_000,
  photos: 2_000,
  fields: TEXT_MAX,
};

interface Found<T> {
  records: readonly T[];
  setAside: readonly SetAsideRecord[];
}

/**
 * What an adapter has read, as it can be stored. A record that cannot is set aside with its reason: one of them must
 * not hold up its whole page.
 */
export function usable<T extends object>({ records, setAside }: Found<T>): Found<T> {
  const good: T[] = [];
  const bad: SetAsideRecord[] = [];
  for (const record of records) {
    const fault = faultIn(record);
    if (fault) bad.push({ ...whence(record), reason: fault.reason, raw: `${fault.name}: ${fault.text}` });
    else good.push(isStorable(record) ? record : (eachText(record, cleaned) as T));
  }
  return { records: good, setAside: [...setAside, ...bad].map(asStored) };
}

export interface Fault {
  reason: SetAsideReason;
  /** The field, and what stands there. */
  name: string;
  text: string;
}

/** The first part of what a source said that cannot be stored; null: there is none. */
export function faultIn(part: unknown, name = ""): Fault | null {
  if (typeof part === "string") {
    const reason = reasonAgainst(part, name);
    return reason && { reason, name, text: part };
  }
  if (typeof part === "number")
    return Number.isFinite(part) ? null : { reason: "not-a-number", name, text: `${part}` };
  if (part instanceof Date)
    return isTime(part) ? null : { reason: "not-a-date", name, text: String(part.getTime()) };
  if (typeof part !== "object" || part === null) return null;
  if (Array.isArray(part) && part.length > PARTS_MAX)
    return { reason: "too-long", name, text: `${part.length}` };
  for (const [key, inner] of Object.entries(part)) {
    const inList = Array.isArray(part) || name === "fields";
    const fault = (name === "fields" && faultIn(key, key)) || faultIn(inner, inList ? name : key);
    if (fault) return fault;
  }
  return null;
}

function reasonAgainst(text: string, name: string): SetAsideReason | null {
  if (text.length > (PROSE[name] ?? CODE_MAX)) return "too-long";
  return name in PROSE || isStorable(text) ? null : "malformed";
}

/** A year that both JSON and the database write with four digits. */
function isTime(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

function whence(record: object): Pick<SetAsideRecord, "origin" | "sku"> {
  const origin = "origin" in record && typeof record.origin === "string" ? record.origin : "";
  return { origin, sku: "sku" in record && typeof record.sku === "string" ? record.sku : null };
}

/** The SKU is the one it is most likely about: it does not count as gone. */
function asStored({ origin, sku, reason, raw }: SetAsideRecord): SetAsideRecord {
  return {
    origin: shortened(origin, ORIGIN_MAX),
    sku: sku === null ? null : shortened(cleaned(sku), CODE_MAX),
    reason,
    raw: shortened(raw, RAW_MAX),
  };
}
