import Big from "big.js";
import { parseJson } from "../json.ts";
import type { ValueKind } from "../values/record-kind.ts";

/** Fields of products; also `metafields.<namespace>.<key>`, `title@<locale>`, `description@<locale>`. */
export const PRODUCT_FIELDS = ["title", "description", "vendor", "productType", "photos", "status"] as const;

export const VARIANT_FIELDS = ["barcode", "weight", "originCountry", "hsCode"] as const;

export type ProductField = (typeof PRODUCT_FIELDS)[number];
export type VariantField = (typeof VARIANT_FIELDS)[number];

/** Whether a field belongs to a product as a whole or to each of its variants. */
export function fieldOwner(field: string): "product" | "variant" {
  return isAmong(VARIANT_FIELDS, field) ? "variant" : "product";
}

/** Whether there is a field of this name. */
export function isField(name: string): boolean {
  return (
    isAmong(PRODUCT_FIELDS, name) ||
    isAmong(VARIANT_FIELDS, name) ||
    parseMetafield(name) !== null ||
    parseTranslation(name) !== null
  );
}

/** What a rule "authority:<field>" calls the field of a value. */
export function authorityField(kind: ValueKind, place: string): string {
  return kind === "content" ? place : kind;
}

/** The namespace and key that "metafields.custom.material" names, or null. */
export function parseMetafield(field: string): { namespace: string; key: string } | null {
  const [, namespace, key] = METAFIELD.exec(field) ?? [];
  return namespace === undefined || key === undefined ? null : { namespace, key };
}

/** The field and locale that "title@cs" names, or null. */
export function parseTranslation(field: string): { field: "title" | "description"; locale: string } | null {
  const [, of, locale] = TRANSLATION.exec(field) ?? [];
  if (locale === undefined || (of !== "title" && of !== "description")) return null;
  return { field: of, locale };
}

/** The text of a field as it is written to the shop. */
export function tidyField(field: string, text: string): string {
  const trimmed = text.trim();
  if (field === "originCountry") return trimmed.toUpperCase();
  if (field === "hsCode") return trimmed.replace(/[\s.-]/g, "");
  return trimmed;
}

/** Whether two texts of a field mean the same, however they are spelled. */
export function sameField(field: string, a: string, b: string): boolean {
  return a === b || essence(field, a) === essence(field, b);
}

/** "1.25 kg" in grams, or null where the text is no weight. */
export function weightInGrams(text: string): number | null {
  const [, amount, unit] = WEIGHT.exec(text.trim()) ?? [];
  const grams = unit === undefined ? undefined : GRAMS.get(unit);
  if (amount === undefined || grams === undefined) return null;
  return new Big(amount).times(grams).round(GRAM_DIGITS).toNumber();
}

const METAFIELD = /^metafields\.([^.\s]+)\.([^.\s]+)$/;
const TRANSLATION = /^(title|description)@([a-z]{2,3}(?:-[A-Za-z]{2,4})?)$/;
const WEIGHT = /^(\d+(?:\.\d+)?) (g|kg|lb|oz)$/;

/** The pound is defined in grams, the ounce as a sixteenth of it. */
const GRAMS = new Map([
  ["g", "1"],
  ["kg", "1000"],
  ["lb", "453.59237"],
  ["oz", "28.349523125"],
]);

/** Shopify keeps weights as floating point numbers. */
const GRAM_DIGITS = 3;

const BLOCK =
  / ?(<\/?(?:address|article|blockquote|br|div|dl|dd|dt|figure|h[1-6]|hr|img|li|ol|p|section|table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]*>) ?/gi;

/** A text without the differences in spelling that mean nothing. */
function essence(field: string, text: string): string {
  const tidy = tidyField(field, text);
  switch (parseTranslation(field)?.field ?? field) {
    case "title":
    case "vendor":
    case "productType":
      return tidy.replace(/\s+/g, " ");
    case "description":
      return essenceOfHtml(tidy);
    case "weight":
      // Shopify shows 0 kg where nobody gave a weight.
      return String((tidy === "" ? 0 : weightInGrams(tidy)) ?? tidy);
    case "photos":
      // Pictures that others added come after ours and are left alone.
      return tidy
        .split("\n")
        .filter((line) => line.startsWith("sha256:"))
        .join("\n");
    default:
      return parseMetafield(field) ? essenceOfJson(tidy) : tidy;
  }
}

function essenceOfHtml(html: string): string {
  // Inside <pre> all whitespace is text.
  if (/<pre\b/i.test(html)) return html;
  return html
    .replace(/[ \t\r\n\f]+/g, " ")
    .replace(/ ?\/>/g, ">")
    .replace(BLOCK, "$1");
}

/** Lists and objects, which Shopify formats its own way. */
function essenceOfJson(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  const value = parseJson(text);
  return value === undefined ? text : JSON.stringify(value);
}

function isAmong(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
