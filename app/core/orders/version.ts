import { digest } from "../digest.ts";
import type { SourceAddress, SourceOrder, SourceOrderLine } from "../source/order.ts";

/**
 * How much a difference matters: goods are lines and totals, address is who and where. A note is sent to a
 * source that can take it, and is no reason to ask a person.
 */
export type Weight = "goods" | "address" | "note";

export interface OrderDifference {
  /** "line/<id>", "order", "customer", "billing" or "shipping" */
  place: string;
  /** A field of that place; "line": the whole line came or went, as its quantity and total: "2 20.00". */
  field: string;
  held: string | null;
  shop: string | null;
  weight: Weight;
}

/** A short text that changes exactly when something that matters in an order does. */
export function orderVersion(order: SourceOrder): string {
  const weighing = [...facts(order)].filter(([, { weight }]) => weight !== "note");
  return digest(JSON.stringify(weighing.map(([key, { text }]) => `${key}\n${text ?? ""}`).sort()));
}

/** Where the shop differs from what a source was sent, place by place. */
export function orderDifferences(held: SourceOrder, shop: SourceOrder): OrderDifference[] {
  const [was, is] = [facts(held), facts(shop)];
  const moved = movedLines(held, shop);
  const gone = new Set(moved.map(({ place }) => place));
  const changed = [...new Set([...was.keys(), ...is.keys()])].flatMap((key): OrderDifference[] => {
    const fact = is.get(key) ?? was.get(key);
    const [before, now] = [was.get(key)?.text ?? null, is.get(key)?.text ?? null];
    if (!fact || before === now || gone.has(fact.place)) return [];
    return [{ place: fact.place, field: fact.field, held: before, shop: now, weight: fact.weight }];
  });
  return [...moved, ...changed];
}

/** An order stored as JSON, with its times as dates again; null if it is not an order. */
export function reviveSourceOrder(stored: unknown): SourceOrder | null {
  if (typeof stored !== "object" || stored === null || !("lines" in stored)) return null;
  const order = stored as SourceOrder;
  return {
    ...order,
    placedAt: new Date(order.placedAt),
    payments: order.payments.map((payment) => ({ ...payment, at: new Date(payment.at) })),
  };
}

interface Fact {
  place: string;
  field: string;
  /** Null: nothing. */
  text: string | null;
  weight: Weight;
}

function facts(order: SourceOrder): Map<string, Fact> {
  const all = [
    ...orderFacts(order),
    ...order.lines.flatMap(lineFacts),
    ...addressFacts("billing", order.customer.billing),
    ...addressFacts("shipping", order.customer.shipping),
  ];
  return new Map(all.map((fact) => [`${fact.place}\n${fact.field}`, fact]));
}

function orderFacts({ customer, ...order }: SourceOrder): Fact[] {
  const payments = order.payments.map(
    ({ key, kind, amount, currency }) => `${key} ${kind} ${amount} ${currency}`,
  );
  const attributes = order.attributes.map(({ key, value }) => `${key}: ${value}`);
  return [
    ...group("order", "goods", {
      currency: order.currency,
      taxesIncluded: String(order.taxesIncluded),
      total: order.total,
      tax: order.tax,
    }),
    ...group("order", "address", { paymentTerms: order.paymentTerms }),
    ...group("order", "note", {
      poNumber: order.poNumber,
      note: order.note,
      attributes: attributes.join("\n"),
      paid: String(order.paid),
      payments: payments.join("\n"),
    }),
    ...group("customer", "address", {
      key: customer.key,
      name: customer.name,
      taxExempt: String(customer.taxExempt),
      company: customer.company?.name ?? null,
      companyExternalId: customer.company?.externalId ?? null,
      location: customer.company?.location ?? null,
      locationExternalId: customer.company?.locationExternalId ?? null,
      taxId: customer.company?.taxId ?? null,
    }),
    ...group("customer", "note", { email: customer.email, phone: customer.phone, locale: customer.locale }),
  ];
}

function lineFacts(line: SourceOrderLine): Fact[] {
  const taxes = line.taxes.map(({ title, rate, amount }) => `${title} ${rate ?? ""} ${amount}`);
  return [
    ...group(`line/${line.id}`, "goods", {
      kind: line.kind,
      sku: line.sku,
      quantity: String(line.quantity),
      unitPrice: line.unitPrice,
      total: line.total,
      taxes: taxes.join("\n"),
    }),
    ...group(`line/${line.id}`, "note", {
      title: line.title,
      discount: line.discount,
      warehouse: line.warehouse,
      bundle: line.bundle,
    }),
  ];
}

function addressFacts(place: "billing" | "shipping", address: SourceAddress | null): Fact[] {
  if (address === null) return [];
  const { phone, ...rest } = address;
  return [...group(place, "address", rest), ...group(place, "note", { phone })];
}

function group(place: string, weight: Weight, fields: Record<string, string | null>): Fact[] {
  return Object.entries(fields).map(([field, text]) => ({ place, field, text, weight }));
}

function movedLines(held: SourceOrder, shop: SourceOrder): OrderDifference[] {
  const missing = (from: SourceOrder, side: "held" | "shop", other: SourceOrder) => {
    const known = new Set(other.lines.map(({ id }) => id));
    return from.lines
      .filter(({ id }) => !known.has(id))
      .map((line): OrderDifference => {
        const text = `${line.quantity} ${line.total}`;
        return {
          place: `line/${line.id}`,
          field: "line",
          held: null,
          shop: null,
          weight: "goods",
          [side]: text,
        };
      });
  };
  return [...missing(held, "held", shop), ...missing(shop, "shop", held)];
}
