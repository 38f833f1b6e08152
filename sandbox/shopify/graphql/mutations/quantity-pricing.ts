import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { PriceList } from "#sandbox/shopify/state/price-list-rows.ts";
import { addBreak, findBreak } from "#sandbox/shopify/state/price-lists.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { addPrices, bare, deletePrices, findList } from "./fixed-prices.ts";
import { quantityPricingErrors, type QuantityPricingInput } from "./quantity-pricing-rules.ts";

/** All or nothing; deletions come before additions. */
export function quantityPricingByVariantUpdate(_root: unknown, args: Arguments, { state }: Context) {
  const input = args["input"] as QuantityPricingInput;
  const list = findList(state, args);
  if (!list) {
    const error = { field: ["priceListId"], message: "Price list not found.", code: "PRICE_LIST_NOT_FOUND" };
    return { productVariants: null, userErrors: [error] };
  }
  const userErrors = quantityPricingErrors(state, list, input);
  if (userErrors.length > 0) return { productVariants: null, userErrors };
  deleteAll(state, list, input);
  addAll(state, list, input);
  const added = [...input.pricesToAdd, ...input.quantityPriceBreaksToAdd, ...input.quantityRulesToAdd];
  const ids = new Set(added.map(({ variantId }) => bare(variantId)));
  return { productVariants: [...ids].map((id) => state.variants.need(id)), userErrors };
}

function deleteAll(state: ShopState, list: PriceList, input: QuantityPricingInput): void {
  for (const id of input.quantityPriceBreaksToDelete) {
    const row = findBreak(state, bare(id));
    const breaks = row && list.fixed.get(row.variant.id)?.breaks;
    if (breaks) breaks.splice(breaks.indexOf(row), 1);
  }
  for (const id of input.quantityPriceBreaksToDeleteByVariantId ?? []) {
    const fixed = list.fixed.get(bare(id));
    if (fixed) fixed.breaks.length = 0;
  }
  for (const id of input.quantityRulesToDeleteByVariantId) list.rules.delete(bare(id));
  deletePrices(list, input.pricesToDeleteByVariantId);
}

function addAll(state: ShopState, list: PriceList, input: QuantityPricingInput): void {
  addPrices(state, list, input.pricesToAdd);
  for (const { variantId, minimum, maximum, increment } of input.quantityRulesToAdd) {
    const variant = state.variants.need(bare(variantId));
    list.rules.set(variant.id, { variant, minimum, maximum: maximum ?? null, increment });
  }
  for (const { variantId, minimumQuantity, price } of input.quantityPriceBreaksToAdd) {
    const fixed = list.fixed.get(bare(variantId));
    if (fixed) addBreak(state, list, fixed, { minimumQuantity, price: price.amount });
  }
}
