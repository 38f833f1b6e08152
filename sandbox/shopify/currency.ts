/** Currencies that do not have two digits in ISO 4217. */
const NO_DIGITS = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE_DIGITS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

/** An amount as the shop keeps it: with the digits that its currency has. */
export function storedAmount(amount: string | number, currency: string): string {
  return Number(amount).toFixed(NO_DIGITS.has(currency) ? 0 : THREE_DIGITS.has(currency) ? 3 : 2);
}

/** MoneyV2 writes amounts as Ruby does: "12.5", "100.0". */
export function moneyV2(amount: string, currencyCode: string) {
  const shown = amount.includes(".") ? amount.replace(/(\.\d+?)0+$/, "$1") : `${amount}.0`;
  return { amount: shown, currencyCode };
}
