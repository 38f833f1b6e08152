import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { heldBy, HOLD_LIMIT } from "#sandbox/shopify/graphql/types/fulfillment-order.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { keepOnly, placeHold, releaseHolds } from "#sandbox/shopify/state/fulfillment-holds.ts";
import { hasEnded } from "#sandbox/shopify/state/fulfillment-orders.ts";
import type { HoldReason } from "#sandbox/shopify/state/fulfillment-parts.ts";
import type { FulfillmentOrder } from "#sandbox/shopify/state/order-rows.ts";
import { neededFulfillmentOrder, type PieceInput, portionsOf } from "./fulfillment-portions.ts";

interface HoldInput {
  reason: HoldReason;
  reasonNotes?: string | null;
  handle?: string | null;
  fulfillmentOrderLineItems?: PieceInput[] | null;
}

const PIECES = ["fulfillmentHold", "fulfillmentOrderLineItems"];

export function fulfillmentOrderHold(_root: unknown, args: Arguments, context: Context) {
  const fulfillmentOrder = neededFulfillmentOrder(context, args["id"] as string);
  const input = args["fulfillmentHold"] as HoldInput;
  const pieces = input.fulfillmentOrderLineItems ?? [];
  const error = objection(fulfillmentOrder, input, pieces, context);
  if (error) return refused(error);
  const portions = portionsOf(fulfillmentOrder, pieces);
  if (typeof portions === "string")
    return refused({ field: PIECES, message: portions, code: "INVALID_LINE_ITEM_QUANTITY" });
  const remainingFulfillmentOrder = keepOnly(context.state, fulfillmentOrder, portions);
  const fulfillmentHold = placeHold(context.state, fulfillmentOrder, {
    handle: input.handle ?? "",
    reason: input.reason,
    reasonNotes: input.reasonNotes ?? null,
    by: { name: context.app.name, app: true },
  });
  return { fulfillmentHold, fulfillmentOrder, remainingFulfillmentOrder, userErrors: [] };
}

export function fulfillmentOrderReleaseHold(_root: unknown, args: Arguments, context: Context) {
  const fulfillmentOrder = neededFulfillmentOrder(context, args["id"] as string);
  const ids = args["holdIds"] as string[] | null | undefined;
  releaseHolds(context.state, fulfillmentOrder, ids?.map((id) => parseGid(id)?.id ?? "") ?? null);
  return { fulfillmentOrder, userErrors: [] };
}

function objection(
  fulfillmentOrder: FulfillmentOrder,
  { handle }: HoldInput,
  pieces: readonly PieceInput[],
  { app }: Context,
): UserError | null {
  const own = fulfillmentOrder.holds.filter((hold) => heldBy(hold, app));
  const none = pieces.findIndex(({ quantity }) => quantity < 1);
  if (none >= 0) {
    const message = "You must select at least one item to place on partial hold.";
    return { field: [...PIECES, String(none), "quantity"], message, code: "GREATER_THAN_ZERO" };
  }
  if (new Set(pieces.map(({ id }) => id)).size < pieces.length) {
    const code = "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS";
    return { field: PIECES, message: "must contain unique line item ids", code };
  }
  if (hasEnded(fulfillmentOrder) || (fulfillmentOrder.holds.length > 0 && pieces.length > 0)) {
    const message = "The fulfillment order is not in a splittable state.";
    return { field: PIECES, message, code: "FULFILLMENT_ORDER_NOT_SPLITTABLE" };
  }
  if (own.some((hold) => hold.handle === (handle ?? ""))) {
    const message =
      "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.";
    return { field: ["fulfillmentHold", "handle"], message, code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE" };
  }
  if (own.length < HOLD_LIMIT) return null;
  const message = `The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to ${HOLD_LIMIT} holds on a single fulfillment order at any one time.`;
  return { field: ["id"], message, code: "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED" };
}

function refused(error: UserError) {
  const nothing = { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null };
  return { ...nothing, userErrors: [error] };
}
