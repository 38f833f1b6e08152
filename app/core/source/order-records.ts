import type { SourceOrderStatus } from "./order.ts";

/** How the source names the shop's order: by the key it was exported with, or only as people call it. */
export interface OrderReference {
  /** SourceOrder.key; null: the source does not keep it. */
  key: string | null;
  /** As the shop names it, such as "#1001"; null where only the key is known. */
  orderName: string | null;
}

/** What the source says about one of the shop's orders. */
export interface OrderStateRecord extends OrderReference {
  /** When the source's stock figures began to include it, by its clock; null: they do not, or no longer. */
  bookedAt: Date | null;
  /** Null: the source only reports that it has booked the order. */
  order: {
    id: string;
    number: string;
    status: SourceOrderStatus;
    total: string | null;
    currency: string | null;
    /** When the source promised to ship it. */
    promisedAt: Date | null;
    url: string | null;
  } | null;
  asOf: Date;
  origin: string;
}

export const SHIPMENT_STATUSES = [
  "waiting",
  "picking",
  "packed",
  "shipped",
  "delivered",
  "cancelled",
] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** What goes, or went, out of one warehouse together. */
export interface ShipmentRecord extends OrderReference {
  /** The source's own id, which never changes. */
  id: string;
  number: string;
  warehouse: string;
  status: ShipmentStatus;
  promisedAt: Date | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  lines: readonly ShipmentLine[];
  parcels: readonly ParcelRecord[];
  asOf: Date;
  origin: string;
}

export interface ShipmentLine {
  /** SourceOrderLine.id where the source keeps it. */
  lineId: string | null;
  sku: string;
  /** In the source's unit. */
  quantity: number;
}

export interface ParcelRecord {
  /** The source's own id, which never changes. */
  id: string;
  carrier: string | null;
  number: string | null;
  url: string | null;
  events: readonly ParcelEvent[];
}

export const PARCEL_STATUSES = [
  "label-printed",
  "carrier-picked-up",
  "in-transit",
  "delayed",
  "out-for-delivery",
  "attempted-delivery",
  "ready-for-pickup",
  "picked-up",
  "delivered",
  "failure",
] as const;
export type ParcelStatus = (typeof PARCEL_STATUSES)[number];

/** What the carrier reported about a parcel; statuses are those a shop can show (FulfillmentEventStatus). */
export interface ParcelEvent {
  status: ParcelStatus;
  at: Date;
  message: string | null;
}

export const INVOICE_STATUSES = ["draft", "posted", "paid", "cancelled"] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface InvoiceRecord extends OrderReference {
  id: string;
  number: string;
  status: InvoiceStatus;
  /** Negative: a credit note. */
  total: string;
  currency: string;
  issuedAt: Date | null;
  asOf: Date;
  origin: string;
}
