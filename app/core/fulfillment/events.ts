import { toSecond } from "./value.ts";
import type { PlannedShipment } from "./facts.ts";
import type { ParcelEvent } from "../source/order-records.ts";
import type { ShopFulfillment } from "../shop/order.ts";

/** What customers can be told about a parcel: Shopify's FulfillmentEventStatus. */
export type EventStatus =
  | "LABEL_PRINTED"
  | "CARRIER_PICKED_UP"
  | "IN_TRANSIT"
  | "DELAYED"
  | "OUT_FOR_DELIVERY"
  | "ATTEMPTED_DELIVERY"
  | "READY_FOR_PICKUP"
  | "DELIVERED"
  | "FAILURE";

export interface ShownEvent {
  status: EventStatus;
  /** ISO 8601 in UTC, to the second. */
  at: string;
  message: string | null;
}

const STATUS: Record<ParcelEvent["status"], EventStatus> = {
  "label-printed": "LABEL_PRINTED",
  "carrier-picked-up": "CARRIER_PICKED_UP",
  "in-transit": "IN_TRANSIT",
  delayed: "DELAYED",
  "out-for-delivery": "OUT_FOR_DELIVERY",
  "attempted-delivery": "ATTEMPTED_DELIVERY",
  "ready-for-pickup": "READY_FOR_PICKUP",
  // Shopify has no event for a parcel that the customer picked up.
  "picked-up": "DELIVERED",
  delivered: "DELIVERED",
  failure: "FAILURE",
};

/** Older events are history: sending them would only cause late mails. */
const NEWS_MS = 30 * 24 * 3_600_000;
/** A fulfillment made this long before or after the parcel left shows a different date than the source. */
const SHIPPING_DATE_MS = 12 * 3_600_000;

/** Events that a fulfillment of these shipments lacks, oldest first: each once, none before its last. */
export function owedEvents(
  { events, createdAt }: ShopFulfillment,
  shipments: readonly PlannedShipment[],
  now: number,
): ShownEvent[] {
  const shown = events.map(({ status, happenedAt }) => ({ status, at: toSecond(happenedAt) }));
  const known = new Set(shown.map(({ status, at }) => `${status} ${at}`));
  let last = shown.reduce<{ status: string; at: string } | null>(
    (latest, event) => (latest === null || event.at >= latest.at ? event : latest),
    null,
  );
  const owed: ShownEvent[] = [];
  for (const event of knownEvents(shipments, createdAt)) {
    const old = Date.parse(event.at) < now - NEWS_MS || (last !== null && event.at < last.at);
    if (old || known.has(`${event.status} ${event.at}`) || event.status === last?.status) continue;
    owed.push(event);
    last = event;
  }
  return owed;
}

/** What the source knows about the parcels, oldest first. `shownAt`: when the shop began to show them. */
export function knownEvents(shipments: readonly PlannedShipment[], shownAt: string | null): ShownEvent[] {
  const onTheWay = shipments
    .flatMap(({ parcels }) => parcels.flatMap(({ events }) => events))
    .filter((event) => STATUS[event.status] !== "DELIVERED")
    .map(({ status, at, message }) => ({ status: STATUS[status], at: toSecond(at), message }));
  const delivered = deliveredAt(shipments);
  const all = [
    ...departure(shipments, shownAt, onTheWay),
    ...onTheWay,
    ...(delivered === null ? [] : [{ status: "DELIVERED" as const, at: delivered, message: null }]),
  ];
  return all.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** Delivered means that the last parcel has arrived. */
function deliveredAt(shipments: readonly PlannedShipment[]): string | null {
  const arrivals = shipments.flatMap((shipment) => {
    const whole = shipment.status === "delivered" ? (shipment.deliveredAt ?? shipment.asOf) : null;
    if (shipment.parcels.length === 0) return [whole];
    return shipment.parcels.map(
      ({ events }) => events.find(({ status }) => STATUS[status] === "DELIVERED")?.at ?? whole,
    );
  });
  const times = arrivals.flatMap((at) => (at === null ? [] : [toSecond(at)]));
  return times.length === 0 || times.length < arrivals.length ? null : (times.sort().at(-1) ?? null);
}

/** Shopify shows when a fulfillment was made; if the parcel left at another time, an event says so. */
function departure(
  shipments: readonly PlannedShipment[],
  shownAt: string | null,
  onTheWay: readonly ShownEvent[],
): ShownEvent[] {
  const left = shipments.flatMap(({ shippedAt }) => shippedAt ?? [])[0];
  const said = onTheWay.some(({ status }) => status !== "LABEL_PRINTED");
  if (left === undefined || shownAt === null || said) return [];
  const off = Math.abs(Date.parse(shownAt) - left.getTime());
  return off < SHIPPING_DATE_MS ? [] : [{ status: "CARRIER_PICKED_UP", at: toSecond(left), message: null }];
}
