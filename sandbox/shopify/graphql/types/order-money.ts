import { moneyV2 } from "#sandbox/shopify/currency.ts";
import { gid } from "#sandbox/shopify/gid.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { fromMinor, sum, type Cash } from "#sandbox/shopify/state/cash.ts";
import type { Allocation, Duty, TaxLine } from "#sandbox/shopify/state/order-parts.ts";
import type { Order, Transaction } from "#sandbox/shopify/state/order-rows.ts";

export function moneyBag({ currency, presentmentCurrency }: Order, amount: Cash) {
  return {
    shopMoney: moneyV2(fromMinor(amount.shop, currency), currency),
    presentmentMoney: moneyV2(fromMinor(amount.presentment, presentmentCurrency), presentmentCurrency),
  };
}

export function taxLines(order: Order, taxes: readonly TaxLine[]) {
  return taxes.map(({ title, rate, amount }) => ({
    title,
    rate,
    ratePercentage: rate * 100,
    channelLiable: false,
    source: null,
    priceSet: moneyBag(order, amount),
  }));
}

/** One tax line per title and rate. */
export function mergedTaxLines(order: Order, taxes: readonly TaxLine[]) {
  const byName = new Map<string, TaxLine>();
  for (const tax of taxes) {
    const key = `${tax.title} ${tax.rate}`;
    const amount = sum([tax.amount, ...(byName.has(key) ? [byName.get(key)?.amount ?? tax.amount] : [])]);
    byName.set(key, { ...tax, amount });
  }
  return taxLines(order, [...byName.values()]);
}

export function duties(order: Order, rows: readonly Duty[]) {
  return rows.map(({ id, amount }) => ({
    id: gid("Duty", id),
    countryCodeOfOrigin: null,
    harmonizedSystemCode: null,
    price: moneyBag(order, amount),
    taxLines: [],
  }));
}

export function allocations(order: Order, rows: readonly Allocation[]) {
  return rows.map(({ application, amount }) => {
    const { kind, title, index, allocationMethod, targetSelection, targetType, value } = application;
    const name = kind === "DiscountCodeApplication" ? { code: title } : { title };
    const worth =
      "percent" in value
        ? { kind: "PricingPercentageValue", percentage: value.percent }
        : { kind: "MoneyV2", ...moneyBag(order, { shop: 0, presentment: value.minor }).presentmentMoney };
    return {
      allocatedAmountSet: moneyBag(order, amount),
      discountApplication: {
        kind,
        ...name,
        index,
        allocationMethod,
        targetSelection,
        targetType,
        value: worth,
      },
    };
  });
}

export const OrderTransaction: Fields<Transaction> = {
  id: (row) => gid("OrderTransaction", row.id),
  kind: (row) => row.action,
  amountSet: (row) => moneyBag(row.order, row.amount),
  parentTransaction: (row) => row.parent,
  processedAt: (row) => row.createdAt,
  formattedGateway: (row) => row.gateway.replaceAll("_", " "),
  manualPaymentGateway: (row) => row.gateway === "manual",
  test: (row) => row.order.test,
};
