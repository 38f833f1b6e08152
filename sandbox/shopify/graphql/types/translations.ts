import { gid, parseGid } from "#sandbox/shopify/gid.ts";
import type { Product, Translation as TranslationRow } from "#sandbox/shopify/state/rows.ts";
import {
  publishedTranslations,
  translatableTexts,
  translationsOf,
} from "#sandbox/shopify/state/translations.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import type { Arguments, Context, Fields } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";

/** A translation with its product, whose text shows whether the translation is outdated. */
interface Shown extends TranslationRow {
  product: Product;
}

export const translationQueries: Fields<undefined> = {
  shopLocales: (_root, args, { state }) =>
    state.locales.filter((row) => row.published || args["published"] !== true),
  translatableResource: (_root, args, { state }) => findTranslatable(state, args["resourceId"] as string),
};

/** Only products can be translated in the sandbox. */
export function findTranslatable(state: ShopState, text: string): Product | null {
  const id = parseGid(text);
  if (id && id.type !== "Product") throw notImplemented(`translations of ${id.type}`);
  return state.products.get(id?.id ?? "") ?? null;
}

export const TranslatableResource: Fields<Product> = {
  resourceId: (product) => gid("Product", product.id),
  translatableContent: (product, args, { state }) => {
    refuseMarkets(args);
    return translatableTexts(state, product);
  },
  translations: (product, args, { state }) => {
    const { locale, outdated } = args as { locale: string; outdated?: boolean | null };
    refuseMarkets(args);
    const shown = withProduct(product, translationsOf(state, product.id, locale));
    return given(outdated) ? shown.filter((row) => isOutdated(state, row) === outdated) : shown;
  },
};

/** `Product.translations`: those that buyers can see. */
export function productTranslations(product: Product, args: Arguments, { state }: Context): Shown[] {
  refuseMarkets(args);
  return withProduct(product, publishedTranslations(state, product.id, args["locale"] as string));
}

export const Translation: Fields<Shown> = {
  market: () => null,
  outdated: (row, _args, { state }) => isOutdated(state, row),
};

export function withProduct(product: Product, rows: readonly TranslationRow[]): Shown[] {
  return rows.map((row) => ({ ...row, product }));
}

function isOutdated(state: ShopState, { product, key, digest }: Shown): boolean {
  return translatableTexts(state, product).find((text) => text.key === key)?.digest !== digest;
}

function refuseMarkets(args: Arguments): void {
  if (given(args["marketId"])) throw notImplemented("translations of one market");
}
