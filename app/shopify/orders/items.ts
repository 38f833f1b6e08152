import Big from "big.js";
import { bareId } from "#app/core/gid.ts";
import type {
  Amounts,
  Attribute,
  ShopDiscount,
  ShopOrderItem,
  ShopShippingLine,
} from "#app/core/shop/order.ts";
import type { ItemPageFragment, ShippingLinesFragment } from "../api/generated.ts";
import { toAmounts, toTax } from "./money.ts";

type ItemNode = ItemPageFragment["nodes"][number];
type Allocation = ItemNode["discountAllocations"][number];

/**
 * What was sold. Shopify lists a tip among the lines of some orders, and always in the order's sum of tips,
 * which is what a source is sent: as a line it would count twice.
 */
export function toItems(nodes: readonly ItemNode[], tips: Amounts): ShopOrderItem[] {
  let left = new Big(tips.shop);
  const sold = nodes.filter((node) => {
    const price = new Big(node.originalUnitPriceSet.shopMoney.amount).times(node.quantity);
    if (!couldBeTip(node) || price.lte(0) || price.gt(left)) return true;
    left = left.minus(price);
    return false;
  });
  return sold.map(toItem);
}

function couldBeTip(node: ItemNode): boolean {
  const { variant, requiresShipping, isGiftCard, sku, quantity, nonFulfillableQuantity } = node;
  return (
    variant === null &&
    sku === null &&
    !requiresShipping &&
    !isGiftCard &&
    nonFulfillableQuantity === quantity
  );
}

/** Shopify's name for the only variant of a product. */
const ONLY_VARIANT = "Default Title";

function toItem(node: ItemNode): ShopOrderItem {
  const { id, variant, lineItemGroup: group, ...line } = node;
  return {
    id: bareId(id),
    title: line.title,
    variantTitle: line.variantTitle === ONLY_VARIANT ? null : line.variantTitle,
    sku: line.sku,
    variantId: variant && bareId(variant.id),
    inventoryItemId: variant && bareId(variant.inventoryItem.id),
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    giftCard: line.isGiftCard,
    bundle: group && { id: bareId(group.id), title: group.title, quantity: group.quantity },
    attributes: toAttributes(line.customAttributes),
    unitPrice: toAmounts(line.originalUnitPriceSet),
    discounts: line.discountAllocations.map(toDiscount),
    taxes: line.taxLines.map(toTax),
    duties: line.duties.map(({ price, taxLines }) => ({
      amount: toAmounts(price),
      taxes: taxLines.map(toTax),
    })),
  };
}

function toDiscount({ allocatedAmountSet, discountApplication: application }: Allocation): ShopDiscount {
  const { allocationMethod, targetSelection } = application;
  return {
    title: "code" in application ? application.code : "title" in application ? application.title : "",
    // A discount on chosen products may be ACROSS too; EACH on ALL products belongs to the line.
    scope: allocationMethod === "ACROSS" && targetSelection === "ALL" ? "order" : "line",
    amount: toAmounts(allocatedAmountSet),
  };
}

export function toShippingLines({ shippingLines }: ShippingLinesFragment): ShopShippingLine[] {
  return shippingLines.nodes.map(({ id, title, code, isRemoved, ...line }, position) => ({
    // Null in older orders that kept no row for the line.
    id: id === null ? String(position) : bareId(id),
    title,
    code,
    price: toAmounts(line.originalPriceSet),
    discountedPrice: toAmounts(line.discountedPriceSet),
    taxes: line.taxLines.map(toTax),
    removed: isRemoved,
  }));
}

export function toAttributes(attributes: readonly { key: string; value: string | null }[]): Attribute[] {
  return attributes.map(({ key, value }) => ({ key, value: value ?? "" }));
}
