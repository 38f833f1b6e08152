import { parseGid } from "#sandbox/shopify/gid.ts";
import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { fixedPrices } from "#sandbox/shopify/graphql/types/price-list.ts";
import type { PriceList } from "#sandbox/shopify/state/price-list-rows.ts";
import { fixPrice } from "#sandbox/shopify/state/price-lists.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

interface MoneyInput {
  amount: string;
  currencyCode: string;
}

export interface PriceInput {
  variantId: string;
  price: MoneyInput;
  compareAtPrice?: MoneyInput | null;
}

const WRONG_CURRENCY = "The specified currency does not match the price list's currency.";
const NO_VARIANT = "Product variant ID does not exist.";

export function priceListFixedPricesAdd(_root: unknown, args: Arguments, { state }: Context) {
  const prices = args["prices"] as PriceInput[];
  const list = findList(state, args);
  if (!list) return { prices: null, userErrors: [NO_LIST] };
  const userErrors = addErrors(state, list, prices, "prices");
  if (userErrors.length > 0) return { prices: null, userErrors };
  addPrices(state, list, prices);
  return { prices: fixedPrices(list, prices.map(variantIdOf)), userErrors };
}

export function priceListFixedPricesDelete(_root: unknown, args: Arguments, { state }: Context) {
  const variantIds = args["variantIds"] as string[];
  const list = findList(state, args);
  if (!list) return { deletedFixedPriceVariantIds: null, userErrors: [NO_LIST] };
  const userErrors = deleteErrors(state, list, variantIds, "variantIds");
  if (userErrors.length > 0) return { deletedFixedPriceVariantIds: null, userErrors };
  deletePrices(list, variantIds);
  return { deletedFixedPriceVariantIds: variantIds, userErrors };
}

export function priceListFixedPricesUpdate(_root: unknown, args: Arguments, { state }: Context) {
  const { pricesToAdd, variantIdsToDelete } = args as {
    pricesToAdd: PriceInput[];
    variantIdsToDelete: string[];
  };
  const nothing = { deletedFixedPriceVariantIds: null, priceList: null, pricesAdded: null };
  const list = findList(state, args);
  if (!list) return { ...nothing, userErrors: [NO_LIST] };
  const userErrors = [
    ...addErrors(state, list, pricesToAdd, "pricesToAdd"),
    ...deleteErrors(state, list, variantIdsToDelete, "variantIdsToDelete"),
  ];
  if (userErrors.length > 0) return { ...nothing, priceList: list, userErrors };
  deletePrices(list, variantIdsToDelete);
  addPrices(state, list, pricesToAdd);
  return {
    deletedFixedPriceVariantIds: variantIdsToDelete,
    priceList: list,
    pricesAdded: fixedPrices(list, pricesToAdd.map(variantIdOf)),
    userErrors,
  };
}

const NO_LIST: UserError = {
  field: ["priceListId"],
  message: "Price list does not exist.",
  code: "PRICE_LIST_NOT_FOUND",
};

export function findList(state: ShopState, args: Arguments): PriceList | undefined {
  return state.priceLists.get(bare(args["priceListId"] as string));
}

export function addPrices(state: ShopState, list: PriceList, prices: readonly PriceInput[]): void {
  for (const input of prices) {
    const { price, compareAtPrice } = input;
    const variant = state.variants.need(variantIdOf(input));
    fixPrice(list, variant, { price: price.amount, compareAt: compareAtPrice?.amount ?? null });
  }
}

/** The quantity breaks of a fixed price go with it. */
export function deletePrices(list: PriceList, variantIds: readonly string[]): void {
  for (const id of variantIds) list.fixed.delete(bare(id));
}

export function bare(id: string): string {
  return parseGid(id)?.id ?? "";
}

function variantIdOf({ variantId }: PriceInput): string {
  return bare(variantId);
}

function addErrors(
  state: ShopState,
  list: PriceList,
  prices: readonly PriceInput[],
  argument: string,
): UserError[] {
  return prices.flatMap((input, index): UserError[] => {
    const at = [argument, String(index)];
    const { price, compareAtPrice } = input;
    if (!state.variants.get(variantIdOf(input)))
      return [{ field: [...at, "variantId"], message: NO_VARIANT, code: "VARIANT_NOT_FOUND" }];
    const wrong = (member: string): UserError => ({
      field: [...at, member, "currencyCode"],
      message: WRONG_CURRENCY,
      code: "PRICE_LIST_CURRENCY_MISMATCH",
    });
    return [
      ...(price.currencyCode === list.currency ? [] : [wrong("price")]),
      ...(!compareAtPrice || compareAtPrice.currencyCode === list.currency ? [] : [wrong("compareAtPrice")]),
    ];
  });
}

function deleteErrors(
  state: ShopState,
  list: PriceList,
  variantIds: readonly string[],
  argument: string,
): UserError[] {
  return variantIds.flatMap((id, index): UserError[] => {
    const field = [argument, String(index)];
    if (!state.variants.get(bare(id))) return [{ field, message: NO_VARIANT, code: "VARIANT_NOT_FOUND" }];
    if (list.fixed.has(bare(id))) return [];
    return [{ field, message: "Only fixed prices can be deleted.", code: "PRICE_NOT_FIXED" }];
  });
}
