import { gid } from "#sandbox/shopify/gid.ts";
import type { Picture, Product } from "#sandbox/shopify/state/rows.ts";
import { pictureStatus } from "#sandbox/shopify/state/pictures.ts";
import { connect, type Ordering } from "#sandbox/shopify/graphql/connection.ts";
import type { Arguments, Context, Fields } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";

interface ImageFile {
  id: string;
  url: string;
  altText: string;
}

export function productMedia(product: Product, args: Arguments, context: Context) {
  const { query, sortKey } = args as { query?: string | null; sortKey: string };
  if (given(query)) throw notImplemented("searching a product's media");
  if (sortKey !== "POSITION") throw notImplemented(`Product.media sorted by ${sortKey}`);
  const places = new Map(product.media.map((shown, index) => [shown, index]));
  const ordering: Ordering<Picture> = {
    value: (shown) => places.get(shown) ?? 0,
    id: (shown) => Number(shown.id),
  };
  return connect({ rows: product.media, ordering }, args, context);
}

export const MediaImage: Fields<Picture> = {
  id: (shown) => gid("MediaImage", shown.id),
  mediaContentType: () => "IMAGE",
  status: (shown, _args, { state }) => pictureStatus(state, shown),
  fileStatus: (shown, _args, { state }) => pictureStatus(state, shown),
  mediaErrors: failures,
  fileErrors: failures,
  mediaWarnings: () => [],
  image: imageOf,
  preview: (shown, _args, context) => ({
    status: pictureStatus(context.state, shown),
    image: imageOf(shown, {}, context),
  }),
};

/** null until it is ready. */
export function imageOf(shown: Picture | undefined, _args: Arguments, { state }: Context): ImageFile | null {
  if (!shown || pictureStatus(state, shown) !== "READY") return null;
  return { id: gid("ImageSource", shown.id), url: shown.url, altText: shown.alt };
}

function failures(shown: Picture, _args: Arguments, { state }: Context) {
  if (shown.failure === null || pictureStatus(state, shown) !== "FAILED") return [];
  return [{ ...shown.failure, details: shown.failure.message }];
}

export const Image: Fields<ImageFile> = {
  src: (image) => image.url,
  originalSrc: (image) => image.url,
  transformedSrc: (image) => image.url,
  width: () => 800,
  height: () => 800,
};
