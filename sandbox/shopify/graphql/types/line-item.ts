import { gid } from "#sandbox/shopify/gid.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { minus, onBothSides, sum } from "#sandbox/shopify/state/cash.ts";
import { waiting } from "#sandbox/shopify/state/fulfillment-orders.ts";
import type { LineGroup, ShippingLine as ShippingLineRow } from "#sandbox/shopify/state/order-parts.ts";
import { lineGross, lineNet, shippingNet } from "#sandbox/shopify/state/order-totals.ts";
import type { Order, OrderLine } from "#sandbox/shopify/state/order-rows.ts";
import { allocations, duties, moneyBag, taxLines } from "./order-money.ts";

export const LineItem: Fields<OrderLine> = {
  id: (line) => gid("LineItem", line.id),
  name: (line) => line.title,
  product: (line, _args, { state }) => state.products.get(line.variant?.product.id ?? "") ?? null,
  variant: (line, _args, { state }) => state.variants.get(line.variant?.id ?? "") ?? null,
  variantTitle: (line) => line.variant?.title ?? null,
  vendor: (line) => line.variant?.product.vendor ?? null,
  currentQuantity: (line) => line.quantity - line.removed,
  unfulfilledQuantity: waiting,
  refundableQuantity: (line) => line.quantity - line.removed,
  nonFulfillableQuantity: (line) => (line.tip ? line.quantity : line.removed),
  isGiftCard: (line) => line.giftCard,
  taxable: (line) => line.taxRates.length > 0,
  customAttributes: (line) => line.attributes,
  lineItemGroup: (line) => line.group,
  originalUnitPriceSet: (line) => moneyBag(line.order, line.unitPrice),
  originalTotalSet: (line) => moneyBag(line.order, lineGross(line)),
  discountedTotalSet: (line) => moneyBag(line.order, minus(lineGross(line), ownDiscounts(line))),
  totalDiscountSet: (line) => moneyBag(line.order, ownDiscounts(line)),
  discountedUnitPriceSet: (line) => {
    const total = minus(lineGross(line), ownDiscounts(line));
    return moneyBag(
      line.order,
      onBothSides((side) => Math.round(total[side] / line.quantity)),
    );
  },
  discountedUnitPriceAfterAllDiscountsSet: (line) =>
    moneyBag(
      line.order,
      onBothSides((side) => Math.round(lineNet(line)[side] / line.quantity)),
    ),
  discountAllocations: (line) => allocations(line.order, line.discounts),
  taxLines: (line) => taxLines(line.order, line.taxes),
  duties: (line) => duties(line.order, line.duties),
};

export const LineItemGroup: Fields<LineGroup> = {
  id: (group) => gid("LineItemGroup", group.id),
};

/** A shipping line does not know its order. */
export function shippingLine(order: Order, line: ShippingLineRow) {
  return {
    id: gid("ShippingLine", line.id),
    title: line.title,
    code: line.code,
    custom: false,
    source: "shopify",
    carrierIdentifier: null,
    isRemoved: line.removed,
    originalPriceSet: moneyBag(order, line.price),
    discountedPriceSet: moneyBag(order, shippingNet(line)),
    currentDiscountedPriceSet: moneyBag(order, minus(shippingNet(line), line.refunded)),
    discountAllocations: allocations(order, line.discounts),
    taxLines: taxLines(order, line.taxes),
  };
}

/** Discounts on the line itself, without its share of discounts on the order. */
function ownDiscounts(line: OrderLine) {
  const own = line.discounts.filter(({ application }) => application.allocationMethod === "EACH");
  return sum(own.map(({ amount }) => amount));
}
