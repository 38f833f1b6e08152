import { checked, type AdapterEntry } from "../entry.ts";
import { tryton } from "./index.ts";
import { fields, TrytonSecrets, TrytonSettings } from "./settings.ts";
import cs from "./texts/cs.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import nb from "./texts/nb.json" with { type: "json" };

export const trytonEntry: AdapterEntry = {
  name: "Tryton",
  kind: "erp",
  can: ["items", "stock", "prices", "orderStates", "shipments", "invoices", "orders"],
  texts: { en, cs, nb },
  fields,
  settings: TrytonSettings,
  secrets: TrytonSecrets,
  open: (settings, secrets) =>
    tryton(checked(TrytonSettings, settings), checked(TrytonSecrets, secrets ?? {})),
};
