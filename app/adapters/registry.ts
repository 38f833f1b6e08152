import type { z } from "zod";
import type { Adapter } from "./adapter.ts";
import { csv } from "./csv/index.ts";
import { CsvSecrets, CsvSettings } from "./csv/rows/schema.ts";
import { ConnectionError } from "./errors.ts";
import { tryton } from "./tryton/index.ts";
import { TrytonSecrets, TrytonSettings } from "./tryton/settings.ts";

export interface AdapterEntry {
  name: string;
  kind: "erp" | "wms" | "files";
  settings: z.ZodType;
  secrets: z.ZodType;
  /** Takes what is stored; wrong settings are for the merchant. */
  open(settings: unknown, secrets: unknown): Adapter;
}

/** Every kind of system that can be connected, by its folder's name. */
export const adapters: Record<string, AdapterEntry> = {
  csv: {
    name: "Files (CSV)",
    kind: "files",
    settings: CsvSettings,
    secrets: CsvSecrets,
    open: (settings, secrets) => csv(checked(CsvSettings, settings), checked(CsvSecrets, secrets ?? {})),
  },
  tryton: {
    name: "Tryton",
    kind: "erp",
    settings: TrytonSettings,
    secrets: TrytonSecrets,
    open: (settings, secrets) =>
      tryton(checked(TrytonSettings, settings), checked(TrytonSecrets, secrets ?? {})),
  },
};

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join(".") || "settings"}: ${message}`,
  );
  throw new ConnectionError(`The connection's settings are not complete: ${problems.join("; ")}`);
}
