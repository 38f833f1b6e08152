import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { putPhotos } from "#app/shopify/products/photos.ts";
import { type KnownPhoto } from "#app/shopify/products/photo-matching.ts";
import { type WantedPhoto } from "#app/shopify/products/photo-matching.ts";
import type { Product } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

const PNG = Buffer.from("89504e470d0a1a0a", "hex");

let shop: SandboxShop;
let store: ShopState;
let mug: Product;
let uploads: number;

beforeAll(async () => {
  shop = await sandboxShop({ plan: "enterprise" });
  store = shop.sandbox.store;
  store.createLocation("London");
});

afterAll(() => shop.close());

beforeEach(() => {
  mug = store.createProduct({ title: "Mug", variants: [{ sku: "MUG" }] });
  store.mediaProcessingMs = 30;
  uploads = 0;
});

/** A picture that the source calls by this name; it is a PNG unless other bytes are given. */
function photo(name: string, bytes: Buffer = Buffer.concat([PNG, Buffer.from(name)])): WantedPhoto {
  return {
    digest: createHash("sha256").update(bytes).digest("hex"),
    alt: `${name}, from above`,
    name,
    picture: () => {
      uploads += 1;
      return Promise.resolve({ bytes, mimeType: "image/png" });
    },
  };
}

const put = (wanted: WantedPhoto[], known: KnownPhoto[] = []) =>
  putPhotos(shop.client, mug.id, wanted, known, undefined, shop.fetch);

const shown = (): string[] => mug.media.map(({ alt }) => alt.replace(", from above", ""));

const knownOf = (photos: { digest: string; mediaId: string | null }[]): KnownPhoto[] =>
  photos.map(({ digest, mediaId }) => ({ digest, mediaId: mediaId ?? "" }));

test("new pictures are sent, ready, in order, and named by their digest", async () => {
  const wanted = [photo("front"), photo("back")];
  const { photos, removed, order } = await put(wanted);
  expect(photos).toEqual(
    wanted.map(({ digest }, index) => ({
      digest,
      outcome: "applied",
      mediaId: mug.media[index]?.id,
      message: null,
    })),
  );
  expect(shown()).toEqual(["front", "back"]);
  expect(removed).toEqual([]);
  expect(order).toEqual(mug.media.map(({ id }) => `media:${id}`));
  expect(mug.media[0]?.filename).toBe(`front-${wanted[0]?.digest.slice(0, 16)}.png`);
});

test("pictures of others stay, behind the source's and in their own order", async () => {
  store.addPicture(mug.id, { url: "https://pictures.example.com/a.svg", alt: "staff's first" }, "Ann");
  store.addPicture(mug.id, { url: "https://pictures.example.com/b.svg", alt: "staff's second" }, "Ann");
  const { photos } = await put([photo("front"), photo("back")]);
  expect(shown()).toEqual(["front", "back", "staff's first", "staff's second"]);
  const known = knownOf(photos);
  const { removed } = await put([photo("back")], known);
  expect(shown()).toEqual(["back", "staff's first", "staff's second"]);
  expect(removed).toEqual([known[0]?.mediaId]);
});

test("what is there already is not sent again, only put in order", async () => {
  const { photos } = await put([photo("front"), photo("back")]);
  expect(uploads).toBe(2);
  await put([photo("back"), photo("front")], knownOf(photos));
  expect(shown()).toEqual(["back", "front"]);
  expect(uploads).toBe(2);
});

test("a picture that staff removed is sent again", async () => {
  const { photos } = await put([photo("front"), photo("back")]);
  store.removePicture(mug.id, photos[0]?.mediaId ?? "", "Ann");
  const again = await put([photo("front"), photo("back")], knownOf(photos));
  expect(shown()).toEqual(["front", "back"]);
  expect(again.photos[0]?.mediaId).not.toBe(photos[0]?.mediaId);
  expect(again.removed).toEqual([photos[0]?.mediaId]);
});

test("an answer that was lost does not double the pictures", async () => {
  shop.sandbox.faults.next.push({ kind: "answerLost", on: "productUpdate" });
  await expect(put([photo("front"), photo("back")])).rejects.toHaveProperty("name", "OutcomeUnknown");
  const { photos } = await put([photo("front"), photo("back")]);
  expect(shown()).toEqual(["front", "back"]);
  expect(photos.map(({ outcome }) => outcome)).toEqual(["applied", "applied"]);
  expect(uploads).toBe(2);
});

test("a file that is no picture is rejected and tidied away, and old pictures stay until all new ones show", async () => {
  const first = await put([photo("old")]);
  const wanted = [photo("front"), photo("broken", Buffer.from("<html>"))];
  const { photos, removed } = await put(wanted, knownOf(first.photos));
  expect(photos.map(({ outcome, message }) => [outcome, message])).toEqual([
    ["applied", null],
    ["rejected", "Image file type is not supported."],
  ]);
  expect(removed).toEqual([]);
  expect(shown()).toEqual(["front", "old"]);
});

test("the same picture listed twice is shown once", async () => {
  const { photos } = await put([photo("front"), photo("front")]);
  expect(shown()).toEqual(["front"]);
  expect(photos).toHaveLength(2);
});

test("an empty list takes away what Concord put there, and nothing else", async () => {
  store.addPicture(mug.id, { url: "https://pictures.example.com/a.svg", alt: "staff's" }, "Ann");
  const { photos } = await put([photo("front")]);
  await put([], knownOf(photos));
  expect(shown()).toEqual(["staff's"]);
});

test("a product that is gone is said to be gone", async () => {
  store.deleteProduct(mug.id);
  await expect(put([photo("front")])).rejects.toMatchObject({ name: "ShopifyRefused", code: "NOT_FOUND" });
});
