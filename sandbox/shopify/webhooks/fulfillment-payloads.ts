import { gid } from "#sandbox/shopify/gid.ts";
import type { ShopEvent } from "#sandbox/shopify/state/events.ts";
import { journeyOf } from "#sandbox/shopify/state/fulfillment-events.ts";
import type { Fulfillment, FulfillmentEvent, FulfillmentOrder } from "#sandbox/shopify/state/order-rows.ts";
import { time } from "./time.ts";

type Json = Record<string, unknown>;

export function fulfillmentBody(fulfillment: Fulfillment): Json {
  const { id, order, tracking, lines } = fulfillment;
  const numbers = tracking.flatMap(({ number }) => number ?? []);
  const urls = tracking.flatMap(({ url }) => url ?? []);
  return {
    id: Number(id),
    admin_graphql_api_id: gid("Fulfillment", id),
    order_id: Number(order.id),
    name: fulfillment.name,
    status: fulfillment.status.toLowerCase(),
    shipment_status:
      fulfillment.events.length === 0 ? null : journeyOf(fulfillment).displayStatus.toLowerCase(),
    service: "manual",
    location_id: Number(fulfillment.location.id),
    tracking_company: tracking[0]?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    created_at: time(fulfillment.createdAt),
    updated_at: time(fulfillment.updatedAt),
    line_items: lines.map(({ line, quantity }) => ({
      id: Number(line.id),
      admin_graphql_api_id: gid("LineItem", line.id),
      title: line.title,
      sku: line.sku,
      quantity,
    })),
  };
}

export function fulfillmentEventBody(event: FulfillmentEvent): Json {
  const { id, fulfillment } = event;
  return {
    id: Number(id),
    admin_graphql_api_id: gid("FulfillmentEvent", id),
    fulfillment_id: Number(fulfillment.id),
    order_id: Number(fulfillment.order.id),
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: time(event.happenedAt),
    estimated_delivery_at: event.estimatedDeliveryAt === null ? null : time(event.estimatedDeliveryAt),
    city: event.city,
    country: event.country,
    zip: event.zip,
    created_at: time(event.createdAt),
  };
}

/** Shopify sends only ids and what has changed; a receiver that wants more has to read it. */
export function fulfillmentOrderBody(
  event: Extract<ShopEvent, { fulfillmentOrder: FulfillmentOrder }>,
): Json {
  if (event.topic !== "fulfillment_orders/moved") return { fulfillment_order: named(event.fulfillmentOrder) };
  return {
    original_fulfillment_order: named(event.original),
    moved_fulfillment_order: named(event.fulfillmentOrder),
    source_location: { id: gid("Location", event.source.id), name: event.source.name },
    destination_location_id: gid("Location", event.fulfillmentOrder.location.id),
  };
}

function named({ id, status }: FulfillmentOrder): Json {
  return { id: gid("FulfillmentOrder", id), status: status.toLowerCase() };
}
