import { readiness } from "./supply.ts";
import type { FulfillmentStep } from "./step.ts";
import { isComing, type PlannedShipment } from "./facts.ts";
import { addPieces, type PieceCount, type ShipmentPieces } from "./pieces.ts";
import { toSecond } from "./value.ts";
import type { ShopFulfillmentOrder, ShopOrderDocument } from "../shop/order.ts";

/** What can be shown of a shipment before it leaves. */
export interface Progress {
  steps: FulfillmentStep[];
  picking: boolean;
  promisedAt: string | null;
}

/**
 * Shipments still to come: from where, whether they are being picked, and when they are promised. `left` is
 * what fulfillment orders still have for them.
 */
export function comingProgress(
  document: ShopOrderDocument,
  shipments: readonly PlannedShipment[],
  pieces: ReadonlyMap<string, ShipmentPieces>,
  left: PieceCount,
): Map<string, Progress> {
  const coming = document.cancelledAt === null ? shipments.filter(isComing) : [];
  const progress = new Map<string, Progress>();
  const promised = new Map<string, { at: string; places: string[] }>();
  for (const shipment of coming) {
    const orders = ordersOf(document, new Map(pieces.get(shipment.place)?.byLine), left);
    const steps = shipment.status === "waiting" ? [] : pickingSteps(shipment, orders);
    const picking = orders.some(({ order }) => order.status === "IN_PROGRESS");
    const promisedAt = orders.find(({ order }) => order.fulfillBy !== null)?.order.fulfillBy ?? null;
    progress.set(shipment.place, { steps, picking, promisedAt: promisedAt && toSecond(promisedAt) });
    promise(shipment, orders, promised);
  }
  for (const [orderId, { at, places }] of promised) {
    const shows = document.fulfillmentOrders.find(({ id }) => id === orderId)?.fulfillBy ?? null;
    if (shows !== null && toSecond(shows) === at) continue;
    const step = { step: "deadline" as const, places, fulfillmentOrderIds: [orderId], at };
    for (const place of places.slice(0, 1)) progress.get(place)?.steps.push(step);
  }
  return progress;
}

/** What one shipment takes from a fulfillment order. */
interface Used {
  order: ShopFulfillmentOrder;
  lines: { id: string; quantity: number }[];
}

const OPEN: readonly string[] = ["OPEN", "IN_PROGRESS", "ON_HOLD", "SCHEDULED"];

/** The fulfillment orders that still hold these pieces, each piece in one of them. */
function ordersOf(document: ShopOrderDocument, need: PieceCount, left: PieceCount): Used[] {
  const found: Used[] = [];
  for (const order of document.fulfillmentOrders.filter(({ status }) => OPEN.includes(status))) {
    const lines = order.lines.flatMap(({ id, lineId }) => {
      const quantity = Math.min(need.get(lineId) ?? 0, left.get(id) ?? 0);
      if (quantity <= 0) return [];
      addPieces(left, id, -quantity);
      addPieces(need, lineId, -quantity);
      return [{ id, quantity }];
    });
    if (lines.length > 0) found.push({ order, lines });
  }
  return found;
}

/** Moves come first: Shopify does not move what is being picked. */
function pickingSteps(shipment: PlannedShipment, orders: readonly Used[]): FulfillmentStep[] {
  const { rules, locationId, place } = shipment;
  const reported = rules.reportProgress ? orders : [];
  return reported.flatMap(({ order, lines }): FulfillmentStep[] => {
    if (order.status !== "OPEN") return [];
    const of = { places: [place], fulfillmentOrderId: order.id };
    const ready = readiness(shipment, order);
    if (ready === "move" && locationId !== null) return [{ step: "move", ...of, locationId, lines }];
    return order.supportedActions.includes("REPORT_PROGRESS") ? [{ step: "report-progress", ...of }] : [];
  });
}

/** Goods shipped in several parts are promised for when the last part goes. */
function promise(
  { place, promisedAt }: PlannedShipment,
  orders: readonly Used[],
  promised: Map<string, { at: string; places: string[] }>,
): void {
  if (promisedAt === null) return;
  const at = toSecond(promisedAt);
  for (const { order } of orders) {
    const before = promised.get(order.id);
    const places = [...(before?.places ?? []), place];
    promised.set(order.id, { at: before && before.at > at ? before.at : at, places });
  }
}
