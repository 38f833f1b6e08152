import { schemasOf } from "../settings-schema.ts";
import type { SecretsOf, SettingsField, SettingsOf } from "#app/core/source/settings-field.ts";

/** Codes of the products for lines that are no article, by SourceLineKind; none: a line of text. */
const products = [
  { type: "text", name: "shipping", example: "SHIPPING" },
  { type: "text", name: "gift-card" },
  { type: "text", name: "tip" },
  { type: "text", name: "duty" },
  { type: "text", name: "placeholder" },
  { type: "text", name: "adjustment" },
] as const satisfies readonly SettingsField[];

export type ServiceKind = (typeof products)[number]["name"];

export const fields = [
  { type: "url", name: "url", required: true, example: "https://erp.example.com/" },
  { type: "text", name: "database", required: true, example: "erp" },
  { type: "text", name: "user", required: true, destination: true, example: "concord" },
  { type: "secret", name: "password", required: true },
  { type: "choice", name: "stock", choices: ["forecast", "quantity"] },
  {
    type: "group",
    name: "prices",
    fields: [
      { type: "list", name: "lists", example: "Web, B2B" },
      { type: "text", name: "currency", pattern: "[A-Z]{3}", upperCase: true, example: "EUR" },
      { type: "text", name: "customer" },
    ],
  },
  {
    type: "group",
    name: "orders",
    fields: [
      { type: "text", name: "paymentTerm", example: "Direct" },
      { type: "group", name: "products", fields: products },
    ],
  },
] as const satisfies readonly SettingsField[];

export const { settings: TrytonSettings, secrets: TrytonSecrets } = schemasOf(fields);
export type TrytonSettings = SettingsOf<typeof fields>;
export type TrytonSecrets = SecretsOf<typeof fields>;
