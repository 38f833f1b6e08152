import { SHORT_TEXT_MAX } from "../shopify-limits.ts";
import { isPriceKind } from "./record-kind.ts";
import { currencyDigits, isCurrency, money, parseMoney } from "../money.ts";

/** Why a value that a person typed cannot be shown; each has a sentence in the locale files. */
export const HAND_PROBLEMS = [
  "empty",
  "too-long",
  "not-a-price",
  "price-not-positive",
  "wrong-currency",
  "not-a-weight",
  "not-a-country",
  "not-an-hs-code",
  "not-a-status",
  "not-by-hand",
] as const;
export type HandProblem = (typeof HAND_PROBLEMS)[number];

export type HandValue = { ok: true; value: string } | { ok: false; problem: HandProblem };

export const STATUSES = ["ACTIVE", "DRAFT", "ARCHIVED"] as const;

const LONG_MAX = 500_000;
/** Of a price, a weight, a code. */
const FIGURE_MAX = 100;
const REQUIRED = new Set(["title"]);
const FIGURES = new Set(["weight", "originCountry", "hsCode"]);
const SHORT = new Set(["title", "vendor", "productType", "barcode"]);

/**
 * A value that a person typed for a price or a field, spelled as observations spell it. `like` is a value of
 * either side, for its currency.
 */
export function handValue(
  { kind, place, like }: { kind: string; place: string; like: string | null },
  typed: string,
): HandValue {
  const text = typed.trim();
  const isFigure = isPriceKind(kind) || FIGURES.has(place);
  if (isFigure && text.length > FIGURE_MAX) return refused("too-long");
  if (isPriceKind(kind)) {
    return kind !== "price" && text === "" ? taken("") : price(kind, text, like);
  }
  if (kind !== "content") return refused("not-by-hand");
  switch (place) {
    case "photos":
      return refused("not-by-hand");
    case "status":
      return STATUSES.some((status) => status === text) ? taken(text) : refused("not-a-status");
    case "weight":
      return weight(text);
    case "originCountry":
      return text === "" || isCountry(text) ? taken(text.toUpperCase()) : refused("not-a-country");
    case "hsCode":
      return hsCode(text);
    default:
      return words(place, text);
  }
}

function price(kind: string, text: string, like: string | null): HandValue {
  const currency = parseMoney(like ?? "")?.currency;
  const [, digits, named] = /^([\d.,\s]*\d)\s*([A-Za-z]{3})?$/.exec(text) ?? [];
  if (digits === undefined) return refused("not-a-price");
  const wanted = named?.toUpperCase() ?? currency;
  if (wanted === undefined || !isCurrency(wanted)) return refused("wrong-currency");
  if (currency !== undefined && wanted !== currency) return refused("wrong-currency");
  const amount = decimal(digits, currencyDigits(wanted));
  if (amount === null) return refused("not-a-price");
  const value = money(amount, wanted);
  if (kind !== "cost" && /^[0.]+ /.test(value)) return refused("price-not-positive");
  return taken(value);
}

/** "12,50" and "12.50" alike; where both signs occur, the last one is the decimal sign. */
function decimal(digits: string, places: number): string | null {
  const plain = digits.replace(/\s/g, "");
  const at = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  if (at < 0) return plain;
  const whole = plain.slice(0, at).replace(/[.,]/g, "");
  const fraction = plain.slice(at + 1);
  // "1,200" may mean 1200 or 1.2: a person must say which.
  const grouped = fraction.length === 3 && places !== 3 && !/[.,]/.test(plain.slice(0, at));
  if (grouped || !/^\d+$/.test(whole) || !/^\d+$/.test(fraction)) return null;
  return `${whole}.${fraction}`;
}

function weight(text: string): HandValue {
  if (text === "") return taken("");
  const [, amount, unit] = /^(\d+(?:[.,]\d+)?)\s*(g|kg|lb|oz)$/i.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return refused("not-a-weight");
  const plain = amount.replace(",", ".").replace(/^0+(?=\d)/, "");
  return taken(`${plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain} ${unit.toLowerCase()}`);
}

function isCountry(text: string): boolean {
  return /^[a-z]{2}$/i.test(text);
}

function hsCode(text: string): HandValue {
  const digits = text.replace(/[.\s]/g, "");
  return digits === "" || /^\d{6,13}$/.test(digits) ? taken(digits) : refused("not-an-hs-code");
}

function words(place: string, text: string): HandValue {
  const field = place.split("@")[0] ?? place;
  if (text === "" && REQUIRED.has(field)) return refused("empty");
  return text.length > (SHORT.has(field) ? SHORT_TEXT_MAX : LONG_MAX) ? refused("too-long") : taken(text);
}

function taken(value: string): HandValue {
  return { ok: true, value };
}

function refused(problem: HandProblem): HandValue {
  return { ok: false, problem };
}
