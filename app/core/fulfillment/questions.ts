import { isWhole, sharesNumber, type Claims } from "./claims.ts";
import { countPieces, type ShipmentPieces } from "./pieces.ts";
import type { FulfillmentConflict, FulfillmentFacts, PlannedShipment } from "./facts.ts";

/** A disagreement of the two sides about what was already shown. */
export interface Question {
  conflict: FulfillmentConflict;
  /** Rules answer it; else a person has to. */
  byRule: boolean;
  /** Fulfillments to cancel if the answer favours the source. */
  cancels: readonly string[];
}

/**
 * Shipments that were shown and have changed on one side since: taken back or altered by the source, or
 * cancelled by the shop's staff.
 */
export function openQuestions(
  facts: FulfillmentFacts,
  claims: Claims,
  pieces: ReadonlyMap<string, ShipmentPieces>,
): Map<string, Question> {
  const questions = new Map<string, Question>();
  // If a shipment's lines are not understood, nobody can say that it holds less than is shown.
  const unclear = [...pieces.values()].some(({ problems }) => problems.length > 0);
  for (const shipment of facts.shipments) {
    const question =
      (unclear ? null : takenBack(shipment, claims)) ?? cancelledByStaff(shipment, facts, claims);
    if (question) questions.set(shipment.place, question);
  }
  return questions;
}

function takenBack(
  { place, fulfillmentIds, rules }: PlannedShipment,
  { fulfillments }: Claims,
): Question | null {
  const own = fulfillments.filter(({ fulfillment }) => fulfillmentIds.includes(fulfillment.id));
  const excess = own.filter((claimed) => !isWhole(claimed));
  if (excess.length === 0) return null;
  const kept = excess.some(({ by }) => by.size > 0) || own.some(({ by }) => by.has(place));
  return {
    conflict: kept ? "changed-in-source" : "cancelled-in-source",
    byRule: rules.sourceCancels === "cancel",
    cancels: excess.map(({ fulfillment }) => fulfillment.id),
  };
}

function cancelledByStaff(
  shipment: PlannedShipment,
  { document, cancelledByUs }: FulfillmentFacts,
  { needed }: Claims,
): Question | null {
  const cancelled = document.fulfillments.some(
    (fulfillment) =>
      fulfillment.status === "CANCELLED" &&
      !cancelledByUs.has(fulfillment.id) &&
      // If the answer to its creation was lost, only its parcels identify it.
      (shipment.fulfillmentIds.includes(fulfillment.id) || sharesNumber(shipment, fulfillment)),
  );
  if (!cancelled || document.cancelledAt !== null) return null;
  const missing = countPieces(needed.get(shipment.place) ?? new Map<string, number>()) > 0;
  return missing ? { conflict: "cancelled-in-shop", byRule: false, cancels: [] } : null;
}
