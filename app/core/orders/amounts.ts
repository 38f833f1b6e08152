import Big from "big.js";
import { currencyDigits } from "../money.ts";
import type { Amounts, ShopOrderDocument } from "../shop/order.ts";

/** Which of its two currencies an order is booked in, and how to read its prices. */
export interface Booked {
  which: "shop" | "presentment";
  currency: string;
  /** Lines and shipping include tax. */
  taxesIncluded: boolean;
}

export function bookedIn(document: ShopOrderDocument, which: Booked["which"]): Booked {
  const currency = which === "shop" ? document.currency : document.presentmentCurrency;
  return { which, currency, taxesIncluded: document.taxesIncluded };
}

export function amountIn(amounts: Amounts, { which }: Booked): Big {
  return new Big(amounts[which]);
}

/** Rounds half up to the currency's digits. */
export function rounded(amount: Big, { currency }: Booked): Big {
  return amount.round(currencyDigits(currency), Big.roundHalfUp);
}

/** An amount as text, without its currency: "12.50". */
export function amountText(amount: Big, { currency }: Booked): string {
  const digits = currencyDigits(currency);
  const text = amount.round(digits, Big.roundHalfUp);
  // toFixed alone would keep the sign of -0.
  return text.eq(0) ? new Big(0).toFixed(digits) : text.toFixed(digits);
}

const UNIT_DIGITS_MAX = 4;

/** The price of one of `quantity`, with as many digits as needed, at most four. */
export function unitPriceText(total: Big, quantity: number, { currency }: Booked): string {
  const price = total.div(quantity).round(UNIT_DIGITS_MAX, Big.roundHalfUp);
  const digits = currencyDigits(currency);
  return price.eq(price.round(digits)) ? price.toFixed(digits) : price.toString();
}

export function sum(amounts: readonly Big[]): Big {
  return amounts.reduce((so, next) => so.plus(next), new Big(0));
}

/** Splits an amount by weight into rounded shares that add up to the whole to the cent. */
export function shares(whole: Big, weights: readonly Big[], booked: Booked): Big[] {
  const weight = sum(weights);
  let left = rounded(whole, booked);
  let weightLeft = weight;
  return weights.map((one) => {
    if (weightLeft.eq(0)) return new Big(0);
    const share = one.eq(weightLeft) ? left : rounded(left.times(one).div(weightLeft), booked);
    left = left.minus(share);
    weightLeft = weightLeft.minus(one);
    return share;
  });
}
