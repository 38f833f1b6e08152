import type { Source } from "./source.ts";

/**
 * How a sale says which order of a shop it is. With the module web_shop its Web ID does, which Tryton keeps unique by
 * itself; without it the description does, and only looking before creating keeps an order from coming twice.
 */
export async function keyField({ modules }: Source, signal: AbortSignal): Promise<"web_id" | "description"> {
  return (await modules(signal)).has("web_shop") ? "web_id" : "description";
}

/** "shop.myshopify.com/123", with "/refund/9" or "/replaced/4" behind it on sales that are not the order itself. */
const KEY_MAX = 255;
const KEY = /^([^/\s]+\.[^/\s]+\/[^/\s]+)(?:\/(\S+))?$/;

/** The order that a sale belongs to, and what of it the sale is; null: no sale of ours. */
export function parseKey(text: string | null | undefined): { order: string; part: string | null } | null {
  if (text && text.length > KEY_MAX) return null;
  const [, order, part] = KEY.exec(text ?? "") ?? [];
  return order === undefined ? null : { order, part: part ?? null };
}

/** Narrows a search down to sales that may be ours. `path` leads to the sale, such as "sales.". */
export function ours(field: string, path: string): unknown[] {
  return [`${path}${field}`, "like", "%.%/%"];
}

/** A line of a sale says in its note which line of the order it is; customers do not see notes. */
export function lineNote(id: string): string {
  return `Shop line ${id}`;
}

export function lineIdOf(note: string | null | undefined): string | null {
  return /^Shop line (\S+)$/m.exec(note ?? "")?.[1] ?? null;
}
