import { createHash } from "node:crypto";
import pMap from "p-map";
import { download } from "#app/adapters/http/download.ts";
import { isAdapterError, ProtocolError } from "#app/adapters/errors.ts";
import { photosToFetch, savePhotoSource } from "#app/store/catalog/photos.server.ts";
import { updateShop } from "#app/store/shops/shops.server.ts";

/** Shopify takes pictures up to this many bytes. */
const PICTURE_BYTES_MAX = 20 * 1024 ** 2;
const AT_ONCE = 50;
const CONNECTIONS = 4;
/** A picture that could not be read is tried again after this time, even if the source says nothing new. */
const AGAIN_MS = 3_600_000;

/** Looks at the source's pictures not looked at lately, so that photos are compared by what they show. */
export async function lookAtPictures(shop: string, signal: AbortSignal): Promise<void> {
  await updateShop(shop, { picturesDueAt: new Date(Date.now() + AGAIN_MS) });
  for (;;) {
    signal.throwIfAborted();
    const urls = await photosToFetch(shop, AT_ONCE);
    await pMap(urls, (url) => lookAtPicture(shop, url, signal), { concurrency: CONNECTIONS });
    if (urls.length < AT_ONCE) break;
  }
}

/** The bytes of a picture that was seen with this digest. Throws ProtocolError if the picture has changed. */
export async function readPicture(url: string, digest: string, signal: AbortSignal) {
  const picture = await fetchPicture(url, signal);
  if (digestOf(picture.bytes) !== digest) throw new ProtocolError(`${url} shows another picture than it did`);
  return picture;
}

async function lookAtPicture(shop: string, url: string, signal: AbortSignal): Promise<void> {
  try {
    const { bytes, mimeType } = await fetchPicture(url, signal);
    await savePhotoSource({ shop, url, digest: digestOf(bytes), mimeType, error: null });
  } catch (error) {
    if (!isAdapterError(error)) throw error;
    await savePhotoSource({ shop, url, digest: null, mimeType: null, error: error.message });
  }
}

async function fetchPicture(url: string, signal: AbortSignal) {
  const { bytes, mimeType } = await download(url, { maxBytes: PICTURE_BYTES_MAX, signal });
  if (!mimeType.startsWith("image/")) throw new ProtocolError(`${url} is not a picture but ${mimeType}`);
  return { bytes, mimeType };
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
