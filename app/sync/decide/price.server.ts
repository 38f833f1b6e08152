import { decideValue } from "#app/core/values/decide.ts";
import { sameMoney } from "#app/core/money.ts";
import { desiredPrice } from "#app/core/prices/price.ts";
import { priceJump, priceUrgency } from "#app/core/prices/urgency.ts";
import { promotionsFor } from "#app/core/prices/promotion.ts";
import type { Desired, AnyReceipt } from "#app/core/values/receipt.ts";
import type { DecidedRow } from "#app/store/values/decisions.server.ts";
import type { PriceRow } from "#app/store/prices/rows.server.ts";
import { pinOf } from "#app/store/values/rows.server.ts";
import { notKept } from "./not-kept.server.ts";
import type { Rules } from "./rules.server.ts";

/** Decides one stored price, compare-at price or cost under the given rules. */
export function decidePrice(row: PriceRow, rules: Rules): DecidedRow {
  const { kind, subject, place, dirty } = row;
  const key = { kind, subject, place, dirty } as const;
  const { authority } = rules.authority.of(kind, row);
  if (authority === "off") return notKept(key, "not-owned");
  const desired = wanted(row, rules);
  if (desired.value === null && desired.reason === null) return notKept(key, "not-given");
  const scheduled = isScheduled(row, desired);
  const decision = decideValue({
    wanted: desired,
    observed: row.looked ? row.observed : null,
    baseline: row.baseline,
    authority,
    approved: row.approved,
    pin: pinOf(row),
    same: sameMoney,
    urgency: (shows, should) => priceUrgency(kind, shows, should),
    scheduled,
    jumps: (was, should) => kind === "price" && priceJump(was, should, rules.guards.priceMoveMax),
  });
  return {
    ...key,
    ...decision,
    receipt: scheduled && decision.verdict !== "in-sync" ? remembered(decision.receipt) : decision.receipt,
    dueAt: desired.dueAt === null ? null : new Date(desired.dueAt).toISOString(),
  };
}

/**
 * A promotion and its end were looked at when the promotion was scheduled. The end stays scheduled through
 * every later decision, until it has arrived or another price is wanted.
 */
function isScheduled(row: PriceRow, { value, receipt }: Desired<AnyReceipt>): boolean {
  return row.promoted || isPromoted(receipt) || (row.scheduled !== null && row.scheduled === value);
}

function remembered(receipt: AnyReceipt | null): AnyReceipt | null {
  return receipt?.of === "price" ? { ...receipt, scheduled: true } : receipt;
}

function isPromoted(receipt: AnyReceipt | null): boolean {
  return receipt?.of === "price" && receipt.lines.some((line) => line.kind === "promotion");
}

function wanted(row: PriceRow, rules: Rules): Desired<AnyReceipt> {
  const nothing = { value: null, receipt: null, dueAt: null };
  const systems = new Set(row.links.map(({ connectionId }) => connectionId));
  if (row.links.length === 0) return { ...nothing, reason: "unlinked" };
  if (row.links.length > systems.size) return { ...nothing, reason: "linked-twice" };
  if (row.currency === null) return { ...nothing, reason: "list-gone" };
  // Where two systems give a price, the system that the value is kept for decides.
  const entries = row.entries.filter(({ connectionId }) => connectionId === row.connectionId);
  const [list = "", quantity = "1"] = row.place.split("/");
  return desired(row, rules, { list, quantity: Number(quantity), currency: row.currency, entries });
}

function desired(
  row: PriceRow,
  rules: Rules,
  at: { list: string; quantity: number; currency: string; entries: PriceRow["entries"] },
): Desired<AnyReceipt> {
  const priceListId = at.list === "" ? null : at.list;
  return desiredPrice({
    kind: row.kind,
    priceListId,
    minQuantity: at.quantity,
    currency: at.currency,
    taxesIncluded: rules.taxesIncluded,
    entries: at.entries,
    rates: rules.rates.filter(({ connectionId }) => connectionId === row.connectionId),
    rules: rules.pricesOf(priceListId),
    promotions: priceListId === null ? promotionsFor(rules.promotions, row) : [],
    now: rules.now.getTime(),
  });
}
