import type { I18n } from "@shopify/ui-extensions";
import type { WhyValue } from "#app/endpoints/why-answer.ts";

const TEXT_MAX = 60;
const MONEY = /^(-?\d+(?:\.(\d+))?) ([A-Z]{3})$/;

/** A value as an observation spells it, in words: "7", "12.50 EUR", "sha256:..." line by line, or a text. */
export function valueText(kind: string, place: string, text: string | null, i18n: I18n): string {
  if (text === null) return i18n.translate("value.unknown");
  if (text === "") return i18n.translate("value.none");
  if (kind === "stock") return i18n.formatNumber(Number(text));
  if (kind !== "content") return moneyText(text, i18n);
  if (place === "photos") return i18n.translate("value.photos", { count: text.split("\n").length });
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
}

export function moneyText(text: string, i18n: I18n): string {
  const [, amount, digits = "", currency] = MONEY.exec(text) ?? [];
  if (amount === undefined || currency === undefined) return text;
  const exactly = { minimumFractionDigits: digits.length, maximumFractionDigits: digits.length };
  return i18n.formatCurrency(Number(amount), { currency, ...exactly });
}

const FIELDS = new Set([
  ...["title", "description", "vendor", "productType", "photos", "status"],
  ...["barcode", "weight", "originCountry", "hsCode"],
]);

/** Which value it is: "Stock · Brno", "Price · London retail", "Title". */
export function placeText({ kind, place, placeName }: WhyValue, i18n: I18n): string {
  if (kind !== "content") {
    const name = i18n.translate(`kind.${kind}`);
    return placeName === null ? name : `${name} · ${placeName}`;
  }
  const [field = place, language] = place.split("@");
  const name = FIELDS.has(field) ? i18n.translate(`field.${field}`) : field;
  return language === undefined ? name : `${name} · ${language}`;
}
