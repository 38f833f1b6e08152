import type { ShownMedia } from "./product-media.ts";

const MARK_LENGTH = 16;
const NAME_LENGTH = 60;
const EXTENSIONS: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/heic": "heic",
};

/** Which picture of the product is which wanted one: by our record, or by the name we gave its file. */
export function shownBy(
  wanted: readonly WantedPhoto[],
  known: readonly KnownPhoto[],
  media: readonly ShownMedia[],
): Map<string, string> {
  const shown = media.filter(({ status }) => status !== "FAILED");
  const ids = new Set(shown.map(({ pictureId }) => pictureId));
  const held = new Map<string, string>();
  for (const { digest, mediaId } of known)
    if (ids.has(mediaId) && !held.has(digest)) held.set(digest, mediaId);
  for (const { digest } of wanted) {
    const marked = shown.find(({ url }) => url?.includes(mark(digest)) ?? false);
    if (!held.has(digest) && marked?.pictureId) held.set(digest, marked.pictureId);
  }
  return held;
}

/** Matches ready pictures by file name, the others by position unless somebody added more meanwhile. */
export function assign(
  sent: readonly WantedPhoto[],
  arrived: readonly ShownMedia[],
): Map<string, ShownMedia> {
  const assigned = new Map<string, ShownMedia>();
  for (const { digest } of sent) {
    const marked = arrived.find(({ url }) => url?.includes(mark(digest)) ?? false);
    if (marked) assigned.set(digest, marked);
  }
  const taken = new Set(assigned.values());
  const unnamed = arrived.filter((one) => !taken.has(one));
  const open = sent.filter(({ digest }) => !assigned.has(digest));
  if (unnamed.length === open.length) {
    open.forEach(({ digest }, index) => assigned.set(digest, unnamed[index]!));
  }
  return assigned;
}

/** Pictures that were not there before. */
export function newIn(now: readonly ShownMedia[], before: readonly ShownMedia[]): ShownMedia[] {
  const old = new Set(before.map(({ gid }) => gid));
  return now.filter(({ gid, pictureId }) => pictureId !== null && !old.has(gid));
}

/** A file name by which the picture is recognised. */
export function filenameOf({ name, digest }: WantedPhoto, mimeType: string): string {
  const clean = name.replace(/[^\w-]+/g, "-").slice(0, NAME_LENGTH) || "photo";
  const extension = EXTENSIONS[mimeType] ?? mimeType.replace(/^image\/|\+.*$/g, "");
  return `${clean}${mark(digest)}.${extension}`;
}

function mark(digest: string): string {
  return `-${digest.slice(0, MARK_LENGTH)}`;
}

/** A picture that the source lists for a product. */
export interface WantedPhoto {
  /** SHA-256 of its bytes in hex. */
  digest: string;
  alt: string;
  /** What its file is called, without extension; buyers see it in the picture's address. */
  name: string;
  /** Its bytes; called only where they have to be sent. */
  picture(): Promise<{ bytes: Uint8Array; mimeType: string }>;
}

/** A picture that Concord put on the product before. */
export interface KnownPhoto {
  mediaId: string;
  digest: string;
}
