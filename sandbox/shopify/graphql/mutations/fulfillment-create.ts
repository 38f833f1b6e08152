import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { type TrackingInput, trackingOf } from "#sandbox/shopify/state/carriers.ts";
import type { FulfillmentOrder, Portion } from "#sandbox/shopify/state/order-rows.ts";
import { createFulfillment } from "#sandbox/shopify/state/fulfillments.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { type PieceInput, portionsOf } from "./fulfillment-portions.ts";

interface FulfillmentInput {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string;
    fulfillmentOrderLineItems?: PieceInput[] | null;
  }[];
  notifyCustomer?: boolean | null;
  trackingInfo?: TrackingInput | null;
}

const KNOWN = ["lineItemsByFulfillmentOrder", "notifyCustomer", "trackingInfo"];
const UNFULFILLABLE: readonly string[] = ["CLOSED", "CANCELLED", "ON_HOLD", "SCHEDULED"];

export function fulfillmentCreate(_root: unknown, args: Arguments, { state }: Context) {
  const input = args["fulfillment"] as FulfillmentInput;
  only(input, KNOWN, "FulfillmentInput");
  const userErrors = quantityErrors(input);
  if (userErrors.length > 0) return { fulfillment: null, userErrors };
  const portions = wanted(state, input);
  if (typeof portions === "string")
    return { fulfillment: null, userErrors: [{ field: ["fulfillment"], message: portions }] };
  const tracking = input.trackingInfo ? trackingOf(input.trackingInfo) : [];
  const shipping = { tracking, notifyCustomer: input.notifyCustomer ?? false };
  return { fulfillment: createFulfillment(state, portions, shipping), userErrors: [] };
}

function quantityErrors({ lineItemsByFulfillmentOrder }: FulfillmentInput): UserError[] {
  return lineItemsByFulfillmentOrder.flatMap(({ fulfillmentOrderLineItems }, row) =>
    (fulfillmentOrderLineItems ?? []).flatMap(({ quantity }, index) => {
      const line = ["fulfillmentOrderLineItems", String(index), "quantity"];
      const field = ["fulfillment", "lineItemsByFulfillmentOrder", String(row), ...line];
      return quantity > 0 ? [] : [{ field, message: "Quantity must be greater than 0" }];
    }),
  );
}

/** The pieces to ship, or Shopify's first objection. */
function wanted(state: ShopState, { lineItemsByFulfillmentOrder }: FulfillmentInput): Portion[] | string {
  const rows: { one: FulfillmentOrder; pieces: PieceInput[] | null | undefined }[] = [];
  for (const { fulfillmentOrderId, fulfillmentOrderLineItems: pieces } of lineItemsByFulfillmentOrder) {
    const one = state.fulfillmentOrders.get(parseGid(fulfillmentOrderId)?.id ?? "");
    if (!one) return "Fulfillment order does not exist.";
    rows.push({ one, pieces });
  }
  const orders = distinct(rows.map(({ one }) => one.order.id));
  if (orders.length > 1)
    return `All fulfillment orders must belong to the same order. Multiple orders with ids [${orders.join(", ")}] were found.`;
  const locations = distinct(rows.map(({ one }) => one.location.id));
  if (locations.length > 1)
    return `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${locations.join(", ")}] were found.`;
  const ended = rows.find(({ one }) => UNFULFILLABLE.includes(one.status))?.one;
  if (ended)
    return `Fulfillment order ${ended.id} has an unfulfillable status= ${ended.status.toLowerCase()}.`;
  const portions: Portion[] = [];
  for (const { one, pieces } of rows) {
    const found = portionsOf(one, pieces);
    if (typeof found === "string") return found;
    portions.push(...found);
  }
  return portions.length > 0 ? portions : "Invalid fulfillment order line item quantity requested.";
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
