import { decideStock } from "#app/core/decide.ts";
import { stockPolicy, type StockPolicy } from "#app/core/policy.ts";
import { unbookedSales, type Basis } from "#app/core/stock.ts";
import {
  loadDirtyStock,
  saveDecisions,
  type DecidedRow,
  type DirtyStock,
} from "#app/store/decisions.server.ts";
import { listPolicies } from "#app/store/policies.server.ts";
import { getShop } from "#app/store/shops.server.ts";

const CHUNK = 500;

/** Decides all stock that is owed a decision; returns how many values were looked at. */
export async function decideOwed(shop: string, signal: AbortSignal): Promise<number> {
  const { basis } = await getShop(shop);
  const policy = stockPolicy(await listPolicies(shop));
  let decided = 0;
  for (;;) {
    signal.throwIfAborted();
    const rows = await loadDirtyStock(shop, CHUNK);
    if (rows.length > 0)
      await saveDecisions(
        shop,
        rows.map((row) => decideRow(row, basis, policy)),
      );
    decided += rows.length;
    if (rows.length < CHUNK) return decided;
  }
}

/** One stored value, decided under the rules given: also how a change of settings is previewed. */
export function decideRow(row: DirtyStock, basis: Basis, policy: StockPolicy): DecidedRow {
  const { subject, place, dirty } = row;
  if (row.connectionId === null) {
    return notKept(row, "unmapped");
  }
  // The source lists only what it stocks: nothing here on either side is nothing to keep in step.
  if (row.listed && row.readings.length === 0 && Number(row.observed ?? 0) === 0)
    return notKept(row, "elsewhere");
  const subjectOfPolicy = { sku: row.sku, tags: row.tags, locationId: place };
  const decision = decideStock({
    basis,
    readings: row.readings.map((reading) => ({ ...reading, quantity: toNumber(reading.quantity) })),
    unit: row.links[0]?.unit ?? 1,
    buffer: policy.bufferFor(subjectOfPolicy),
    stopSelling: policy.stopsSelling(subjectOfPolicy),
    unbooked: unbooked(row),
    committed: row.committed ?? 0,
    observed: toNumber(row.observed),
    baseline: toNumber(row.baseline),
    approved: toNumber(row.approved),
    pin:
      row.pinned === null || row.pinnedFor === null
        ? null
        : { value: Number(row.pinned), desired: Number(row.pinnedFor) },
    looked: row.looked,
    links: sourceItems(row),
    tracked: row.tracked,
    hasComponents: row.hasComponents,
    price: row.price === null ? 0 : Number(row.price),
  });
  const { desired, target } = decision;
  return { ...decision, subject, place, dirty, desired: toText(desired), target: toText(target) };
}

function notKept({ subject, place, dirty }: DirtyStock, reason: string): DecidedRow {
  const nothing = { desired: null, target: null, receipt: null, urgency: 0 };
  return { subject, place, dirty, verdict: "unknown", reason, ...nothing };
}

/** Sales that not every source behind this value knew of when it last answered. */
function unbooked(row: DirtyStock) {
  const asOf = Math.min(...row.readings.map((reading) => Date.parse(reading.asOf)));
  const sales = row.sales.map(({ orderName, quantity, createdAt, bookedAt }) => ({
    orderName,
    quantity,
    createdAt: Date.parse(createdAt),
    bookedAt: bookedAt === null ? null : Date.parse(bookedAt),
  }));
  return unbookedSales(sales, asOf, row.bookedAfterMs);
}

/** Two systems may each hold part of one item; two items of one system, or two units, cannot be added up. */
function sourceItems({ links }: DirtyStock): number {
  const systems = new Set(links.map(({ connectionId }) => connectionId)).size;
  const units = new Set(links.map(({ unit }) => unit)).size;
  return systems === links.length && units === 1 ? 1 : links.length;
}

function toNumber(text: string | null): number | null {
  return text === null ? null : Number(text);
}

function toText(value: number | null): string | null {
  return value === null ? null : String(value);
}
