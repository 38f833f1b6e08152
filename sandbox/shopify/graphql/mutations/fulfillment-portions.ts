import type { Context } from "#sandbox/shopify/graphql/context.ts";
import { refuse } from "#sandbox/shopify/graphql/errors.ts";
import { findOfType } from "#sandbox/shopify/graphql/types/nodes.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import type { FulfillmentOrder, Portion } from "#sandbox/shopify/state/order-rows.ts";
import { remainder } from "#sandbox/shopify/state/fulfillments.ts";

export interface PieceInput {
  id: string;
  quantity: number;
}

/** Mutations of one fulfillment order report an unknown one as a top-level error, not as a user error. */
export function neededFulfillmentOrder(context: Context, id: string): FulfillmentOrder {
  const found = findOfType(context, id, "FulfillmentOrder") as FulfillmentOrder | null;
  if (!found) throw refuse("RESOURCE_NOT_FOUND", `Invalid id: ${id}`);
  return found;
}

/** The pieces that an input names, all that is left if it names none, or what is wrong with the input. */
export function portionsOf(
  fulfillmentOrder: FulfillmentOrder,
  pieces: readonly PieceInput[] | null | undefined,
): Portion[] | string {
  if (!pieces || pieces.length === 0) return remainder(fulfillmentOrder);
  const portions: Portion[] = [];
  for (const { id, quantity } of pieces) {
    const place = fulfillmentOrder.lines.find((line) => line.id === parseGid(id)?.id);
    if (!place) return "Fulfillment order line item does not exist.";
    const same = portions.find((portion) => portion.place === place);
    if (same) same.quantity += quantity;
    else portions.push({ place, quantity });
  }
  const tooMany = portions.some(({ place, quantity }) => quantity < 1 || quantity > place.remaining);
  return tooMany ? "Invalid fulfillment order line item quantity requested." : portions;
}
