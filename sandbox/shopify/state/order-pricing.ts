import { isNothing, toMinor, onBothSides, spread, sum, type Cash, type Side } from "./cash.ts";
import type { OrderDetails, Reduction, WantedDiscount } from "./order-input.ts";
import type { Allocation, DiscountApplication, TaxLine, TaxRate } from "./order-parts.ts";
import { lineGross, lineNet, shippingNet } from "./order-totals.ts";
import type { Order, OrderLine } from "./order-rows.ts";

/** An amount in the shop's currency, and its value in the customer's. */
export function cash(order: Order, amount: string | number): Cash {
  const inPresentment = Number(amount) * order.rate;
  return {
    shop: toMinor(amount, order.currency),
    presentment: toMinor(inPresentment, order.presentmentCurrency),
  };
}

/** A discount that staff gave on one line. */
export function discountLine(order: Order, line: OrderLine, discount: { title: string } & Reduction): void {
  const application = apply(order, discount.title, discount, {
    kind: "ManualDiscountApplication",
    allocationMethod: "EACH",
    targetSelection: "EXPLICIT",
    targetType: "LINE_ITEM",
  });
  line.discounts.push({ application, amount: reduction(order, [lineGross(line)], discount) });
}

/** A code or an automatic discount, shared among all lines, or on shipping. */
export function discountOrder(order: Order, discount: WantedDiscount): void {
  const toShipping = discount.on === "shipping";
  const application = apply(order, "code" in discount ? discount.code : discount.title, discount, {
    kind: "code" in discount ? "DiscountCodeApplication" : "AutomaticDiscountApplication",
    allocationMethod: "ACROSS",
    targetSelection: "ALL",
    targetType: toShipping ? "SHIPPING_LINE" : "LINE_ITEM",
  });
  const targets: { discounts: Allocation[]; worth: Cash }[] = toShipping
    ? order.shippingLines.map((line) => ({ discounts: line.discounts, worth: shippingNet(line) }))
    : order.lines
        .filter(({ giftCard, tip }) => !giftCard && !tip)
        .map((line) => ({ discounts: line.discounts, worth: lineNet(line) }));
  const worths = targets.map(({ worth }) => worth);
  const off = reduction(order, worths, discount);
  const shares = (side: Side) =>
    spread(
      off[side],
      worths.map((worth) => worth[side]),
    );
  const [shop, presentment] = [shares("shop"), shares("presentment")];
  targets.forEach(({ discounts }, index) => {
    const amount = { shop: shop[index] ?? 0, presentment: presentment[index] ?? 0 };
    if (!isNothing(amount)) discounts.push({ application, amount });
  });
}

/** The taxes on an amount: included in it or on top of it, as in the shop's prices. */
export function taxesOn(order: Order, net: Cash, rates: readonly TaxRate[]): TaxLine[] {
  const all = rates.reduce((whole, { rate }) => whole + rate, 0);
  return rates.map(({ title, rate }) => {
    const factor = order.taxesIncluded ? rate / (1 + all) : rate;
    return { title, rate, amount: onBothSides((side) => Math.round(net[side] * factor)) };
  });
}

export function taxRates(order: Order, details: OrderDetails): readonly TaxRate[] {
  return order.customer?.taxExempt === true ? [] : (details.taxes ?? []);
}

function apply(
  order: Order,
  title: string,
  how: Reduction,
  rest: Omit<DiscountApplication, "index" | "title" | "value">,
): DiscountApplication {
  const value = "percent" in how ? { percent: how.percent } : { minor: cash(order, how.amount).presentment };
  const application = { ...rest, title, value, index: order.discountApplications.length };
  order.discountApplications.push(application);
  return application;
}

/** Never more than the amount it is taken off. */
function reduction(order: Order, worths: readonly Cash[], how: Reduction): Cash {
  const whole = sum(worths);
  if ("percent" in how) return onBothSides((side) => Math.round((whole[side] * how.percent) / 100));
  const wanted = cash(order, how.amount);
  return onBothSides((side) => Math.min(whole[side], wanted[side]));
}
