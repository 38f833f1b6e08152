import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bulkState } from "#app/shopify/bulk/operation.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { readCollections } from "#app/shopify/products/collections.ts";
import { lastEditor } from "#app/shopify/products/editor.ts";
import { setMetafields } from "#app/shopify/products/metafields.ts";
import { readProductSweep, startProductSweep } from "#app/shopify/products/product-sweep.ts";
import { updateProduct } from "#app/shopify/products/product-writes.ts";
import { readProducts } from "#app/shopify/products/products.ts";
import type { SweptProduct } from "#app/shopify/products/swept-product.ts";
import { readLocales, registerTranslations } from "#app/shopify/products/translations.ts";
import type { Product } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

const MATERIAL = { namespace: "custom", key: "material" };
const WANTED = { metafields: [MATERIAL, { namespace: "facts", key: "care-label" }], locales: ["cs"] };

let shop: SandboxShop;
let client: AdminClient;
let store: ShopState;
let mug: Product;

beforeAll(async () => {
  shop = await sandboxShop({ plan: "enterprise" });
  client = shop.client;
  store = shop.sandbox.store;
  store.createLocation("London");
  store.addLocale("cs", "Czech", { published: true });
  store.addLocale("de", "German", { published: false });
});

afterAll(() => shop.close());

beforeEach(() => {
  mug = store.createProduct({
    title: "Mug",
    descriptionHtml: "<p>Holds tea.</p>",
    vendor: "Acme",
    productType: "Kitchen",
    tags: ["new"],
    imageUrl: "https://pictures.example.com/mug.svg",
    variants: [{ sku: "MUG" }],
  });
});

const read = async (product = mug): Promise<SweptProduct | undefined> =>
  (await readProducts(client, [product.id], WANTED))[0];

describe("reading products", () => {
  test("every field is spelled as observations spell it, and what is empty is empty", async () => {
    expect(await read()).toEqual({
      id: mug.id,
      title: "Mug",
      status: "ACTIVE",
      vendor: "Acme",
      tags: ["new"],
      collections: [],
      imageUrl: "https://pictures.example.com/mug.svg",
      fields: {
        title: "Mug",
        description: "<p>Holds tea.</p>",
        vendor: "Acme",
        productType: "Kitchen",
        status: "ACTIVE",
        photos: `media:${mug.media[0]?.id}`,
        "metafields.custom.material": "",
        "metafields.facts.care-label": "",
        "title@cs": "",
        "description@cs": "",
      },
    });
  });

  test("metafields, published translations, pictures and collections come along", async () => {
    store.setMetafield(mug.id, { ...MATERIAL, type: "single_line_text_field", value: "Stone" });
    store.setTranslation(mug.id, "cs", "title", "Hrnek");
    const back = store.addPicture(mug.id, { url: "https://pictures.example.com/b.svg", alt: "" }, "Ann");
    const { id } = store.createCollection("Kitchen", [mug.id]);
    const product = await read();
    expect(product).toMatchObject({
      collections: [id],
      fields: {
        "metafields.custom.material": "Stone",
        "title@cs": "Hrnek",
        "description@cs": "",
        photos: `media:${mug.media[0]?.id}\nmedia:${back.id}`,
      },
    });
    expect(await readCollections(client)).toContainEqual({ id, title: "Kitchen" });
  });

  test("what was not asked for is absent, and a deleted product too", async () => {
    const products = await readProducts(client, [mug.id, "1"], { metafields: [], locales: [] });
    expect(products).toHaveLength(1);
    expect(Object.keys(products[0]?.fields ?? {})).not.toContain("title@cs");
  });

  test("a product with many pictures and collections is read to the last of them", async () => {
    for (let index = 0; index < 60; index++) {
      store.addPicture(mug.id, { url: `https://pictures.example.com/${index}.svg`, alt: "" }, "Ann");
      if (index < 30) store.createCollection(`Collection ${index}`, [mug.id]);
    }
    const product = await read();
    expect(product?.fields["photos"]?.split("\n")).toEqual(mug.media.map(({ id }) => `media:${id}`));
    expect(product?.collections).toHaveLength(30);
  });
});

test("a sweep of the content reads the same of every product", async () => {
  store.setMetafield(mug.id, { ...MATERIAL, type: "single_line_text_field", value: 'Stone "A"' });
  store.setTranslation(mug.id, "cs", "body_html", "<p>Na čaj.</p>");
  store.createCollection("Swept", [mug.id]);
  const bulkId = await startProductSweep(client, WANTED);
  await shop.sandbox.idle();
  const { url, objectCount } = await bulkState(client, bulkId);
  const swept: SweptProduct[] = [];
  let objects = 0;
  for await (const chunk of readProductSweep(url ?? "", undefined, shop.fetch)) {
    swept.push(...chunk.products);
    objects += chunk.objects;
  }
  expect(objects).toBe(objectCount);
  const ids = store.products.rows.map(({ id }) => id);
  expect(swept).toEqual(await readProducts(client, ids, WANTED));
});

describe("writing a product", () => {
  test("all its fields at once", async () => {
    const fields = {
      title: "Big mug",
      description: "<p>Holds more.</p>",
      vendor: "Potters",
      productType: "Cups",
      status: "DRAFT",
    };
    const { outcomes, stored } = await updateProduct(client, { id: mug.id, fields });
    expect(stored).toEqual(fields);
    expect(Object.values(outcomes)).toEqual(Array.from({ length: 5 }, () => ({ outcome: "applied" })));
    expect((await read())?.fields).toMatchObject(fields);
  });

  test("a field that Shopify refuses does not hold back the others", async () => {
    const fields = { title: " ", vendor: "x".repeat(256), productType: "Cups" };
    const { outcomes } = await updateProduct(client, { id: mug.id, fields });
    expect(outcomes).toEqual({
      title: { outcome: "rejected", code: null, message: "Title can't be blank" },
      vendor: { outcome: "rejected", code: null, message: "Vendor is too long (maximum is 255 characters)" },
      productType: { outcome: "applied" },
    });
    expect((await read())?.fields).toMatchObject({ title: "Mug", vendor: "Acme", productType: "Cups" });
  });

  test("a product that is gone refuses all of them", async () => {
    store.deleteProduct(mug.id);
    const { outcomes } = await updateProduct(client, { id: mug.id, fields: { title: "A", vendor: "B" } });
    expect(Object.values(outcomes)).toEqual([
      { outcome: "rejected", code: null, message: "Product does not exist" },
      { outcome: "rejected", code: null, message: "Product does not exist" },
    ]);
  });
});

describe("writing metafields", () => {
  const row = (from: string, to: string, name = MATERIAL) => ({ productId: mug.id, ...name, from, to });
  const held = (name = MATERIAL) =>
    store.metafields.find(`gid://shopify/Product/${mug.id}`, name.namespace, name.key);

  test("a first value becomes text of one line or of several, and an empty one removes it", async () => {
    const many = { namespace: "custom", key: "washing" };
    const rows = [row("", "Stone"), row("", "30°\n40°", many)];
    expect(await setMetafields(client, rows)).toEqual([
      { outcome: "applied", shows: "Stone" },
      { outcome: "applied", shows: "30°\n40°" },
    ]);
    expect([held()?.type, held(many)?.type]).toEqual(["single_line_text_field", "multi_line_text_field"]);
    expect(await setMetafields(client, [row("Stone", "")])).toEqual([{ outcome: "applied", shows: "" }]);
    expect(held()).toBeUndefined();
  });

  test("a defined metafield is written in the type of its definition", async () => {
    const pieces = { namespace: "custom", key: "pieces" };
    store.defineMetafield({ ownerType: "PRODUCT", ...pieces, name: "Pieces", type: "number_integer" });
    await setMetafields(client, [row("", "6", pieces)]);
    expect(held(pieces)).toMatchObject({ type: "number_integer", value: "6" });
  });

  test("what somebody changed meanwhile is left alone", async () => {
    store.setMetafield(mug.id, { ...MATERIAL, type: "single_line_text_field", value: "Glass" });
    expect(await setMetafields(client, [row("Stone", "Steel")])).toEqual([{ outcome: "stale" }]);
    expect(held()?.value).toBe("Glass");
  });

  test("a value that Shopify refuses leaves the others to be sent again", async () => {
    const pieces = { namespace: "custom", key: "pieces" };
    const rows = [row("", "Stone"), row("", "six", pieces)];
    expect(await setMetafields(client, rows)).toEqual([
      { outcome: "skipped" },
      { outcome: "rejected", code: "INVALID_VALUE", message: "Value must be an integer." },
    ]);
    expect(held()).toBeUndefined();
  });
});

describe("writing translations", () => {
  test("texts are registered, replaced and removed", async () => {
    const rows = [
      { locale: "cs", field: "title" as const, value: "Hrnek" },
      { locale: "cs", field: "description" as const, value: "<p>Na čaj.</p>" },
    ];
    expect(await registerTranslations(client, mug.id, rows)).toEqual([
      { outcome: "applied" },
      { outcome: "applied" },
    ]);
    expect((await read())?.fields).toMatchObject({
      "title@cs": "Hrnek",
      "description@cs": "<p>Na čaj.</p>",
    });
    await registerTranslations(client, mug.id, [{ locale: "cs", field: "title", value: "" }]);
    expect((await read())?.fields).toMatchObject({ "title@cs": "", "description@cs": "<p>Na čaj.</p>" });
  });

  test("one that Shopify refuses does not hold back the others", async () => {
    const rows = [
      { locale: "fr", field: "title" as const, value: "Tasse" },
      { locale: "cs", field: "title" as const, value: "Mug" },
      { locale: "cs", field: "description" as const, value: "<p>Na čaj.</p>" },
    ];
    expect(await registerTranslations(client, mug.id, rows)).toEqual([
      {
        outcome: "rejected",
        code: "INVALID_LOCALE_FOR_SHOP",
        message: "Locale is not a valid locale for the shop",
      },
      {
        outcome: "rejected",
        code: "FAILS_RESOURCE_VALIDATION",
        message: "Value cannot match original content",
      },
      { outcome: "applied" },
    ]);
  });

  test("the shop tells its languages", async () => {
    expect(await readLocales(client)).toEqual([
      { locale: "en", name: "English", primary: true, published: true },
      { locale: "cs", name: "Czech", primary: false, published: true },
      { locale: "de", name: "German", primary: false, published: false },
    ]);
  });
});

describe("who changed a product", () => {
  test("the person is named, and Concord itself is not counted", async () => {
    store.editProduct(mug.id, { title: "Ann's mug" }, "Ann Smith");
    await updateProduct(client, { id: mug.id, fields: { vendor: "Potters" } });
    expect(await lastEditor(client, mug.id)).toEqual({
      name: "Ann Smith",
      app: false,
      at: expect.any(Date) as Date,
    });
  });

  test("nobody knows of a product that nobody changed", async () => {
    expect(await lastEditor(client, mug.id)).toBeNull();
    expect(await lastEditor(client, "1")).toBeNull();
  });
});
