import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { type TrackingInput, trackingOf } from "#sandbox/shopify/state/carriers.ts";
import { addFulfillmentEvent } from "#sandbox/shopify/state/fulfillment-events.ts";
import type { FulfillmentEventStatus } from "#sandbox/shopify/state/fulfillment-parts.ts";
import type { Fulfillment } from "#sandbox/shopify/state/order-rows.ts";
import { cancelFulfillment, updateTracking } from "#sandbox/shopify/state/fulfillments.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

interface EventInput {
  fulfillmentId: string;
  status: FulfillmentEventStatus;
  happenedAt?: string | null;
  estimatedDeliveryAt?: string | null;
  message?: string | null;
  city?: string | null;
  country?: string | null;
  zip?: string | null;
}

const EVENT_MEMBERS = ["fulfillmentId", "status", "happenedAt", "estimatedDeliveryAt", "message"];
const PLACE_MEMBERS = ["city", "country", "zip"];

export function fulfillmentTrackingInfoUpdate(_root: unknown, args: Arguments, { state }: Context) {
  const fulfillment = find(state, args["fulfillmentId"]);
  if (!fulfillment) return missing("fulfillment", ["fulfillmentId"], "Fulfillment does not exist.");
  const tracking = trackingOf(args["trackingInfoInput"] as TrackingInput);
  updateTracking(state, fulfillment, { tracking, notifyCustomer: args["notifyCustomer"] === true });
  return { fulfillment, userErrors: [] };
}

export function fulfillmentCancel(_root: unknown, args: Arguments, { state }: Context) {
  const fulfillment = find(state, args["id"]);
  if (!fulfillment) return missing("fulfillment", ["id"], "Fulfillment not found.");
  cancelFulfillment(state, fulfillment);
  return { fulfillment, userErrors: [] };
}

export function fulfillmentEventCreate(_root: unknown, args: Arguments, { state }: Context) {
  const input = args["fulfillmentEvent"] as EventInput;
  only(input, [...EVENT_MEMBERS, ...PLACE_MEMBERS], "FulfillmentEventInput");
  const fulfillment = find(state, input.fulfillmentId);
  if (!fulfillment) {
    const field = ["fulfillmentEvent", "fulfillmentId"];
    return missing("fulfillmentEvent", field, "Fulfillment does not exist.");
  }
  const { happenedAt, estimatedDeliveryAt, message, city, country, zip } = input;
  const fulfillmentEvent = addFulfillmentEvent(state, fulfillment, {
    status: input.status,
    message: message ?? null,
    happenedAt: happenedAt ? Date.parse(happenedAt) : state.now(),
    estimatedDeliveryAt: estimatedDeliveryAt ? Date.parse(estimatedDeliveryAt) : null,
    city: city ?? null,
    country: country ?? null,
    zip: zip ?? null,
  });
  return { fulfillmentEvent, userErrors: [] };
}

function find(state: ShopState, id: unknown): Fulfillment | undefined {
  const parsed = parseGid(id as string);
  return parsed?.type === "Fulfillment" ? state.fulfillments.get(parsed.id) : undefined;
}

function missing(payload: string, field: string[], message: string) {
  return { [payload]: null, userErrors: [{ field, message }] };
}
