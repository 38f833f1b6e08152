import type { PieceCount } from "./pieces.ts";
import type { FulfillmentStep, OrderedPieces } from "./step.ts";
import type { FulfillmentProblem, FulfillmentProblemCode, PlannedShipment } from "./facts.ts";
import type { ShopFulfillmentOrder, ShopOrderDocument } from "../shop/order.ts";

/** What fulfillment orders still have. All shipments of an order draw on the same one. */
export type Supply = ReturnType<typeof supplyOf>;

/** Where pieces of one shipment come from, and what must be done first. */
export interface Supplied {
  taken: { order: ShopFulfillmentOrder; lines: OrderedPieces[] }[];
  prepare: FulfillmentStep[];
  problems: FulfillmentProblem[];
}

type Ready = "ready" | "release-hold" | "open" | "move" | FulfillmentProblemCode;

/** The open fulfillment orders of a shop's order, and what remains of their lines. */
export function supplyOf(document: ShopOrderDocument) {
  // A closed one may show pieces as remaining that a cancelled fulfillment moved to another.
  const open = document.fulfillmentOrders.filter(
    ({ status }) => status !== "CLOSED" && status !== "CANCELLED",
  );
  return {
    open,
    left: new Map(open.flatMap(({ lines }) => lines.map(({ id, remaining }) => [id, remaining]))),
  };
}

/**
 * Takes the pieces that a shipment needs from fulfillment orders, first those of its own location and those
 * that are ready. What is on hold, scheduled or assigned elsewhere is made ready if rules and shop allow.
 */
export function supply(shipment: PlannedShipment, need: PieceCount, { open, left }: Supply): Supplied {
  const supplied: Supplied = { taken: [], prepare: [], problems: [] };
  const candidates = open
    .map((order) => ({ order, ready: readiness(shipment, order) }))
    .sort((a, b) => rank(shipment, a) - rank(shipment, b));
  for (const [lineId, quantity] of need) {
    let wanted = quantity;
    for (const { order, ready } of candidates) {
      for (const line of order.lines.filter((one) => one.lineId === lineId)) {
        const pieces = Math.min(wanted, left.get(line.id) ?? 0);
        if (pieces <= 0) continue;
        wanted -= pieces;
        left.set(line.id, (left.get(line.id) ?? 0) - pieces);
        take(supplied, { shipment, order, ready, line, pieces });
      }
    }
    if (wanted > 0) supplied.problems.push({ code: "more-than-left", lineId, sku: null, quantity: wanted });
  }
  return supplied;
}

interface Taking {
  shipment: PlannedShipment;
  order: ShopFulfillmentOrder;
  ready: Ready;
  line: { id: string; lineId: string };
  pieces: number;
}

function take({ taken, prepare, problems }: Supplied, taking: Taking): void {
  const { shipment, order, ready, line, pieces } = taking;
  const places = [shipment.place];
  const of = { places, fulfillmentOrderId: order.id };
  switch (ready) {
    case "ready": {
      const lines = taken.find((one) => one.order.id === order.id)?.lines;
      if (lines) lines.push({ id: line.id, quantity: pieces });
      else taken.push({ order, lines: [{ id: line.id, quantity: pieces }] });
      return;
    }
    case "release-hold":
      if (isPrepared(prepare, order)) return;
      prepare.push({ step: "release-hold", ...of, holdIds: order.holds.map(({ id }) => id) });
      return;
    case "open":
      if (!isPrepared(prepare, order)) prepare.push({ step: "open", ...of });
      return;
    case "move":
      addMove(prepare, of, shipment.locationId ?? "", { id: line.id, quantity: pieces });
      return;
    default:
      problems.push({ code: ready, lineId: line.lineId, sku: null, quantity: pieces });
  }
}

function isPrepared(prepare: readonly FulfillmentStep[], { id }: ShopFulfillmentOrder): boolean {
  return prepare.some((step) => "fulfillmentOrderId" in step && step.fulfillmentOrderId === id);
}

function addMove(
  prepare: FulfillmentStep[],
  of: { places: string[]; fulfillmentOrderId: string },
  locationId: string,
  piece: OrderedPieces,
): void {
  const at = prepare.findIndex(
    (step) => step.step === "move" && step.fulfillmentOrderId === of.fulfillmentOrderId,
  );
  const before = prepare[at];
  const lines = before?.step === "move" ? [...before.lines, piece] : [piece];
  prepare.splice(at < 0 ? prepare.length : at, at < 0 ? 0 : 1, { step: "move", ...of, locationId, lines });
}

/** What a fulfillment order needs before its pieces can be shown as shipped from the shipment's location. */
export function readiness({ rules, locationId }: PlannedShipment, order: ShopFulfillmentOrder): Ready {
  const { status, supportedActions, holds } = order;
  const can = (action: string) => supportedActions.includes(action);
  if (status === "ON_HOLD" || holds.length > 0) {
    const ours = rules.releaseHolds === "ours" && holds.every((hold) => hold.ours);
    return holds.length > 0 && (rules.releaseHolds === "all" || ours) ? "release-hold" : "on-hold";
  }
  if (status === "SCHEDULED") return can("MARK_AS_OPEN") ? "open" : "not-fulfillable";
  if (rules.moveLocation && order.locationId !== locationId) {
    if (locationId === null) return "warehouse-unmapped";
    if (can("MOVE")) return "move";
    // Shopify does not move what somebody has begun to pick until it is opened again.
    return status === "IN_PROGRESS" && can("MARK_AS_OPEN") ? "open" : "cannot-move";
  }
  return can("CREATE_FULFILLMENT") ? "ready" : "not-fulfillable";
}

const READINESS: readonly Ready[] = ["ready", "release-hold", "open", "move"];

function rank(
  { locationId }: PlannedShipment,
  { order, ready }: { order: ShopFulfillmentOrder; ready: Ready },
): number {
  const at = READINESS.indexOf(ready);
  const elsewhere = order.locationId === locationId ? 0 : READINESS.length + 1;
  return elsewhere + (at < 0 ? 2 * READINESS.length + 2 : at);
}
