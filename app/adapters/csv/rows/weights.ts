import Big from "big.js";
import type { Refusal } from "./refusal.ts";
import { parseAmount } from "./numbers.ts";

export const weightUnits = ["g", "kg", "lb", "oz"] as const;

export type WeightUnit = (typeof weightUnits)[number];

const spellings: Record<WeightUnit, RegExp> = {
  g: /^(g|gr|grams?|gramm)$/,
  kg: /^(kg|kgs|kilos?|kilograms?|kilogramm)$/,
  lb: /^(lbs?|pounds?)$/,
  oz: /^(oz|ounces?)$/,
};

const unitMax = 20;

/**
 * A weight as the shop spells it, such as "1.25 kg". A unit beside the number counts before the one of a column
 * of its own, and that before `otherwise`. Null: the source says none.
 */
export function parseWeight(
  text: string,
  unit: string,
  otherwise: WeightUnit | undefined,
  decimal: "." | ",",
): string | null | Refusal {
  if (text === "") return null;
  const [end = "", own = ""] = /([a-z]*)\.?$/i.exec(text.slice(-unitMax)) ?? [];
  const amount = parseAmount(text.slice(0, text.length - end.length), decimal);
  const known = unitOf(own) ?? unitOf(unit) ?? otherwise;
  const misspelled = own !== "" && unitOf(own) === undefined;
  if (amount === null || amount.startsWith("-") || known === undefined || misspelled) {
    return { reason: "not-a-weight" };
  }
  return `${new Big(amount).toFixed()} ${known}`;
}

/** The unit that a heading such as "Weight (kg)" names. */
export function unitInHeader(header: string): WeightUnit | undefined {
  const words = header.split(/[^\p{L}]+/u);
  return words.map((word) => unitOf(word)).find((unit) => unit !== undefined);
}

function unitOf(text: string): WeightUnit | undefined {
  const word = text.trim().toLowerCase().replace(/\.$/, "");
  return weightUnits.find((unit) => spellings[unit].test(word));
}
