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

export interface PriceInput extends PricePlace {
  kind: PriceKind;
  /** Null: the shop's own price. */
  priceListId: string | null;
  minQuantity: number;
  /** Of the source's lists that are mapped to the place, of all times and quantities. */
  entries: readonly PriceEntry[];
  /** Those that name the variant, of all times; none for a price list. */
  promotions: readonly Promotion[];
  now: number;
}

/**
 * What the shop ought to ask for one variant in one place, or to show beside it, and why: the source's entry that
 * holds now, converted, taxed, reduced by a promotion and rounded, in this order.
 */
export function desiredPrice(input: PriceInput): Desired<PriceReceipt> {
  const { entries, promotions, now } = input;
  const cleared = promotions.map((promotion) => ({ from: null, until: clearedAt(promotion) }));
  return { ...decide(input), dueAt: nextTurn([...entries, ...promotions, ...cleared], now) };
}

type Found = Omit<Desired<PriceReceipt>, "dueAt">;

/** The source says nothing of it. */
const UNSAID: Found = { value: null, reason: null, receipt: null };

function decide(input: PriceInput): Found {
  if (input.kind === "cost") {
    const cost = costOf(input);
    return cost === null ? UNSAID : cost === "" ? none([]) : found(cost);
  }
  const [entry] = entriesOn(input.entries, input.now).filter(
    ({ minQuantity }) => minQuantity === input.minQuantity,
  );
  if (!entry) return withoutEntry(input);
  return input.kind === "price" ? found(priceOf(entry, input).price) : compareAtOf(entry, input);
}

/** A price list is left to its base price once its entry has ended; the shop itself always needs a price. */
function withoutEntry({ kind, priceListId, minQuantity, entries, now }: PriceInput): Found {
  if (priceListId === null) return kind === "price" ? { ...UNSAID, reason: "no-reading" } : UNSAID;
  const [last] = endedBy(entries, now).filter((entry) => entry.minQuantity === minQuantity);
  return last ? none([sourceLine(last, last.amount)]) : UNSAID;
}

/** The price with its promotion, and the price without where one is on. */
function priceOf(entry: CurrentEntry, input: PriceInput): { price: Running; regular: Running | null } {
  const full = taxed(converted(sourced(entry, entry.amount), input), entry, input);
  const regular = rounded(full, input);
  const lower = reduced(full, input.promotions, input, input.now);
  const cost = costOf(input);
  const price = margined(lower ?? regular, cost === "" ? null : cost, entry, input);
  return { price, regular: lower && regular };
}

function compareAtOf(entry: CurrentEntry, input: PriceInput): Found {
  const { price, regular } = priceOf(entry, input);
  if (regular) {
    const amount = money(regular.amount, regular.currency);
    const lines = [...regular.lines, { kind: "regular" as const, amount }];
    return found({ ...regular, lines, reason: price.reason });
  }
  if (entry.compareAt === "") return none([]);
  if (entry.compareAt === null) return wasReduced(input) ? none([]) : UNSAID;
  const before = rounded(taxed(converted(sourced(entry, entry.compareAt), input), entry, input), input);
  // A compare-at price never moves without its price.
  const reason = price.reason ?? before.reason;
  if (isKnown(reason) && before.amount.lte(price.amount)) return { ...none(before.lines), reason };
  return found({ ...before, reason });
}

/** A promotion takes its compare-at price back, even where the source never says anything of one. */
function wasReduced({ promotions, now }: PriceInput): boolean {
  return promotions.some(
    (promotion) =>
      promotionState(promotion, now) === "ended" && isOn({ from: null, until: clearedAt(promotion) }, now),
  );
}

/** What one piece costs, from whichever entry of now says so: a quantity or a sale does not change it. */
function costOf(input: PriceInput): Running | "" | null {
  const given = entriesOn(input.entries, input.now).filter(({ cost }) => cost !== null);
  const entry = given.find(({ minQuantity }) => minQuantity === input.minQuantity) ?? given[0];
  if (!entry || entry.cost === null) return null;
  if (entry.cost === "") return "";
  const cost = converted(sourced(entry, entry.cost), input);
  return cost.reason === null && cost.amount.lt(0) ? { ...cost, reason: "price-not-positive" } : cost;
}

function none(lines: PriceReceipt["lines"]): Found {
  return { value: "", reason: null, receipt: { of: "price", lines, result: "" } };
}

function found({ amount, currency, lines, reason }: Running): Found {
  const value = isKnown(reason) ? money(amount, currency) : null;
  return { value, reason, receipt: { of: "price", lines, result: value } };
}

/** A price below the margin is known, and shown to whoever decides about it. */
function isKnown(reason: BlockedReason | null): boolean {
  return reason === null || reason === "below-margin";
}
