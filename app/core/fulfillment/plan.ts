import { claimFulfillments, isWhole, type Claims } from "./claims.ts";
import { decideShipments, stepsNow, type ShipmentDecision } from "./decision.ts";
import { owedEvents } from "./events.ts";
import { shipmentPieces } from "./pieces.ts";
import { comingProgress } from "./progress.ts";
import { openQuestions, type Question } from "./questions.ts";
import { changesOrders, type FulfillmentStep } from "./step.ts";
import { hasShipped, type FulfillmentFacts, type PlannedShipment } from "./facts.ts";
import { supply, supplyOf, type Supplied } from "./supply.ts";
import { notifier, showsTracking, wantedTracking } from "./tracking.ts";

export interface FulfillmentPlan {
  /** Taken one after the other; after one that changes fulfillment orders, the rest is planned again. */
  steps: FulfillmentStep[];
  shipments: ShipmentDecision[];
}

/**
 * Plans how the shop comes to show an order's shipments as the source has them: shipped pieces not shown yet
 * become fulfillments, one per location; what is already shown, by anyone, is adopted and only corrected.
 * Never more than was shipped or is left to fulfill. Planning again after all steps are done yields none.
 */
export function planFulfillment(all: FulfillmentFacts): FulfillmentPlan {
  const { document } = all;
  const shipments = all.shipments.filter(({ rules }) => rules.on);
  const subject = { ...all, shipments };
  const pieces = shipmentPieces(subject);
  const claims = claimFulfillments(document, shipments, pieces);
  const questions = openQuestions(subject, claims, pieces);
  const source = supplyOf(document);
  const supplied = new Map(
    shipments.filter(hasShipped).map((shipment) => {
      const need = claims.needed.get(shipment.place) ?? new Map<string, number>();
      const cancelled = document.cancelledAt !== null;
      return [shipment.place, cancelled ? ofCancelledOrder(need) : supply(shipment, need, source)] as const;
    }),
  );
  const progress = comingProgress(document, shipments, pieces, source.left);
  const problems = new Map(
    shipments.map(({ place }) => [
      place,
      [...(pieces.get(place)?.problems ?? []), ...(supplied.get(place)?.problems ?? [])],
    ]),
  );
  const notifies = notifier(document, all.now);
  const owed = [
    ...cancellations(questions),
    ...shipments.flatMap(({ place }) => progress.get(place)?.steps ?? []),
    ...fulfilling(shipments, claims, supplied, notifies),
    ...corrections(subject, claims, notifies),
  ];
  const decided = decideShipments(all, { ...subject, pieces, claims, questions, problems, progress, owed });
  const steps = stepsNow(shipments, decided, owed);
  const preparing = steps.filter(changesOrders);
  return { steps: preparing.length > 0 ? preparing : steps, shipments: decided };
}

type Notifies = ReturnType<typeof notifier>;

function ofCancelledOrder(need: ReadonlyMap<string, number>): Supplied {
  const problems = [...need]
    .filter(([, quantity]) => quantity > 0)
    .map(([lineId, quantity]) => ({ code: "order-cancelled" as const, lineId, sku: null, quantity }));
  return { taken: [], prepare: [], problems };
}

function cancellations(questions: ReadonlyMap<string, Question>): FulfillmentStep[] {
  const ids = new Map<string, string[]>();
  for (const [place, { cancels }] of questions) {
    for (const id of cancels) ids.set(id, [...(ids.get(id) ?? []), place]);
  }
  return [...ids].map(([fulfillmentId, places]) => ({ step: "cancel", places, fulfillmentId }));
}

/** One fulfillment for each location that pieces of a shipment come from. */
function fulfilling(
  shipments: readonly PlannedShipment[],
  claims: Claims,
  supplied: ReadonlyMap<string, Supplied>,
  notifies: Notifies,
): FulfillmentStep[] {
  return shipments.filter(hasShipped).flatMap((shipment): FulfillmentStep[] => {
    const { taken, prepare } = supplied.get(shipment.place) ?? { taken: [], prepare: [] };
    if (prepare.length > 0) return prepare;
    const locations = [...new Set(taken.map(({ order }) => order.locationId))];
    const shown = claims.fulfillments.some(({ by }) => by.has(shipment.place));
    return locations.map((locationId, at) => ({
      step: "create",
      places: [shipment.place],
      locationId,
      fulfillmentOrders: taken
        .filter(({ order }) => order.locationId === locationId)
        .map(({ order, lines }) => ({ id: order.id, lines })),
      tracking: wantedTracking([shipment]),
      notifyCustomer: notifies([shipment], !shown && at === 0 && shipment.fulfillmentIds.length === 0),
    }));
  });
}

/** What the shop shows wrongly or not yet for fulfillments of these shipments and nothing else. */
function corrections(
  { shipments, now }: FulfillmentFacts,
  { fulfillments }: Claims,
  notifies: Notifies,
): FulfillmentStep[] {
  return fulfillments.flatMap((claimed): FulfillmentStep[] => {
    const { fulfillment, by } = claimed;
    const shown: PlannedShipment[] = shipments.filter(({ place }) => by.has(place));
    if (shown.length === 0 || !isWhole(claimed)) return [];
    const of = { places: [...by.keys()], fulfillmentId: fulfillment.id };
    const tracking = wantedTracking(shown);
    const tracks = tracking === null || showsTracking(claimed, tracking, fulfillments);
    return [
      ...(tracks
        ? []
        : [{ step: "update-tracking" as const, ...of, tracking, notifyCustomer: notifies(shown, false) }]),
      ...owedEvents(fulfillment, shown, now).map((event) => ({ step: "event" as const, ...of, event })),
    ];
  });
}
