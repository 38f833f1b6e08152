import { gid } from "#sandbox/shopify/gid.ts";
import { optionsOf, selectedOptions } from "#sandbox/shopify/state/options.ts";
import type { Collection, Product as ProductRow, Variant } from "#sandbox/shopify/state/rows.ts";
import { byId, connect, type Ordering } from "#sandbox/shopify/graphql/connection.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";
import { metafieldsOf } from "./metafields.ts";
import { imageOf, productMedia } from "./media.ts";
import { productEvents } from "./product-event.ts";
import { productTranslations } from "./translations.ts";

const BY_POSITION: Ordering<Variant> = {
  value: (variant) => variant.position,
  id: (variant) => Number(variant.id),
};

export const Product: Fields<ProductRow> = {
  id: (product) => gid("Product", product.id),
  legacyResourceId: (product) => product.id,
  bodyHtml: (product) => product.descriptionHtml,
  description: (product) => product.descriptionHtml.replace(/<[^>]*>/g, ""),
  featuredMedia: (product) => product.media[0] ?? null,
  featuredImage: (product, args, context) => imageOf(product.media[0], args, context),
  media: productMedia,
  mediaCount: ({ media }) => ({ count: media.length, precision: "EXACT" }),
  collections: (product, args, context) => {
    const rows = product.collections.toSorted((a, b) => Number(a.id) - Number(b.id));
    return connect({ rows, ordering: byId<Collection>() }, args, context);
  },
  options: optionsOf,
  events: productEvents,
  translations: productTranslations,
  hasOnlyDefaultVariant: ({ variants }) => variants.length === 1 && variants[0]?.title === "Default Title",
  hasVariantsThatRequiresComponents: ({ variants }) => variants.some((variant) => variant.requiresComponents),
  isGiftCard: () => false,
  publishedAt: (product) => (product.status === "ACTIVE" ? product.createdAt : null),
  totalInventory: ({ variants }) =>
    variants.reduce((sum, variant) => sum + (variant.item.tracked ? sellable(variant) : 0), 0),
  tracksInventory: ({ variants }) => variants.some((variant) => variant.item.tracked),
  totalVariants: ({ variants }) => variants.length,
  variantsCount: ({ variants }) => ({ count: variants.length, precision: "EXACT" }),
  variants: (product, args, context) => {
    if (args["sortKey"] !== "POSITION" && args["sortKey"] !== "ID")
      throw notImplemented(`Product.variants sorted by ${String(args["sortKey"])}`);
    return connect({ rows: product.variants, ordering: BY_POSITION }, args, context);
  },
  ...metafieldsOf<ProductRow>((product) => gid("Product", product.id)),
};

export const ProductVariant: Fields<Variant> = {
  id: (variant) => gid("ProductVariant", variant.id),
  legacyResourceId: (variant) => variant.id,
  displayName: ({ product, title }) => `${product.title} - ${title}`,
  inventoryItem: (variant) => variant.item,
  inventoryQuantity: sellable,
  sellableOnlineQuantity: sellable,
  availableForSale: (variant) =>
    !variant.item.tracked || variant.inventoryPolicy === "CONTINUE" || sellable(variant) > 0,
  selectedOptions,
  image: () => null,
  media: (_variant, args, context) => connect({ rows: [], ordering: byId<Variant>() }, args, context),
  ...metafieldsOf<Variant>((variant) => gid("ProductVariant", variant.id)),
};

export function sellable(variant: Variant): number {
  return variant.item.levels.reduce((sum, level) => sum + (level.active ? level.available : 0), 0);
}
