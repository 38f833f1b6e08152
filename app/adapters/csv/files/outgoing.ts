import { isAbsolute, posix } from "node:path";
import { openStore } from "./place.ts";
import type { FileStore } from "./client.ts";
import type { CsvSecrets, CsvSettings } from "../rows/schema.ts";

/** The folder that orders are written to: inside the place's own, or anywhere beside it. Null: none are. */
export function openOutgoing({ place, orders }: CsvSettings, secrets: CsvSecrets): FileStore | null {
  if (!orders) return null;
  const folder = isAbsolute(orders.folder) ? orders.folder : posix.join(place.folder, orders.folder);
  return openStore({ ...place, folder }, secrets);
}
