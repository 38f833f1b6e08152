import type { WarehouseCode } from "./assortment.ts";

export interface ErpLine {
  /** As the order's file names it. */
  id: string;
  kind: string;
  /** Null: a text, such as shipping. */
  sku: string | null;
  pieces: number;
  warehouse: WarehouseCode;
  /** In cents, tax included. */
  cents: number;
}

export interface ErpParcel {
  number: string;
  carrier: string;
  url: string;
  events: { status: string; at: number }[];
}

export interface ErpShipment {
  number: string;
  warehouse: WarehouseCode;
  status: "picking" | "shipped" | "delivered" | "cancelled";
  lines: { line: ErpLine; pieces: number }[];
  parcels: ErpParcel[];
  shippedAt: number | null;
  deliveredAt: number | null;
}

export interface ErpInvoice {
  number: string;
  cents: number;
  issuedAt: number;
}

/** An order of the shop as the ERP keeps it. */
export interface ErpOrder {
  /** As Concord names it in every file about this order. */
  key: string;
  /** As the shop names it. */
  reference: string;
  /** The ERP's own; empty until somebody has booked it. */
  number: string;
  status: "draft" | "confirmed" | "picking" | "shipped" | "done" | "cancelled";
  currency: string;
  customer: string;
  country: string;
  lines: ErpLine[];
  bookedAt: number | null;
  promisedAt: number | null;
  shipments: ErpShipment[];
  invoices: ErpInvoice[];
  /** Credits that were booked, by their own key. */
  credits: Set<string>;
  /** By the ERP's own staff. */
  cancelledByErp: boolean;
}

export function totalCents(lines: readonly ErpLine[]): number {
  return lines.reduce((sum, { cents }) => sum + cents, 0);
}

export function inMoney(cents: number): string {
  return `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
}

/** Pieces of a line in shipments of these states. */
export function piecesIn(order: ErpOrder, lineId: string, status: readonly ErpShipment["status"][]): number {
  return order.shipments
    .filter((shipment) => status.includes(shipment.status))
    .flatMap(({ lines }) => lines.filter(({ line }) => line.id === lineId))
    .reduce((sum, { pieces }) => sum + pieces, 0);
}
