import Big from "big.js";
import type { Refusal } from "./refusal.ts";

const limit = 1_000_000_000;
const wholeDigitsMax = 15;
/** Longer texts with other signs than digits are no numbers, and would take long to tell. */
const textMax = 64;

/** A whole number as people and systems write it; "5.000" is five, "5.5" is fractional. */
export function parseQuantity(text: string, decimal: "." | ","): number | Refusal {
  const number = parseDecimal(text, decimal);
  if (number === null) return { reason: "not-a-number" };
  if (/[1-9]/.test(number.fraction)) return { reason: "fractional" };
  const size = Number(number.whole);
  if (size > limit) return { reason: "too-large" };
  return number.negative && size !== 0 ? -size : size;
}

/** A price as a decimal string, digits as given. Zero and negative prices are refused. */
export function parsePrice(text: string, decimal: "." | ","): string | Refusal {
  const amount = parseAmount(text, decimal);
  if (amount === null) return { reason: "not-a-price" };
  return amount.startsWith("-") || !/[1-9]/.test(amount) ? { reason: "price-not-positive" } : amount;
}

/** A share of the whole as a decimal string: "25 %", "25" and "0.25" are the same; null if it is no share. */
export function parseShare(text: string, decimal: "." | ","): string | null {
  const percent = text.endsWith("%");
  const amount = parseAmount(percent ? text.slice(0, -1) : text, decimal);
  if (amount === null || amount.startsWith("-")) return null;
  const size = new Big(amount);
  const share = percent || size.gte(1) ? size.div(100) : size;
  return share.gt(1) ? null : share.toFixed();
}

/** A number as a decimal string, digits as given; null if it is no number. */
export function parseAmount(text: string, decimal: "." | ","): string | null {
  const number = parseDecimal(text, decimal);
  if (number === null || number.whole.length > wholeDigitsMax) return null;
  const size = number.fraction === "" ? number.whole : `${number.whole}.${number.fraction}`;
  return number.negative ? `-${size}` : size;
}

interface Decimal {
  negative: boolean;
  whole: string;
  fraction: string;
}

const spaces = /[\s\u00a0\u2007\u2009\u202f]/g;

/** The sign is before, after (SAP) or given as brackets (accounting); thousands come in threes or not at all. */
function parseDecimal(text: string, decimal: "." | ","): Decimal | null {
  if (/^\d+$/.test(text)) return { negative: false, whole: withoutLeadingZeros(text), fraction: "" };
  if (text.length > textMax) return null;
  const spaced = text.trim().replace(/[\u2212\u2013]/g, "-");
  const found = /^([-+(]?)\s*([\d.,'\u2019\s\u00a0\u2007\u2009\u202f]*\d[.,]?)\s*([-)]?)$/.exec(spaced);
  if (!found) return null;
  const [, before = "", digits = "", after = ""] = found;
  if ((before === "(") !== (after === ")") || (before !== "" && after === "-")) return null;

  const [grouped = "", fraction = "", ...more] = digits.split(decimal);
  if (more.length > 0 || /\D/.test(fraction)) return null;
  const whole = ungrouped(grouped, decimal);
  if (whole === null) return null;
  return { negative: before === "-" || before === "(" || after === "-", whole, fraction };
}

function ungrouped(grouped: string, decimal: "." | ","): string | null {
  if (/^\d+$/.test(grouped)) return withoutLeadingZeros(grouped);
  const even = grouped.replace(spaces, " ").replaceAll("\u2019", "'");
  const thousands = decimal === "." ? [",", " ", "'"] : [".", " ", "'"];
  const used = thousands.find((separator) => even.includes(separator));
  const parts = used === undefined ? [even] : even.split(used);
  if (!parts.every((part) => /^\d*$/.test(part))) return null;
  const [first = "", ...rest] = parts;
  if (rest.length > 0 && (first.length < 1 || first.length > 3)) return null;
  if (rest.some((part) => part.length !== 3)) return null;
  return withoutLeadingZeros(first + rest.join(""));
}

function withoutLeadingZeros(digits: string): string {
  return digits.startsWith("0") ? digits.replace(/^0+(?=\d)/, "") : digits || "0";
}
