import type { Cash } from "./cash.ts";
import type { Location, Order, OrderLine } from "./rows.ts";

export interface Attribute {
  key: string;
  value: string;
}

export interface MailingAddress {
  kind: "MailingAddress";
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  zip: string | null;
  provinceCode: string | null;
  countryCode: string | null;
  phone: string | null;
}

export interface Customer {
  kind: "Customer";
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  taxExempt: boolean;
  defaultAddress: MailingAddress | null;
  createdAt: number;
  updatedAt: number;
}

export interface Company {
  kind: "Company";
  id: string;
  name: string;
  externalId: string | null;
  contact: Customer;
  locations: CompanyLocation[];
  createdAt: number;
  updatedAt: number;
}

export interface CompanyLocation {
  kind: "CompanyLocation";
  id: string;
  company: Company;
  name: string;
  externalId: string | null;
  taxId: string | null;
  address: MailingAddress | null;
  createdAt: number;
  updatedAt: number;
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
  /** Of a hundred, or an amount of the customer's currency. */
  value: { percent: number } | { minor: number };
}

export interface Allocation {
  application: DiscountApplication;
  amount: Cash;
}

/** What was sold as one and is shipped as several. */
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

export interface Transaction {
  kind: "OrderTransaction";
  id: string;
  order: Order;
  action: "AUTHORIZATION" | "CAPTURE" | "REFUND" | "SALE" | "VOID";
  status: "FAILURE" | "PENDING" | "SUCCESS";
  gateway: string;
  amount: Cash;
  parent: Transaction | null;
  createdAt: number;
}

export interface Refund {
  kind: "Refund";
  id: string;
  order: Order;
  note: string | null;
  return: Return | null;
  lines: RefundLine[];
  shipping: { kind: "RefundShippingLine"; id: string; line: ShippingLine; subtotal: Cash; tax: Cash }[];
  duties: { duty: Duty; amount: Cash }[];
  adjustments: OrderAdjustment[];
  transactions: Transaction[];
  createdAt: number;
  updatedAt: number;
}

export interface RefundLine {
  kind: "RefundLineItem";
  id: string;
  line: OrderLine;
  quantity: number;
  restockType: "CANCEL" | "NO_RESTOCK" | "RETURN";
  location: Location | null;
  subtotal: Cash;
  tax: Cash;
}

/** What the shop kept of a refund, or gave beyond it: then it is negative. */
export interface OrderAdjustment {
  kind: "OrderAdjustment";
  id: string;
  amount: Cash;
  reason: "FULL_RETURN_BALANCING_ADJUSTMENT" | "PENDING_REFUND_DISCREPANCY" | "REFUND_DISCREPANCY";
}

export interface Return {
  kind: "Return";
  id: string;
  order: Order;
  name: string;
  status: "CANCELED" | "CLOSED" | "DECLINED" | "OPEN" | "REQUESTED";
  lines: ReturnLine[];
  exchanges: ExchangeLine[];
  createdAt: number;
  closedAt: number | null;
}

export interface ReturnLine {
  kind: "ReturnLineItem";
  id: string;
  return: Return;
  line: OrderLine;
  quantity: number;
  processed: number;
  reason: string;
  note: string;
}

export interface ExchangeLine {
  kind: "ExchangeLineItem";
  id: string;
  variantId: string;
  title: string;
  quantity: number;
  /** Null until the return is processed. */
  line: OrderLine | null;
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
