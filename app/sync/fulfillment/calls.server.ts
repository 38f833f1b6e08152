import type { FulfillmentStep } from "#app/core/fulfillment/step.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import {
  moveFulfillmentOrder,
  openFulfillmentOrder,
  releaseHolds,
  reportProgress,
  setFulfillmentDeadline,
} from "#app/shopify/fulfillment/fulfillment-orders.ts";
import {
  cancelFulfillment,
  createFulfillment,
  createFulfillmentEvent,
  updateTracking,
} from "#app/shopify/fulfillment/fulfillments.ts";
import type { StepOutcome } from "#app/store/fulfillment/steps.server.ts";

/** Sends one step to Shopify. Throws what the client throws; a refusal by Shopify is an outcome. */
export async function performStep(
  client: AdminClient,
  step: FulfillmentStep,
  signal: AbortSignal,
): Promise<StepOutcome> {
  if (step.step === "create") {
    const created = await createFulfillment(client, step, signal);
    if (created.outcome === "applied") return { outcome: "applied", made: created.fulfillmentId };
    return { outcome: "rejected", message: created.message };
  }
  const answer = await change(client, step, signal);
  if (answer.outcome === "applied") return { outcome: "applied", made: null };
  return { outcome: "rejected", message: answer.message };
}

type Change = Exclude<FulfillmentStep, { step: "create" }>;

function change(client: AdminClient, step: Change, signal: AbortSignal) {
  switch (step.step) {
    case "release-hold":
      return releaseHolds(client, step, signal);
    case "open":
      return openFulfillmentOrder(client, step.fulfillmentOrderId, signal);
    case "move":
      return moveFulfillmentOrder(client, step, signal);
    case "report-progress":
      return reportProgress(client, step.fulfillmentOrderId, signal);
    case "deadline":
      return setFulfillmentDeadline(client, { ...step, at: new Date(step.at) }, signal);
    case "update-tracking":
      return updateTracking(client, step, signal);
    case "cancel":
      return cancelFulfillment(client, step.fulfillmentId, signal);
    case "event": {
      const { fulfillmentId, event } = step;
      const { status, message } = event;
      const happenedAt = new Date(event.at);
      return createFulfillmentEvent(
        client,
        { fulfillmentId, status, happenedAt, message, estimatedDeliveryAt: null },
        signal,
      );
    }
  }
}
