import type { SourceCredit, SourceOrder, SourceOrderLine } from "#app/core/source/order.ts";

const line: SourceOrderLine = {
  id: "9001",
  kind: "product",
  sku: "85123A",
  title: "White hanging heart",
  quantity: 6,
  unitPrice: "2.55",
  discount: "0.00",
  discountTitles: [],
  total: "15.30",
  taxes: [{ title: "VAT", rate: "0.2", amount: "2.55" }],
  bundle: null,
  warehouse: "LON",
};

/** An order of one product and its shipping, with the changes of a test. */
export function anOrder(more: Partial<SourceOrder> = {}): SourceOrder {
  return {
    key: "demo.myshopify.com/5001",
    reference: "#1001",
    placedAt: new Date("2026-03-02T12:00:00Z"),
    currency: "GBP",
    taxesIncluded: true,
    customer: {
      ...{
        key: "customer/1",
        name: "Ada Byrne",
        email: "ada@example.com",
        phone: "+44 20 7946 0000",
        locale: "en",
      },
      ...{ taxExempt: false, company: null, billing: null },
      shipping: {
        ...{
          name: "Ada Byrne",
          company: null,
          street: "1 High Street",
          city: "London",
          postalCode: "E1 6AN",
        },
        ...{ province: null, country: "GB", phone: null },
      },
    },
    warehouse: "LON",
    lines: [
      line,
      {
        ...line,
        id: "shipping/1",
        kind: "shipping",
        sku: null,
        title: "Standard",
        quantity: 1,
        unitPrice: "4.95",
        total: "4.95",
        taxes: [],
      },
    ],
    total: "20.25",
    tax: "2.55",
    payments: [],
    ...{ paid: true, paymentTerms: null, poNumber: null, note: null, attributes: [], tags: [], risk: null },
    givenBack: [],
    ...more,
  };
}

export function aCredit(orderId: string, more: Partial<SourceCredit> = {}): SourceCredit {
  return {
    key: "refund/77",
    orderId,
    reference: "#1001",
    at: new Date("2026-03-03T12:00:00Z"),
    currency: "GBP",
    taxesIncluded: true,
    lines: [{ ...line, quantity: 1, total: "2.55" }],
    total: "2.55",
    returned: true,
    note: null,
    ...more,
  };
}
