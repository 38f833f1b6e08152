import { storable } from "#app/core/storable.ts";

/** How JSON writes what it allows and a database refuses: zero characters, half pairs. */
const HARD_TO_STORE = /\\u(?:0000|d[89a-f])/i;

/** JSON for a parameter or a column of type jsonb, which a database can always store. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return HARD_TO_STORE.test(text) ? JSON.stringify(value, storableParts) : text;
}

function storableParts(_name: string, part: unknown): unknown {
  if (typeof part === "string") return storable(part);
  if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [storable(name), inner]));
}
