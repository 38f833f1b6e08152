import { reserve } from "./fulfillment-orders.ts";
import type { Level, Variant } from "./rows.ts";
import { cash, discountLine, taxesOn } from "./order-pricing.ts";
import type { WantedLine } from "./order-input.ts";
import { lineNet } from "./order-totals.ts";
import type { Order, OrderLine } from "./order-rows.ts";
import type { ShopData } from "./shop-data.ts";

/** A line at its full price, without discounts of the order and without taxes. */
export function addLine(state: ShopData, order: Order, wanted: WantedLine): OrderLine {
  const variant = "variantId" in wanted ? state.variants.need(wanted.variantId) : null;
  const price = wanted.price ?? variant?.price ?? "0.00";
  const line: OrderLine = {
    kind: "LineItem",
    id: state.ids.next("LineItem"),
    order,
    variant,
    title: variant?.product.title ?? titleOf(wanted),
    sku: variant?.sku ?? ("sku" in wanted ? (wanted.sku ?? null) : null),
    price,
    quantity: wanted.quantity,
    removed: 0,
    unitPrice: cash(order, price),
    requiresShipping: needsShipping(wanted, variant),
    giftCard: wanted.giftCard ?? false,
    tip: false,
    attributes: wanted.attributes ?? [],
    group: wanted.bundle ? groupOf(state, order, wanted.bundle) : null,
    discounts: [],
    taxRates: wanted.giftCard === true ? [] : (wanted.taxes ?? order.taxRates),
    taxes: [],
    duties: [],
  };
  if (wanted.duty !== undefined) {
    const id = state.ids.next("Duty");
    line.duties.push({ kind: "Duty", id, amount: cash(order, wanted.duty) });
  }
  if (wanted.discount) discountLine(order, line, wanted.discount);
  order.lines.push(line);
  return line;
}

/** A tip as the shop lists it: nothing to ship, nothing to tax. */
export function addTip(state: ShopData, order: Order, amount: string): OrderLine {
  const line = addLine(state, order, {
    title: "Tip",
    price: amount,
    quantity: 1,
    requiresShipping: false,
    taxes: [],
  });
  line.tip = true;
  return line;
}

export function taxLine(line: OrderLine): void {
  line.taxes = taxesOn(line.order, lineNet(line), line.taxRates);
}

/** Gift cards are sent by mail at once; for a tip nothing is sent. */
export function reserveLine(state: ShopData, line: OrderLine, locationId: string | undefined): Level[] {
  return line.giftCard || line.tip ? [] : reserve(state, line, locationId);
}

function titleOf(wanted: WantedLine): string {
  return "title" in wanted ? wanted.title : "";
}

function needsShipping(wanted: WantedLine, variant: Variant | null): boolean {
  if (wanted.giftCard === true) return false;
  if (variant) return variant.item.requiresShipping;
  return "requiresShipping" in wanted ? (wanted.requiresShipping ?? true) : true;
}

function groupOf(state: ShopData, order: Order, bundle: { title: string; quantity: number }) {
  const same = order.lines.find(({ group }) => group?.title === bundle.title)?.group;
  return same ?? { kind: "LineItemGroup" as const, id: state.ids.next("LineItemGroup"), ...bundle };
}
