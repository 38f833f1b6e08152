import { DEFAULT_FULFILLMENT_RULES } from "#app/core/fulfillment/rules.ts";
import { planFulfillment, type FulfillmentPlan } from "#app/core/fulfillment/plan.ts";
import type { Article, PlannedShipment } from "#app/core/fulfillment/facts.ts";
import { type fulfillmentShop, NOW, type ModelLine } from "./shop.ts";

export const RULES = { ...DEFAULT_FULFILLMENT_RULES, on: true };
export const MAIN = "10";
export const OTHER = "20";

/** One piece of line `a` that left the main location an hour ago. */
export function shipment(id: string, change: Partial<PlannedShipment> = {}): PlannedShipment {
  return {
    place: `erp/${id}`,
    connectionId: "erp",
    rules: RULES,
    locationId: MAIN,
    status: "shipped",
    promisedAt: null,
    shippedAt: new Date(NOW - 3_600_000),
    deliveredAt: null,
    lines: [{ lineId: "a", sku: "A", quantity: 1 }],
    parcels: [],
    asOf: new Date(NOW),
    fulfillmentIds: [],
    approved: null,
    pin: null,
    resting: null,
    ...change,
  };
}

export function parcel(number: string | null, change: Partial<PlannedShipment["parcels"][number]> = {}) {
  return { id: number ?? "p", carrier: "PostNord", number, url: null, events: [], ...change };
}

export const line = (id: string, quantity: number, more: Partial<ModelLine> = {}): ModelLine => {
  return { id, quantity, locationId: MAIN, ...more };
};

export type Shop = ReturnType<typeof fulfillmentShop>;

/** Plans for one order in a model of the shop. */
export function world(shop: Shop, articles: Record<string, Article> = {}) {
  const cancelledByUs = new Set<string>();
  const plan = (shipments: readonly PlannedShipment[]) =>
    planFulfillment({
      document: shop.document,
      shipments,
      articleOf: (_, sku) => articles[sku] ?? null,
      cancelledByUs,
      now: NOW,
    });
  return {
    plan,
    /** Plans and carries out steps until none is left; keeps between passes what the app keeps. */
    settle(given: readonly PlannedShipment[]): FulfillmentPlan & { remembered: PlannedShipment[] } {
      let remembered = [...given];
      for (let pass = 0; pass < 9; pass++) {
        const planned = plan(remembered);
        for (const step of planned.steps) {
          if (step.step === "cancel") cancelledByUs.add(step.fulfillmentId);
          shop.do(step);
        }
        remembered = remembered.map((one) => {
          const decision = planned.shipments.find(({ place }) => place === one.place);
          return { ...one, fulfillmentIds: decision?.fulfillmentIds ?? [] };
        });
        if (planned.steps.length === 0) return { ...planned, remembered };
      }
      throw new Error("It does not settle");
    },
  };
}

export const live = (shop: Shop) => shop.fulfillments.filter(({ status }) => status === "SUCCESS");
