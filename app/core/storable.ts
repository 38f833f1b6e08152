// JavaScript's texts may hold what PostgreSQL refuses: zero characters, and halves of surrogate pairs.
const UNSTORABLE = /[\0\p{Cs}]/gu;

export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
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
  const sound = storable(text.slice(0, max + 1));
  return text.length > max ? `${cleaned(sound.slice(0, max - 1))}…` : sound;
}
