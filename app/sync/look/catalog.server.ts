import { parseMetafield, parseTranslation } from "#app/core/content/fields.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { readCollections } from "#app/shopify/products/collections.ts";
import { readLocales } from "#app/shopify/products/translations.ts";
import { readProducts, type WantedContent } from "#app/shopify/products/products.ts";
import { readVariants, type SweptVariant } from "#app/shopify/products/variants.ts";
import { removeVariants, saveVariants } from "#app/store/catalog/catalog.server.ts";
import { saveSeen } from "#app/store/values/observations.server.ts";
import { databaseNow } from "#app/store/orders/orders.server.ts";
import {
  contentFields,
  removeProducts,
  saveCollections,
  saveProducts,
} from "#app/store/catalog/products.server.ts";
import { getShop, updateShop } from "#app/store/shops/shops.server.ts";

/** Looks at variants again and saves what the shop shows of them. */
export async function lookAtVariants(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { basis } = await getShop(client.shop);
  const seenAt = await databaseNow();
  await saveSwept(client.shop, await readVariants(client, { ids }, signal), seenAt, basis);
}

/** Looks at the content of products again; one that the shop no longer shows is gone. */
export async function lookAtProducts(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const seenAt = await databaseNow();
  const products = await readProducts(client, ids, await wantedContent(client.shop), signal);
  await saveProducts(client.shop, products, seenAt);
  const there = new Set(products.map(({ id }) => id));
  for (const id of ids.filter((one) => !there.has(one))) await removeProducts(client.shop, { id });
}

/** Looks at whole products: their variants, those that are gone, and their content if a source gives any. */
export async function lookAtWholeProducts(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { shop } = client;
  const { basis } = await getShop(shop);
  for (const productId of ids) {
    const seenAt = await databaseNow();
    const variants = await readVariants(client, { productId }, signal);
    await saveSwept(shop, variants, seenAt, basis);
    await removeVariants(shop, { productId, except: variants.map(({ id }) => id) });
  }
  if (await keepsContent(shop)) await lookAtProducts(client, ids, signal);
}

/** Reads the shop's collections, which exceptions may name, and the languages that customers can choose. */
export async function refreshCollections(client: AdminClient, signal: AbortSignal): Promise<void> {
  await saveCollections(client.shop, await readCollections(client, signal));
  const locales = (await readLocales(client, signal)).filter(
    ({ primary, published }) => published && !primary,
  );
  await updateShop(client.shop, { locales: locales.map(({ locale }) => locale) });
}

/** Whether any source gives content, so that it is worth reading in the shop. */
export async function keepsContent(shop: string): Promise<boolean> {
  return (await contentFields(shop)).length > 0;
}

/** The metafields and languages for which a source gives anything: only these are read from products. */
export async function wantedContent(shop: string): Promise<WantedContent> {
  const fields = await contentFields(shop);
  const { locales } = await getShop(shop);
  const translated = fields.flatMap((field) => parseTranslation(field)?.locale ?? []);
  return {
    metafields: fields.flatMap((field) => parseMetafield(field) ?? []),
    // Shopify shows nothing in a language that is not published, which is not the same as empty.
    locales: [...new Set(translated)].filter((locale) => locales.includes(locale)),
  };
}

/** Saves variants with their levels; `seenAt` is when the look behind them began. Returns how many values moved. */
export async function saveSwept(
  shop: string,
  variants: readonly SweptVariant[],
  seenAt: Date,
  basis: "available" | "on_hand",
): Promise<number> {
  await saveVariants(shop, variants, seenAt);
  const levels = variants.flatMap(({ inventoryItemId, levels }) =>
    levels.map((level) => ({ itemId: inventoryItemId, ...level })),
  );
  return saveSeen(shop, levels, basis, seenAt);
}
