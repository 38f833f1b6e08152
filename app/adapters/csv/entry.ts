import { checked, type AdapterEntry } from "../entry.ts";
import { previewFiles } from "./form/preview-files.ts";
import { csv } from "./index.ts";
import { CsvSecrets, CsvSettings } from "./rows/schema.ts";
import cs from "./texts/cs.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import nb from "./texts/nb.json" with { type: "json" };

export const csvEntry: AdapterEntry = {
  name: "CSV",
  kind: "files",
  can: ["items", "stock", "prices", "rates", "orderStates", "shipments", "invoices", "orders"],
  texts: { en, cs, nb },
  fields: [],
  destination: ["place.host", "place.port", "place.user", "place.hostKey"],
  settings: CsvSettings,
  secrets: CsvSecrets,
  open: (settings, secrets) => csv(checked(CsvSettings, settings), checked(CsvSecrets, secrets ?? {})),
  preview: previewFiles,
};
