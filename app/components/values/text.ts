import type { TFunction } from "i18next";
import type { PriceKind, ValueKind } from "#app/core/values/record-kind.ts";
import type { formats } from "../parts/format.ts";
import { fulfillmentText, orderText } from "./order-words.ts";

type Formats = ReturnType<typeof formats>;

/** Longer texts are cut in lists and sentences; the three-way view shows more. */
const TEXT_CHARS = 60;

/** What a value is called: enough to name it in words. */
export interface NamedValue {
  kind: ValueKind;
  place: string;
  /** Location or price list, where the place is one. */
  placeName: string | null;
}

/** Any value in the words of the person's language: money, pieces, or a text cut to a glance. */
export function valueText(
  value: Pick<NamedValue, "kind" | "place">,
  text: string | null,
  t: TFunction,
  format: Formats,
  chars: number = TEXT_CHARS,
): string {
  if (text === null) return "–";
  switch (value.kind) {
    case "stock":
      return format.number(Number(text));
    case "price":
    case "compareAt":
    case "cost":
      return text === "" ? t("value.none") : format.money(text);
    case "content":
      return text === "" ? t("value.empty") : contentText(value.place, text, t, format, chars);
    case "order":
      return orderText(text, t, format);
    case "fulfillment":
      return fulfillmentText(text, t);
  }
}

const UNITS = { g: "gram", kg: "kilogram", lb: "pound", oz: "ounce" } as const;

function contentText(field: string, text: string, t: TFunction, format: Formats, chars: number): string {
  switch (field) {
    case "photos":
      return t("value.photos", { count: text.split("\n").length });
    case "status":
      return t(`value.status.${statusKey(text)}`);
    case "originCountry":
      return format.region(text);
    case "weight": {
      const [amount, unit] = text.split(" ");
      const known = Object.keys(UNITS).find((name) => name === unit) as keyof typeof UNITS | undefined;
      return known ? format.measure(Number(amount), UNITS[known]) : text;
    }
    default:
      return shorten(field.startsWith("description") ? withoutTags(text) : text, chars);
  }
}

const STATUSES = ["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"] as const;

function statusKey(text: string): (typeof STATUSES)[number] {
  return STATUSES.find((known) => known === text) ?? "ACTIVE";
}

/** The words of an HTML text, for a glance at it; it is shown as text, never as HTML. */
function withoutTags(html: string): string {
  return html
    .replace(/<[^<>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

function shorten(text: string, chars: number): string {
  const letters = [...text];
  return letters.length <= chars
    ? text
    : `${letters
        .slice(0, chars - 1)
        .join("")
        .trimEnd()}…`;
}

/** "Stock · Brno", "Price · Retail NOK, from 10 pieces", "Title": which value it is. */
export function placeInWords(value: NamedValue, t: TFunction, format: Formats): string {
  switch (value.kind) {
    case "stock":
      return t("value.stockAt", { location: value.placeName ?? value.place });
    case "content":
      return fieldInWords(value.place, t, format);
    case "price":
    case "compareAt":
    case "cost":
      return priceInWords(value.kind, value, t, format);
    case "order":
    case "fulfillment":
      return t(`value.${value.kind}With`, { connection: value.placeName ?? t("orderSays.someSource") });
  }
}

/** Where a price holds, but not which price it is; empty for what every customer pays. */
export function priceListInWords(value: NamedValue, t: TFunction, format: Formats): string {
  if (value.place === "") return t("value.everyCustomer");
  const list = value.placeName ?? t("value.unknownList");
  const least = minQuantityOf(value.place);
  return least === 1 ? list : t("value.fromPieces", { list, count: least, least: format.number(least) });
}

function priceInWords(kind: PriceKind, value: NamedValue, t: TFunction, format: Formats): string {
  const name = t(`value.kind.${kind}`);
  return value.place === "" ? name : `${name} · ${priceListInWords(value, t, format)}`;
}

/** A quantity break is kept at "list id/least quantity". */
export function minQuantityOf(place: string): number {
  const least = Number(place.split("/")[1] ?? "1");
  return Number.isInteger(least) && least > 1 ? least : 1;
}

const FIELDS = [
  "title",
  "description",
  "vendor",
  "productType",
  "photos",
  "status",
  "barcode",
  "weight",
  "originCountry",
  "hsCode",
  "price",
  "compareAt",
  "cost",
] as const;

/** A field of core/content/fields.ts as staff call it. */
export function fieldInWords(field: string, t: TFunction, format: Formats): string {
  const known = FIELDS.find((name) => name === field);
  if (known) return t(`value.field.${known}`);
  const metafield = /^metafields\.(.+)$/.exec(field)?.[1];
  if (metafield) return t("value.metafield", { name: metafield });
  const [translated, locale] = field.split("@");
  const base = FIELDS.find((name) => name === translated);
  if (base && locale) {
    return t("value.translation", { field: t(`value.field.${base}`), language: format.language(locale) });
  }
  return field;
}
