import type { Picture, Product } from "./rows.ts";
import type { ShopData } from "./shop-data.ts";

export interface NewPicture {
  url: string;
  alt: string;
}

export interface Upload {
  bytes: Buffer;
  filename: string;
  mimeType: string;
}

const MAX_BYTES = 20 * 1024 * 1024;
/** How the formats that Shopify takes begin: PNG, JPEG, GIF, WEBP and HEIC. */
const FORMATS: [offset: number, bytes: string][] = [
  [0, "\x89PNG"],
  [0, "\xff\xd8\xff"],
  [0, "GIF8"],
  [8, "WEBP"],
  [4, "ftyp"],
];

/** A picture that is shown from where it already is. */
export function picture(state: ShopData, { url, alt }: NewPicture): Picture {
  const now = state.now();
  return state.pictures.add({
    kind: "MediaImage",
    id: state.ids.next("MediaImage"),
    alt,
    url,
    filename: filenameOf(url),
    bytes: null,
    mimeType: "image/svg+xml",
    failure: null,
    processedAt: now,
    createdAt: now,
    updatedAt: now,
  });
}

/** A picture that an app uploaded: Shopify takes a while, and only then knows whether it is one. */
export function uploadedPicture(state: ShopData, upload: Upload | undefined, alt: string): Picture {
  const now = state.now();
  const filename = freeName(state, upload?.filename ?? "picture.png");
  return state.pictures.add({
    kind: "MediaImage",
    id: state.ids.next("MediaImage"),
    alt,
    url: `${state.filesUrl}/${encodeURIComponent(filename)}?v=${Math.floor(now / 1000)}`,
    filename,
    bytes: upload?.bytes ?? null,
    mimeType: upload?.mimeType ?? "image/png",
    failure: failureOf(upload),
    processedAt: now + state.mediaProcessingMs,
    createdAt: now,
    updatedAt: now,
  });
}

export function pictureStatus(
  state: ShopData,
  shown: Picture,
): "UPLOADED" | "PROCESSING" | "READY" | "FAILED" {
  const left = shown.processedAt - state.now();
  if (left > 0) return left > state.mediaProcessingMs / 2 ? "UPLOADED" : "PROCESSING";
  return shown.failure === null ? "READY" : "FAILED";
}

/** Moves one after the other, as Shopify does; those not moved keep their order. */
export function movePictures(product: Product, moves: { pictureId: string; to: number }[]): void {
  for (const { pictureId, to } of moves) {
    const moved = product.media.find(({ id }) => id === pictureId);
    if (!moved) continue;
    const others = product.media.filter((other) => other !== moved);
    product.media = [...others.slice(0, to), moved, ...others.slice(to)];
  }
}

function failureOf(upload: Upload | undefined): Picture["failure"] {
  if (!upload)
    return { code: "IMAGE_DOWNLOAD_FAILURE", message: "Image could not be downloaded. Please try again." };
  if (upload.bytes.length > MAX_BYTES)
    return { code: "INVALID_IMAGE_FILE_SIZE", message: "Image file size exceeds 20 MB." };
  const known = FORMATS.some(
    ([offset, start]) => upload.bytes.toString("latin1", offset, offset + start.length) === start,
  );
  return known ? null : { code: "UNSUPPORTED_IMAGE_FILE_TYPE", message: "Image file type is not supported." };
}

/** A name that is taken gets a UUID, so that two files never share an address. */
function freeName(state: ShopData, name: string): string {
  if (!state.pictures.rows.some(({ filename }) => filename === name)) return name;
  const dot = name.lastIndexOf(".");
  const [stem, extension] = dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot)];
  return `${stem}_${crypto.randomUUID()}${extension}`;
}

function filenameOf(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}
