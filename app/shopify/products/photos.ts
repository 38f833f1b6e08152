import type { AdminClient } from "../api/client.ts";
import { ShopifyRefused } from "../api/errors.ts";
import { assign, filenameOf, shownBy, newIn, type KnownPhoto, type WantedPhoto } from "./photo-matching.ts";
import {
  addMedia,
  deleteFiles,
  isSettled,
  readMedia,
  readMediaUntil,
  releasePictures,
  reorderMedia,
  type ShownMedia,
} from "./product-media.ts";
import { stageUpload } from "../bulk/staged-upload.ts";

/** Pictures are ready within seconds; those that take longer are checked another time. */
const PATIENCE_MS = 60_000;

export interface PhotoOutcome {
  digest: string;
  /** processing: it is there, but Shopify has not finished with it. */
  outcome: "applied" | "processing" | "rejected";
  mediaId: string | null;
  message: string | null;
}

export interface PhotosPut {
  /** In the order wanted. */
  photos: PhotoOutcome[];
  /** Pictures that Concord had put there and that are gone now. */
  removed: string[];
  /** All pictures as the product shows them now, "media:<id>" each. */
  order: string[];
}

/**
 * Makes a product show the source's pictures first, in the source's order. Other pictures follow in their own
 * order. Concord removes pictures of its own that the source no longer lists, but only once all listed ones
 * are shown. A picture sent before is recognised by its file's name, so this may be repeated after
 * OutcomeUnknown. Throws what `AdminClient.run` and `picture` throw; ShopifyRefused NOT_FOUND without a
 * product.
 */
export async function putPhotos(
  client: AdminClient,
  productId: string,
  wanted: readonly WantedPhoto[],
  known: readonly KnownPhoto[],
  signal?: AbortSignal,
  post: typeof fetch = fetch,
): Promise<PhotosPut> {
  const media = await readMedia(client, productId, signal);
  if (media === null) throw new ShopifyRefused(`Shopify knows no product ${productId}`, "NOT_FOUND");
  const distinct = [...new Map(wanted.map((photo) => [photo.digest, photo])).values()];
  const waiting = { withinMs: PATIENCE_MS, signal };
  const before = media.every(isSettled)
    ? media
    : await readMediaUntil(client, productId, (now) => now.every(isSettled), waiting);

  const held = shownBy(distinct, known, before);
  const missing = distinct.filter(({ digest }) => !held.has(digest));
  const added = await send(client, productId, missing, signal, post);
  const after =
    added.sent.length === 0
      ? before
      : await readMediaUntil(client, productId, (now) => newIn(now, before).every(isSettled), waiting);
  const arrived = assign(added.sent, newIn(after, before));
  const photos = wanted.map(({ digest }) => outcomeOf(digest, held, arrived, added.refused, after));

  const failed = newIn(after, before).flatMap(({ status, pictureId }) =>
    status === "FAILED" && pictureId !== null ? [pictureId] : [],
  );
  if (failed.length > 0) await deleteFiles(client, failed, signal);
  await arrange(
    client,
    productId,
    photos,
    after.filter(({ status }) => status !== "FAILED"),
    waiting,
  );
  const complete = photos.every(({ outcome }) => outcome === "applied");
  const removed = complete ? await removeOld(client, productId, photos, known, after, signal) : [];
  return { photos, removed, order: orderOf((await readMedia(client, productId, signal)) ?? []) };
}

interface Sent {
  sent: WantedPhoto[];
  refused: Map<string, string>;
}

async function send(
  client: AdminClient,
  productId: string,
  missing: readonly WantedPhoto[],
  signal: AbortSignal | undefined,
  post: typeof fetch,
): Promise<Sent> {
  const refused = new Map<string, string>();
  const staged: { photo: WantedPhoto; resourceUrl: string }[] = [];
  for (const photo of missing) {
    const { bytes, mimeType } = await photo.picture();
    const filename = filenameOf(photo, mimeType);
    const file = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mimeType });
    try {
      const upload = { resource: "IMAGE" as const, filename, mimeType, file };
      const { resourceUrl } = await stageUpload(client, upload, signal, post);
      staged.push({ photo, resourceUrl });
    } catch (error) {
      // Shopify does not accept this file; the other pictures may still be sent.
      if (!(error instanceof ShopifyRefused) || error.code !== null) throw error;
      refused.set(photo.digest, error.message);
    }
  }
  if (staged.length === 0) return { sent: [], refused };
  const pictures = staged.map(({ photo: { alt }, resourceUrl }) => ({ alt, resourceUrl }));
  const answer = await addMedia(client, productId, pictures, signal);
  const sent = staged.flatMap(({ photo }, index) => {
    const message = answer.refused.get(index) ?? answer.refusedAll;
    if (message !== null) refused.set(photo.digest, message);
    return message === null ? [photo] : [];
  });
  return { sent, refused };
}

function outcomeOf(
  digest: string,
  held: ReadonlyMap<string, string>,
  arrived: ReadonlyMap<string, ShownMedia>,
  refused: ReadonlyMap<string, string>,
  after: readonly ShownMedia[],
): PhotoOutcome {
  const heldId = held.get(digest);
  const shown = heldId === undefined ? arrived.get(digest) : after.find((one) => one.pictureId === heldId);
  const message = refused.get(digest) ?? shown?.problem ?? null;
  if (message !== null) return { digest, outcome: "rejected", mediaId: null, message };
  const mediaId = shown?.pictureId ?? null;
  const ready = shown?.status === "READY";
  return { digest, outcome: ready ? "applied" : "processing", mediaId, message: null };
}

async function arrange(
  client: AdminClient,
  productId: string,
  photos: readonly PhotoOutcome[],
  media: readonly ShownMedia[],
  waiting: { withinMs: number; signal: AbortSignal | undefined },
): Promise<void> {
  const ours = [...new Set(photos.flatMap(({ mediaId }) => mediaId ?? []))];
  const order = [...media];
  const moves: { gid: string; to: number }[] = [];
  ours.forEach((mediaId, to) => {
    const at = order.findIndex(({ pictureId }) => pictureId === mediaId);
    const [moved] = at === to || at < 0 ? [] : order.splice(at, 1);
    if (moved === undefined) return;
    order.splice(to, 0, moved);
    moves.push({ gid: moved.gid, to });
  });
  if (moves.length > 0) await reorderMedia(client, productId, moves, waiting);
}

async function removeOld(
  client: AdminClient,
  productId: string,
  photos: readonly PhotoOutcome[],
  known: readonly KnownPhoto[],
  media: readonly ShownMedia[],
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const kept = new Set(photos.map(({ mediaId }) => mediaId));
  const shown = new Set(media.map(({ pictureId }) => pictureId));
  const gone = known.map(({ mediaId }) => mediaId).filter((id) => !kept.has(id));
  const old = gone.filter((id) => shown.has(id));
  if (old.length === 0) return gone;
  const objection = await releasePictures(client, productId, old, signal);
  return objection === null ? gone : gone.filter((id) => !shown.has(id));
}

function orderOf(media: readonly ShownMedia[]): string[] {
  return media.flatMap(({ pictureId, status }) =>
    pictureId === null || status === "FAILED" ? [] : [`media:${pictureId}`],
  );
}
