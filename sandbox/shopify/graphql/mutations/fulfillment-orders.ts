import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { canShip, moveFulfillmentOrder } from "#sandbox/shopify/state/fulfillment-moves.ts";
import { hasEnded } from "#sandbox/shopify/state/fulfillment-orders.ts";
import { markAsOpen, reportProgress, setDeadline } from "#sandbox/shopify/state/fulfillment-progress.ts";
import type { FulfillmentOrder } from "#sandbox/shopify/state/order-rows.ts";
import type { Location } from "#sandbox/shopify/state/rows.ts";
import { neededFulfillmentOrder, type PieceInput, portionsOf } from "./fulfillment-portions.ts";

export function fulfillmentOrderMove(_root: unknown, args: Arguments, context: Context) {
  const { state } = context;
  const fulfillmentOrder = neededFulfillmentOrder(context, args["id"] as string);
  const location = state.locations.get(parseGid(args["newLocationId"] as string)?.id ?? "");
  if (!location?.active) return immovable("Location not found.", ["id"]);
  const error = moveError(fulfillmentOrder, location);
  if (error) return immovable(error.message, error.field, error.code);
  const pieces = args["fulfillmentOrderLineItems"] as PieceInput[] | null | undefined;
  const portions = portionsOf(fulfillmentOrder, pieces);
  if (typeof portions === "string") return immovable(portions);
  if (!portions.every((portion) => canShip(location, portion))) return immovable("Cannot change location.");
  const { moved, original, remaining } = moveFulfillmentOrder(state, fulfillmentOrder, location, portions);
  return {
    movedFulfillmentOrder: moved,
    originalFulfillmentOrder: original,
    remainingFulfillmentOrder: remaining,
    userErrors: [],
  };
}

export function fulfillmentOrderReportProgress(_root: unknown, args: Arguments, context: Context) {
  const fulfillmentOrder = neededFulfillmentOrder(context, args["id"] as string);
  if (fulfillmentOrder.status === "OPEN" || fulfillmentOrder.status === "IN_PROGRESS") {
    reportProgress(context.state, fulfillmentOrder);
    return { fulfillmentOrder, userErrors: [] };
  }
  const message = "Cannot report progress on a fulfillment order in this state.";
  const code = "FULFILLMENT_ORDER_STATUS_INVALID";
  return { fulfillmentOrder: null, userErrors: [{ field: null, message, code }] };
}

export function fulfillmentOrderOpen(_root: unknown, args: Arguments, context: Context) {
  const fulfillmentOrder = neededFulfillmentOrder(context, args["id"] as string);
  const { status, progressReported } = fulfillmentOrder;
  if (status === "SCHEDULED" || (status === "IN_PROGRESS" && progressReported)) {
    markAsOpen(context.state, fulfillmentOrder);
    return { fulfillmentOrder, userErrors: [] };
  }
  const message = `Expected fulfillment order status to be valid but it was ${status.toLowerCase()}.`;
  return { fulfillmentOrder: null, userErrors: [{ field: null, message }] };
}

export function fulfillmentOrdersSetFulfillmentDeadline(_root: unknown, args: Arguments, { state }: Context) {
  const ids = args["fulfillmentOrderIds"] as string[];
  const rows = ids.map((id) => state.fulfillmentOrders.get(parseGid(id)?.id ?? ""));
  const found = rows.filter((row): row is FulfillmentOrder => row !== undefined && !hasEnded(row));
  if (found.length < rows.length) {
    // Recorded answers name no code, though the enum has one.
    const error = { field: null, message: "Fulfillment orders could not be found.", code: null };
    return { success: false, userErrors: [error] };
  }
  const fulfillBy = Date.parse(args["fulfillmentDeadline"] as string);
  for (const row of found) setDeadline(state, row, fulfillBy);
  return { success: true, userErrors: [] };
}

function moveError(fulfillmentOrder: FulfillmentOrder, location: Location): UserError | null {
  const { requestStatus, progressReported } = fulfillmentOrder;
  if (requestStatus === "SUBMITTED" || requestStatus === "ACCEPTED") {
    const message = "Cannot move submitted fulfillment order that is at a 3PL fulfillment service.";
    return { field: null, message, code: null };
  }
  if (hasEnded(fulfillmentOrder) || fulfillmentOrder.location === location)
    return { field: null, message: "Cannot change location.", code: null };
  if (!progressReported) return null;
  const message =
    "Cannot move a fulfillment order that has had progress reported. To move a fulfillment order that has had progress reported, the fulfillment order must first be marked as open resolving the ongoing progress state.";
  return { field: ["id"], message, code: "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS" };
}

function immovable(message: string, field: string[] | null = null, code: string | null = null) {
  const nothing = { movedFulfillmentOrder: null, originalFulfillmentOrder: null };
  return { ...nothing, remainingFulfillmentOrder: null, userErrors: [{ field, message, code }] };
}
