import Big from "big.js";

export interface Money {
  /** Decimal string. */
  amount: string;
  /** ISO 4217 code. */
  currency: string;
}

/** Decimal text of an amount or a rate. */
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const MONEY = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;

const DIGITS_MOST_HAVE = 2;

/**
 * Currencies whose digits in ISO 4217, which Shopify follows, are not two. `Intl` instead follows what people
 * still use as cash: it would round 1200.50 HUF, which a shop can charge, to 1201.
 */
const DIGITS = new Map<string, number>([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
    .split(" ")
    .map((code): [string, number] => [code, 0]),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code): [string, number] => [code, 3]),
]);

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

/** Whether a code names a currency, in capitals. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** How many digits amounts of a currency have after the decimal point. */
export function currencyDigits(currency: string): number {
  return DIGITS.get(currency) ?? DIGITS_MOST_HAVE;
}

/** Whether a text is a plain decimal number such as "12.5": no spaces, no exponent. */
export function isDecimal(text: unknown): text is string {
  return typeof text === "string" && DECIMAL.test(text);
}

/** "12.5 EUR" split into its parts, or null where the text is not money. */
export function parseMoney(text: string): Money | null {
  const [, amount, currency] = MONEY.exec(text) ?? [];
  return amount === undefined || currency === undefined ? null : { amount, currency };
}

/**
 * The one spelling of an amount: "12.50 EUR", "1200 JPY", rounded half up to the currency's digits. `amount` must be
 * a decimal.
 */
export function money(amount: string | Big, currency: string): string {
  const digits = currencyDigits(currency);
  // toFixed alone would keep the sign of -0.001.
  return `${new Big(amount).round(digits, Big.roundHalfUp).toFixed(digits)} ${currency}`;
}

/** Whether two texts mean the same money; no money ("") equals only itself. */
export function sameMoney(a: string, b: string): boolean {
  return a === b || compareMoney(a, b) === 0;
}

/** The sign of `a` - `b`: -1, 0 or 1; null where they cannot be compared. */
export function compareMoney(a: string, b: string): number | null {
  const [one, other] = [parseMoney(a), parseMoney(b)];
  if (one === null || other === null || one.currency !== other.currency) return null;
  return new Big(one.amount).cmp(other.amount);
}

/** The amount as a number, for ordering and plots only. */
export function moneyNumber(text: string): number | null {
  const parsed = parseMoney(text);
  return parsed && Number(parsed.amount);
}

/** The amount without its currency, as Shopify takes it; "" for no money. */
export function plainAmount(text: string): string {
  return parseMoney(text)?.amount ?? "";
}
