import { checked, type AdapterEntry } from "../entry.ts";
import { tryton } from "./index.ts";
import { fields, TrytonSecrets, TrytonSettings } from "./settings.ts";
import cs from "./texts/cs.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import nb from "./texts/nb.json" with { type: "json" };

const minute = 60_000;

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
  feeds: [
    { kind: "items", everyMs: 5 * minute },
    { kind: "stock", everyMs: minute / 2 },
    { kind: "prices", everyMs: 5 * minute },
    { kind: "orderStates", everyMs: minute / 2 },
    { kind: "shipments", everyMs: minute / 2 },
    { kind: "invoices", everyMs: 5 * minute },
  ],
};
