import { planFulfillment, type FulfillmentPlan } from "#app/core/fulfillment/plan.ts";
import type { FulfillmentFacts, PlannedShipment } from "#app/core/fulfillment/facts.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import { log } from "#app/log.ts";
import {
  saveShipmentDecisions,
  saveUnread,
  type DecidedShipment,
} from "#app/store/fulfillment/decisions.server.ts";
import {
  dirtyFulfillmentOrders,
  loadFulfillments,
  type FulfillmentRow,
  type ShipmentInput,
} from "#app/store/fulfillment/rows.server.ts";
import type { ValueKey } from "#app/store/values/observations.server.ts";
import { loadRules, type Rules } from "../decide/rules.server.ts";

/** Decides the shipments of the next orders that are owed it, at most `limit`; returns those it looked at. */
export async function decideFulfillments(shop: string, after: ValueKey, limit: number): Promise<ValueKey[]> {
  const ids = await dirtyFulfillmentOrders(shop, after.subject, limit);
  if (ids.length === 0) return [];
  const inputs = await loadFulfillments(shop, ids);
  const rules = await loadRules(shop, new Date());
  await savePlanned(
    shop,
    inputs.map((input) => planOrder(input, rules)),
    rules,
  );
  return ids.map((subject) => ({ kind: "fulfillment", subject, place: "" }));
}

/** One order and its plan. */
export interface PlannedOrder {
  input: FulfillmentRow;
  /** Null: the order was never read whole, or could not be planned. */
  plan: FulfillmentPlan | null;
}

/** Plans one order from what is known. One that cannot be planned is set aside alone; the others go on. */
export function planOrder(input: FulfillmentRow, rules: Rules): PlannedOrder {
  if (input.document === null) return { input, plan: null };
  try {
    return { input, plan: planFulfillment(subjectOf(input, input.document, rules)) };
  } catch (error) {
    log.error({ order: input.orderId, err: error }, "the shipments of an order could not be planned");
    return { input, plan: null };
  }
}

/** Saves what is decided about all shipments, including those of orders without a plan. */
export async function savePlanned(
  shop: string,
  orders: readonly PlannedOrder[],
  rules: Rules,
): Promise<void> {
  await saveShipmentDecisions(shop, orders.flatMap(decisionsOf));
  const unplanned = orders.flatMap(({ input, plan }) =>
    plan === null ? input.shipments.map((shipment) => ({ ...shipment, input })) : [],
  );
  if (unplanned.length === 0) return;
  await saveUnread(
    shop,
    unplanned.map(({ place, dirty, connectionId, input }) => ({
      orderId: input.orderId,
      place,
      dirty,
      ...(rules.fulfillmentOf(connectionId).on
        ? input.document === null
          ? { verdict: "push" as const, reason: null }
          : { verdict: "blocked" as const, reason: "undecidable" }
        : { verdict: "unknown" as const, reason: "off" }),
    })),
  );
}

function decisionsOf({ input: { orderId, shipments }, plan }: PlannedOrder): DecidedShipment[] {
  return (plan?.shipments ?? []).flatMap((decision) => {
    const dirty = shipments.find(({ place }) => place === decision.place)?.dirty;
    return dirty === undefined ? [] : [{ ...decision, orderId, dirty }];
  });
}

function subjectOf(
  { shipments, articles, cancelledByUs }: FulfillmentRow,
  document: ShopOrderDocument,
  rules: Rules,
): FulfillmentFacts {
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
