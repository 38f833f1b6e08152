import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import type { PriceList, QuantityRule } from "#sandbox/shopify/state/price-list-rows.ts";
import { findBreak } from "#sandbox/shopify/state/price-lists.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { bare, type PriceInput } from "./fixed-prices.ts";

export interface BreakInput {
  variantId: string;
  minimumQuantity: number;
  price: PriceInput["price"];
}

type RuleInput = Omit<QuantityRule, "variant" | "maximum"> & { variantId: string; maximum?: number | null };

export interface QuantityPricingInput {
  pricesToAdd: PriceInput[];
  pricesToDeleteByVariantId: string[];
  quantityPriceBreaksToAdd: BreakInput[];
  quantityPriceBreaksToDelete: string[];
  quantityPriceBreaksToDeleteByVariantId?: string[] | null;
  quantityRulesToAdd: RuleInput[];
  quantityRulesToDeleteByVariantId: string[];
}

/** What is wrong with one row: code and message, or null. */
type Fault = [code: string, message: string] | null;

/** The most that Shopify allows in one list for one variant. */
const MAX_BREAKS = 10;

export function quantityPricingErrors(
  state: ShopState,
  list: PriceList,
  input: QuantityPricingInput,
): UserError[] {
  const known = (id: string) => state.variants.get(bare(id)) !== undefined;
  const missing =
    (code: string, message: string) =>
    (id: string): Fault =>
      known(id) ? null : [code, message];
  return [
    ...check("pricesToAdd", input.pricesToAdd, priceFault(list, known)),
    ...check("pricesToDeleteByVariantId", input.pricesToDeleteByVariantId, (id) => {
      if (!known(id)) return ["PRICE_DELETE_VARIANT_NOT_FOUND", "Variant not found."];
      return list.fixed.has(bare(id)) ? null : ["PRICE_DELETE_PRICE_NOT_FIXED", "Price is not fixed."];
    }),
    ...check("quantityPriceBreaksToAdd", input.quantityPriceBreaksToAdd, breakFault(list, input, known)),
    ...check("quantityPriceBreaksToDelete", input.quantityPriceBreaksToDelete, (id) =>
      findBreak(state, bare(id))?.list === list
        ? null
        : ["QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND", "Quantity price break not found."],
    ),
    ...check(
      "quantityPriceBreaksToDeleteByVariantId",
      input.quantityPriceBreaksToDeleteByVariantId ?? [],
      missing(
        "QUANTITY_PRICE_BREAK_DELETE_BY_VARIANT_ID_VARIANT_NOT_FOUND",
        "Variant to delete by is not found.",
      ),
    ),
    ...check("quantityRulesToAdd", input.quantityRulesToAdd, ruleFault(list, known)),
    ...check(
      "quantityRulesToDeleteByVariantId",
      input.quantityRulesToDeleteByVariantId,
      missing("QUANTITY_RULE_DELETE_VARIANT_NOT_FOUND", "Variant not found."),
    ),
  ];
}

function check<Row>(member: string, rows: readonly Row[], fault: (row: Row) => Fault): UserError[] {
  return rows.flatMap((row, index) => {
    const found = fault(row);
    return found ? [{ field: ["input", member, String(index)], code: found[0], message: found[1] }] : [];
  });
}

function priceFault(list: PriceList, known: (id: string) => boolean): (row: PriceInput) => Fault {
  const seen = new Set<string>();
  return ({ variantId, price, compareAtPrice }) => {
    if (seen.has(variantId))
      return ["PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT", "Prices to add inputs must be unique by variant id."];
    seen.add(variantId);
    if (!known(variantId)) return ["PRICE_ADD_VARIANT_NOT_FOUND", "Variant not found."];
    const currencies = [price.currencyCode, compareAtPrice?.currencyCode ?? list.currency];
    return currencies.every((code) => code === list.currency)
      ? null
      : ["PRICE_ADD_CURRENCY_MISMATCH", "Currency mismatch."];
  };
}

function breakFault(
  list: PriceList,
  input: QuantityPricingInput,
  known: (id: string) => boolean,
): (row: BreakInput) => Fault {
  const of = (code: string) => `QUANTITY_PRICE_BREAK_ADD_${code}`;
  const taken = minimumsLeft(list, input);
  const seen = new Set<string>();
  const willBeFixed = fixedAfter(list, input);
  return ({ variantId, minimumQuantity, price }) => {
    const id = bare(variantId);
    if (seen.has(`${id} ${minimumQuantity}`))
      return [
        of("DUPLICATE_INPUT_FOR_VARIANT_AND_MIN"),
        "Quantity price breaks to add inputs must be unique by variant id and minimum quantity.",
      ];
    seen.add(`${id} ${minimumQuantity}`);
    if (!known(variantId)) return [of("VARIANT_NOT_FOUND"), "Quantity price break variant not found."];
    if (price.currencyCode !== list.currency) return [of("CURRENCY_MISMATCH"), "Currency mismatch."];
    if (list.catalog?.kind === "MarketCatalog") return [of("INVALID"), "Invalid quantity price break."];
    if (!willBeFixed(id))
      return [of("PRICE_LIST_PRICE_NOT_FOUND"), "Quantity price break's fixed price not found."];
    const minimums = taken(id);
    if (minimums.has(minimumQuantity)) return [of("FAILED_TO_SAVE"), "Failed to save quantity price break."];
    minimums.add(minimumQuantity);
    if (minimums.size > MAX_BREAKS)
      return [of("LIMIT_EXCEEDED"), "Exceeded the allowed number of quantity price breaks per variant."];
    const rule = list.rules.get(id);
    if (minimumQuantity < (rule?.minimum ?? 1))
      return [
        of("MIN_LOWER_THAN_QUANTITY_RULES_MIN"),
        "Quantity price break miniumum is less than the quantity rule minimum.",
      ];
    if (rule?.maximum && minimumQuantity > rule.maximum)
      return [
        of("MIN_HIGHER_THAN_QUANTITY_RULES_MAX"),
        "Quantity price break miniumum is higher than the quantity rule maximum.",
      ];
    return rule && minimumQuantity % rule.increment !== 0
      ? [
          of("MIN_NOT_A_MULTIPLE_OF_QUANTITY_RULES_INCREMENT"),
          "Quantity price break miniumum is not multiple of the quantity rule increment.",
        ]
      : null;
  };
}

/** Per variant, the minimums of the breaks that stay after the deletions. */
function minimumsLeft(list: PriceList, input: QuantityPricingInput): (id: string) => Set<number> {
  const gone = new Set(input.quantityPriceBreaksToDelete.map(bare));
  const cleared = new Set([
    ...(input.quantityPriceBreaksToDeleteByVariantId ?? []).map(bare),
    ...input.pricesToDeleteByVariantId.map(bare),
  ]);
  const found = new Map<string, Set<number>>();
  return (id) => {
    const breaks = cleared.has(id) ? [] : (list.fixed.get(id)?.breaks ?? []);
    const left = breaks.filter((row) => !gone.has(row.id)).map((row) => row.minimumQuantity);
    const minimums = found.get(id) ?? new Set(left);
    found.set(id, minimums);
    return minimums;
  };
}

function fixedAfter(list: PriceList, input: QuantityPricingInput): (id: string) => boolean {
  const added = new Set(input.pricesToAdd.map(({ variantId }) => bare(variantId)));
  const deleted = new Set(input.pricesToDeleteByVariantId.map(bare));
  return (id) => added.has(id) || (list.fixed.has(id) && !deleted.has(id));
}

function ruleFault(list: PriceList, known: (id: string) => boolean): (row: RuleInput) => Fault {
  const of = (code: string) => `QUANTITY_RULE_ADD_${code}`;
  const seen = new Set<string>();
  return ({ variantId, minimum, maximum, increment }) => {
    if (seen.has(variantId))
      return [
        of("DUPLICATE_INPUT_FOR_VARIANT"),
        "Quantity rules to add inputs must be unique by variant id.",
      ];
    seen.add(variantId);
    if (!known(variantId)) return [of("VARIANT_NOT_FOUND"), "Variant not found."];
    if (list.catalog?.kind === "MarketCatalog")
      return [of("CATALOG_CONTEXT_NOT_SUPPORTED"), "Catalog context not supported"];
    if (increment < 1) return [of("INCREMENT_IS_LESS_THAN_ONE"), "Increment is less than one"];
    if (minimum < 1) return [of("MINIMUM_IS_LESS_THAN_ONE"), "Minimum is less than one"];
    if (increment > minimum)
      return [of("INCREMENT_IS_GREATER_THAN_MINIMUM"), "Increment is greater than minimum"];
    if (minimum % increment !== 0)
      return [of("MINIMUM_NOT_A_MULTIPLE_OF_INCREMENT"), "minimum is not a multiple of increment"];
    if (maximum === null || maximum === undefined) return null;
    if (minimum > maximum) return [of("MINIMUM_GREATER_THAN_MAXIMUM"), "Minimum is greater than maximum"];
    return maximum % increment === 0
      ? null
      : [of("MAXIMUM_NOT_A_MULTIPLE_OF_INCREMENT"), "Maximum is not a multiple of increment"];
  };
}
