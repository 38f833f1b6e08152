import { placedFields, type SettingsField, valueAt } from "./settings-field.ts";

/** The settings by which a connection's secrets find their way, as they are stored and as they are to be. */
export interface Move {
  /** Paths in the settings. */
  paths: readonly string[];
  /** Null: there are none yet. */
  stored: unknown;
  settings: unknown;
}

/** The paths of the settings that say where secrets are sent, or as whom: every address, and what is marked so. */
export function destinationPaths(fields: readonly SettingsField[]): string[] {
  return placedFields(fields)
    .filter(({ field }) => field.type === "url" || field.destination)
    .map(({ path }) => path);
}

/** Whether secrets go elsewhere, or as somebody else, than they were given for. */
export function leadsElsewhere({ paths, stored, settings }: Move): boolean {
  return paths.some((path) => goal(valueAt(stored, path)) !== goal(valueAt(settings, path)));
}

/**
 * The secrets that have to be typed again before any is sent. One that is typed is enough, since it may replace the
 * others, as a key does a password.
 */
export function askedAgain(move: Move, kept: readonly string[], given: readonly string[]): string[] {
  const goesNowhere = move.paths.every((path) => goal(valueAt(move.settings, path)) === "");
  return given.length > 0 || goesNowhere || !leadsElsewhere(move) ? [] : [...kept];
}

/** Of an address only scheme, host and port: whoever answers there sees all that is sent. */
function goal(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  return /^https?:/i.test(value) && URL.canParse(value) ? new URL(value).origin : value;
}
