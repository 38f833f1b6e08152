import type { InvoiceRecord, OrderStateRecord, ShipmentRecord } from "#app/core/source/order-records.ts";
import { money, plainAmount } from "#app/core/money.ts";
import type { ItemRecord, SetAsideRecord } from "#app/core/source/records.ts";
import type { SourceOrderState, SourceOrderStatus } from "#app/core/source/order.ts";
import type { Invoice, Product, Sale } from "./schema.ts";
import { noonOf } from "./wire.ts";

/**
 * A confirmation shows only when its transaction ends, though its moves are dated by its start. A stock figure that
 * was read in between lacks the order: it counts as booked from the latest end on.
 */
const BOOKING_MS = 5_000;

export function sku(code: string | null): string | null {
  return code?.trim() || null;
}

export function setAside(
  origin: string,
  code: string | null,
  reason: SetAsideRecord["reason"],
  raw: string,
): SetAsideRecord {
  return { origin, sku: code, reason, raw };
}

/** Articles, without those whose code is missing or not theirs alone. */
export function itemsOf(rows: readonly Product[], shared: ReadonlySet<string>) {
  const records: ItemRecord[] = [];
  const refused: SetAsideRecord[] = [];
  for (const row of rows) {
    const origin = `product ${row.id}`;
    const code = sku(row.code);
    if (code === null) refused.push(setAside(origin, null, "sku-missing", row.name));
    else if (shared.has(code)) refused.push(setAside(origin, code, "duplicate", row.name));
    else records.push(itemOf(row, code, origin));
  }
  return { records, setAside: refused };
}

function itemOf(row: Product, code: string, origin: string): ItemRecord {
  const template = row["template."];
  const family = template.products.length > 1;
  const barcode = barcodeOf(row);
  const fields = {
    title: row.name,
    ...(barcode !== null && { barcode }),
    ...(row.description?.trim() && { description: toHtml(row.description.trim()) }),
    ...weightOf(row),
  };
  const variant = row.suffix_code?.replace(/^[\s_.-]+/, "").trim() || code;
  return {
    sku: code,
    title: row.name,
    barcode,
    updatedAt: newest(row.create_date, row.write_date, template.create_date, template.write_date),
    content: {
      fields,
      photos: null,
      group: family ? (template.code ?? `template ${template.id}`) : null,
      options: family ? [{ name: "Variant", value: variant }] : [],
      discontinued: !row.active || !row.salable,
    },
    origin,
  };
}

function barcodeOf(row: Product): string | null {
  const of = (kind: string) => row["identifiers."].find(({ type }) => type === kind)?.code;
  return of("ean") ?? of("isbn") ?? null;
}

function weightOf({ weight, "weight_uom.": unit }: Product): { weight?: string } {
  const known = unit && /^(g|kg|lb|oz)$/.test(unit.symbol);
  return known && typeof weight === "number" ? { weight: `${weight} ${unit.symbol}` } : {};
}

/** Tryton's texts are plain; the shop's are HTML. */
function toHtml(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replace(/\r?\n/g, "<br>");
}

export function newest(...dates: readonly (string | null)[]): Date {
  const latest = dates
    .flatMap((date) => date ?? [])
    .toSorted()
    .at(-1);
  return new Date(latest ?? 0);
}

/** Everything that should have been shipped was taken back, and nothing is charged. */
function isTakenBack({ "shipments.": shipments, "invoices.": invoices }: Sale): boolean {
  const gone = (rows: readonly { state: string }[]) => rows.every(({ state }) => state === "cancelled");
  return shipments.length > 0 && gone(shipments) && gone(invoices);
}

export function statusOf(sale: Sale): SourceOrderStatus {
  if (sale.state === "draft" || sale.state === "quotation") return "draft";
  if (sale.state === "cancelled") return "cancelled";
  if (sale.state === "confirmed") return "confirmed";
  if (isTakenBack(sale)) return "cancelled";
  if (sale.state === "done") return "done";
  if (sale.shipment_state === "sent") return "shipped";
  const busy = sale["shipments."].some(({ state }) => !/^(draft|waiting|cancelled)$/.test(state));
  return busy ? "picking" : "confirmed";
}

function bookedAt(sale: Sale): Date | null {
  if (!/^(processing|done)$/.test(sale.state) || isTakenBack(sale)) return null;
  const moved = sale["shipments."].flatMap(({ create_date }) => create_date ?? []).toSorted();
  const at = moved[0] ?? sale.write_date ?? sale.create_date;
  return at === null ? null : new Date(Date.parse(at) + BOOKING_MS);
}

/** With as many digits as the currency has: Tryton's own spelling drops the last. */
function amount(text: string, currency: string): string {
  return plainAmount(money(text, currency));
}

/** `url` is where a person opens the sale. */
export function saleState(sale: Sale, url: string): SourceOrderState {
  return {
    id: String(sale.id),
    number: sale.number ?? `draft ${sale.id}`,
    status: statusOf(sale),
    bookedAt: bookedAt(sale),
    total: amount(sale.total_amount ?? "0", sale["currency."].code),
    currency: sale["currency."].code,
    url,
  };
}

export function orderStateOf(sale: Sale, key: string, url: string, asOf: Date): OrderStateRecord {
  const { id, number, status, total, currency, ...state } = saleState(sale, url);
  const planned = sale["shipments."]
    .filter((shipment) => shipment.state !== "cancelled")
    .flatMap(({ planned_date }) => planned_date ?? [])
    .toSorted()
    .at(-1);
  return {
    key,
    orderName: sale.reference,
    bookedAt: state.bookedAt,
    order: { id, number, status, total, currency, promisedAt: planned ? noonOf(planned) : null, url },
    asOf,
    origin: `sale ${sale.id}`,
  };
}

export const shipmentStatuses: Readonly<Record<string, ShipmentRecord["status"]>> = {
  draft: "waiting",
  waiting: "waiting",
  // The goods are reserved and on somebody's list.
  assigned: "picking",
  picked: "picking",
  packed: "packed",
  done: "shipped",
  cancelled: "cancelled",
};

export function invoiceOf(
  invoice: Invoice,
  sale: { key: string; reference: string | null },
  asOf: Date,
): InvoiceRecord {
  return {
    key: sale.key,
    orderName: sale.reference,
    id: String(invoice.id),
    number: invoice.number ?? `draft ${invoice.id}`,
    status: invoice.state === "validated" ? "draft" : invoice.state,
    total: amount(invoice.total_amount, invoice["currency."].code),
    currency: invoice["currency."].code,
    issuedAt: invoice.invoice_date === null ? null : noonOf(invoice.invoice_date),
    asOf,
    origin: `invoice ${invoice.id}`,
  };
}
