import { putPhotos } from "#app/shopify/products/photos.ts";
import { type WantedPhoto } from "#app/shopify/products/photo-matching.ts";
import { isAdapterError } from "#app/adapters/errors.ts";
import type { DueChange } from "#app/store/values/changes.server.ts";
import { listPhotos, photoSources, savePhotos } from "#app/store/catalog/photos.server.ts";
import { readPicture } from "../look/pictures.server.ts";
import type { Applying, Call, RowOutcome } from "./write.server.ts";

const DIGEST = "sha256:";

/** The call that puts the source's photos on a product, in the source's order, beside those of others. */
export function photoCall({ client, signal }: Applying, row: DueChange): Call {
  return {
    rows: [row],
    async send({ rows: [push = row] }) {
      const { shop } = client;
      const productId = push.subject;
      const digests = push.target
        .split("\n")
        .flatMap((line) => (line === "" ? [] : line.slice(DIGEST.length)));
      const sources = new Map((await photoSources(shop, digests)).map((source) => [source.digest, source]));
      const wanted = digests.map((digest, at): WantedPhoto => {
        const url = sources.get(digest)?.url ?? "";
        return { digest, alt: "", name: nameOf(url, at), picture: () => readPicture(url, digest, signal) };
      });
      const known = await listPhotos(shop, productId);
      const put = await unlessUnreadable(putPhotos(client, productId, wanted, known, signal));
      if ("outcome" in put) return { outcomeOf: () => put, undetermined: null };
      const there = put.photos.flatMap(({ digest, mediaId }) =>
        mediaId === null ? [] : [{ digest, mediaId, sourceUrl: sources.get(digest)?.url ?? "" }],
      );
      await savePhotos(shop, productId, there, put.removed);
      return { outcomeOf: () => outcomeOf(put.photos), undetermined: null };
    },
  };
}

/** If the source no longer gives a picture as it was, only the photos are rejected; nothing else fails. */
async function unlessUnreadable<T>(
  put: Promise<T>,
): Promise<T | Extract<RowOutcome, { outcome: "rejected" }>> {
  try {
    return await put;
  } catch (error) {
    if (isAdapterError(error)) return { outcome: "rejected", message: error.message };
    throw error;
  }
}

/** Photos are one value: if one of them fails, all do. */
function outcomeOf(photos: Awaited<ReturnType<typeof putPhotos>>["photos"]): RowOutcome {
  const refused = photos.find(({ outcome }) => outcome === "rejected");
  if (refused)
    return { outcome: "rejected", message: refused.message ?? "Shopify could not use the picture." };
  const processing = photos.some(({ outcome }) => outcome === "processing");
  // Shopify is still working on it: look again at what became of it.
  return processing ? { outcome: "stale" } : { outcome: "applied" };
}

function nameOf(url: string, at: number): string {
  const file = url.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  const name = file.replace(/\.[^.]*$/, "").replace(/[^\w-]+/g, "-");
  return name === "" ? `photo-${at + 1}` : name;
}
