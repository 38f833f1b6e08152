import { gid } from "#app/core/gid.ts";
import { SHORT_TEXT_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import type { CancelOrderMutation, CancelOrderMutationVariables } from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { operation } from "../api/operation.ts";
import { refusalOr } from "../api/refusal.ts";

/** The only refusal without a code; on a second request it counts as started. */
const ALREADY_ASKED = "Cancellation is already in progress";

export interface Cancellation {
  orderId: string;
  reason: CancelOrderMutationVariables["reason"];
  restock: boolean;
  /** Pays back what the customer has paid, the way it was paid. */
  refund: boolean;
  notifyCustomer: boolean;
  /** For the staff; cut at Shopify's limit. */
  note: string | null;
}

const CancelOrder = operation<CancelOrderMutation, CancelOrderMutationVariables>(/* GraphQL */ `
  mutation CancelOrder(
    $orderId: ID!
    $reason: OrderCancelReason!
    $restock: Boolean!
    $refundMethod: OrderCancelRefundMethodInput
    $notifyCustomer: Boolean!
    $staffNote: String
  ) {
    orderCancel(
      orderId: $orderId
      reason: $reason
      restock: $restock
      refundMethod: $refundMethod
      notifyCustomer: $notifyCustomer
      staffNote: $staffNote
    ) {
      orderCancelUserErrors {
        code
        message
      }
    }
  }
`);

/**
 * Asks Shopify to cancel an order; the order shows it some time later. Throws what `AdminClient.run` throws.
 * Source: orderCancel, OrderCancelUserErrorCode.
 */
export async function cancelOrder(
  client: AdminClient,
  cancellation: Cancellation,
  signal?: AbortSignal,
): Promise<{ outcome: "started" } | Rejected> {
  const { orderId, refund, note, ...how } = cancellation;
  const variables = {
    ...how,
    orderId: gid("Order", orderId),
    refundMethod: refund ? { originalPaymentMethodsRefund: true } : null,
    staffNote: note?.slice(0, SHORT_TEXT_MAX) ?? null,
  };
  const started = await refusalOr(async () => {
    const { data } = await client.run(CancelOrder, variables, { signal, estimate: 10 });
    return {
      errors: data.orderCancel?.orderCancelUserErrors ?? [],
      value: () => ({ outcome: "started" as const }),
    };
  });
  return started.outcome === "rejected" && started.message === ALREADY_ASKED
    ? { outcome: "started" }
    : started;
}
