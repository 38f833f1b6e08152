import { checked, type AdapterEntry } from "../entry.ts";
import { csv } from "./index.ts";
import { CsvSecrets, CsvSettings } from "./rows/schema.ts";

export const csvEntry: AdapterEntry = {
  name: "Files (CSV)",
  kind: "files",
  settings: CsvSettings,
  secrets: CsvSecrets,
  open: (settings, secrets) => csv(checked(CsvSettings, settings), checked(CsvSecrets, secrets ?? {})),
};
