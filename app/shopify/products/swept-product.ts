import { bareId } from "#app/core/gid.ts";

/** What the shop shows of one product. Ids are bare. */
export interface SweptProduct {
  id: string;
  title: string;
  /** ACTIVE, DRAFT, ARCHIVED or UNLISTED. */
  status: string;
  vendor: string | null;
  tags: string[];
  /** Ids of the collections it is in. */
  collections: string[];
  imageUrl: string | null;
  /** Field -> text as an observation spells it, "" for an empty one; fields that were not asked for are absent. */
  fields: Record<string, string>;
}

/** A product as Shopify spells it, in queries and in bulk files. */
export interface ProductNode {
  id: string;
  title: string;
  status: string;
  vendor: string;
  productType: string;
  tags: string[];
  descriptionHtml: unknown;
  featuredMedia: { preview: { image: { url: unknown } | null } | null } | null;
}

export interface MediaNode {
  id: string;
  mediaContentType: string;
  status: string;
}

/** A product in our terms. */
export function sweptProduct(
  node: ProductNode,
  beside: {
    media: readonly MediaNode[];
    collections: string[];
    metafields: readonly { namespace: string; key: string; value: string }[];
  },
): SweptProduct {
  const url = node.featuredMedia?.preview?.image?.url;
  const metafields = beside.metafields.map(({ namespace, key, value }) => [
    metafieldField(namespace, key),
    value,
  ]);
  return {
    id: bareId(node.id),
    title: node.title,
    status: node.status,
    vendor: node.vendor.trim() === "" ? null : node.vendor,
    tags: node.tags,
    collections: beside.collections,
    imageUrl: typeof url === "string" ? url : null,
    fields: {
      title: node.title,
      description: String(node.descriptionHtml),
      vendor: node.vendor,
      productType: node.productType,
      status: node.status,
      photos: photoLines(beside.media),
      ...(Object.fromEntries(metafields) as Record<string, string>),
    },
  };
}

/** Pictures in their order, without videos, models and pictures that Shopify could not use. */
export function photoLines(media: readonly MediaNode[]): string {
  return media
    .filter(({ mediaContentType, status }) => mediaContentType === "IMAGE" && status !== "FAILED")
    .map(({ id }) => `media:${bareId(id)}`)
    .join("\n");
}

export function metafieldField(namespace: string, key: string): string {
  return `metafields.${namespace}.${key}`;
}

export function translationField(field: "title" | "description", locale: string): string {
  return `${field}@${locale}`;
}
