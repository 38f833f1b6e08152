import Big from "big.js";
import { worthOf } from "./given-back.ts";
import { amountIn, amountText, sum, type Booked } from "./amounts.ts";
import { plainLine, type Remaining } from "./lines.ts";
import type { OrderProblem } from "./problems.ts";
import type { ShopOrderDocument } from "../shop/order.ts";
import type { SourceOrderLine } from "../source/order.ts";

export interface Totalled {
  lines: SourceOrderLine[];
  total: Big;
  tax: Big;
  /** How far the lines are off the shop's total before a line makes up for it. */
  difference: Big;
}

/**
 * Adds lines where needed, so that they always add up to what the shop charged. Whether Shopify counts money
 * paid back beyond lines and shipping in its current total depends on how it was paid back: we take the
 * reading that fits better.
 */
export function totalled(
  document: ShopOrderDocument,
  lines: readonly SourceOrderLine[],
  standing: Remaining,
): Totalled {
  const { booked, credited, without } = standing;
  const counts = linesTotal(lines, booked);
  const plain = amountIn(document.totals.currentTotal, booked).plus(
    sum(credited.map((one) => worthOf(one, booked.taxesIncluded))),
  );
  const beyond = sum(without.map(({ adjustment }) => adjustment));
  const adjusted = plain.plus(sum(credited.map(({ adjustment }) => adjustment)));
  const missesPlain = plain.minus(counts);
  const missesAdjusted = adjusted.minus(counts.minus(beyond));

  const isPlain = missesPlain.abs().lte(missesAdjusted.abs());
  const difference = isPlain ? missesPlain : missesAdjusted;
  const paidBack = isPlain || beyond.eq(0) ? [] : [adjustmentLine("refund", beyond.times(-1), booked)];
  const left = difference.eq(0) ? [] : [adjustmentLine("adjustment", difference, booked)];
  return {
    lines: [...lines, ...paidBack, ...left],
    total: isPlain ? plain : adjusted,
    tax: sum(lines.flatMap(({ taxes }) => taxes.map(({ amount }) => new Big(amount)))),
    difference,
  };
}

/** What lines come to, tax included. */
export function linesTotal(
  lines: readonly SourceOrderLine[],
  { taxesIncluded }: Pick<Booked, "taxesIncluded">,
): Big {
  return sum(
    lines.map(({ total, taxes }) =>
      taxesIncluded ? new Big(total) : new Big(total).plus(sum(taxes.map(({ amount }) => new Big(amount)))),
    ),
  );
}

/** A difference that is larger than the merchant tolerates, or null. */
export function totalProblem(difference: Big, tolerance: string, booked: Booked): OrderProblem | null {
  if (difference.abs().lte(tolerance)) return null;
  const found = `${amountText(difference, booked)} ${booked.currency}`;
  return { code: "total-differs", place: "total", found, blocks: true };
}

function adjustmentLine(id: string, amount: Big, booked: Booked): SourceOrderLine {
  return plainLine(id, "adjustment", "", amount, booked);
}
