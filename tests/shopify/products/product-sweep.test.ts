import { join } from "node:path";
import { expect, test } from "vitest";
import { productSweepQuery, readProductSweep } from "#app/shopify/products/product-sweep.ts";
import { adminSchema, objections } from "../../../scripts/graphql-documents.ts";

const ROOT = join(import.meta.dirname, "../../..");
const MINUTE_MS = 60_000;

test("whatever is asked for, the query is one that Shopify would run", { timeout: MINUTE_MS }, () => {
  const metafields = [
    { namespace: "custom", key: "care-label" },
    { namespace: "my--facts", key: 'x" } evil' },
  ];
  const text = productSweepQuery({ metafields, locales: ["cs", "pt-BR"] });
  expect(objections(adminSchema(ROOT), [{ file: "app/shopify/products/product-sweep.ts", text }])).toEqual(
    [],
  );
  expect(text).toContain('metafield(namespace: "custom", key: "care-label")');
  expect(text).toContain('translations(locale: "pt-BR")');
});

const product = (id: number, more = {}) => ({
  id: `gid://shopify/Product/${id}`,
  title: `Product ${id}`,
  status: "ACTIVE",
  vendor: "",
  productType: "",
  tags: [],
  descriptionHtml: "",
  featuredMedia: null,
  ...more,
});
const child = (parent: number, line: object) => ({ ...line, __parentId: `gid://shopify/Product/${parent}` });
const media = (id: string, more = {}) => ({ id, mediaContentType: "IMAGE", status: "READY", ...more });

async function swept(lines: readonly object[]) {
  const text = lines.map((line) => JSON.stringify(line)).join("\n");
  const chunks = [];
  const get = () => Promise.resolve(new Response(text));
  for await (const chunk of readProductSweep("https://storage.example.com/x", undefined, get))
    chunks.push(chunk);
  return chunks;
}

test("a video is no photo, and a picture that failed shows nowhere; both are counted", async () => {
  const [chunk] = await swept([
    product(1),
    child(1, { id: "gid://shopify/Collection/5" }),
    child(1, media("gid://shopify/MediaImage/7")),
    child(1, media("gid://shopify/Video/8", { mediaContentType: "VIDEO" })),
    child(1, media("gid://shopify/MediaImage/9", { status: "FAILED" })),
  ]);
  expect(chunk?.objects).toBe(5);
  expect(chunk?.products).toMatchObject([{ id: "1", collections: ["5"], fields: { photos: "media:7" } }]);
});

test("the file tells by itself what was asked for, also where there is nothing", async () => {
  const alias = (kind: string, name: string) => `${kind}_${Buffer.from(name).toString("hex")}`;
  const asked = {
    [alias("m", "custom.material")]: { value: "Clay" },
    [alias("m", "custom.empty")]: null,
    [alias("t", "cs")]: [{ key: "title", value: "Konvice" }],
  };
  const [chunk] = await swept([product(1, asked)]);
  expect(chunk?.products[0]?.fields).toMatchObject({
    "metafields.custom.material": "Clay",
    "metafields.custom.empty": "",
    "title@cs": "Konvice",
    "description@cs": "",
  });
});

test("1,001 products come in chunks of 500, each with its own pictures", async () => {
  const lines = Array.from({ length: 1_001 }, (_, at) => [
    product(at),
    child(at, media(`gid://shopify/MediaImage/${at}`)),
  ]);
  const chunks = await swept(lines.flat());
  expect(chunks.map(({ products, objects }) => [products.length, objects])).toEqual([
    [500, 1_000],
    [500, 1_000],
    [1, 2],
  ]);
  const products = chunks.flatMap((chunk) => chunk.products);
  expect(products.every(({ id, fields }) => fields["photos"] === `media:${id}`)).toBe(true);
});

test("a picture that does not follow its product is an error, never another product's", async () => {
  const lines = [product(1), product(2), child(1, media("gid://shopify/MediaImage/7"))];
  await expect(swept(lines)).rejects.toThrow("does not follow its product");
});
