import Big from "big.js";
import { isDecimal } from "../money.ts";

/** Which orders go to one connection, and how: Policy rule "orders", scope "connection", subject its id. */
export interface OrderRules {
  on: boolean;
  /** Earlier orders do not go; ISO 8601. */
  from: string | null;
  /** Waits until the shop has the money. */
  paidOnly: boolean;
  /** One of these; empty: any. */
  tags: readonly string[];
  /** None of these. */
  notTags: readonly string[];
  /** ShopOrderDocument.channel; empty: any. */
  channels: readonly string[];
  /** Bare ids of locations, one of which must ship something; empty: any. */
  locations: readonly string[];
  /** How long customers may still change their mind. */
  holdMinutes: number;
  /** Which of the two amounts the source books. */
  currency: "shop" | "presentment";
  /** Up to this, in the order's currency, one line makes up for rounding differences. */
  tolerance: string;
  unknownProduct: "placeholder" | "review";
  /** What a cancellation in the shop does to an order that the source holds. */
  shopCancels: "cancel" | "ask";
  /** What a cancellation in the source does to the order in the shop. */
  sourceCancels: "cancel" | "ask" | "leave";
}

/** How shipments of one connection become fulfillments: Policy rule "fulfillment", scope "connection". */
export interface FulfillmentRules {
  on: boolean;
  /** `tracked`: only if there is a tracking number. */
  notifyCustomer: "always" | "tracked" | "never";
  /** Releases holds that keep a shipped parcel from being shown; `ours`: only those that Concord placed. */
  releaseHolds: "all" | "ours" | "never";
  /** Moves pieces assigned elsewhere to the location they were shipped from, where the shop allows it. */
  moveLocation: boolean;
  /** Tells the shop that picking has begun. */
  reportProgress: boolean;
  /** What happens to a fulfillment whose shipment the source takes back. */
  sourceCancels: "cancel" | "ask";
}

/** Alerts about silence: Policy rule "order-alerts", scope "shop". Null: never. */
export interface OrderAlertRules {
  notExportedHours: number | null;
  notShippedHours: number | null;
  /** Business hours without any order. */
  quietHours: number | null;
  /** In the shop's time zone; days are 1 (Monday) to 7. */
  business: { from: string; until: string; days: readonly number[] };
}

export const DEFAULT_ORDER_RULES: OrderRules = {
  on: false,
  from: null,
  paidOnly: true,
  tags: [],
  notTags: [],
  channels: [],
  locations: [],
  holdMinutes: 0,
  currency: "shop",
  tolerance: "0.05",
  unknownProduct: "placeholder",
  shopCancels: "cancel",
  sourceCancels: "ask",
};

/** Rules as stored, with the defaults for what is missing or makes no sense. */
export function parseOrderRules(stored: unknown): OrderRules {
  if (typeof stored !== "object" || stored === null) return DEFAULT_ORDER_RULES;
  const given = stored as Partial<Record<keyof OrderRules, unknown>>;
  const usual = DEFAULT_ORDER_RULES;
  return {
    on: given.on === true,
    from: typeof given.from === "string" && !Number.isNaN(Date.parse(given.from)) ? given.from : usual.from,
    paidOnly: typeof given.paidOnly === "boolean" ? given.paidOnly : usual.paidOnly,
    tags: texts(given.tags),
    notTags: texts(given.notTags),
    channels: texts(given.channels),
    locations: texts(given.locations),
    holdMinutes: isMinutes(given.holdMinutes) ? given.holdMinutes : usual.holdMinutes,
    currency: given.currency === "presentment" ? "presentment" : usual.currency,
    tolerance: isTolerance(given.tolerance) ? given.tolerance : usual.tolerance,
    unknownProduct: given.unknownProduct === "review" ? "review" : usual.unknownProduct,
    shopCancels: given.shopCancels === "ask" ? "ask" : usual.shopCancels,
    sourceCancels:
      given.sourceCancels === "cancel" || given.sourceCancels === "leave"
        ? given.sourceCancels
        : usual.sourceCancels,
  };
}

function texts(value: unknown): readonly string[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  return given.filter((one): one is string => typeof one === "string" && one !== "");
}

function isMinutes(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isTolerance(value: unknown): value is string {
  return isDecimal(value) && new Big(value).gte(0);
}
