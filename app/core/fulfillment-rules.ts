import type { FulfillmentRules } from "./order-rules.ts";

/** What holds until the merchant says otherwise: nothing is shown to the shop's customers unasked. */
export const DEFAULT_FULFILLMENT_RULES: FulfillmentRules = {
  on: false,
  notifyCustomer: "tracked",
  releaseHolds: "ours",
  moveLocation: true,
  reportProgress: true,
  sourceCancels: "ask",
};

const CHOICES = {
  notifyCustomer: ["always", "tracked", "never"],
  releaseHolds: ["all", "ours", "never"],
  sourceCancels: ["cancel", "ask"],
} as const;

/** Rules as stored, with the defaults for what is missing or makes no sense. */
export function parseFulfillmentRules(stored: unknown): FulfillmentRules {
  if (typeof stored !== "object" || stored === null) return DEFAULT_FULFILLMENT_RULES;
  const given = stored as Partial<Record<keyof FulfillmentRules, unknown>>;
  const flag = (name: "on" | "moveLocation" | "reportProgress") => {
    const value = given[name];
    return typeof value === "boolean" ? value : DEFAULT_FULFILLMENT_RULES[name];
  };
  const choice = <Name extends keyof typeof CHOICES>(name: Name): FulfillmentRules[Name] => {
    const known: readonly FulfillmentRules[Name][] = CHOICES[name];
    return known.find((one) => one === given[name]) ?? DEFAULT_FULFILLMENT_RULES[name];
  };
  return {
    on: flag("on"),
    notifyCustomer: choice("notifyCustomer"),
    releaseHolds: choice("releaseHolds"),
    moveLocation: flag("moveLocation"),
    reportProgress: flag("reportProgress"),
    sourceCancels: choice("sourceCancels"),
  };
}
