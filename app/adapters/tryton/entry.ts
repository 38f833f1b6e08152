import { checked, type AdapterEntry } from "../entry.ts";
import { tryton } from "./index.ts";
import { TrytonSecrets, TrytonSettings } from "./settings.ts";

const minute = 60_000;

export const trytonEntry: AdapterEntry = {
  name: "Tryton",
  kind: "erp",
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
