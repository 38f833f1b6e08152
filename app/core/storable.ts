// JavaScript's texts may hold what PostgreSQL refuses: zero characters, and halves of surrogate pairs.
const UNSTORABLE = /[\0\p{Cs}]/gu;

/** Whether every text in it can be stored, however deep, names included. */
export function isStorable(part: unknown): boolean {
  if (typeof part === "string") return part.isWellFormed() && !part.includes("\0");
  if (typeof part !== "object" || part === null || part instanceof Date || part instanceof Uint8Array)
    return true;
  for (const name in part) {
    if (!isStorable(name) || !isStorable((part as Record<string, unknown>)[name])) return false;
  }
  return true;
}

/** The text as it can be stored, with a sign that shows where something could not. */
export function storable(text: string): string {
  return isStorable(text) ? text : text.replace(UNSTORABLE, "\ufffd");
}

/** The text without what cannot be stored: for words that people read. */
export function cleaned(text: string): string {
  return isStorable(text) ? text : text.replace(UNSTORABLE, "");
}

/** At most `max` characters of a text, storable, with a sign that shows where it was cut. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return storable(text);
  // The cut may go through a pair.
  const kept = text.slice(0, max - 1);
  return `${storable(/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept)}…`;
}

/** A copy of lists and plain objects in which each text, names included, is changed. */
export function eachText(part: unknown, change: (text: string) => string): unknown {
  if (typeof part === "string") return change(part);
  if (Array.isArray(part)) return part.map((inner) => eachText(inner, change));
  if (typeof part !== "object" || part === null || Object.getPrototypeOf(part) !== Object.prototype)
    return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, inner]) => [change(name), eachText(inner, change)]),
  );
}
