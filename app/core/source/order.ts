import type { Attribute } from "../shop/order.ts";

/**
 * One order of the shop as the source is asked to hold it. Amounts are decimal strings in `currency`; a line's amounts
 * include tax exactly when `taxesIncluded` is true.
 */
export interface SourceOrder {
  /** The same for every attempt, so that an order already made is found again. */
  key: string;
  /** As the shop names it, such as "#1001". */
  reference: string;
  placedAt: Date;
  currency: string;
  taxesIncluded: boolean;
  customer: SourceCustomer;
  /** Where all of it should ship from; null: not given, or it differs by line. */
  warehouse: string | null;
  lines: readonly SourceOrderLine[];
  /** The sum of all lines, tax included: the total that the shop charged. */
  total: string;
  tax: string;
  payments: readonly SourcePayment[];
  paid: boolean;
  paymentTerms: string | null;
  poNumber: string | null;
  note: string | null;
  attributes: readonly Attribute[];
  /** Refunds and returns already left out of it ("refund/<id>"): never credited. For Concord only. */
  givenBack: readonly string[];
  tags: readonly string[];
  risk: string | null;
}

export type SourceLineKind =
  | "product"
  /** A product that the source does not know: a line of text, with a review task in Concord. */
  | "placeholder"
  | "gift-card"
  | "shipping"
  | "tip"
  | "duty"
  /** What the shop's own rounding left over, within the merchant's tolerance. */
  | "adjustment";

export interface SourceOrderLine {
  /** Line item id, "shipping/<id>", "tip", "duty/<line id>" or "adjustment": the same for every attempt. */
  id: string;
  kind: SourceLineKind;
  /** The source's own; null where the line is not an article. */
  sku: string | null;
  title: string;
  /** In the source's unit, after the link's conversion. Whole. */
  quantity: number;
  /** Price of one source unit after all discounts, with as many digits as it takes (at most 4). */
  unitPrice: string;
  /** The discount on the whole line, for information: it is already taken off `unitPrice`. */
  discount: string;
  discountTitles: readonly string[];
  /** The line's total; where it is not quantity x unitPrice, sources that keep line totals should use it. */
  total: string;
  taxes: readonly { title: string; rate: string | null; amount: string }[];
  /** The bundle it was sold in. */
  bundle: string | null;
  warehouse: string | null;
}

export interface SourceAddress {
  name: string;
  company: string | null;
  street: string;
  city: string;
  postalCode: string;
  province: string | null;
  /** ISO 3166-1 alpha-2 */
  country: string;
  phone: string | null;
}

export interface SourceCustomer {
  /** "customer/<id>", "company/<company id>/<location id>" or "guest/<order id>": the same for every order of theirs. */
  key: string;
  name: string;
  email: string | null;
  phone: string | null;
  locale: string | null;
  taxExempt: boolean;
  /** For a business: the company, which of its locations bought, and the ids the source has for both. */
  company: {
    key: string;
    name: string;
    externalId: string | null;
    location: string;
    locationExternalId: string | null;
    taxId: string | null;
  } | null;
  billing: SourceAddress | null;
  shipping: SourceAddress | null;
}

export interface SourcePayment {
  /** Names the shop's transaction. */
  key: string;
  gateway: string;
  kind: "payment" | "refund";
  amount: string;
  currency: string;
  at: Date;
}

/** What is refunded or returned of an order that the source has invoiced or shipped. */
export interface SourceCredit {
  /** Names the shop's refund or return: "refund/<id>", "return/<id>". */
  key: string;
  /** The order's id in the source. */
  orderId: string;
  reference: string;
  at: Date;
  currency: string;
  taxesIncluded: boolean;
  lines: readonly SourceOrderLine[];
  /** What the customer gets back, tax included. */
  total: string;
  /** The goods come back too. */
  returned: boolean;
  note: string | null;
}

export const SOURCE_ORDER_STATUSES = [
  "draft",
  "confirmed",
  "picking",
  "shipped",
  "done",
  "cancelled",
] as const;
export type SourceOrderStatus = (typeof SOURCE_ORDER_STATUSES)[number];

/** What the source answers about an order that it holds. */
export interface SourceOrderState {
  /** The source's own id. */
  id: string;
  /** The number that people at the source use. */
  number: string;
  status: SourceOrderStatus;
  /** When its stock figures began to include the order, by the source's clock; null: they do not yet. */
  bookedAt: Date | null;
  total: string;
  currency: string;
  /** Where a person can open it; null: nowhere. */
  url: string | null;
}

/** The source took it, or said why it never will take it as it is. */
export type Written<T> = { ok: true; value: T } | { ok: false; message: string };
