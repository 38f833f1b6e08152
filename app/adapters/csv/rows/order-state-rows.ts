import type { OrderStateRecord } from "#app/core/source/order-records.ts";
import { SOURCE_ORDER_STATUSES } from "#app/core/source/order.ts";
import { type Cells, plain, timeOf, whole } from "./cells.ts";
import { isRefusal } from "./refusal.ts";
import { type Refusal } from "./refusal.ts";
import type { Mapping, Outcome, Place, Spec, Style } from "./mapping.ts";
import { amountOf, ifGiven, orderReference, timeIfGiven } from "./order-reference.ts";
import { stemOf } from "./order-names.ts";
import { currencyOf } from "./price-rows.ts";
import { fileOf } from "./spec.ts";
import { statusOf } from "./status-words.ts";

export function orderStateMapping(spec: Spec<"orderStates">, style: Style): Mapping<OrderStateRecord> {
  return {
    ...fileOf(spec, spec.columns),
    sku: () => null,
    toRecord: (cells, place) => orderStateOf(cells, place, spec, style),
    claim: () => null,
    inWords: ({ orderName, key, order }) =>
      `order ${orderName ?? key}${order ? `: ${order.number}, ${order.status}` : ""}`,
  };
}

function orderStateOf(
  cells: Cells,
  { origin, fileTime }: Place,
  spec: Spec<"orderStates">,
  style: Style,
): Outcome<OrderStateRecord> {
  const reference = orderReference(cells);
  if (isRefusal(reference)) return { ...reference, sku: null };
  const row = whole({
    bookedAt: bookedAtOf(cells("bookedAt"), fileTime, spec, style),
    status: ifGiven(cells("status"), (bare) => statusOf(bare, SOURCE_ORDER_STATUSES, spec)),
    total: ifGiven(cells("total"), (bare) => amountOf(bare, style)),
    promisedAt: timeIfGiven(cells("promisedAt"), style, spec.timeFormat),
    asOf: timeOf(plain(cells("asOf")) || null, fileTime, style.timeZone, spec.timeFormat),
  });
  if (isRefusal(row)) return { ...row, sku: null };
  const currency = row.total === null ? null : currencyOrNone(cells("currency"), spec.currency);
  if (isRefusal(currency)) return { ...currency, sku: null };

  const number = ifGiven(cells("number"), (bare) => bare);
  const { asOf, status, total, promisedAt } = row;
  const bookedAt = status === "cancelled" || status === "draft" ? null : row.bookedAt;
  if (number === null && status === null && total === null) {
    // An order without the date is listed but not booked.
    return bookedAt && { record: { ...reference, bookedAt, order: null, asOf, origin } };
  }
  const name = number ?? reference.orderName ?? reference.key ?? "";
  const order = {
    id: reference.key === null ? name : stemOf(reference.key),
    number: name,
    status: status ?? (bookedAt ? "confirmed" : "draft"),
    ...{ total, currency, promisedAt },
    url: ifGiven(cells("url"), webAddress),
  };
  return { record: { ...reference, bookedAt, order, asOf, origin } };
}

/** A file without that column lists what is booked; an empty cell says that the order is not. */
function bookedAtOf(
  text: string | null,
  fileTime: Date,
  spec: Spec<"orderStates">,
  style: Style,
): Date | null | Refusal {
  return text === null ? fileTime : timeIfGiven(text, style, spec.timeFormat);
}

function currencyOrNone(text: string | null, fixed: string | undefined): string | null | Refusal {
  const given = text === null ? (fixed ?? "") : plain(text);
  return given === "" ? null : currencyOf(given, undefined);
}

/** People click on it, so nothing but a web address will do. */
export function webAddress(bare: string): string | null {
  return /^https?:\/\/\S+$/i.test(bare) && URL.canParse(bare) ? bare : null;
}
