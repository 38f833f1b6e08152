import type { FulfillmentRules } from "../orders/rules.ts";

/** The rules until the merchant sets others: nothing is shown to the shop's customers unasked. */
export const DEFAULT_FULFILLMENT_RULES: FulfillmentRules = {
  on: false,
  notifyCustomer: "tracked",
  releaseHolds: "ours",
  moveLocation: true,
  reportProgress: true,
  sourceCancels: "ask",
};

/** Rules as stored, with the defaults for what is missing or makes no sense. */
export function parseFulfillmentRules(stored: unknown): FulfillmentRules {
  if (typeof stored !== "object" || stored === null) return DEFAULT_FULFILLMENT_RULES;
  const given = stored as Partial<Record<keyof FulfillmentRules, unknown>>;
  const { on, notifyCustomer, releaseHolds, moveLocation, reportProgress, sourceCancels } =
    DEFAULT_FULFILLMENT_RULES;
  return {
    on: oneOf(FLAGS, given.on) ?? on,
    notifyCustomer: oneOf(["always", "tracked", "never"], given.notifyCustomer) ?? notifyCustomer,
    releaseHolds: oneOf(["all", "ours", "never"], given.releaseHolds) ?? releaseHolds,
    moveLocation: oneOf(FLAGS, given.moveLocation) ?? moveLocation,
    reportProgress: oneOf(FLAGS, given.reportProgress) ?? reportProgress,
    sourceCancels: oneOf(["cancel", "ask"], given.sourceCancels) ?? sourceCancels,
  };
}

const FLAGS = [true, false] as const;

function oneOf<const T>(choices: readonly T[], given: unknown): T | undefined {
  return choices.find((choice) => choice === given);
}
