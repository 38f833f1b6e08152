import { addPieces, countPieces, isLive, type PieceCount, type ShipmentPieces } from "./pieces.ts";
import { hasShipped, type PlannedShipment } from "./facts.ts";
import type { ShopFulfillment, ShopOrderDocument } from "../shop/order.ts";

/** A shop's fulfillment, and which shipments its pieces belong to. */
export interface Claimed {
  fulfillment: ShopFulfillment;
  /** By the shipment's place. */
  by: Map<string, PieceCount>;
  /** Pieces that no shipment accounts for. */
  left: PieceCount;
}

export interface Claims {
  fulfillments: Claimed[];
  /** Pieces of shipped shipments that no fulfillment shows yet, by the shipment's place. */
  needed: Map<string, PieceCount>;
}

/**
 * Finds what the shop already shows, no matter who made it, so that nothing is fulfilled twice: first
 * fulfillments remembered as the shipment's own, then those with one of its tracking numbers, then those with
 * exactly its lines, then any with the same pieces. Each piece counts once.
 */
export function claimFulfillments(
  document: ShopOrderDocument,
  shipments: readonly PlannedShipment[],
  pieces: ReadonlyMap<string, ShipmentPieces>,
): Claims {
  const fulfillments = document.fulfillments
    .filter(({ status }) => isLive(status))
    .map((fulfillment): Claimed => ({ fulfillment, by: new Map(), left: countLines(fulfillment) }));
  const shipped = shipments.filter(hasShipped);
  const needed = new Map(
    shipped.map(({ place }): [string, PieceCount] => [place, new Map(pieces.get(place)?.byLine)]),
  );
  for (const fits of STAGES) {
    for (const shipment of shipped) {
      const need = needed.get(shipment.place) ?? new Map<string, number>();
      for (const claimed of fulfillments) {
        if (fits(shipment, claimed, need)) claim(claimed, shipment.place, need);
      }
    }
  }
  return { fulfillments, needed };
}

type Fits = (shipment: PlannedShipment, claimed: Claimed, need: PieceCount) => boolean;

const STAGES: readonly Fits[] = [
  (shipment, { fulfillment }) => shipment.fulfillmentIds.includes(fulfillment.id),
  (shipment, { fulfillment }) => sharesNumber(shipment, fulfillment),
  ({ locationId }, { fulfillment, left }, need) =>
    fulfillment.locationId === locationId && samePieces(left, need),
  (_, { left }, need) => samePieces(left, need),
  ({ locationId }, { fulfillment }) => fulfillment.locationId === locationId,
  () => true,
];

/** The two share a tracking number. */
export function sharesNumber({ parcels }: PlannedShipment, { tracking }: ShopFulfillment): boolean {
  return parcels.some(({ number }) => number !== null && tracking.some((shown) => shown.number === number));
}

function samePieces(left: PieceCount, need: PieceCount): boolean {
  return (
    countPieces(need) > 0 &&
    countPieces(left) === countPieces(need) &&
    [...need].every(([lineId, quantity]) => (left.get(lineId) ?? 0) === quantity)
  );
}

function claim({ by, left }: Claimed, place: string, need: PieceCount): void {
  for (const [lineId, wanted] of need) {
    const taken = Math.min(wanted, left.get(lineId) ?? 0);
    if (taken <= 0) continue;
    addPieces(left, lineId, -taken);
    addPieces(need, lineId, -taken);
    const own = by.get(place) ?? new Map<string, number>();
    addPieces(own, lineId, taken);
    by.set(place, own);
  }
}

function countLines({ lines }: ShopFulfillment): PieceCount {
  const pieces: PieceCount = new Map();
  for (const { lineId, quantity } of lines) addPieces(pieces, lineId, quantity);
  return pieces;
}

/** Shipments account for every piece of it. */
export function isWhole({ left }: Claimed): boolean {
  return countPieces(left) === 0;
}
