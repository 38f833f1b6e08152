import Big from "big.js";
import { hash } from "./names.ts";

/** The ERP's price lists besides the one that everybody pays. */
export const priceLists = {
  /** Shops abroad, in their money, cheaper by the dozen. */
  trade: { code: "TRADE", currency: "EUR" },
  /** Kept in pounds; sellers there convert at the day's rate. */
  overseas: { code: "US", currency: "GBP" },
} as const;

/** What one pound is worth in the other currencies that the ERP keeps. */
export const rates = { EUR: "1.17", USD: "1.27" } as const;

export interface Offer {
  list: string;
  minQuantity: number;
  amount: string;
  currency: string;
  /** The price before the reduction; null: none. */
  was: string | null;
  from: Date | null;
  until: Date | null;
}

const tradeOneIn = 8;
const overseasOneIn = 20;
const reducedOneIn = 60;
const breaks = [
  { minQuantity: 12, times: "0.92" },
  { minQuantity: 48, times: "0.85" },
] as const;
const reducedTimes = "0.8";
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Start and end of each kind of reduction, counted from the ERP's first day. */
const seasons = [
  { fromMs: -60 * minuteMs, untilMs: 2 * dayMs },
  { fromMs: minuteMs / 2, untilMs: 2 * dayMs },
  { fromMs: -60 * minuteMs, untilMs: minuteMs },
] as const;

/** What one piece costs the merchant, from the price of the catalogue. */
export function costOf(price: string): string {
  return times(price, "0.55");
}

/** All offers for an article while this is its price. */
export function offersOf(sku: string, price: string, openedMs: number): Offer[] {
  const limits = { from: null, until: null };
  const base = { list: "", minQuantity: 1, amount: price, currency: "GBP", was: null, ...limits };
  return [base, ...reductions(sku, base, openedMs), ...tradeOffers(sku, price), ...overseasOffers(sku, base)];
}

function reductions(sku: string, base: Offer, openedMs: number): Offer[] {
  const chance = hash(`season ${sku}`);
  const season = seasons[chance % seasons.length];
  // A reduction that rounds to nothing is no reduction.
  const amount = times(base.amount, reducedTimes);
  if (!season || Math.floor(chance / seasons.length) % reducedOneIn !== 0 || new Big(amount).gte(base.amount))
    return [];
  const [from, until] = [new Date(openedMs + season.fromMs), new Date(openedMs + season.untilMs)];
  return [{ ...base, amount, was: base.amount, from, until }];
}

function tradeOffers(sku: string, price: string): Offer[] {
  if (hash(`trade ${sku}`) % tradeOneIn !== 0) return [];
  const { code: list, currency } = priceLists.trade;
  const euros = times(price, rates.EUR);
  const offer = { list, minQuantity: 1, amount: euros, currency, was: null, from: null, until: null };
  const cheaper = breaks.map(({ minQuantity, times: share }) => ({
    ...offer,
    minQuantity,
    amount: times(euros, share),
  }));
  return hash(sku) % 2 === 0 ? [offer, ...cheaper] : [offer];
}

function overseasOffers(sku: string, base: Offer): Offer[] {
  return hash(`overseas ${sku}`) % overseasOneIn === 0 ? [{ ...base, list: priceLists.overseas.code }] : [];
}

/** At least a penny: nobody sells for nothing. */
function times(amount: string, share: string): string {
  const product = new Big(amount).times(share).round(2, Big.roundHalfUp);
  return (product.lt("0.01") ? new Big("0.01") : product).toFixed(2);
}
