import type { ParcelRecord, ShipmentLine, ShipmentStatus } from "../source/order-records.ts";
import type { FulfillmentRules } from "../orders/rules.ts";
import type { ShopOrderDocument } from "../shop/order.ts";

/** One shipment of the source, and what is remembered of its way into the shop. */
export interface PlannedShipment {
  /** Of its observation: "<connection id>/<shipment id>". */
  place: string;
  connectionId: string;
  rules: FulfillmentRules;
  /** The shop's location that its warehouse is mapped to; null: to none. */
  locationId: string | null;
  status: ShipmentStatus;
  promisedAt: Date | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  lines: readonly ShipmentLine[];
  parcels: readonly ParcelRecord[];
  asOf: Date;
  /** Fulfillments that were made or adopted for it. */
  fulfillmentIds: readonly string[];
  /** The desired text that a person wants carried out. */
  approved: string | null;
  /** The shop's state that a person wants left while the desired text stays. */
  pin: { desired: string; ignored: boolean } | null;
  /** Nothing may be written for it now: its connection is paused, or a retry rests. */
  resting: "paused" | "retry" | null;
}

/** Everything that the fulfillments of one order are planned from. */
export interface FulfillmentFacts {
  document: ShopOrderDocument;
  shipments: readonly PlannedShipment[];
  /** Which variant an article of a connection is, and how many of the source's units are in one piece of it. */
  articleOf(connectionId: string, sku: string): Article | null;
  /** Fulfillments that Concord itself has cancelled, or may have. */
  cancelledByUs: ReadonlySet<string>;
  /** Epoch milliseconds. */
  now: number;
}

export interface Article {
  variantId: string;
  unit: number;
}

export const FULFILLMENT_PROBLEMS = [
  "order-cancelled",
  "unknown-line",
  "part-of-pack",
  "more-than-left",
  "on-hold",
  "cannot-move",
  "warehouse-unmapped",
  "not-fulfillable",
] as const;

/** Why pieces that were shipped cannot be shown; the earlier in the list, the more it weighs. */
export type FulfillmentProblemCode = (typeof FULFILLMENT_PROBLEMS)[number];

export interface FulfillmentProblem {
  code: FulfillmentProblemCode;
  lineId: string | null;
  sku: string | null;
  /** The source's units where no piece of the shop is known, else pieces. */
  quantity: number;
}

export const FULFILLMENT_CONFLICTS = [
  "cancelled-in-shop",
  "cancelled-in-source",
  "changed-in-source",
] as const;

/** What a person has to decide about a shipment. */
export type FulfillmentConflict = (typeof FULFILLMENT_CONFLICTS)[number];

export type FulfillmentReason =
  FulfillmentProblemCode | FulfillmentConflict | "off" | "paused" | "pinned" | "ignored";

/** What became of a shipment's lines, for people. */
export interface FulfillmentReceipt {
  of: "fulfillment";
  problems: readonly FulfillmentProblem[];
}

export function hasShipped({ status }: Pick<PlannedShipment, "status">): boolean {
  return status === "shipped" || status === "delivered";
}

export function isComing({ status }: Pick<PlannedShipment, "status">): boolean {
  return status === "waiting" || status === "picking" || status === "packed";
}
