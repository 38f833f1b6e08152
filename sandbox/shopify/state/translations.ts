import { createHash } from "node:crypto";
import type { Product, Translation } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

export interface TranslatableText {
  key: string;
  value: string;
  digest: string;
  locale: string;
  type: string;
}

/** The texts of a product that may be translated, by the keys that translations use. */
export function translatableTexts(state: ShopData, product: Product): TranslatableText[] {
  const locale = state.locales.find(({ primary }) => primary)?.locale ?? "en";
  const text = (key: string, value: string, type: string): TranslatableText => ({
    key,
    value,
    digest: textDigest(value),
    locale,
    type,
  });
  return [
    text("title", product.title, "SINGLE_LINE_TEXT_FIELD"),
    text("body_html", product.descriptionHtml, "HTML"),
    text("handle", product.handle, "URI"),
    text("product_type", product.productType, "SINGLE_LINE_TEXT_FIELD"),
  ];
}

export function textDigest(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

export function translationsOf(state: ShopData, productId: string, locale: string): Translation[] {
  return (state.translations.get(productId) ?? []).filter((row) => row.locale === locale);
}

/** The translations that buyers see: none in an unpublished language. */
export function publishedTranslations(state: ShopData, productId: string, locale: string): Translation[] {
  const shown = state.locales.find((row) => row.locale === locale)?.published ?? false;
  return shown ? translationsOf(state, productId, locale) : [];
}

export function setTranslation(
  state: ShopData,
  productId: string,
  input: { locale: string; key: string; value: string; digest: string },
): Translation {
  const others = (state.translations.get(productId) ?? []).filter(
    ({ locale, key }) => locale !== input.locale || key !== input.key,
  );
  const translation: Translation = { ...input, updatedAt: state.now() };
  state.translations.set(productId, [...others, translation]);
  return translation;
}

export function removeTranslations(
  state: ShopData,
  productId: string,
  locales: readonly string[],
  keys: readonly string[],
): Translation[] {
  const all = state.translations.get(productId) ?? [];
  const removed = all.filter(({ locale, key }) => locales.includes(locale) && keys.includes(key));
  const kept = all.filter((row) => !removed.includes(row));
  state.translations.set(productId, kept);
  return removed;
}
