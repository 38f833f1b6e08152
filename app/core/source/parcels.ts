import type { ParcelEvent } from "./order-records.ts";
import type { SourceAddress } from "./order.ts";

/** One parcel as weighed; lengths are null where nobody measured. */
export interface ParcelSize {
  grams: number;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
}

/** Where a parcel goes to or comes from, before it is known who lives there. */
export interface ParcelPlace {
  /** ISO 3166-1 alpha-2 */
  country: string;
  province: string | null;
  postalCode: string;
  city: string | null;
  street: string | null;
}

/** What a carrier is asked at checkout. */
export interface QuoteRequest {
  from: ParcelPlace;
  to: ParcelPlace;
  parcels: readonly ParcelSize[];
  /** When the carrier gets the parcels. */
  shippingAt: Date;
  /** What the goods are worth, a decimal string. */
  value: string;
  currency: string;
}

export interface ShippingQuote {
  /** The carrier's own code, such as "5800": a label is booked for it. */
  service: string;
  /** As the carrier calls it, for the buyer. */
  name: string;
  /** Tax included, a decimal string. */
  total: string;
  currency: string;
  /** The first and last day it should arrive on, such as "2026-12-01"; null: the carrier does not say. */
  arrives: { from: string; until: string } | null;
  /** The buyer collects it at one of the carrier's points. */
  toPickupPoint: boolean;
}

/** What is booked together: parcels of one order from one place to one address. */
export interface Consignment {
  /** The same for every attempt, so that a booking already made is found again. */
  key: string;
  /** As the shop names the order, such as "#1001". */
  reference: string;
  service: string;
  sender: SourceAddress;
  recipient: SourceAddress;
  recipientEmail: string | null;
  /** The carrier's own id of the point where the buyer collects it; null: delivered to the door. */
  pickupPoint: string | null;
  parcels: readonly ParcelSize[];
  shippingAt: Date;
  value: string;
  currency: string;
  /** What is declared to customs; empty within one customs area. */
  goods: readonly CustomsLine[];
}

export interface CustomsLine {
  title: string;
  quantity: number;
  /** Of one piece, a decimal string in the consignment's currency. */
  value: string;
  grams: number;
  hsCode: string | null;
  /** ISO 3166-1 alpha-2 */
  originCountry: string | null;
}

export type LabelFormat = "pdf-a6" | "pdf-a4" | "zpl";

/** One parcel that is booked. */
export interface ParcelLabel {
  /** The carrier's own id: for reprinting the label and cancelling the booking. */
  id: string;
  /** What the barcode holds and the buyer tracks the parcel by. */
  trackingNumber: string;
  trackingUrl: string | null;
}

/** Where a parcel has been, oldest event first. */
export interface ParcelTrace {
  trackingNumber: string;
  events: readonly TraceEvent[];
  /** The day that the carrier expects to deliver, such as "2026-12-01". */
  arrivesOn: string | null;
}

export interface TraceEvent extends Omit<ParcelEvent, "status"> {
  /** Null: the carrier's code is not known to us; `code` keeps it. */
  status: ParcelEvent["status"] | null;
  /** The carrier's own code, unchanged. */
  code: string;
  /** In words: a town, a terminal. */
  place: string | null;
}
