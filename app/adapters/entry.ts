import type { z } from "zod";
import type { Adapter } from "./adapter.ts";
import { ConnectionError } from "./errors.ts";

/** One kind of system that can be connected, as its folder describes it. */
export interface AdapterEntry {
  name: string;
  kind: "erp" | "wms" | "files";
  settings: z.ZodType;
  secrets: z.ZodType;
  /** Takes what is stored; wrong settings are for the merchant. */
  open(settings: unknown, secrets: unknown): Adapter;
}

/** Stored settings as the adapter's schema reads them. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join(".") || "settings"}: ${message}`,
  );
  throw new ConnectionError(`The connection's settings are not complete: ${problems.join("; ")}`);
}
