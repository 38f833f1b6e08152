import { bareId, gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import { OutcomeUnknown } from "../api/errors.ts";
import type {
  CancelFulfillmentMutation,
  CancelFulfillmentMutationVariables,
  CreateFulfillmentEventMutation,
  CreateFulfillmentEventMutationVariables,
  CreateFulfillmentMutation,
  CreateFulfillmentMutationVariables,
  UpdateTrackingMutation,
  UpdateTrackingMutationVariables,
} from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { operation } from "../api/operation.ts";
import { type Applied, applied, refusalOr } from "../api/refusal.ts";

/** Parcels of one fulfillment. Shopify takes one carrier for all of them. */
export interface Tracking {
  /** Shopify builds the URL of a number itself where it knows the carrier by exactly this name. */
  carrier: string | null;
  parcels: readonly { number: string | null; url: string | null }[];
}

export interface NewFulfillment {
  /** Of one order and at one location, by bare ids. Lines are those of the fulfillment order, not of the order. */
  fulfillmentOrders: readonly { id: string; lines: readonly { id: string; quantity: number }[] }[];
  tracking: Tracking | null;
  notifyCustomer: boolean;
}

export type FulfillmentEventStatus = CreateFulfillmentEventMutationVariables["fulfillmentEvent"]["status"];

export interface NewFulfillmentEvent {
  fulfillmentId: string;
  status: FulfillmentEventStatus;
  happenedAt: Date;
  message: string | null;
  estimatedDeliveryAt: Date | null;
}

const CreateFulfillment = operation<CreateFulfillmentMutation, CreateFulfillmentMutationVariables>(
  /* GraphQL */ `
    mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
      fulfillmentCreate(fulfillment: $fulfillment) {
        fulfillment {
          id
        }
        userErrors {
          message
        }
      }
    }
  `,
);

/**
 * Ships pieces of fulfillment orders of one location. Calling it twice ships twice if pieces remain: there is
 * no idempotency key. Throws what `AdminClient.run` throws. Source: fulfillmentCreate (no codes).
 */
export function createFulfillment(
  client: AdminClient,
  { fulfillmentOrders, tracking, notifyCustomer }: NewFulfillment,
  signal?: AbortSignal,
): Promise<{ outcome: "applied"; fulfillmentId: string } | Rejected> {
  // Shopify takes a fulfillment order without lines as "all of it".
  if (fulfillmentOrders.some(({ lines }) => lines.length === 0)) throw new RangeError("Nothing to fulfill");
  const fulfillment = {
    lineItemsByFulfillmentOrder: fulfillmentOrders.map(({ id, lines }) => ({
      fulfillmentOrderId: gid("FulfillmentOrder", id),
      fulfillmentOrderLineItems: lines.map((line) => ({
        id: gid("FulfillmentOrderLineItem", line.id),
        quantity: line.quantity,
      })),
    })),
    notifyCustomer,
    ...(tracking === null ? {} : { trackingInfo: trackingInput(tracking) }),
  };
  return refusalOr(async () => {
    const { data } = await client.run(CreateFulfillment, { fulfillment }, { signal, estimate: 12 });
    const payload = data.fulfillmentCreate;
    return {
      errors: payload?.userErrors ?? [],
      value: () => {
        const id = payload?.fulfillment?.id;
        if (id === undefined) throw new OutcomeUnknown("fulfillmentCreate: an answer without a fulfillment");
        return { outcome: "applied" as const, fulfillmentId: bareId(id) };
      },
    };
  });
}

const UpdateTracking = operation<UpdateTrackingMutation, UpdateTrackingMutationVariables>(/* GraphQL */ `
  mutation UpdateTracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notifyCustomer: Boolean!) {
    fulfillmentTrackingInfoUpdate(
      fulfillmentId: $id
      trackingInfoInput: $tracking
      notifyCustomer: $notifyCustomer
    ) {
      userErrors {
        message
      }
    }
  }
`);

/** Replaces all tracking of a fulfillment. Source: fulfillmentTrackingInfoUpdate (no codes). */
export function updateTracking(
  client: AdminClient,
  change: { fulfillmentId: string; tracking: Tracking; notifyCustomer: boolean },
  signal?: AbortSignal,
): Promise<Applied | Rejected> {
  const variables = {
    id: gid("Fulfillment", change.fulfillmentId),
    tracking: trackingInput(change.tracking),
    notifyCustomer: change.notifyCustomer,
  };
  return refusalOr(async () => {
    const { data } = await client.run(UpdateTracking, variables, { signal, estimate: 50 });
    return { errors: data.fulfillmentTrackingInfoUpdate?.userErrors ?? [], value: applied };
  });
}

const CancelFulfillment = operation<CancelFulfillmentMutation, CancelFulfillmentMutationVariables>(
  /* GraphQL */ `
    mutation CancelFulfillment($id: ID!) {
      fulfillmentCancel(id: $id) {
        userErrors {
          message
        }
      }
    }
  `,
);

/**
 * Cancels a fulfillment; what it shipped waits again, in a new fulfillment order if the old one was closed.
 * Source: fulfillmentCancel (no codes).
 */
export function cancelFulfillment(
  client: AdminClient,
  fulfillmentId: string,
  signal?: AbortSignal,
): Promise<Applied | Rejected> {
  const variables = { id: gid("Fulfillment", fulfillmentId) };
  return refusalOr(async () => {
    const { data } = await client.run(CancelFulfillment, variables, { signal, estimate: 11 });
    return { errors: data.fulfillmentCancel?.userErrors ?? [], value: applied };
  });
}

const CreateFulfillmentEvent = operation<
  CreateFulfillmentEventMutation,
  CreateFulfillmentEventMutationVariables
>(/* GraphQL */ `
  mutation CreateFulfillmentEvent($fulfillmentEvent: FulfillmentEventInput!) {
    fulfillmentEventCreate(fulfillmentEvent: $fulfillmentEvent) {
      userErrors {
        message
      }
    }
  }
`);

/** Reports where a parcel is; twice if called twice. Source: fulfillmentEventCreate (no codes). */
export function createFulfillmentEvent(
  client: AdminClient,
  event: NewFulfillmentEvent,
  signal?: AbortSignal,
): Promise<Applied | Rejected> {
  const { fulfillmentId, status, happenedAt, message, estimatedDeliveryAt } = event;
  const fulfillmentEvent = {
    fulfillmentId: gid("Fulfillment", fulfillmentId),
    status,
    happenedAt: happenedAt.toISOString(),
    message,
    estimatedDeliveryAt: estimatedDeliveryAt?.toISOString() ?? null,
  };
  return refusalOr(async () => {
    const { data } = await client.run(CreateFulfillmentEvent, { fulfillmentEvent }, { signal, estimate: 10 });
    return { errors: data.fulfillmentEventCreate?.userErrors ?? [], value: applied };
  });
}

/**
 * Shopify pairs `numbers` and `urls` by position and accepts null in neither, so parcels with both go first,
 * and those without a number are sent only where none has one.
 */
function trackingInput({ carrier, parcels }: Tracking) {
  const numbered = parcels.filter(({ number }) => number !== null);
  const shown = (numbered.length > 0 ? numbered : parcels).toSorted(
    (one, other) => Number(one.url === null) - Number(other.url === null),
  );
  return {
    company: carrier,
    numbers: shown.flatMap(({ number }) => number ?? []),
    urls: shown.flatMap(({ url }) => url ?? []),
  };
}
