import { gid } from "#sandbox/shopify/gid.ts";
import type { Product } from "#sandbox/shopify/state/rows.ts";
import type { Fields } from "#sandbox/shopify/graphql/context.ts";

interface Picture {
  id: string;
  url: string;
  altText: string;
}

export function productImage(product: Product) {
  if (!product.image) return null;
  const { mediaId, url } = product.image;
  const image: Picture = { id: gid("ImageSource", mediaId), url, altText: product.title };
  return {
    kind: "MediaImage",
    id: gid("MediaImage", mediaId),
    alt: product.title,
    mediaContentType: "IMAGE",
    mediaErrors: [],
    mediaWarnings: [],
    status: "READY",
    fileStatus: "READY",
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    image,
    preview: { status: "READY", image },
  };
}

export const Image: Fields<Picture> = {
  src: (image) => image.url,
  originalSrc: (image) => image.url,
  transformedSrc: (image) => image.url,
  width: () => 800,
  height: () => 800,
};
