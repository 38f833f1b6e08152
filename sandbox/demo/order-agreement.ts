import { currentTotal } from "#sandbox/shopify/state/order-totals.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { inMoney, totalCents, type ErpOrder } from "#sandbox/sources/erp-order.ts";
import type { Erp } from "#sandbox/sources/erp.ts";
import type { SeededShop } from "./shop.ts";

/** Where shop and ERP differ on an order, each as a sentence for people. */
export interface OrderMismatches {
  /** Orders that the ERP never got, and those that it got more than once. */
  missing: string[];
  doubled: string[];
  moneyDiffers: string[];
  /** Cancelled on one side only. */
  stateDiffers: string[];
  /** Shipped pieces that the shop does not show as shipped, or the other way round. */
  notFulfilled: string[];
  wrongTracking: string[];
  notDelivered: string[];
  /** Files about orders that the ERP could not follow. */
  refused: string[];
}

export interface OrderCounts {
  placed: number;
  inErp: number;
  cancelled: number;
  cancelledByErp: number;
  credited: number;
  shipments: number;
  parcels: number;
  delivered: number;
  /** The total of all orders on each side, in the shop's currency. */
  shopTotal: string;
  erpTotal: string;
}

export function orderKey(shop: string, { id }: Order): string {
  return `${shop}/${id}`;
}

/** The demo's own judge of orders, found without asking the app. It is exact only while nobody does anything. */
export function orderMismatches(
  { store }: SeededShop,
  erp: Pick<Erp, "orders" | "refused">,
): OrderMismatches {
  const found: OrderMismatches = {
    ...{ missing: [], doubled: [], moneyDiffers: [], stateDiffers: [] },
    ...{ notFulfilled: [], wrongTracking: [], notDelivered: [], refused: [...erp.refused] },
  };
  const byName = Map.groupBy(erp.orders.values(), ({ reference }) => reference);
  for (const order of store.orders.rows.filter(({ test }) => !test)) {
    const { name } = order;
    if ((byName.get(name)?.length ?? 0) > 1) found.doubled.push(name);
    const held = erp.orders.get(orderKey(store.shop.domain, order));
    if (held) compare(order, held, found);
    // The ERP need not know of an order that was cancelled before it was sent.
    else if (order.cancelledAt === null) found.missing.push(name);
  }
  return found;
}

export function mismatchCount(found: OrderMismatches): number {
  return Object.values<string[]>({ ...found }).reduce((sum, names) => sum + names.length, 0);
}

export function orderCounts({ store }: SeededShop, erp: Pick<Erp, "orders">): OrderCounts {
  const held = [...erp.orders.values()];
  const shipments = held.flatMap((order) => order.shipments).filter(({ shippedAt }) => shippedAt !== null);
  const placed = store.orders.rows.filter(({ test }) => !test);
  const shopCents = placed.reduce((sum, order) => sum + currentTotal(order).shop, 0);
  return {
    placed: placed.length,
    inErp: held.length,
    cancelled: placed.filter(({ cancelledAt }) => cancelledAt !== null).length,
    cancelledByErp: held.filter(({ cancelledByErp }) => cancelledByErp).length,
    credited: held.filter(({ credits }) => credits.size > 0).length,
    shipments: shipments.length,
    parcels: shipments.flatMap(({ parcels }) => parcels).length,
    delivered: shipments.filter(({ status }) => status === "delivered").length,
    shopTotal: inMoney(shopCents),
    erpTotal: inMoney(held.reduce((sum, order) => sum + netCents(order), 0)),
  };
}

/** What the customer owes in the end: the order as it is now, minus its credits. */
function netCents(order: ErpOrder): number {
  if (order.status === "cancelled") return 0;
  const credited = order.invoices.filter(({ cents }) => cents < 0).reduce((sum, { cents }) => sum + cents, 0);
  return totalCents(order.lines) + credited;
}

function compare(order: Order, held: ErpOrder, found: OrderMismatches): void {
  const { name } = order;
  const [shop, erp] = [currentTotal(order).shop, netCents(held)];
  if (shop !== erp)
    found.moneyDiffers.push(`${name}: ${inMoney(shop)} in the shop, ${inMoney(erp)} in the ERP`);
  if ((order.cancelledAt !== null) !== (held.status === "cancelled"))
    found.stateDiffers.push(
      `${name}: ${order.cancelledAt === null ? "open" : "cancelled"}, ERP ${held.status}`,
    );
  const gone = held.shipments.filter(({ shippedAt, status }) => shippedAt !== null && status !== "cancelled");
  const shown = order.fulfillments.filter(({ status }) => status === "SUCCESS");
  const pieces = sumOf(gone.flatMap(({ lines }) => lines.map(({ pieces: some }) => some)));
  const fulfilled = sumOf(shown.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)));
  if (pieces !== fulfilled) found.notFulfilled.push(`${name}: ${fulfilled} of ${pieces} pieces`);
  const numbers = sorted(gone.flatMap(({ parcels }) => parcels.map(({ number }) => number)));
  const tracked = sorted(shown.flatMap(({ tracking }) => tracking.map(({ number }) => number ?? "")));
  if (numbers !== tracked) found.wrongTracking.push(`${name}: shop ${tracked}, ERP ${numbers}`);
  const arrived = gone.length > 0 && gone.every(({ status }) => status === "delivered");
  const told = shown.every(({ events }) => events.some(({ status }) => status === "DELIVERED"));
  if (arrived && !told) found.notDelivered.push(name);
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function sorted(numbers: string[]): string {
  return numbers.sort().join(" ");
}
