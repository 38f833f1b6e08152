import type { SourceCredit, SourceCustomer, SourceOrder, SourceOrderLine } from "#app/core/source/order.ts";

const line: SourceOrderLine = {
  id: "11",
  kind: "product",
  sku: "DEMO-0002",
  title: "Shirt",
  quantity: 2,
  unitPrice: "11.90",
  discount: "0",
  discountTitles: [],
  total: "23.80",
  taxes: [{ title: "VAT 19%", rate: "0.19", amount: "3.80" }],
  bundle: null,
  warehouse: null,
};

export const shirt = line;

/** A shirt in two sizes, shipping and a tip: 23.80 + 35.70 + 4.90 + 2.00, tax included. */
export const lines: readonly SourceOrderLine[] = [
  line,
  {
    ...line,
    id: "12",
    sku: "DEMO-0003",
    title: "Shoe",
    quantity: 1,
    unitPrice: "35.70",
    total: "35.70",
    taxes: [{ title: "VAT 19%", rate: "0.19", amount: "5.70" }],
    discount: "4.30",
    discountTitles: ["WELCOME"],
  },
  {
    ...line,
    id: "shipping/7",
    kind: "shipping",
    sku: null,
    title: "Parcel",
    quantity: 1,
    unitPrice: "4.90",
    total: "4.90",
    taxes: [{ title: "VAT 19%", rate: "0.19", amount: "0.78" }],
  },
  {
    ...line,
    id: "tip",
    kind: "tip",
    sku: null,
    title: "Tip",
    quantity: 1,
    unitPrice: "2",
    total: "2.00",
    taxes: [],
  },
];

export const anna: SourceCustomer = {
  key: "customer/501",
  name: "Anna Müller",
  email: "anna@example.com",
  phone: "+49 40 1234567",
  locale: "de",
  taxExempt: false,
  company: null,
  billing: {
    name: "Anna Müller",
    company: null,
    street: "Große Straße 5\n2. OG",
    city: "München",
    postalCode: "80331",
    province: null,
    country: "DE",
    phone: null,
  },
  shipping: null,
};

/** Each recording has its own copy of each order: `run` is part of its key. */
export function orderOf(run: string, number: number, more: Partial<SourceOrder> = {}): SourceOrder {
  return {
    key: `shop-${run}.myshopify.com/${number}`,
    reference: `#${number}`,
    placedAt: new Date("2026-11-20T10:30:00Z"),
    currency: "EUR",
    taxesIncluded: true,
    customer: anna,
    warehouse: "WH-HAM",
    lines,
    total: "66.40",
    tax: "10.28",
    payments: [],
    paid: true,
    paymentTerms: null,
    poNumber: "PO 7",
    note: "Please ring twice",
    attributes: [{ key: "Gift", value: "yes" }],
    givenBack: [],
    tags: ["vip"],
    risk: null,
    ...more,
  };
}

export function creditOf(orderId: string, more: Partial<SourceCredit> = {}): SourceCredit {
  return {
    key: "refund/9",
    orderId,
    reference: "#1001",
    at: new Date("2026-11-21T10:30:00Z"),
    currency: "EUR",
    taxesIncluded: true,
    lines: [
      { ...line, quantity: 1, total: "11.90", taxes: [{ title: "VAT 19%", rate: "0.19", amount: "1.90" }] },
    ],
    total: "11.90",
    returned: true,
    note: "Too small",
    ...more,
  };
}
