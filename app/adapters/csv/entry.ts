import { checked, type AdapterEntry } from "../entry.ts";
import { previewFiles } from "./form/preview-files.ts";
import { csv } from "./index.ts";
import { CsvSecrets, CsvSettings } from "./rows/schema.ts";
import cs from "./texts/cs.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import nb from "./texts/nb.json" with { type: "json" };

const minute = 60_000;

export const csvEntry: AdapterEntry = {
  name: "Files (CSV)",
  kind: "files",
  can: ["items", "stock", "prices", "rates", "orderStates", "shipments", "invoices", "orders"],
  texts: { en, cs, nb },
  fields: [],
  settings: CsvSettings,
  secrets: CsvSecrets,
  open: (settings, secrets) => csv(checked(CsvSettings, settings), checked(CsvSecrets, secrets ?? {})),
  preview: previewFiles,
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
