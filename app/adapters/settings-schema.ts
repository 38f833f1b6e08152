import { z } from "zod";
import {
  lengthMax,
  placedFields,
  settingsProblems,
  type FieldProblem,
  type SecretsOf,
  type SettingsField,
  type SettingsOf,
} from "#app/core/source/settings-field.ts";

/** The schemas that check an adapter's settings on their way in, and separately its secrets. */
export function schemasOf<const Fields extends readonly SettingsField[]>(fields: Fields) {
  const settings = shapeOf(fields).superRefine((value, context) => {
    for (const { path, field, problem } of settingsProblems(fields, value))
      context.addIssue({ code: "custom", path: path.split("."), message: sentences[problem](field) });
  });
  const kept = placedFields(fields).flatMap(({ field }) => (field.type === "secret" ? [field] : []));
  const secrets = z.object(
    Object.fromEntries(kept.map((field) => [field.name, z.string().max(lengthMax(field)).optional()])),
  );
  return {
    settings: settings as unknown as z.ZodType<SettingsOf<Fields>>,
    secrets: secrets as unknown as z.ZodType<SecretsOf<Fields>>,
  };
}

function shapeOf(fields: readonly SettingsField[]): z.ZodObject {
  const told = fields.filter(({ type }) => type !== "secret");
  return z.object(Object.fromEntries(told.map((field) => [field.name, valueOf(field)])));
}

function valueOf(field: SettingsField): z.ZodType {
  switch (field.type) {
    case "group":
      return shapeOf(field.fields).prefault({});
    case "choice":
      return z.enum(field.choices).default(field.choices[0]);
    case "switch":
      return z.boolean().default(field.start);
    case "list":
      return z.array(z.string().trim().min(1)).default([]);
    case "number":
      return z
        .number()
        .nullable()
        .default(field.start ?? null);
    default:
      return z
        .string()
        .trim()
        .transform((text) => (text === "" ? null : text))
        .nullable()
        .default(null);
  }
}

// The form says the same in the merchant's language before anything is sent.
const sentences: Record<FieldProblem, (field: SettingsField) => string> = {
  missing: () => "is missing",
  pattern: ({ example = "" }) => `has to look like ${example}`,
  url: ({ example = "" }) => `not an address, such as ${example}`,
  number: () => "is not a number",
  "too-long": (field) => `may have ${lengthMax(field)} characters at most`,
  range: (field) => (field.type === "number" ? `has to be from ${field.min} to ${field.max}` : ""),
};
