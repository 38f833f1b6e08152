/**
 * Postal code formats by country, ignoring letter case. Countries not listed have no codes, or we would only
 * be guessing. Source: the Universal Postal Union's addressing guides.
 */
const FORMATS: Record<string, RegExp> = {
  ...alike("AT AU BE BG CH CY DK GE HU LI LU NO NZ PH SI TN ZA", /^\d{4}$/),
  ...alike("DE EE ES FI FR HR IT LT MC ME MX MY RS SM TH TR UA VA", /^\d{5}$/),
  ...alike("CN CO IN KZ RO RU SG VN", /^\d{6}$/),
  ...alike("CZ GR SE SK", /^\d{3} ?\d{2}$/),
  ...alike("GG IM JE", /^(GY|IM|JE)\d{1,2} ?\d[A-Z]{2}$/),
  AD: /^AD\d{3}$/,
  AX: /^22\d{3}$/,
  BR: /^\d{5}-?\d{3}$/,
  CA: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d$/,
  CL: /^\d{3}-?\d{4}$/,
  FO: /^(FO-)?\d{3}$/,
  GB: /^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})$/,
  GI: /^GX11 ?1AA$/,
  GL: /^39\d{2}$/,
  IE: /^([AC-FHKNPRTV-Y]\d{2}|D6W) ?[AC-FHKNPRTV-Y\d]{4}$/,
  IL: /^\d{5}(\d{2})?$/,
  IS: /^\d{3}$/,
  JP: /^\d{3}-?\d{4}$/,
  KR: /^\d{5}$/,
  LV: /^LV-?\d{4}$/,
  MD: /^(MD-?)?\d{4}$/,
  MT: /^[A-Z]{3} ?\d{4}$/,
  NL: /^[1-9]\d{3} ?[A-Z]{2}$/,
  PL: /^\d{2}-?\d{3}$/,
  PT: /^\d{4}-?\d{3}$/,
  TW: /^\d{3}(\d{2,3})?$/,
  US: /^\d{5}(-\d{4})?$/,
};

/** Countries with postal codes that addresses may omit. */
const OPTIONAL = new Set(["CL", "CO", "GI", "IE", "IL", "MC", "TW"]);

/** Country prefixes before the code, which carriers accept. */
const PREFIX = /^(A|B|CH|CZ|D|DK|EE|F|FI|FIN|H|HR|I|L|LT|N|NO|RO|S|SE|SI|SK|SLO|BG|GR)-/;

/** Whether a text can be a postal code of a country; true if its format is not known. */
export function isPostalCode(text: string, country: string): boolean {
  const format = FORMATS[country];
  if (!format) return true;
  const code = text.trim().replace(/\s+/g, " ").toUpperCase();
  return format.test(code) || format.test(code.replace(PREFIX, ""));
}

/** Whether an address of a country is wrong without a postal code. */
export function postalCodeNeeded(country: string): boolean {
  return country in FORMATS && !OPTIONAL.has(country);
}

function alike(countries: string, format: RegExp): Record<string, RegExp> {
  return Object.fromEntries(countries.split(" ").map((country) => [country, format]));
}
