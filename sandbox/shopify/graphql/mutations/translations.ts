import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import type { Product, Translation } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import {
  removeTranslations,
  setTranslation,
  translatableTexts,
} from "#sandbox/shopify/state/translations.ts";
import { findTranslatable, withProduct } from "#sandbox/shopify/graphql/types/translations.ts";

interface TranslationInput {
  locale: string;
  key: string;
  value: string;
  translatableContentDigest: string;
  marketId?: string | null;
}

const MOST_KEYS = 100;

/** Each translation is checked by itself: the valid ones are saved. */
export function translationsRegister(_root: unknown, args: Arguments, { state }: Context) {
  const { resourceId, translations } = args as { resourceId: string; translations: TranslationInput[] };
  const product = findTranslatable(state, resourceId);
  if (!product) return { translations: null, userErrors: [unknownResource(resourceId)] };
  if (translations.length > MOST_KEYS) {
    const message = `Too many keys for resource - maximum ${MOST_KEYS} per mutation`;
    const error: UserError = { field: ["resourceId"], message, code: "TOO_MANY_KEYS_FOR_RESOURCE" };
    return { translations: null, userErrors: [error] };
  }
  const userErrors: UserError[] = [];
  const saved: Translation[] = [];
  translations.forEach((input, index) => {
    if (given(input.marketId)) throw notImplemented("translations of one market");
    const problem = problemOf(state, product, input, ["translations", String(index)]);
    if (problem) userErrors.push(problem);
    else {
      const { locale, key, value, translatableContentDigest: digest } = input;
      saved.push(setTranslation(state, product.id, { locale, key, value, digest }));
    }
  });
  return { translations: withProduct(product, saved), userErrors };
}

export function translationsRemove(_root: unknown, args: Arguments, { state }: Context) {
  const { resourceId, locales, translationKeys, marketIds } = args as {
    resourceId: string;
    locales: string[];
    translationKeys: string[];
    marketIds?: string[] | null;
  };
  if (given(marketIds)) throw notImplemented("translations of one market");
  const product = findTranslatable(state, resourceId);
  if (!product) return { translations: null, userErrors: [unknownResource(resourceId)] };
  const removed = removeTranslations(state, product.id, locales, translationKeys);
  return { translations: removed.length === 0 ? null : withProduct(product, removed), userErrors: [] };
}

function problemOf(
  state: ShopState,
  product: Product,
  { locale, key, value, translatableContentDigest }: TranslationInput,
  at: string[],
): UserError | null {
  const problem = (member: string, message: string, code: string): UserError => ({
    field: [...at, member],
    message,
    code,
  });
  const language = state.locales.find((row) => row.locale === locale);
  if (!language)
    return problem("locale", "Locale is not a valid locale for the shop", "INVALID_LOCALE_FOR_SHOP");
  if (language.primary) {
    const message = "Locale cannot be the same as the shop's primary locale";
    return problem("locale", message, "INVALID_LOCALE_FOR_SHOP");
  }
  const text = translatableTexts(state, product).find((one) => one.key === key);
  if (!text) return problem("key", `Key ${key} is not a valid translatable field`, "INVALID_KEY_FOR_MODEL");
  if (text.digest !== translatableContentDigest) {
    const message = "Translatable content hash is invalid";
    return problem("translatableContentDigest", message, "INVALID_TRANSLATABLE_CONTENT");
  }
  if (value.trim() === "") return problem("value", "Value can't be blank", "FAILS_RESOURCE_VALIDATION");
  if (value === text.value)
    return problem("value", "Value cannot match original content", "FAILS_RESOURCE_VALIDATION");
  return null;
}

function unknownResource(id: string): UserError {
  return { field: ["resourceId"], message: `Resource ${id} does not exist`, code: "RESOURCE_NOT_FOUND" };
}
