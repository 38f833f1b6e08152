import { checked, type AdapterEntry } from "../entry.ts";
import { tryton } from "./index.ts";
import { TrytonSecrets, TrytonSettings } from "./settings.ts";

export const trytonEntry: AdapterEntry = {
  name: "Tryton",
  kind: "erp",
  settings: TrytonSettings,
  secrets: TrytonSecrets,
  open: (settings, secrets) =>
    tryton(checked(TrytonSettings, settings), checked(TrytonSecrets, secrets ?? {})),
};
