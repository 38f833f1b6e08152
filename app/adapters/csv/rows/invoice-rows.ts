import { INVOICE_STATUSES, type InvoiceRecord } from "#app/core/source/order-records.ts";
import { type Cells, code, plain, timeOf, whole } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import type { Mapping, Outcome, Place, Spec, Style } from "./mapping.ts";
import { amountOf, ifGiven, orderReference, timeIfGiven } from "./order-reference.ts";
import { currencyOf } from "./price-rows.ts";
import { fileOf } from "./spec.ts";
import { statusOf } from "./status-words.ts";

export function invoiceMapping(spec: Spec<"invoices">, style: Style): Mapping<InvoiceRecord> {
  return {
    ...fileOf(spec, spec.columns),
    sku: () => null,
    toRecord: (cells, place) => invoiceOf(cells, place, spec, style),
    claim: () => null,
    inWords: ({ number, total, currency }) => `invoice ${number}: ${total} ${currency}`,
  };
}

function invoiceOf(
  cells: Cells,
  { origin, fileTime }: Place,
  spec: Spec<"invoices">,
  style: Style,
): Outcome<InvoiceRecord> {
  const reference = orderReference(cells);
  if (isRefusal(reference)) return { ...reference, sku: null };
  const number = code(cells("number"));
  if (isRefusal(number)) return { reason: "malformed", sku: null };
  const row = whole({
    status: ifGiven(cells("status"), (bare) => statusOf(bare, INVOICE_STATUSES, spec)),
    total: amountOf(plain(cells("total")), style),
    currency: currencyOf(cells("currency"), spec.currency),
    issuedAt: timeIfGiven(cells("issuedAt"), style, spec.timeFormat),
    asOf: timeOf(plain(cells("asOf")) || null, fileTime, style.timeZone, spec.timeFormat),
  });
  if (isRefusal(row)) return { ...row, sku: null };
  const record = { ...reference, ...row, id: number, number, status: row.status ?? "posted", origin };
  return { record };
}
