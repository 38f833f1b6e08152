import type { SettingsField } from "./settings-field.ts";

/** What a system is to a merchant, in the order of the gallery. */
export const SYSTEM_KINDS = [
  "erp",
  "warehouse",
  "carrier",
  "customers",
  "accounting",
  "reviews",
  "files",
] as const;
export type SystemKind = (typeof SYSTEM_KINDS)[number];

/** The words of one field: what it is called, what it does, and where its value is found. */
export interface FieldTexts {
  label: string;
  help?: string;
  where?: string;
  choices?: Record<string, { label: string; help?: string }>;
}

/** What a system is and asks for, in one language. Fields by their path. */
export interface SystemTexts {
  about: string;
  fields: Record<string, FieldTexts>;
}

/** A kind of system as the gallery and the form show it. */
export interface System {
  id: string;
  name: string;
  kind: SystemKind;
  /** What it can do, by the names of the adapter's readers and writers. */
  can: readonly string[];
  fields: readonly SettingsField[];
  /** Paths of the settings that say where secrets are sent, and as whom. */
  destination: readonly string[];
  editor: "form" | "files";
  /** By language. */
  texts: Record<string, SystemTexts>;
}
