import { QUANTITY_MAX } from "../shopify-limits.ts";
import type { Buffer } from "../values/policy.ts";
import type { Basis, Receipt, ReceiptLine } from "../values/receipt.ts";
import { urgencyOf } from "../values/urgency.ts";
import type { BlockedReason } from "../values/blocked.ts";

/** What the source says about one SKU in one warehouse, in the source's unit. */
export interface StockReading {
  warehouse: string;
  /** Null: the source used to list it and no longer does. */
  quantity: number | null;
  /** ISO time up to which the source's bookings are in `quantity`. */
  asOf: string;
  origin: string | null;
}

/** Pieces that one order took from `available` and that the source had not booked when it answered. */
export interface UnbookedSale {
  orderName: string;
  quantity: number;
}

export interface StockFacts {
  basis: Basis;
  readings: readonly StockReading[];
  /** Source units in one piece sold in the shop. */
  unit: number;
  buffer: Buffer | null;
  unbooked: readonly UnbookedSale[];
  /** Pieces the shop holds for open orders at this location; only the on_hand basis needs it. */
  committed: number;
  stopSelling: boolean;
}

/** The least that a sellable quantity may be set to: the shop never shows less than zero. */
const FLOOR = 0;

/**
 * What the shop should show for one item at one location, in pieces, and why:
 * `max(floor, floorDiv(free, unit) - buffer - unbooked)`, plus what open orders hold on the on_hand basis,
 * so that the shop's own commitments are never subtracted twice.
 */
export function desiredStock(facts: StockFacts): Receipt {
  const lines: ReceiptLine[] = facts.readings.map((reading) => ({ kind: "free", ...reading }));
  const free = facts.readings.reduce((sum, { quantity }) => sum + (quantity === null ? 0 : quantity), 0);
  const pieces = Math.floor(free / facts.unit);
  if (facts.unit !== 1) {
    lines.push({ kind: "unit", unit: facts.unit, pieces, remainder: free - pieces * facts.unit });
  }

  let sellable = pieces;
  if (facts.buffer && facts.buffer.quantity > 0) {
    sellable -= facts.buffer.quantity;
    lines.push({ kind: "buffer", ...facts.buffer, quantity: -facts.buffer.quantity });
  }
  const unbooked = facts.unbooked.reduce((sum, sale) => sum + sale.quantity, 0);
  if (unbooked > 0) {
    sellable -= unbooked;
    const orders = facts.unbooked.map((sale) => sale.orderName);
    lines.push({ kind: "unbooked", quantity: -unbooked, orders });
  }
  if (sellable < FLOOR) {
    lines.push({ kind: "floor", quantity: FLOOR - sellable });
    sellable = FLOOR;
  }
  if (facts.stopSelling) {
    lines.push({ kind: "stop-selling" });
    sellable = FLOOR;
  }
  if (facts.basis === "on_hand") {
    lines.push({ kind: "committed", quantity: facts.committed });
    sellable += facts.committed;
  }
  return { of: "stock", basis: facts.basis, lines, result: sellable };
}

/** A sale of the shop, as far as the stock formula needs it. Times are epoch milliseconds. */
export interface Sale {
  orderName: string;
  quantity: number;
  createdAt: number;
  /** When the source said that it had booked the order; null: it has not, or no longer. */
  bookedAt: number | null;
  /** Pieces added since then that the source holding the order has not been sent yet. */
  untold: number;
}

/**
 * The sales that a reading does not include yet. `asOf` is the time up to which the source's bookings are in
 * the reading. Where the source never says what it booked, `bookedAfterMs` replaces it: the time after which
 * the source is assumed to have booked an order.
 */
export function unbookedSales(
  sales: readonly Sale[],
  asOf: number,
  bookedAfterMs: number | null,
): UnbookedSale[] {
  const isUnbooked = (sale: Sale) => {
    if (sale.bookedAt !== null) return sale.bookedAt > asOf;
    return bookedAfterMs === null || sale.createdAt + bookedAfterMs > asOf;
  };
  return sales
    .map((sale) => ({
      orderName: sale.orderName,
      quantity: isUnbooked(sale) ? sale.quantity : Math.min(sale.untold, sale.quantity),
    }))
    .filter(({ quantity }) => quantity > 0);
}

/** Why this item's quantity cannot be kept in step here, or null where it can. */
export function stockBlocked(item: {
  links: number;
  tracked: boolean;
  hasComponents: boolean;
  readings: number;
  desired: number;
}): BlockedReason | null {
  if (item.links === 0) return "unlinked";
  if (item.links > 1) return "linked-twice";
  if (!item.tracked) return "untracked";
  if (item.hasComponents) return "has-components";
  if (item.readings === 0) return "no-reading";
  if (Math.abs(item.desired) > QUANTITY_MAX) return "out-of-range";
  return null;
}

/**
 * How much a wrong quantity can hurt; larger is worse. The class comes first (selling what is not there, hiding
 * what is there, showing too much, showing too little), then the pieces times the price, in whole money units.
 */
export function stockUrgency(shows: number, desired: number, price: number): number {
  const difference = Math.abs(shows - desired);
  if (difference === 0) return 0;
  const harm = shows > 0 && desired <= 0 ? 4 : shows <= 0 && desired > 0 ? 3 : shows > desired ? 2 : 1;
  return urgencyOf(harm, difference * Math.max(1, price));
}
