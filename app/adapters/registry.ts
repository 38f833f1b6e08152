import { csvEntry } from "./csv/entry.ts";
import type { AdapterEntry } from "./entry.ts";
import { trytonEntry } from "./tryton/entry.ts";

/** Every kind of system that can be connected, by its folder's name. */
export const adapters: Record<string, AdapterEntry> = {
  csv: csvEntry,
  tryton: trytonEntry,
};
