import Big from "big.js";
import { DEFAULT_ORDER_RULES } from "#app/core/orders/rules.ts";
import type { OrderContext } from "#app/core/orders/lines.ts";
import type { OrderFacts } from "#app/core/orders/facts.ts";
import type {
  Amounts,
  ShopAddress,
  ShopFulfillmentOrder,
  ShopOrderDocument,
  ShopOrderItem,
  ShopShippingLine,
} from "#app/core/shop/order.ts";

/** A customer pays 1.1 times the shop's amounts, unless a test says otherwise. */
const PRESENTMENT_RATE = "1.1";

export const same = (amount: string | Big): Amounts => ({
  shop: new Big(amount).toFixed(2),
  presentment: new Big(amount).times(PRESENTMENT_RATE).toFixed(2),
});

export const ADDRESS: ShopAddress = {
  firstName: "Ada",
  lastName: "Novak",
  company: null,
  address1: "Dlouha 12",
  address2: null,
  city: "Praha",
  zip: "110 00",
  provinceCode: null,
  countryCode: "CZ",
  phone: null,
};

export function item(over: Partial<ShopOrderItem> = {}): ShopOrderItem {
  const quantity = over.quantity ?? 1;
  return {
    id: "11",
    title: "Mug",
    variantTitle: "Blue",
    sku: "MUG-B",
    variantId: "v1",
    inventoryItemId: "i1",
    quantity,
    currentQuantity: quantity,
    requiresShipping: true,
    giftCard: false,
    bundle: null,
    attributes: [],
    unitPrice: same("10"),
    discounts: [],
    taxes: [],
    duties: [],
    ...over,
  };
}

export function shipping(over: Partial<ShopShippingLine> = {}): ShopShippingLine {
  return {
    id: "s1",
    title: "Parcel",
    code: "parcel",
    price: same("0"),
    discountedPrice: same("0"),
    taxes: [],
    removed: false,
    ...over,
  };
}

export function place(over: Partial<ShopFulfillmentOrder> = {}): ShopFulfillmentOrder {
  return {
    id: "f1",
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    delivery: "SHIPPING",
    locationId: "loc1",
    supportedActions: ["CREATE_FULFILLMENT"],
    holds: [],
    fulfillBy: null,
    updatedAt: "2026-03-01T10:00:00Z",
    lines: [{ id: "fl1", lineId: "11", total: 1, remaining: 1 }],
    ...over,
  };
}

/** An order as the shop would report it; its totals are the test's, or those of its first line. */
export function shopOrder(
  over: Partial<Omit<ShopOrderDocument, "totals">> & { currentTotal?: string } = {},
): ShopOrderDocument {
  const { currentTotal = "10", ...rest } = over;
  const nothing = same("0");
  return {
    id: "1001",
    name: "#1001",
    createdAt: "2026-03-01T10:00:00Z",
    updatedAt: "2026-03-01T10:00:00Z",
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    test: false,
    edited: false,
    channel: "web",
    retailLocationId: null,
    tags: [],
    note: null,
    attributes: [],
    poNumber: null,
    currency: "EUR",
    presentmentCurrency: "USD",
    taxesIncluded: true,
    financialStatus: "PAID",
    fulfillmentStatus: "UNFULFILLED",
    risk: null,
    paymentTerms: null,
    email: "ada@example.com",
    phone: null,
    customer: {
      id: "77",
      firstName: "Ada",
      lastName: "Novak",
      email: "ada@example.com",
      phone: null,
      locale: "cs",
      taxExempt: false,
    },
    company: null,
    billingAddress: ADDRESS,
    shippingAddress: ADDRESS,
    lines: [item()],
    shippingLines: [],
    tip: nothing,
    totals: {
      total: same(currentTotal),
      currentTotal: same(currentTotal),
      currentTax: nothing,
      currentDiscounts: nothing,
      currentDuties: nothing,
      shipping: nothing,
      received: nothing,
      refunded: nothing,
      outstanding: nothing,
    },
    transactions: [],
    refunds: [],
    returns: [],
    fulfillmentOrders: [place()],
    fulfillments: [],
    ...rest,
  };
}

export const CONTEXT: OrderContext = {
  shop: "demo.myshopify.com",
  rules: { ...DEFAULT_ORDER_RULES, on: true },
  links: new Map([
    ["v1", { sku: "ERP-1", unit: 1 }],
    ["v2", { sku: "ERP-2", unit: 6 }],
  ]),
  warehouses: new Map([["loc1", "MAIN"]]),
};

export const NOW = Date.parse("2026-03-01T12:00:00Z");

/** An order that no source has heard of, and an adapter that can do everything. */
export function subject(over: Partial<OrderFacts> = {}): OrderFacts {
  return {
    document: shopOrder(),
    context: CONTEXT,
    entry: {
      state: "owed",
      exported: null,
      credited: [],
      accepted: null,
      sourceId: null,
      sourceStatus: null,
      sourceTotal: null,
      gone: false,
    },
    can: { amend: true, cancel: true, credit: true },
    now: NOW,
    ...over,
  };
}
