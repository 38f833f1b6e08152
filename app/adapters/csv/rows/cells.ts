import { isRefusal, type Refusal } from "./refusal.ts";
import { parseTime } from "./times.ts";

/** The text under a configured field; null where the file has no such column. */
export type Cells = (field: string) => string | null;

/** The parts of a row, or the first of them that cannot be used. */
export function whole<Parts extends Record<string, unknown>>(
  parts: Parts,
): { [Name in keyof Parts]: Exclude<Parts[Name], Refusal> } | Refusal {
  const refused = Object.values(parts).find(isRefusal);
  return refused ?? (parts as { [Name in keyof Parts]: Exclude<Parts[Name], Refusal> });
}

/** What Excel writes for a long number it was not told to keep as text: the digits are lost. */
const scientific = /^\d([.,]\d+)?E\+\d+$/i;

/** A SKU, barcode or other code, freed of what spreadsheets put around it to keep it as text. */
export function code(text: string | null): string | Refusal {
  const bare = plain(text);
  if (bare === "") return { reason: "sku-missing" };
  if (scientific.test(bare) || bare.includes("\ufffd")) return { reason: "malformed" };
  return bare;
}

/** The SKU of a row, if it can be read. */
export function skuOf(cells: Cells): string | null {
  const sku = code(cells("sku"));
  return typeof sku === "string" ? sku : null;
}

export function plain(text: string | null): string {
  const trimmed = trim(text ?? "");
  const formula = /^="(.*)"$/s.exec(trimmed)?.[1];
  if (formula !== undefined) return trim(formula.replaceAll('""', '"'));
  return trimmed.startsWith("'") ? trim(trimmed.slice(1)) : trimmed;
}

export function trim(text: string): string {
  return text.includes("\u200b") ? text.replaceAll("\u200b", "").trim() : text.trim();
}

/** The time under a field; a file without that column says everything at its own time. */
export function timeOf(
  text: string | null,
  fileTime: Date,
  timeZone: string,
  format: string | undefined,
): Date | Refusal {
  if (text === null) return fileTime;
  return parseTime(plain(text), timeZone, format) ?? { reason: "not-a-date" };
}
