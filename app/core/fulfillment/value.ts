import { parseJson } from "../json.ts";
import type { ShopFulfillment } from "../shop/order.ts";

/** How one shipment shows in the shop, as both sides of an observation of kind `fulfillment` spell it. */
export interface FulfillmentValue {
  /** none: nothing to show yet, or nothing any more. */
  state: "none" | "picking" | "shipped" | "delivered";
  /** Pieces of the shop's lines. */
  lines: readonly Pieces[];
  tracking: readonly TrackedParcel[];
  /** What the customer was told last: Shopify's FulfillmentEventStatus. */
  event: string | null;
  /** Times are ISO 8601 in UTC, without fractions of a second. */
  promisedAt: string | null;
  shippedAt: string | null;
  deliveredAt: string | null;
}

export interface Pieces {
  lineId: string;
  quantity: number;
}

export type TrackedParcel = ShopFulfillment["tracking"][number];

export const NOTHING_SHOWN: FulfillmentValue = {
  state: "none",
  lines: [],
  tracking: [],
  event: null,
  promisedAt: null,
  shippedAt: null,
  deliveredAt: null,
};

/** The canonical text of a value: equal values have equal texts. */
export function fulfillmentValue(value: FulfillmentValue): string {
  const { state, event, promisedAt, shippedAt, deliveredAt } = value;
  const lines = value.lines
    .filter(({ quantity }) => quantity > 0)
    .map(({ lineId, quantity }) => ({ lineId, quantity }))
    .sort((a, b) => compare(a.lineId, b.lineId));
  const tracking = value.tracking
    .map(({ carrier, number, url }) => ({ carrier, number, url }))
    .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
  return JSON.stringify({ state, lines, tracking, event, promisedAt, shippedAt, deliveredAt });
}

/** Reads that text; null: invalid. */
export function parseFulfillmentValue(text: string): FulfillmentValue | null {
  const value = parseJson(text) as FulfillmentValue | null | undefined;
  const whole = Array.isArray(value?.lines) && Array.isArray(value.tracking);
  return whole && STATES.includes(value.state) ? value : null;
}

const STATES: readonly string[] = ["none", "picking", "shipped", "delivered"];

/** As both sides spell a time; Shopify keeps no fractions of a second. */
export function toSecond(time: Date | string): string {
  const ms = typeof time === "string" ? Date.parse(time) : time.getTime();
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
