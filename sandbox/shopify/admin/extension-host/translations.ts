type Texts = Record<string, unknown>;
type Options = Intl.NumberFormatOptions;

/** Texts, numbers, money and dates as the admin gives them to an extension. A text that is missing is an error. */
export function translations(texts: Texts, locale: string) {
  const plural = new Intl.PluralRules(locale);
  return {
    translate(key: string, replacements: Record<string, string | number> = {}): string {
      const found = key.split(".").reduce<unknown>((at, part) => (isTexts(at) ? at[part] : undefined), texts);
      const text = isTexts(found)
        ? (found[plural.select(Number(replacements["count"]))] ?? found["other"])
        : found;
      if (typeof text !== "string") throw new Error(`The extension has no text "${key}"`);
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
        const value = replacements[name];
        return typeof value === "number" ? value.toLocaleString(locale) : (value ?? "");
      });
    },
    formatNumber: (number: number | bigint, options: Options = {}) =>
      new Intl.NumberFormat(locale, options).format(number),
    formatCurrency: (number: number | bigint, options: Options = {}) =>
      new Intl.NumberFormat(locale, { style: "currency", ...options }).format(number),
    formatDate: (date: Date, options: Intl.DateTimeFormatOptions = {}) =>
      new Intl.DateTimeFormat(locale, options).format(date),
  };
}

function isTexts(value: unknown): value is Texts {
  return typeof value === "object" && value !== null;
}
