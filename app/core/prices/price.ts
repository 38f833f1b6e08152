import { money } from "../money.ts";
import { endedBy, entriesOn, isOn, nextTurn, type CurrentEntry, type PriceEntry } from "./entry.ts";
import type { PriceReceipt } from "../values/receipt.ts";
import {
  converted,
  margined,
  reduced,
  rounded,
  sourced,
  sourceLine,
  taxed,
  type PricePlace,
  type Running,
} from "./steps.ts";
import type { PriceKind } from "../values/record-kind.ts";
import { clearedAt, promotionState, type Promotion } from "./promotion.ts";
import type { Desired } from "../values/receipt.ts";
import type { BlockedReason } from "../values/blocked.ts";

export interface PriceFacts extends PricePlace {
  kind: PriceKind;
  /** Null: the shop's own price. */
  priceListId: string | null;
  minQuantity: number;
  /** From the source's lists that are mapped to the place, for all times and quantities. */
  entries: readonly PriceEntry[];
  /** Those that cover the variant, at any time; none for a price list. */
  promotions: readonly Promotion[];
  now: number;
}

/**
 * What the shop should ask for one variant in one place, or show beside it, and why: the source's entry that
 * applies now, converted, taxed, reduced by a promotion and rounded, in this order.
 */
export function desiredPrice(facts: PriceFacts): Desired<PriceReceipt> {
  const { entries, promotions, now } = facts;
  const cleared = promotions.map((promotion) => ({ from: null, until: clearedAt(promotion) }));
  return { ...decide(facts), dueAt: nextTurn([...entries, ...promotions, ...cleared], now) };
}

type Found = Omit<Desired<PriceReceipt>, "dueAt">;

/** The source says nothing about it. */
const UNSAID: Found = { value: null, reason: null, receipt: null };

function decide(facts: PriceFacts): Found {
  if (facts.kind === "cost") {
    const cost = costOf(facts);
    return cost === null ? UNSAID : cost === "" ? none([]) : found(cost);
  }
  const [entry] = entriesOn(facts.entries, facts.now).filter(
    ({ minQuantity }) => minQuantity === facts.minQuantity,
  );
  if (!entry) return withoutEntry(facts);
  return facts.kind === "price" ? found(priceOf(entry, facts).price) : compareAtOf(entry, facts);
}

/** A price list falls back to its base price once its entry has ended; the shop always needs a price. */
function withoutEntry({ kind, priceListId, minQuantity, entries, now }: PriceFacts): Found {
  if (priceListId === null) return kind === "price" ? { ...UNSAID, reason: "no-reading" } : UNSAID;
  const [last] = endedBy(entries, now).filter((entry) => entry.minQuantity === minQuantity);
  return last ? none([sourceLine(last, last.amount)]) : UNSAID;
}

/** The price with any promotion, and the price without it where one is on. */
function priceOf(entry: CurrentEntry, facts: PriceFacts): { price: Running; regular: Running | null } {
  const full = taxed(converted(sourced(entry, entry.amount), facts), entry, facts);
  const regular = rounded(full, facts);
  const lower = reduced(full, facts.promotions, facts, facts.now);
  const cost = costOf(facts);
  const price = margined(lower ?? regular, cost === "" ? null : cost, entry, facts);
  return { price, regular: lower && regular };
}

function compareAtOf(entry: CurrentEntry, facts: PriceFacts): Found {
  const { price, regular } = priceOf(entry, facts);
  if (regular) {
    const amount = money(regular.amount, regular.currency);
    const lines = [...regular.lines, { kind: "regular" as const, amount }];
    return found({ ...regular, lines, reason: price.reason });
  }
  if (entry.compareAt === "") return none([]);
  if (entry.compareAt === null) return wasReduced(facts) ? none([]) : UNSAID;
  const before = rounded(taxed(converted(sourced(entry, entry.compareAt), facts), entry, facts), facts);
  // A compare-at price never moves without its price.
  const reason = price.reason ?? before.reason;
  if (isKnown(reason) && before.amount.lte(price.amount)) return { ...none(before.lines), reason };
  return found({ ...before, reason });
}

/** A promotion takes its compare-at price back, even where the source never gives one. */
function wasReduced({ promotions, now }: PriceFacts): boolean {
  return promotions.some(
    (promotion) =>
      promotionState(promotion, now) === "ended" && isOn({ from: null, until: clearedAt(promotion) }, now),
  );
}

/** What one piece costs, from any current entry that says so: quantities and sales do not change it. */
function costOf(facts: PriceFacts): Running | "" | null {
  const given = entriesOn(facts.entries, facts.now).filter(({ cost }) => cost !== null);
  const entry = given.find(({ minQuantity }) => minQuantity === facts.minQuantity) ?? given[0];
  if (!entry || entry.cost === null) return null;
  if (entry.cost === "") return "";
  const cost = converted(sourced(entry, entry.cost), facts);
  return cost.reason === null && cost.amount.lt(0) ? { ...cost, reason: "price-not-positive" } : cost;
}

function none(lines: PriceReceipt["lines"]): Found {
  return { value: "", reason: null, receipt: { of: "price", lines, result: "" } };
}

function found({ amount, currency, lines, reason }: Running): Found {
  const value = isKnown(reason) ? money(amount, currency) : null;
  return { value, reason, receipt: { of: "price", lines, result: value } };
}

/** A price below the margin is known, and shown to the person who decides about it. */
function isKnown(reason: BlockedReason | null): boolean {
  return reason === null || reason === "below-margin";
}
