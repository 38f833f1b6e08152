import { gid } from "#sandbox/shopify/gid.ts";
import { hasEnded } from "#sandbox/shopify/state/fulfillment-orders.ts";
import { canShip } from "#sandbox/shopify/state/fulfillment-moves.ts";
import type { FulfillmentHold as HoldRow } from "#sandbox/shopify/state/fulfillment-parts.ts";
import type {
  FulfillmentOrder as FulfillmentOrderRow,
  FulfillmentOrderLine,
} from "#sandbox/shopify/state/order-rows.ts";
import { remainder } from "#sandbox/shopify/state/fulfillments.ts";
import type { Location } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { AppIdentity, Fields } from "#sandbox/shopify/graphql/context.ts";

/** How many one app may place on one fulfillment order. */
export const HOLD_LIMIT = 10;

export const FulfillmentOrder: Fields<FulfillmentOrderRow> = {
  id: (row) => gid("FulfillmentOrder", row.id),
  orderId: (row) => gid("Order", row.order.id),
  orderName: (row) => row.order.name,
  orderProcessedAt: (row) => row.order.createdAt,
  fulfillmentHolds: (row) => row.holds,
  supportedActions: (row, _args, { app }) =>
    actionsOf(row, app).map((action) => ({ action, externalUrl: null })),
  assignedLocation: ({ location }) => ({
    address1: null,
    address2: null,
    city: location.city,
    countryCode: location.countryCode,
    location,
    name: location.name,
    phone: null,
    province: null,
    zip: null,
  }),
  deliveryMethod: (row) => ({ id: gid("DeliveryMethod", row.id), methodType: row.delivery }),
  lineItems: (row, args, context) =>
    connect({ rows: row.lines, ordering: byId<FulfillmentOrderLine>() }, args, context),
  fulfillments: (row, args, context) => {
    const rows = row.order.fulfillments.filter(({ lines }) =>
      lines.some(({ place }) => place.fulfillmentOrder === row),
    );
    return connect({ rows, ordering: byId<(typeof rows)[number]>() }, args, context);
  },
  locationsForMove: (row, args, context) => {
    const rows = hasEnded(row) ? [] : destinations(context.state, row);
    return connect({ rows, ordering: byId<Destination>() }, args, context);
  },
};

export const FulfillmentOrderLineItem: Fields<FulfillmentOrderLine> = {
  id: (row) => gid("FulfillmentOrderLineItem", row.id),
  inventoryItemId: ({ line }) => line.variant && gid("InventoryItem", line.variant.item.id),
  lineItem: (row) => row.line,
  productTitle: ({ line }) => line.title,
  sku: ({ line }) => line.sku,
  variant: ({ line }, _args, { state }) => state.variants.get(line.variant?.id ?? "") ?? null,
  variantTitle: ({ line }) => line.variant?.title ?? null,
  vendor: ({ line }) => line.variant?.product.vendor ?? null,
  requiresShipping: ({ line }) => line.variant?.item.requiresShipping ?? true,
  totalQuantity: (row) => row.total,
  remainingQuantity: (row) => row.remaining,
  warnings: () => [],
};

export const FulfillmentHold: Fields<HoldRow> = {
  id: (row) => gid("FulfillmentHold", row.id),
  displayReason: ({ reason }) => sentence(reason),
  heldByApp: ({ by }): AppIdentity | null =>
    by.app ? { apiKey: "", name: by.name, scopes: new Set() } : null,
  heldByRequestingApp: (row, _args, { app }) => heldBy(row, app),
};

/** What the shop lets this app do now. */
function actionsOf(row: FulfillmentOrderRow, app: AppIdentity): string[] {
  const { status, requestStatus, progressReported, lines, holds } = row;
  if (hasEnded(row)) return [];
  if (requestStatus === "SUBMITTED") return ["CANCEL_FULFILLMENT_ORDER"];
  if (requestStatus === "ACCEPTED") return ["REQUEST_CANCELLATION"];
  const holdable = holds.filter((hold) => heldBy(hold, app)).length < HOLD_LIMIT;
  if (status === "ON_HOLD") return ["RELEASE_HOLD", ...(holdable ? ["HOLD"] : []), "MOVE"];
  if (status === "SCHEDULED") return ["MARK_AS_OPEN", "MOVE", "HOLD"];
  if (progressReported) return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN"];
  const pieces = lines.reduce((sum, { remaining }) => sum + remaining, 0);
  return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", ...(pieces > 1 ? ["SPLIT"] : [])];
}

export function heldBy({ by }: HoldRow, app: AppIdentity): boolean {
  return by.app && by.name === app.name;
}

interface Destination {
  id: string;
  location: Location;
  movable: boolean;
  message: string | null;
}

function destinations(state: ShopState, row: FulfillmentOrderRow): Destination[] {
  const elsewhere = state.locations.rows.filter((place) => place.active && place !== row.location);
  return elsewhere.map((location) => {
    const movable = remainder(row).some((portion) => canShip(location, portion));
    const message = movable ? null : "None of the items are stocked at the new location.";
    return { id: location.id, location, movable, message };
  });
}

function sentence(reason: string): string {
  const words = reason.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
