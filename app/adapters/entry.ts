import type { z } from "zod";
import { destinationPaths } from "#app/core/source/destination.ts";
import type { FeedKind } from "#app/core/source/feeds.ts";
import type { FilePreview } from "#app/core/source/file-preview.ts";
import type { SettingsField } from "#app/core/source/settings-field.ts";
import type { SystemKind, SystemTexts } from "#app/core/source/system.ts";
import type { Adapter } from "./adapter.ts";
import { ConnectionError } from "./errors.ts";

/** One kind of system that can be connected, as its folder describes it. */
export interface AdapterEntry {
  name: string;
  kind: SystemKind;
  /** Everything that it can do when fully set up. */
  can: readonly (FeedKind | "orders")[];
  /** What it is and what it asks for, in each language of the app. */
  texts: Record<"en" | "cs" | "nb", SystemTexts>;
  /** What its form asks for; empty where an editor of its own does. */
  fields: readonly SettingsField[];
  /** What the fields say otherwise: paths of the settings that say where secrets are sent, and as whom. */
  destination?: readonly string[];
  settings: z.ZodType<object>;
  secrets: z.ZodType;
  /** Takes what is stored; wrong settings are for the merchant. */
  open(settings: unknown, secrets: unknown): Adapter;
  /**
   * Shows what the source holds before its settings are complete; `asked` has them as `settings`. With it, the editor
   * is that of files.
   */
  preview?(asked: unknown, secrets: unknown, signal: AbortSignal): Promise<FilePreview[]>;
}

/** Paths of the settings that say where secrets are sent, and as whom. */
export function destinationOf({ fields, destination }: AdapterEntry): readonly string[] {
  return destination ?? destinationPaths(fields);
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
