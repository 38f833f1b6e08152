import Big from "big.js";
import { currencyDigits, isDecimal } from "../money.ts";

export type RoundingDirection = "nearest" | "up" | "down";

/** How a price is rounded beyond the digits of its currency. */
export type Rounding =
  | { kind: "none" }
  /** To a multiple of `step`, such as "0.05". */
  | { kind: "step"; step: string; direction: RoundingDirection }
  /** To the next price that ends like this: "0.99" gives 12.99, "9.90" gives 19.90. */
  | { kind: "ending"; ending: string; direction: RoundingDirection };

/** The merchant's rules for prices, for the whole shop or one price list. */
export interface PriceRules {
  rounding: Rounding;
  /** Whether the source's prices include tax where it does not say; null: the same as the shop's prices. */
  sourceTaxIncluded: boolean | null;
  /** Rate where the source gives none: "0.25" for 25 %. */
  taxRate: string | null;
  /** The least margin, as a share of the cost: "0.15"; null: any price will do. */
  marginMin: string | null;
}

export const DEFAULT_PRICE_RULES: PriceRules = {
  rounding: { kind: "none" },
  sourceTaxIncluded: null,
  taxRate: null,
  marginMin: null,
};

/** Rules as stored, with the defaults for what is missing or makes no sense. */
export function parsePriceRules(stored: unknown): PriceRules {
  if (typeof stored !== "object" || stored === null) return DEFAULT_PRICE_RULES;
  const given = stored as Partial<Record<keyof PriceRules, unknown>>;
  const share = (value: unknown) => (isDecimal(value) && new Big(value).gte(0) ? value : null);
  return {
    rounding: parseRounding(given.rounding),
    sourceTaxIncluded: typeof given.sourceTaxIncluded === "boolean" ? given.sourceTaxIncluded : null,
    taxRate: share(given.taxRate),
    marginMin: share(given.marginMin),
  };
}

function parseRounding(stored: unknown): Rounding {
  const none = DEFAULT_PRICE_RULES.rounding;
  if (typeof stored !== "object" || stored === null) return none;
  const { kind, step, ending, direction } = stored as Record<string, unknown>;
  if (direction !== "nearest" && direction !== "up" && direction !== "down") return none;
  if (kind === "step" && isDecimal(step) && new Big(step).gt(0)) return { kind, step, direction };
  if (kind === "ending" && isDecimal(ending) && new Big(ending).gte(0)) return { kind, ending, direction };
  return none;
}

/**
 * Rounds a price to the digits of its currency and by the rule. A rounded price stays as it is, the lower of
 * two prices never becomes the higher one, and a price above zero stays above zero in every direction.
 */
export function roundPrice(amount: Big, currency: string, rounding: Rounding): Big {
  const digits = currencyDigits(currency);
  const exact = amount.round(digits, Big.roundHalfUp);
  if (rounding.kind === "none") return exact;

  const { step, offset } = gridOf(rounding, digits);
  const steps = exact.minus(offset).div(step);
  const rounded = steps.round(0, ROUNDING_MODE[rounding.direction]).times(step).plus(offset);
  if (exact.lte(0) || rounded.gt(0)) return rounded;
  return offset.gt(0) ? offset : step;
}

const ROUNDING_MODE = { nearest: Big.roundHalfUp, up: Big.roundUp, down: Big.roundDown };

/** The prices that a rule allows: `offset` and every `step` from there, none finer than the currency. */
function gridOf(rounding: Exclude<Rounding, { kind: "none" }>, digits: number): { step: Big; offset: Big } {
  const inCurrency = (text: string) => new Big(text).round(digits, Big.roundHalfUp);
  if (rounding.kind === "step") {
    const step = inCurrency(rounding.step);
    return { step: step.gt(0) ? step : new Big(10).pow(-digits), offset: new Big(0) };
  }
  let step = new Big(1);
  while (step.lte(rounding.ending)) step = step.times(10);
  return { step, offset: inCurrency(rounding.ending) };
}
