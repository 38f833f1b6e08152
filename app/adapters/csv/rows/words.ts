import type { Refusal } from "./refusal.ts";
import { plain } from "./cells.ts";

/** A word as it compares: without case, accents, points and doubled blanks. */
export function plainWords(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const yes = new Set("1|yes|y|true|t|x|ja|j|sant|ano|a|wahr|incl|included|inkl|brutto|gross".split("|"));
const no = new Set("0|no|n|false|f|nei|nein|usant|ne|falsch|excl|excluded|ekskl|exkl|netto|net".split("|"));

/** What a cell answers, in English, Czech, Norwegian or German; an empty one answers nothing. */
export function yesOrNo(text: string | null): boolean | null | Refusal {
  const word = plainWords(plain(text));
  if (word === "") return null;
  if (yes.has(word)) return true;
  return no.has(word) ? false : { reason: "not-yes-or-no" };
}
