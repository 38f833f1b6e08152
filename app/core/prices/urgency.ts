import { compareMoney, moneyNumber } from "../money.ts";
import type { PriceKind } from "../values/record-kind.ts";
import { urgencyOf } from "../values/urgency.ts";

/** Errors are weighed in hundredths of the currency's unit: a slightly wrong price is wrong at every sale. */
const WEIGHT = 100;

/**
 * How much a wrong price can hurt; larger is worse. Selling too cheap comes first, then a fixed price that is missing
 * or should not be there, then a compare-at price that promises a reduction, then selling too dear, then the cost,
 * which no customer sees.
 */
export function priceUrgency(kind: PriceKind, shows: string, should: string): number {
  const size = Math.abs((moneyNumber(shows) ?? 0) - (moneyNumber(should) ?? 0)) * WEIGHT;
  if (kind === "cost") return urgencyOf(0, size);
  if (kind === "compareAt") return urgencyOf(2, size);
  const order = compareMoney(shows, should);
  if (order === null) return urgencyOf(3, size);
  if (order === 0) return 0;
  return urgencyOf(order < 0 ? 4 : 1, size);
}

/**
 * Whether a price would move by more than `share` of what it is, or to another currency. Where there was no price,
 * or there should be none, nothing moves.
 */
export function priceJump(shows: string, should: string, share: number): boolean {
  if (shows === "" || should === "") return false;
  const [before, after] = [moneyNumber(shows) ?? 0, moneyNumber(should) ?? 0];
  return compareMoney(shows, should) === null || Math.abs(after - before) > before * share;
}
