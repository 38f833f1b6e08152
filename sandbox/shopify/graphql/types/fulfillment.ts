import { gid } from "#sandbox/shopify/gid.ts";
import { journeyOf } from "#sandbox/shopify/state/fulfillment-events.ts";
import { hasEnded } from "#sandbox/shopify/state/fulfillment-orders.ts";
import type {
  Fulfillment as FulfillmentRow,
  FulfillmentEvent as EventRow,
  FulfillmentLine,
  Order as OrderRow,
} from "#sandbox/shopify/state/order-rows.ts";
import { byId, connect, type Ordering } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";

const BY_TIME: Ordering<EventRow> = { value: (row) => row.happenedAt, id: (row) => Number(row.id) };

export const Fulfillment: Fields<FulfillmentRow> = {
  id: (row) => gid("Fulfillment", row.id),
  legacyResourceId: (row) => row.id,
  displayStatus: (row) => journeyOf(row).displayStatus,
  inTransitAt: (row) => journeyOf(row).inTransitAt,
  deliveredAt: (row) => journeyOf(row).deliveredAt,
  estimatedDeliveryAt: (row) => journeyOf(row).estimatedDeliveryAt,
  trackingInfo: (row, args) => row.tracking.slice(0, (args["first"] as number | null) ?? undefined),
  requiresShipping: (row) => row.lines.some(({ line }) => line.variant?.item.requiresShipping ?? true),
  originAddress: () => null,
  totalQuantity: (row) => row.lines.reduce((sum, line) => sum + line.quantity, 0),
  fulfillmentLineItems: (row, args, context) =>
    connect({ rows: row.lines, ordering: byId<FulfillmentLine>() }, args, context),
  fulfillmentOrders: (row, args, context) => {
    const rows = [...new Set(row.lines.map(({ place }) => place.fulfillmentOrder))];
    return connect({ rows, ordering: byId<(typeof rows)[number]>() }, args, context);
  },
  events: (row, args, context) => {
    const ordering = args["sortKey"] === "ID" ? byId<EventRow>() : BY_TIME;
    const rows = row.events.toSorted(
      (one, other) =>
        Number(ordering.value(one)) - Number(ordering.value(other)) || ordering.id(one) - ordering.id(other),
    );
    return connect({ rows, ordering }, args, context);
  },
};

export const FulfillmentLineItem: Fields<FulfillmentLine> = {
  id: (row) => gid("FulfillmentLineItem", row.id),
  lineItem: (row) => row.line,
};

export const FulfillmentEvent: Fields<EventRow> = {
  id: (row) => gid("FulfillmentEvent", row.id),
  address1: () => null,
  province: () => null,
  latitude: () => null,
  longitude: () => null,
};

/** OrderDisplayFulfillmentStatus */
export function fulfillmentStatus(order: OrderRow): string {
  const shipped = order.fulfillments.some(({ status }) => status === "SUCCESS");
  const open = order.fulfillmentOrders.filter((row) => !hasEnded(row));
  const [first] = open;
  if (!first) return shipped ? "FULFILLED" : "UNFULFILLED";
  if (shipped) return "PARTIALLY_FULFILLED";
  const telling = ["ON_HOLD", "SCHEDULED", "IN_PROGRESS"].includes(first.status);
  return telling && open.every(({ status }) => status === first.status) ? first.status : "UNFULFILLED";
}
