import { waiting } from "#sandbox/shopify/state/fulfillment-orders.ts";
import { currentTotal } from "#sandbox/shopify/state/order-totals.ts";
import type { Order, OrderLine } from "#sandbox/shopify/state/order-rows.ts";
import type { Erp } from "#sandbox/sources/erp.ts";
import { orderKey } from "./order-agreement.ts";
import type { SeededShop } from "./shop.ts";

/** Pieces of an article that a customer no longer wants. */
export interface Unwanted {
  code: string;
  quantity: number;
}

/** At once, or only when the parcel has come. */
export type When = "now" | "once it has come";

/**
 * Handles goods that a customer no longer wants. Before they are shipped, the order is cancelled or changed,
 * and the warehouse is told to wait for that; once they are shipped, they come back and are refunded.
 * `later`: they are between the two.
 */
export function bringBack(
  shop: SeededShop,
  erp: Erp,
  order: Order,
  taken: readonly Unwanted[],
  skuOf: ReadonlyMap<string, string>,
  when: When,
): "cancelled" | "refunded" | "later" | "nothing" {
  if (order.cancelledAt !== null) return "nothing";
  const lines = [...Map.groupBy(taken, ({ code }) => code)].flatMap(([code, all]) => {
    const quantity = all.reduce((sum, one) => sum + one.quantity, 0);
    const line = order.lines.find((one) => one.variant !== null && skuOf.get(one.variant.id) === code);
    const left = line ? Math.min(quantity, line.quantity - line.removed) : 0;
    return line && left > 0 ? [{ line, quantity: left }] : [];
  });
  if (lines.length === 0) return "nothing";
  const key = orderKey(shop.store.shop.domain, order);
  if (lines.every(({ line }) => waiting(line) === 0)) {
    refund(shop, order, lines);
    return "refunded";
  }
  if (when === "once it has come" || !erp.canChange(key)) return "later";
  const left = order.lines.reduce((sum, { quantity, removed }) => sum + quantity - removed, 0);
  const all = lines.reduce((sum, { quantity }) => sum + quantity, 0) === left;
  if (all) shop.store.cancelOrder(order.name, { restock: true });
  else refund(shop, order, lines);
  erp.putAside(key, currentTotal(order).shop);
  return all ? "cancelled" : "refunded";
}

function refund(
  shop: SeededShop,
  order: Order,
  lines: readonly { line: OrderLine; quantity: number }[],
): void {
  shop.store.refundOrder(order.name, {
    lines: lines.map(({ line, quantity }) => ({ lineId: line.id, quantity, restock: true })),
  });
}
