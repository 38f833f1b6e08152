import { decideStock } from "#app/core/stock/decision.ts";
import { unbookedSales } from "#app/core/stock/stock.ts";
import type { DecidedRow } from "#app/store/values/decisions.server.ts";
import type { StockRow } from "#app/store/stock/rows.server.ts";
import { pinOf } from "#app/store/values/rows.server.ts";
import { notKept } from "./not-kept.server.ts";
import type { Rules } from "./rules.server.ts";

/** Decides one stored quantity under the given rules; also used to preview a change of settings. */
export function decideStockRow(row: StockRow, rules: Pick<Rules, "basis" | "stock">): DecidedRow {
  const { subject, place, dirty } = row;
  const key = { kind: "stock", subject, place, dirty } as const;
  if (row.connectionId === null) {
    return notKept(key, "unmapped");
  }
  // The source lists only what it stocks: if neither side has any here, there is nothing to keep in step.
  if (row.listed && row.readings.length === 0 && Number(row.observed ?? 0) === 0)
    return notKept(key, "elsewhere");
  const { sku, tags, discontinued } = row;
  const subjectOfPolicy = { sku, tags, locationId: place, discontinued };
  const decision = decideStock({
    basis: rules.basis,
    readings: row.readings.map((reading) => ({ ...reading, quantity: toNumber(reading.quantity) })),
    unit: row.links[0]?.unit ?? 1,
    buffer: rules.stock.bufferFor(subjectOfPolicy),
    stopSelling: rules.stock.stopsSelling(subjectOfPolicy),
    unbooked: unbooked(row),
    committed: row.committed ?? 0,
    observed: toNumber(row.observed),
    baseline: toNumber(row.baseline),
    approved: row.approved,
    pin: pinOf(row),
    looked: row.looked,
    links: sourceItems(row.links),
    tracked: row.tracked,
    hasComponents: row.hasComponents,
    price: row.price === null ? 0 : Number(row.price),
  });
  return { ...key, ...decision, dueAt: null };
}

/** Sales that not every source behind this value knew of when it last answered. */
function unbooked(row: StockRow) {
  const asOf = Math.min(...row.readings.map((reading) => Date.parse(reading.asOf)));
  const sales = row.sales.map(({ orderName, quantity, createdAt, bookedAt, untold }) => ({
    orderName,
    quantity,
    untold,
    createdAt: Date.parse(createdAt),
    bookedAt: bookedAt === null ? null : Date.parse(bookedAt),
  }));
  return unbookedSales(sales, asOf, row.bookedAfterMs);
}

/** Two systems may each hold part of one item; two items of one system, or two units, cannot be added up. */
function sourceItems(links: StockRow["links"]): number {
  const systems = new Set(links.map(({ connectionId }) => connectionId)).size;
  const units = new Set(links.map(({ unit }) => unit)).size;
  return systems === links.length && units === 1 ? 1 : links.length;
}

function toNumber(text: string | null): number | null {
  return text === null ? null : Number(text);
}
