import type { Fulfillment, FulfillmentEvent } from "./order-rows.ts";
import { touchFulfillment } from "./fulfillments.ts";
import type { ShopData } from "./shop-data.ts";

export type NewFulfillmentEvent = Partial<
  Pick<FulfillmentEvent, "message" | "happenedAt" | "estimatedDeliveryAt" | "city" | "country" | "zip">
> &
  Pick<FulfillmentEvent, "status">;

export interface Journey {
  /** FulfillmentDisplayStatus */
  displayStatus: string;
  inTransitAt: number | null;
  deliveredAt: number | null;
  estimatedDeliveryAt: number | null;
}

/** Records where a parcel is; Shopify allows it for a cancelled fulfillment too, and the same event twice. */
export function addFulfillmentEvent(
  state: ShopData,
  fulfillment: Fulfillment,
  told: NewFulfillmentEvent,
): FulfillmentEvent {
  const event: FulfillmentEvent = {
    kind: "FulfillmentEvent",
    id: state.ids.next("FulfillmentEvent"),
    fulfillment,
    status: told.status,
    message: told.message ?? null,
    happenedAt: told.happenedAt ?? state.now(),
    estimatedDeliveryAt: told.estimatedDeliveryAt ?? null,
    city: told.city ?? null,
    country: told.country ?? null,
    zip: told.zip ?? null,
    createdAt: state.now(),
  };
  fulfillment.events.push(event);
  state.emit({ topic: "fulfillment_events/create", event });
  touchFulfillment(state, fulfillment);
  return event;
}

/** A fulfillment's state by its events: the one that happened last counts, whenever it was reported. */
export function journeyOf({ status, events }: Fulfillment): Journey {
  const story = events.toSorted((one, other) => one.happenedAt - other.happenedAt);
  const at = (wanted: FulfillmentEvent["status"]) =>
    story.find((event) => event.status === wanted)?.happenedAt ?? null;
  const promise = story.findLast(({ estimatedDeliveryAt }) => estimatedDeliveryAt !== null);
  return {
    displayStatus: status === "CANCELLED" ? "CANCELED" : (story.at(-1)?.status ?? "FULFILLED"),
    inTransitAt: at("IN_TRANSIT"),
    deliveredAt: at("DELIVERED"),
    estimatedDeliveryAt: promise?.estimatedDeliveryAt ?? null,
  };
}
