import { isShown, type SettingsField } from "./settings-field.ts";

/** What a form holds while settings are typed: text, except for switches and groups. */
export interface SettingsDraft {
  [name: string]: string | boolean | SettingsDraft;
}

/** Stored settings as a form shows them, or the form before it is first filled in. Secrets are write-only. */
export function draftOf(fields: readonly SettingsField[], stored: unknown): SettingsDraft {
  const values = (stored ?? {}) as Record<string, unknown>;
  return Object.fromEntries(fields.map((field) => [field.name, typed(field, values[field.name])]));
}

function typed(field: SettingsField, value: unknown): SettingsDraft[string] {
  if (field.type === "group") return draftOf(field.fields, value);
  if (field.type === "switch") return typeof value === "boolean" ? value : field.start;
  if (field.type === "list") return Array.isArray(value) ? value.join(", ") : "";
  if (field.type === "secret") return "";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (field.type === "choice") return field.choices[0];
  return field.type === "number" && field.start !== undefined ? String(field.start) : "";
}

/** What was typed, as the adapter takes it. What is not shown is left out. */
export function settingsOf(
  fields: readonly SettingsField[],
  draft: SettingsDraft,
  whole = draft,
): Record<string, unknown> {
  const told = fields.filter((field) => field.type !== "secret");
  return Object.fromEntries(told.map((field) => [field.name, meant(field, draft[field.name], whole)]));
}

function meant(
  field: SettingsField,
  value: SettingsDraft[string] | undefined,
  whole: SettingsDraft,
): unknown {
  if (field.type === "group") return settingsOf(field.fields, value as SettingsDraft, whole);
  if (field.type === "switch" || field.type === "choice") return value;
  const text = isShown(field, whole) && typeof value === "string" ? value.trim() : "";
  if (field.type === "list")
    return text
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
  if (text === "") return null;
  if (field.type === "number") return Number(text);
  return field.type === "text" && field.upperCase ? text.toUpperCase() : text;
}

/** The secrets that were typed, by name; one left empty keeps its stored value. */
export function secretsOf(fields: readonly SettingsField[], draft: SettingsDraft): Record<string, string> {
  const found = fields.flatMap((field): [string, string][] => {
    const value = draft[field.name];
    if (field.type === "group") return Object.entries(secretsOf(field.fields, value as SettingsDraft));
    return field.type === "secret" && typeof value === "string" && value !== "" ? [[field.name, value]] : [];
  });
  return Object.fromEntries(found);
}
