import type { ShownEvent } from "./events.ts";
import type { ShownTracking } from "./tracking.ts";

/** One write to the shop. `places` are the shipments that it serves. */
export type FulfillmentStep = { places: readonly string[] } & (
  | { step: "release-hold"; fulfillmentOrderId: string; holdIds: readonly string[] }
  | { step: "open"; fulfillmentOrderId: string }
  | { step: "move"; fulfillmentOrderId: string; locationId: string; lines: readonly OrderedPieces[] }
  | { step: "report-progress"; fulfillmentOrderId: string }
  | { step: "deadline"; fulfillmentOrderIds: readonly string[]; at: string }
  | {
      step: "create";
      locationId: string | null;
      fulfillmentOrders: readonly { id: string; lines: readonly OrderedPieces[] }[];
      tracking: ShownTracking | null;
      notifyCustomer: boolean;
    }
  | { step: "update-tracking"; fulfillmentId: string; tracking: ShownTracking; notifyCustomer: boolean }
  | { step: "event"; fulfillmentId: string; event: ShownEvent }
  | { step: "cancel"; fulfillmentId: string }
);

/** Pieces of a fulfillment order's line; its id is not the order line's. */
export interface OrderedPieces {
  id: string;
  quantity: number;
}

/** Steps that change fulfillment orders: what follows from them is planned again. */
export function changesOrders({ step }: FulfillmentStep): boolean {
  return step === "release-hold" || step === "open" || step === "move" || step === "cancel";
}
