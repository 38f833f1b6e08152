import { bareId, gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import { OutcomeUnknown } from "../api/errors.ts";
import type {
  MoveFulfillmentOrderMutation,
  MoveFulfillmentOrderMutationVariables,
  OpenFulfillmentOrderMutation,
  OpenFulfillmentOrderMutationVariables,
  ReleaseHoldsMutation,
  ReleaseHoldsMutationVariables,
  ReportProgressMutation,
  ReportProgressMutationVariables,
  SetFulfillmentDeadlineMutation,
  SetFulfillmentDeadlineMutationVariables,
} from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { operation } from "../api/operation.ts";
import { type Applied, applied, refusalOr } from "../api/refusal.ts";

/** Where the pieces are after a move, by bare ids of fulfillment orders. */
export interface Moved {
  outcome: "applied";
  /** Holds what was moved: the same, a new one, or one that takes the place of another at that location. */
  movedId: string;
  /** Holds what stayed; null where nothing did. */
  remainingId: string | null;
}

const ReleaseHolds = operation<ReleaseHoldsMutation, ReleaseHoldsMutationVariables>(/* GraphQL */ `
  mutation ReleaseHolds($id: ID!, $holdIds: [ID!]!) {
    fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {
      userErrors {
        code
        message
      }
    }
  }
`);

/**
 * Releases these holds of a fulfillment order; without its last one it is open again.
 * Source: fulfillmentOrderReleaseHold, FulfillmentOrderReleaseHoldUserErrorCode.
 */
export function releaseHolds(
  client: AdminClient,
  { fulfillmentOrderId, holdIds }: { fulfillmentOrderId: string; holdIds: readonly string[] },
  signal?: AbortSignal,
): Promise<Applied | Rejected> {
  // Shopify takes no ids as "all of them".
  if (holdIds.length === 0) throw new RangeError("No hold to release");
  const variables = {
    id: gid("FulfillmentOrder", fulfillmentOrderId),
    holdIds: holdIds.map((id) => gid("FulfillmentHold", id)),
  };
  return refusalOr(async () => {
    const { data } = await client.run(ReleaseHolds, variables, { signal, estimate: 11 });
    return { errors: data.fulfillmentOrderReleaseHold?.userErrors ?? [], value: applied };
  });
}

const MoveFulfillmentOrder = operation<MoveFulfillmentOrderMutation, MoveFulfillmentOrderMutationVariables>(
  /* GraphQL */ `
    mutation MoveFulfillmentOrder($id: ID!, $locationId: ID!, $lines: [FulfillmentOrderLineItemInput!]) {
      fulfillmentOrderMove(id: $id, newLocationId: $locationId, fulfillmentOrderLineItems: $lines) {
        movedFulfillmentOrder {
          id
        }
        remainingFulfillmentOrder {
          id
        }
        userErrors {
          code
          message
        }
      }
    }
  `,
);

/**
 * Moves pieces of a fulfillment order, or with null all that remains of it, to another location.
 * Source: fulfillmentOrderMove (most refusals have no code).
 */
export function moveFulfillmentOrder(
  client: AdminClient,
  move: {
    fulfillmentOrderId: string;
    locationId: string;
    lines: readonly { id: string; quantity: number }[] | null;
  },
  signal?: AbortSignal,
): Promise<Moved | Rejected> {
  const variables = {
    id: gid("FulfillmentOrder", move.fulfillmentOrderId),
    locationId: gid("Location", move.locationId),
    lines:
      move.lines?.map(({ id, quantity }) => ({ id: gid("FulfillmentOrderLineItem", id), quantity })) ?? null,
  };
  return refusalOr(async () => {
    const { data } = await client.run(MoveFulfillmentOrder, variables, { signal, estimate: 14 });
    const payload = data.fulfillmentOrderMove;
    return { errors: payload?.userErrors ?? [], value: () => moved(payload) };
  });
}

function moved(payload: MoveFulfillmentOrderMutation["fulfillmentOrderMove"]): Moved {
  const { movedFulfillmentOrder: there, remainingFulfillmentOrder: here } = payload ?? {};
  if (!there) throw new OutcomeUnknown("fulfillmentOrderMove: an answer without what was moved");
  return { outcome: "applied", movedId: bareId(there.id), remainingId: here ? bareId(here.id) : null };
}

const ReportProgress = operation<ReportProgressMutation, ReportProgressMutationVariables>(/* GraphQL */ `
  mutation ReportProgress($id: ID!) {
    fulfillmentOrderReportProgress(id: $id) {
      userErrors {
        code
        message
      }
    }
  }
`);

/**
 * Marks a fulfillment order as in progress. Shopify does not move it until it is shipped or opened again.
 * Source: fulfillmentOrderReportProgress, FulfillmentOrderReportProgressUserErrorCode.
 */
export function reportProgress(
  client: AdminClient,
  fulfillmentOrderId: string,
  signal?: AbortSignal,
): Promise<Applied | Rejected> {
  const variables = { id: gid("FulfillmentOrder", fulfillmentOrderId) };
  return refusalOr(async () => {
    const { data } = await client.run(ReportProgress, variables, { signal, estimate: 11 });
    return { errors: data.fulfillmentOrderReportProgress?.userErrors ?? [], value: applied };
  });
}

const OpenFulfillmentOrder = operation<OpenFulfillmentOrderMutation, OpenFulfillmentOrderMutationVariables>(
  /* GraphQL */ `
    mutation OpenFulfillmentOrder($id: ID!) {
      fulfillmentOrderOpen(id: $id) {
        userErrors {
          message
        }
      }
    }
  `,
);

/**
 * Opens a fulfillment order before the day that it was scheduled for, or withdraws a report of progress.
 * Source: fulfillmentOrderOpen (no codes).
 */
export function openFulfillmentOrder(
  client: AdminClient,
  fulfillmentOrderId: string,
  signal?: AbortSignal,
): Promise<Applied | Rejected> {
  const variables = { id: gid("FulfillmentOrder", fulfillmentOrderId) };
  return refusalOr(async () => {
    const { data } = await client.run(OpenFulfillmentOrder, variables, { signal, estimate: 11 });
    return { errors: data.fulfillmentOrderOpen?.userErrors ?? [], value: applied };
  });
}

const SetFulfillmentDeadline = operation<
  SetFulfillmentDeadlineMutation,
  SetFulfillmentDeadlineMutationVariables
>(/* GraphQL */ `
  mutation SetFulfillmentDeadline($ids: [ID!]!, $deadline: DateTime!) {
    fulfillmentOrdersSetFulfillmentDeadline(fulfillmentOrderIds: $ids, fulfillmentDeadline: $deadline) {
      userErrors {
        code
        message
      }
    }
  }
`);

/**
 * Sets by when fulfillment orders should be shipped, all or none: FulfillmentOrder.fulfillBy.
 * Source: fulfillmentOrdersSetFulfillmentDeadline, FulfillmentOrdersSetFulfillmentDeadlineUserErrorCode.
 */
export function setFulfillmentDeadline(
  client: AdminClient,
  { fulfillmentOrderIds, at }: { fulfillmentOrderIds: readonly string[]; at: Date },
  signal?: AbortSignal,
): Promise<Applied | Rejected> {
  const ids = fulfillmentOrderIds.map((id) => gid("FulfillmentOrder", id));
  const variables = { ids, deadline: at.toISOString() };
  return refusalOr(async () => {
    const { data } = await client.run(SetFulfillmentDeadline, variables, { signal, estimate: 10 });
    return { errors: data.fulfillmentOrdersSetFulfillmentDeadline?.userErrors ?? [], value: applied };
  });
}
