import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { fromMinor } from "#sandbox/shopify/state/cash.ts";
import { netPayment } from "#sandbox/shopify/state/order-totals.ts";
import type { WantedRefund } from "#sandbox/shopify/state/refunds.ts";
import { refundOrder } from "#sandbox/shopify/state/refunds.ts";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";

interface RefundInput {
  orderId: string;
  note?: string | null;
  notify?: boolean | null;
  refundLineItems?: { lineItemId: string; quantity: number; restockType?: string | null }[] | null;
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null;
  transactions?: { amount: string; parentId?: string | null; kind: string }[] | null;
  allowOverRefunding?: boolean | null;
  refundMethods?: unknown[];
}

const KNOWN = [
  "orderId",
  "note",
  "notify",
  "refundLineItems",
  "shipping",
  "transactions",
  "allowOverRefunding",
  "refundMethods",
];

export function refundCreate(_root: unknown, args: Arguments, { state }: Context) {
  const input = args["input"] as RefundInput;
  only(input, KNOWN, "RefundInput");
  if ((input.refundMethods ?? []).length > 0) throw notImplemented("RefundInput.refundMethods");
  const order = state.orders.get(idOf(input.orderId));
  if (!order) return refused(null, { field: ["orderId"], message: "Order does not exist" });
  if (order.currency !== order.presentmentCurrency) throw notImplemented("refunds in another currency");
  const error = objection(order, input);
  if (error) return refused(order, error);
  const refund = refundOrder(state, order, wanted(order, input));
  return { order, refund, userErrors: [] };
}

function objection(order: Order, input: RefundInput): UserError | null {
  const lines = input.refundLineItems ?? [];
  const tooMany = lines.findIndex(({ lineItemId, quantity }) => {
    const line = order.lines.find(({ id }) => id === idOf(lineItemId));
    return !line || quantity > line.quantity - line.removed;
  });
  if (tooMany >= 0) {
    const message = "Quantity cannot refund more items than were purchased";
    return { field: ["refundLineItems", String(tooMany), "quantity"], message };
  }
  const parents = (input.transactions ?? []).map(({ parentId }) => idOf(parentId ?? ""));
  if (parents.some((parent) => !order.transactions.some(({ id }) => id === parent))) {
    const message = "Transactions require a parent_id associated with the order";
    return { field: ["transactions"], message };
  }
  const paid = fromMinor(netPayment(order).shop, order.currency);
  const amount = paidBack(order, input);
  if (Number(amount) <= Number(paid)) return null;
  const message = `Refund amount ${shown(order, amount)} is greater than net payment received ${shown(order, paid)}`;
  return { field: null, message };
}

function wanted(order: Order, input: RefundInput): WantedRefund {
  const { shipping } = input;
  const amount = paidBack(order, input);
  return {
    lines: (input.refundLineItems ?? []).map(({ lineItemId, quantity, restockType }) => ({
      lineId: idOf(lineItemId),
      quantity,
      restock: restockType === "CANCEL" || restockType === "RETURN",
    })),
    ...(shipping?.fullRefund === true
      ? { shipping: "all" as const }
      : shipping?.amount
        ? { shipping: { amount: shipping.amount } }
        : {}),
    // If nothing was paid, nothing counts as kept either.
    ...(netPayment(order).shop > 0 ? { amount } : {}),
    note: input.note ?? null,
  };
}

function paidBack(order: Order, { transactions }: RefundInput): string {
  const total = (transactions ?? []).reduce((sum, { amount }) => sum + Number(amount), 0);
  return total.toFixed(fromMinor(0, order.currency).split(".")[1]?.length ?? 0);
}

function shown({ currency }: Order, amount: string): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(Number(amount));
}

function idOf(text: string): string {
  return parseGid(text)?.id ?? "";
}

function refused(order: Order | null, error: UserError) {
  return { order, refund: null, userErrors: [error] };
}
