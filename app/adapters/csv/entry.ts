import { checked, type AdapterEntry } from "../entry.ts";
import { csv } from "./index.ts";
import { CsvSecrets, CsvSettings } from "./rows/schema.ts";

const minute = 60_000;

export const csvEntry: AdapterEntry = {
  name: "Files (CSV)",
  kind: "files",
  settings: CsvSettings,
  secrets: CsvSecrets,
  open: (settings, secrets) => csv(checked(CsvSettings, settings), checked(CsvSecrets, secrets ?? {})),
  feeds: [
    { kind: "items", everyMs: 5 * minute },
    { kind: "stock", everyMs: minute / 2 },
    { kind: "prices", everyMs: 5 * minute },
    { kind: "rates", everyMs: 5 * minute },
    { kind: "orderStates", everyMs: minute / 2 },
    { kind: "shipments", everyMs: minute / 2 },
    { kind: "invoices", everyMs: 5 * minute },
  ],
};
