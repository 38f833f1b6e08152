import type { ParcelRecord, ShipmentLine, ShipmentStatus } from "../source/order-records.ts";
import type { FulfillmentRules } from "../orders/rules.ts";
import type { ShopOrderDocument } from "../shop/order.ts";

/** One shipment of the source, and what we remember of showing it in the shop. */
export interface PlannedShipment {
  /** Of its observation: "<connection id>/<shipment id>". */
  place: string;
  connectionId: string;
  rules: FulfillmentRules;
  /** The shop location that its warehouse is mapped to; null: none. */
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
  /** A person wants the shop's state kept while the desired text stays. */
  pin: { desired: string; ignored: boolean } | null;
  /** Nothing may be written for it now: its connection is paused, or a retry waits. */
  resting: "paused" | "retry" | null;
}

/** Everything needed to plan the fulfillments of one order. */
export interface FulfillmentFacts {
  document: ShopOrderDocument;
  shipments: readonly PlannedShipment[];
  /** Which variant a connection's article is, and how many of the source's units are in one piece. */
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

/** Why shipped pieces cannot be shown; earlier in the list is worse. */
export type FulfillmentProblemCode = (typeof FULFILLMENT_PROBLEMS)[number];

export interface FulfillmentProblem {
  code: FulfillmentProblemCode;
  lineId: string | null;
  sku: string | null;
  /** Source units if the shop's piece is not known, else pieces. */
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
