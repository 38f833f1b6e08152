import { planFulfillment, type FulfillmentPlan } from "#app/core/fulfillment-plan.ts";
import type { FulfillmentSubject, PlannedShipment } from "#app/core/fulfillment-subject.ts";
import type { ShopOrderDocument } from "#app/core/shop-order.ts";
import {
  owesReading,
  saveShipmentDecisions,
  type DecidedShipment,
} from "#app/store/fulfillment-decisions.server.ts";
import {
  dirtyFulfillmentOrders,
  loadFulfillments,
  type FulfillmentInput,
  type ShipmentInput,
} from "#app/store/fulfillment-inputs.server.ts";
import type { Rules } from "./rules.server.ts";

/** Decides the shipments of orders that are owed it, at most so many orders; answers how many it looked at. */
export async function decideFulfillments(shop: string, rules: Rules, limit: number): Promise<number> {
  const ids = await dirtyFulfillmentOrders(shop, limit);
  if (ids.length === 0) return 0;
  const inputs = await loadFulfillments(shop, ids);
  await saveShipmentDecisions(
    shop,
    inputs.flatMap((input) => decisionsOf(input, planOrder(input, rules))),
  );
  const unread = inputs.filter(({ document }) => document === null);
  const owed = unread.flatMap(({ orderId, shipments }) =>
    shipments
      .filter(({ connectionId }) => rules.fulfillmentOf(connectionId).on)
      .map(({ place, dirty }) => ({ orderId, place, dirty })),
  );
  if (owed.length > 0) await owesReading(shop, owed);
  return ids.length;
}

/** What is to be done for one order by what is known of it; null: it was never read whole. */
export function planOrder(input: FulfillmentInput, rules: Rules): FulfillmentPlan | null {
  return input.document === null ? null : planFulfillment(subjectOf(input, input.document, rules));
}

/** A plan's decisions as they are saved. */
export function decisionsOf(
  { orderId, shipments }: FulfillmentInput,
  plan: FulfillmentPlan | null,
): DecidedShipment[] {
  return (plan?.shipments ?? []).flatMap((decision) => {
    const dirty = shipments.find(({ place }) => place === decision.place)?.dirty;
    return dirty === undefined ? [] : [{ ...decision, orderId, dirty }];
  });
}

function subjectOf(
  { shipments, articles, cancelledByUs }: FulfillmentInput,
  document: ShopOrderDocument,
  rules: Rules,
): FulfillmentSubject {
  const known = new Map(articles.map((article) => [`${article.connectionId} ${article.sku}`, article]));
  return {
    document,
    shipments: shipments.map((shipment) => toShipment(shipment, rules)),
    articleOf: (connectionId, sku) => known.get(`${connectionId} ${sku}`) ?? null,
    cancelledByUs: new Set(cancelledByUs),
    now: rules.now.getTime(),
  };
}

function toShipment(shipment: ShipmentInput, rules: Rules): PlannedShipment {
  const { connectionId, connectionState, rests, pinnedFor, ignored, parcels } = shipment;
  return {
    ...shipment,
    rules: rules.fulfillmentOf(connectionId),
    promisedAt: toTime(shipment.promisedAt),
    shippedAt: toTime(shipment.shippedAt),
    deliveredAt: toTime(shipment.deliveredAt),
    asOf: new Date(shipment.asOf),
    parcels: parcels.map((parcel) => ({
      ...parcel,
      events: parcel.events.map((event) => ({ ...event, at: new Date(event.at) })),
    })),
    pin: pinnedFor === null ? null : { desired: pinnedFor, ignored },
    resting: connectionState !== "active" ? "paused" : rests ? "retry" : null,
  };
}

function toTime(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
