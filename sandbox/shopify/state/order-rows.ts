import type { Cash } from "./cash.ts";
import type { Company, CompanyLocation, Customer, MailingAddress } from "./customer-rows.ts";
import type {
  FulfillmentEventStatus,
  FulfillmentHold,
  FulfillmentOrderStatus,
  Tracking,
} from "./fulfillment-parts.ts";
import type {
  Allocation,
  Attribute,
  CancelReason,
  DiscountApplication,
  Duty,
  LineGroup,
  OrderAdjustment,
  PaymentTerms,
  Risk,
  ShippingLine,
  TaxLine,
  TaxRate,
} from "./order-parts.ts";
import type { Location, Variant } from "./rows.ts";

/** Every row that refers back to its order is in this file with it. */
export interface Order {
  kind: "Order";
  id: string;
  name: string;
  number: number;
  lines: OrderLine[];
  fulfillmentOrders: FulfillmentOrder[];
  fulfillments: Fulfillment[];
  createdAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  /** A job is working on it. */
  cancelling: boolean;
  cancelReason: CancelReason | null;
  closedAt: number | null;
  test: boolean;
  edited: boolean;
  tags: string[];
  note: string | null;
  attributes: readonly Attribute[];
  poNumber: string | null;
  sourceName: string;
  retailLocation: Location | null;
  currency: string;
  presentmentCurrency: string;
  /** What one unit of the shop's currency is worth in the customer's. */
  rate: number;
  taxesIncluded: boolean;
  taxRates: readonly TaxRate[];
  email: string | null;
  phone: string | null;
  /** Null: a guest. */
  customer: Customer | null;
  buyer: { company: Company; location: CompanyLocation } | null;
  billingAddress: MailingAddress | null;
  shippingAddress: MailingAddress | null;
  shippingLines: ShippingLine[];
  discountApplications: DiscountApplication[];
  transactions: Transaction[];
  refunds: Refund[];
  returns: Return[];
  risk: Risk;
  paymentTerms: PaymentTerms | null;
  originalTotal: Cash;
}

export interface OrderLine {
  kind: "LineItem";
  id: string;
  order: Order;
  /** Null: a custom line. */
  variant: Variant | null;
  title: string;
  sku: string | null;
  price: string;
  quantity: number;
  /** Pieces taken off the order by a refund, an edit or a cancellation. */
  removed: number;
  unitPrice: Cash;
  requiresShipping: boolean;
  giftCard: boolean;
  tip: boolean;
  attributes: readonly Attribute[];
  group: LineGroup | null;
  discounts: Allocation[];
  taxRates: readonly TaxRate[];
  taxes: TaxLine[];
  duties: Duty[];
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

export interface FulfillmentOrder {
  kind: "FulfillmentOrder";
  id: string;
  order: Order;
  location: Location;
  status: FulfillmentOrderStatus;
  /** Other than UNSUBMITTED: a fulfillment service was asked to ship it. */
  requestStatus: "UNSUBMITTED" | "SUBMITTED" | "ACCEPTED" | "REJECTED" | "CLOSED";
  /** DeliveryMethodType */
  delivery: "SHIPPING" | "LOCAL" | "PICK_UP" | "RETAIL" | "NONE";
  /** Somebody said that work has begun, until it is marked as open again. */
  progressReported: boolean;
  holds: FulfillmentHold[];
  fulfillAt: number;
  fulfillBy: number | null;
  lines: FulfillmentOrderLine[];
  createdAt: number;
  updatedAt: number;
}

export interface FulfillmentOrderLine {
  kind: "FulfillmentOrderLineItem";
  id: string;
  fulfillmentOrder: FulfillmentOrder;
  line: OrderLine;
  total: number;
  /** If the fulfillment order is closed, these are not shipped from it any more, even if above zero. */
  remaining: number;
}

/** Pieces of one line of a fulfillment order. */
export interface Portion {
  place: FulfillmentOrderLine;
  quantity: number;
}

export interface Fulfillment {
  kind: "Fulfillment";
  id: string;
  order: Order;
  name: string;
  location: Location;
  status: "SUCCESS" | "CANCELLED";
  lines: FulfillmentLine[];
  tracking: Tracking[];
  /** In the order they were reported. */
  events: FulfillmentEvent[];
  createdAt: number;
  updatedAt: number;
}

export interface FulfillmentLine {
  kind: "FulfillmentLineItem";
  id: string;
  place: FulfillmentOrderLine;
  line: OrderLine;
  quantity: number;
}

export interface FulfillmentEvent {
  kind: "FulfillmentEvent";
  id: string;
  fulfillment: Fulfillment;
  status: FulfillmentEventStatus;
  message: string | null;
  happenedAt: number;
  estimatedDeliveryAt: number | null;
  city: string | null;
  country: string | null;
  zip: string | null;
  createdAt: number;
}
