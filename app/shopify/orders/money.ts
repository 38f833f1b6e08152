import Big from "big.js";
import type { Amounts, ShopTax } from "#app/core/shop/order.ts";
import type { AmountsFragment, TaxFragment } from "../api/generated.ts";

/** Shopify answers null for an amount that the order does not have. */
export function toAmounts(bag: AmountsFragment | null): Amounts {
  return { shop: bag?.shopMoney.amount ?? "0.0", presentment: bag?.presentmentMoney.amount ?? "0.0" };
}

export function toTax({ title, rate, priceSet }: TaxFragment): ShopTax {
  return { title, rate: rate === null ? null : new Big(rate).toFixed(), amount: toAmounts(priceSet) };
}

export function sumOf(amounts: readonly Amounts[]): Amounts {
  const add = (side: keyof Amounts) =>
    amounts.reduce((sum, amount) => sum.plus(amount[side]), new Big(0)).toFixed();
  return { shop: add("shop"), presentment: add("presentment") };
}

export function negated({ shop, presentment }: Amounts): Amounts {
  const negative = (amount: string) => new Big(0).minus(amount).toFixed();
  return { shop: negative(shop), presentment: negative(presentment) };
}
