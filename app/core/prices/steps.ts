import Big from "big.js";
import { currencyDigits, money } from "../money.ts";
import type { PriceEntry } from "./entry.ts";
import type { PriceLine } from "../values/receipt.ts";
import { roundPrice, type PriceRules } from "./rules.ts";
import { promotionState, type Promotion } from "./promotion.ts";
import type { BlockedReason } from "../values/blocked.ts";

/** What the source says one unit of `from` is worth in `to`. */
export interface Rate {
  from: string;
  to: string;
  rate: string;
  asOf: string;
}

/** Where a price is shown, and what it is worked out with. */
export interface PricePlace {
  currency: string;
  /** Prices there include tax. */
  taxesIncluded: boolean;
  rates: readonly Rate[];
  rules: PriceRules;
}

/** An amount with the steps taken so far. Once there is a reason, it goes no further. */
export interface Running {
  amount: Big;
  currency: string;
  lines: readonly PriceLine[];
  reason: BlockedReason | null;
}

/** Starts from an amount of an entry: its price, its compare-at price or its cost. */
export function sourced(entry: PriceEntry, amount: string): Running {
  return {
    amount: new Big(amount),
    currency: entry.currency,
    lines: [sourceLine(entry, amount)],
    reason: null,
  };
}

/** The first line of a receipt: what the source says, and where. */
export function sourceLine(entry: PriceEntry, amount: string | null): PriceLine {
  const { list, minQuantity, from, until, asOf, origin, sku, currency } = entry;
  const text = amount === null ? null : money(amount, currency);
  return { kind: "source", list, amount: text, minQuantity, from, until, asOf, origin, sku };
}

/** Converts to the place's currency by a rate of the source, or the inverse of one; never without a rate. */
export function converted(running: Running, place: PricePlace): Running {
  const [from, to] = [running.currency, place.currency];
  if (running.reason !== null || from === to) return running;
  const direct = newestRate(place.rates, from, to);
  const inverse = direct ? null : newestRate(place.rates, to, from);
  const found = direct ?? inverse;
  if (!found) return { ...running, reason: "wrong-currency" };
  const amount = direct ? running.amount.times(found.rate) : running.amount.div(found.rate);
  return step(running, amount, to, (text) => ({ kind: "converted", ...found, amount: text }));
}

/** Adds the tax that the place's prices include, or takes out the tax that they do not. */
export function taxed(running: Running, entry: PriceEntry, place: PricePlace): Running {
  const included = entry.taxIncluded ?? place.rules.sourceTaxIncluded ?? place.taxesIncluded;
  if (running.reason !== null || included === place.taxesIncluded) return running;
  const rate = entry.taxRate ?? place.rules.taxRate;
  if (rate === null) return { ...running, reason: "tax-unknown" };
  const factor = new Big(rate).plus(1);
  const added = place.taxesIncluded;
  const amount = added ? running.amount.times(factor) : running.amount.div(factor);
  return step(running, amount, running.currency, (text) => ({ kind: "tax", rate, added, amount: text }));
}

/** Rounds by the rules; zero or less is not a price. */
export function rounded(running: Running, { rules }: PricePlace): Running {
  if (running.reason !== null) return running;
  const amount = roundPrice(running.amount, running.currency, rules.rounding);
  if (amount.lte(0)) return { ...running, amount, reason: "price-not-positive" };
  const text = money(amount, running.currency);
  if (text === money(running.amount, running.currency)) return { ...running, amount };
  return step(running, amount, running.currency, () => ({ kind: "rounded", amount: text }));
}

/**
 * The lowest price of the promotions that are on, rounded like any price unless a person typed it; null where
 * none lowers the price.
 */
export function reduced(
  running: Running,
  promotions: readonly Promotion[],
  place: PricePlace,
  now: number,
): Running | null {
  const regular = rounded(running, place);
  if (regular.reason !== null) return null;
  return promotions
    .filter((promotion) => promotionState(promotion, now) === "active")
    .map((promotion) => reducedBy(running, promotion, place))
    .reduce<Running | null>((best, next) => {
      const limit = best ?? regular;
      return next.amount.lt(limit.amount) ? next : best;
    }, null);
}

function reducedBy(running: Running, promotion: Promotion, place: PricePlace): Running {
  const { name, percent, until } = promotion;
  const { currency } = running;
  if (promotion.amount !== null) {
    const typed = new Big(promotion.amount).round(currencyDigits(currency), Big.roundHalfUp);
    return step(running, typed, currency, (amount) => ({ kind: "promotion", name, percent, amount, until }));
  }
  const share = new Big(100).minus(percent ?? 0).div(100);
  const lower = step(running, running.amount.times(share), currency, (amount) => ({
    kind: "promotion",
    name,
    percent,
    amount,
    until,
  }));
  return rounded(lower, place);
}

/** Refuses a price that leaves less than the margin over the cost; costs are always without tax. */
export function margined(
  running: Running,
  cost: Running | null,
  entry: PriceEntry,
  place: PricePlace,
): Running {
  const { marginMin, taxRate } = place.rules;
  if (running.reason !== null || marginMin === null || cost === null) return running;
  if (cost.reason !== null) return { ...running, reason: cost.reason };
  const rate = place.taxesIncluded ? (entry.taxRate ?? taxRate) : "0";
  if (rate === null) return { ...running, reason: "tax-unknown" };

  const { currency } = running;
  const least = cost.amount
    .times(new Big(marginMin).plus(1))
    .times(new Big(rate).plus(1))
    .round(currencyDigits(currency), Big.roundUp);
  const line: PriceLine = {
    kind: "margin",
    cost: money(cost.amount, currency),
    least: money(least, currency),
  };
  const lines = [...running.lines, line];
  return { ...running, lines, reason: running.amount.lt(least) ? "below-margin" : null };
}

function step(running: Running, amount: Big, currency: string, line: (text: string) => PriceLine): Running {
  return { ...running, amount, currency, lines: [...running.lines, line(money(amount, currency))] };
}

function newestRate(rates: readonly Rate[], from: string, to: string): Rate | null {
  return rates
    .filter((rate) => rate.from === from && rate.to === to && new Big(rate.rate).gt(0))
    .reduce<Rate | null>((newest, rate) => {
      return newest && Date.parse(newest.asOf) >= Date.parse(rate.asOf) ? newest : rate;
    }, null);
}
