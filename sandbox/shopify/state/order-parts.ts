import type { Cash } from "./cash.ts";

export interface Attribute {
  key: string;
  value: string;
}

export interface TaxRate {
  title: string;
  /** 0.25 for 25 %. */
  rate: number;
}

export interface TaxLine {
  title: string;
  rate: number;
  amount: Cash;
}

export interface Duty {
  kind: "Duty";
  id: string;
  amount: Cash;
}

export interface DiscountApplication {
  kind: "AutomaticDiscountApplication" | "DiscountCodeApplication" | "ManualDiscountApplication";
  index: number;
  title: string;
  allocationMethod: "ACROSS" | "EACH";
  targetSelection: "ALL" | "EXPLICIT";
  targetType: "LINE_ITEM" | "SHIPPING_LINE";
  /** From 0 to 100, or an amount in the customer's currency. */
  value: { percent: number } | { minor: number };
}

export interface Allocation {
  application: DiscountApplication;
  amount: Cash;
}

/** A bundle: sold as one, shipped as several. */
export interface LineGroup {
  kind: "LineItemGroup";
  id: string;
  title: string;
  quantity: number;
}

export interface ShippingLine {
  kind: "ShippingLine";
  id: string;
  title: string;
  code: string | null;
  price: Cash;
  discounts: Allocation[];
  taxes: TaxLine[];
  /** Without tax that comes on top. */
  refunded: Cash;
  refundedTax: Cash;
  removed: boolean;
}

/** What the shop kept of a refund or, if negative, gave beyond it. */
export interface OrderAdjustment {
  kind: "OrderAdjustment";
  id: string;
  amount: Cash;
  reason: "FULL_RETURN_BALANCING_ADJUSTMENT" | "PENDING_REFUND_DISCREPANCY" | "REFUND_DISCREPANCY";
}

export interface PaymentTerms {
  kind: "PaymentTerms";
  id: string;
  name: string;
  dueInDays: number;
  schedule: { kind: "PaymentSchedule"; id: string; issuedAt: number; dueAt: number };
}

export type Risk = "ACCEPT" | "CANCEL" | "INVESTIGATE" | "NONE";

export type CancelReason = "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF";
