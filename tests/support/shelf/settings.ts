import { schemasOf } from "#app/adapters/settings-schema.ts";
import type { SettingsField, SettingsOf } from "#app/core/source/settings-field.ts";

export const fields = [
  { type: "url", name: "url", required: true, example: "https://shelf.example.com/" },
  { type: "choice", name: "login", choices: ["open", "key"] },
  { type: "secret", name: "key", required: true, shownWhen: { path: "login", is: "key" } },
  {
    type: "group",
    name: "stock",
    fields: [{ type: "number", name: "keep", min: 0, max: 5, start: 0, example: "2" }],
  },
] as const satisfies readonly SettingsField[];

export const { settings: ShelfSettings, secrets: ShelfSecrets } = schemasOf(fields);
export type ShelfSettings = SettingsOf<typeof fields>;
