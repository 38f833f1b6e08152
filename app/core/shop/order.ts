/**
 * What the shop says about an order, as the source may need it. Ids are bare, times ISO 8601 in UTC, amounts
 * decimal strings. Source: Order, LineItem, FulfillmentOrder, Fulfillment, Refund, Return, OrderTransaction
 * of the Admin API.
 */
export interface ShopOrderDocument {
  id: string;
  /** As staff and source know it, such as "#1001". */
  name: string;
  createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  /** OrderCancelReason: CUSTOMER, DECLINED, FRAUD, INVENTORY, OTHER, STAFF */
  cancelReason: string | null;
  closedAt: string | null;
  test: boolean;
  edited: boolean;
  /** Where it was sold: Order.sourceName, such as "web" or "pos". */
  channel: string | null;
  /** For a sale over the counter: bare id of the location it was sold at. */
  retailLocationId: string | null;
  tags: readonly string[];
  note: string | null;
  attributes: readonly Attribute[];
  poNumber: string | null;
  /** ISO 4217; `Amounts.shop` is in the first, `Amounts.presentment` in the second. */
  currency: string;
  presentmentCurrency: string;
  /** Line prices and discounts include tax. */
  taxesIncluded: boolean;
  /** OrderDisplayFinancialStatus; null: not known yet */
  financialStatus: string | null;
  /** OrderDisplayFulfillmentStatus */
  fulfillmentStatus: string;
  /** OrderRiskSummary.recommendation: ACCEPT, CANCEL, INVESTIGATE, NONE */
  risk: string | null;
  paymentTerms: { name: string; dueAt: string | null } | null;
  email: string | null;
  phone: string | null;
  customer: ShopCustomer | null;
  company: ShopCompany | null;
  billingAddress: ShopAddress | null;
  shippingAddress: ShopAddress | null;
  lines: readonly ShopOrderItem[];
  shippingLines: readonly ShopShippingLine[];
  /** Sum of all tips, which are not among the lines. */
  tip: Amounts;
  totals: ShopOrderTotals;
  transactions: readonly ShopTransaction[];
  refunds: readonly ShopRefund[];
  returns: readonly ShopReturn[];
  fulfillmentOrders: readonly ShopFulfillmentOrder[];
  fulfillments: readonly ShopFulfillment[];
}

export interface Attribute {
  key: string;
  value: string;
}

/** One amount in the shop's currency and in the one that the customer paid in. */
export interface Amounts {
  shop: string;
  presentment: string;
}

export interface ShopTax {
  title: string;
  /** 0.25 for 25 %; null: the shop does not say. */
  rate: string | null;
  amount: Amounts;
}

export interface ShopDiscount {
  /** A code, or the title of an automatic or manual discount. */
  title: string;
  /** `order`: the line's share of a discount on the whole order. */
  scope: "line" | "order";
  amount: Amounts;
}

export interface ShopOrderItem {
  id: string;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  /** Null: a custom line, or the product was deleted. */
  variantId: string | null;
  inventoryItemId: string | null;
  /** Originally ordered. */
  quantity: number;
  /** Ordered, less what was removed or refunded since. */
  currentQuantity: number;
  requiresShipping: boolean;
  giftCard: boolean;
  /** The bundle that the line was sold in. */
  bundle: { id: string; title: string; quantity: number } | null;
  attributes: readonly Attribute[];
  /** Of one piece, before discounts. */
  unitPrice: Amounts;
  discounts: readonly ShopDiscount[];
  taxes: readonly ShopTax[];
  duties: readonly { amount: Amounts; taxes: readonly ShopTax[] }[];
}

export interface ShopShippingLine {
  id: string;
  title: string;
  code: string | null;
  /** Before discounts. */
  price: Amounts;
  /** After discounts. */
  discountedPrice: Amounts;
  taxes: readonly ShopTax[];
  removed: boolean;
}

/** As the order was placed, and as it is after edits, refunds and returns. Both include tax, shipping and duties. */
export interface ShopOrderTotals {
  total: Amounts;
  currentTotal: Amounts;
  currentTax: Amounts;
  currentDiscounts: Amounts;
  currentDuties: Amounts;
  shipping: Amounts;
  received: Amounts;
  refunded: Amounts;
  outstanding: Amounts;
}

export interface ShopCustomer {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  taxExempt: boolean;
}

/** The company that bought, and which of its locations. */
export interface ShopCompany {
  id: string;
  name: string;
  externalId: string | null;
  locationId: string;
  locationName: string;
  locationExternalId: string | null;
  taxId: string | null;
}

export interface ShopAddress {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  zip: string | null;
  provinceCode: string | null;
  /** ISO 3166-1 alpha-2 */
  countryCode: string | null;
  phone: string | null;
}

export interface ShopTransaction {
  id: string;
  /** OrderTransactionKind: AUTHORIZATION, CAPTURE, SALE, REFUND, VOID ... */
  kind: string;
  /** OrderTransactionStatus: SUCCESS, PENDING, FAILURE ... */
  status: string;
  gateway: string | null;
  amount: Amounts;
  processedAt: string | null;
}

export interface ShopRefund {
  id: string;
  createdAt: string;
  note: string | null;
  returnId: string | null;
  lines: readonly { lineId: string; quantity: number; restocked: boolean; subtotal: Amounts; tax: Amounts }[];
  /** Of shipping, tax included. */
  shipping: Amounts;
  /** What a person paid back above or below what the lines come to. */
  adjustment: Amounts;
  total: Amounts;
}

export interface ShopReturn {
  id: string;
  name: string;
  /** ReturnStatus: REQUESTED, OPEN, CLOSED, DECLINED, CANCELED */
  status: string;
  lines: readonly { lineId: string; quantity: number; reason: string | null }[];
  /** What the customer gets instead; also lines of the order once the return is processed. */
  exchanges: readonly { lineId: string | null; title: string; quantity: number }[];
}

export interface ShopFulfillmentOrder {
  id: string;
  /** FulfillmentOrderStatus: OPEN, IN_PROGRESS, ON_HOLD, SCHEDULED, CLOSED, CANCELLED, INCOMPLETE */
  status: string;
  /** FulfillmentOrderRequestStatus */
  requestStatus: string;
  /** DeliveryMethodType: SHIPPING, LOCAL, PICK_UP, PICKUP_POINT, RETAIL, NONE; null: not said */
  delivery: string | null;
  locationId: string | null;
  /** FulfillmentOrderAction names that the shop allows now. */
  supportedActions: readonly string[];
  holds: readonly { id: string; handle: string | null; reason: string; note: string | null; ours: boolean }[];
  fulfillBy: string | null;
  updatedAt: string;
  lines: readonly { id: string; lineId: string; total: number; remaining: number }[];
}

export interface ShopFulfillment {
  id: string;
  name: string;
  /** FulfillmentStatus: SUCCESS, CANCELLED ... */
  status: string;
  /** FulfillmentDisplayStatus: FULFILLED, IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED ... */
  displayStatus: string | null;
  createdAt: string;
  deliveredAt: string | null;
  estimatedDeliveryAt: string | null;
  locationId: string | null;
  tracking: readonly { carrier: string | null; number: string | null; url: string | null }[];
  lines: readonly { lineId: string; quantity: number }[];
  events: readonly { status: string; happenedAt: string }[];
}
