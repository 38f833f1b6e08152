import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { gid, parseGid } from "#sandbox/shopify/gid.ts";
import type { CancelReason } from "#sandbox/shopify/state/order-parts.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";

const NOTE_LENGTH = 255;

/** The order is cancelled by a job: an answer without errors means that the job has begun. */
export function orderCancel(_root: unknown, args: Arguments, { state }: Context) {
  const order = state.orders.get(parseGid(args["orderId"] as string)?.id ?? "");
  const error = order ? objection(order, args) : MISSING;
  if (!order || error) return refused(error ?? MISSING);
  order.cancelling = true;
  const id = state.jobs.start(() => {
    order.cancelling = false;
    state.cancelOrder(order.name, {
      restock: args["restock"] === true,
      refund: refunds(args),
      reason: args["reason"] as CancelReason,
    });
  });
  const job = { id: gid("Job", id), done: false };
  return { job, orderCancelUserErrors: [], userErrors: [] };
}

const MISSING = invalid("orderId", "Order does not exist", "NOT_FOUND");

function objection(order: Order, args: Arguments): UserError | null {
  const note = args["staffNote"];
  if (given(args["refund"]) && given(args["refundMethod"]))
    return invalid("refund", "Only one of the arguments `refund` or `refund_method` is allowed.");
  if (typeof note === "string" && note.length > NOTE_LENGTH)
    return invalid("staffNote", `Staff note is too long. Maximum length is ${NOTE_LENGTH} characters.`);
  if (order.cancelling) return { field: null, message: "Cancellation is already in progress", code: null };
  if (order.cancelledAt !== null)
    return invalid("orderId", "Cannot cancel an order that has already been canceled");
  if (order.fulfillments.some(({ status }) => status === "SUCCESS"))
    return invalid("orderId", "Cannot cancel an order that has outstanding fulfillments");
  if (order.returns.some(({ status }) => status === "OPEN" || status === "REQUESTED"))
    return invalid("orderId", "Cannot cancel an order that has returns");
  return null;
}

function refunds(args: Arguments): boolean {
  const method = args["refundMethod"] as {
    originalPaymentMethodsRefund?: boolean;
    storeCreditRefund?: unknown;
  } | null;
  if (given(method?.storeCreditRefund)) throw notImplemented("refunds to store credit");
  return args["refund"] === true || method?.originalPaymentMethodsRefund === true;
}

function invalid(field: string, message: string, code = "INVALID"): UserError {
  return { field: [field], message, code };
}

function refused(error: UserError) {
  const { field, message } = error;
  return { job: null, orderCancelUserErrors: [error], userErrors: [{ field, message }] };
}
