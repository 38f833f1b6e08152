import type { Refusal } from "./refusal.ts";
import { plainWords } from "./words.ts";

const languages = ["en", "cs", "nb", "de"];
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Regions that Intl can name and that are no country. */
const others = new Set(["EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"]);

let named: Map<string, string> | null = null;

/** A country as its two letters: written so, or by its name in English, Czech, Norwegian or German. */
export function parseCountry(text: string): string | Refusal {
  if (text === "") return "";
  named ??= countryNames();
  const country = /^[a-z]{2}$/i.test(text) ? currentCode(text) : null;
  const found = country ?? named.get(plainWords(text));
  return found ?? { reason: "not-a-country" };
}

function countryNames(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of languages) {
    const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
    for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
      const name = currentCode(code) === code ? names.of(code) : undefined;
      if (name !== undefined) found.set(plainWords(name), code);
    }
  }
  return found;
}

const englishNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** The code in use today for one that may be out of use, such as GB for UK; null where there is no such country. */
function currentCode(code: string): string | null {
  const region = new Intl.Locale(`und-${code}`).region ?? "";
  return others.has(region) || englishNames.of(region) === undefined ? null : region;
}
