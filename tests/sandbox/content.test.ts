import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Product } from "#sandbox/shopify/state/rows.ts";
import { openShop, type OpenShop } from "./open-shop.ts";

const MEDIA = `query M($id: ID!) { product(id: $id) { media(first: 10) { nodes {
  id status mediaContentType preview { image { url } } mediaErrors { code } } } } }`;
const UPDATE = `mutation U($product: ProductUpdateInput, $media: [CreateMediaInput!]) {
  productUpdate(product: $product, media: $media) { product { title vendor } userErrors { field message } } }`;
const FILES = `mutation F($files: [FileUpdateInput!]!) {
  fileUpdate(files: $files) { files { id } userErrors { field code message } } }`;
const SET = `mutation S($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
  productSet(identifier: $identifier, input: $input) {
    product { id status options { name values } variants(first: 5) { nodes { title sku selectedOptions { name value } } } }
    userErrors { field code message } } }`;
const DEFINE = `mutation D($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) { createdDefinition { namespace key type { name } } userErrors { field code message } } }`;
const REGISTER = `mutation R($id: ID!, $translations: [TranslationInput!]!) {
  translationsRegister(resourceId: $id, translations: $translations) { translations { key locale value } userErrors { field code message } } }`;

let shop: OpenShop;
let now: number;
let product: Product;
let id: string;

beforeAll(async () => {
  now = Date.parse("2026-11-21T10:00:00Z");
  shop = await openShop({ plan: "enterprise", now: () => now });
  shop.sandbox.store.addLocale("cs", "Czech", { published: false });
}, 60_000);

afterAll(() => shop.close());

beforeEach(() => {
  product = shop.sandbox.store.createProduct({ title: "Teapot", variants: [{ sku: "POT" }] });
  id = `gid://shopify/Product/${product.id}`;
});

async function answer(root: string, query: string, variables: Record<string, unknown>) {
  const { data, errors } = await shop.ask(query, variables);
  if (errors) throw new Error(errors[0]?.message);
  return data?.[root];
}

const image = (originalSource: string) => ({ originalSource, mediaContentType: "IMAGE", alt: "Teapot" });
const picture = "https://pictures.example.com/teapot.png";

describe("media", () => {
  const media = async () =>
    (await answer("product", MEDIA, { id })) as { media: { nodes: { id: string; status: string }[] } };

  test("a staged file that nobody uploaded fails once Shopify looks for it, and shows nowhere", async () => {
    const staged = "https://shopify-staged-uploads.storage.googleapis.com/tmp/1/products/x/a.png";
    await answer("productUpdate", UPDATE, { product: { id }, media: [image(staged)] });
    const statuses = [];
    for (const passed of [0, 100, 100]) {
      now += passed;
      statuses.push((await media()).media.nodes[0]?.status);
    }
    expect(statuses).toEqual(["UPLOADED", "PROCESSING", "FAILED"]);
    expect(await media()).toMatchObject({
      media: { nodes: [{ preview: { image: null }, mediaErrors: [{ code: "IMAGE_DOWNLOAD_FAILURE" }] }] },
    });
  });

  test("of several sources the wrong one is refused by itself", async () => {
    const sources = [image(picture), image("no address")];
    expect(await answer("productUpdate", UPDATE, { product: { id }, media: sources })).toMatchObject({
      userErrors: [{ field: ["media", "1", "originalSource"], message: "Image URL is invalid" }],
    });
    expect((await media()).media.nodes).toHaveLength(1);
  });

  test("files that are not ready cannot be updated", async () => {
    const staged = "https://shopify-staged-uploads.storage.googleapis.com/tmp/1/products/x/b.png";
    await answer("productUpdate", UPDATE, { product: { id }, media: [image(staged)] });
    const [shown] = (await media()).media.nodes;
    expect(await answer("fileUpdate", FILES, { files: [{ id: shown?.id, alt: "New" }] })).toEqual({
      files: [],
      userErrors: [
        { field: ["files"], code: "NON_READY_STATE", message: "Non-ready files cannot be updated." },
      ],
    });
  });

  test("a file can leave one product and stay in another", async () => {
    const other = shop.sandbox.store.createProduct({ title: "Tray", variants: [{}] });
    const { id: shown } = shop.sandbox.store.addPicture(product.id, { url: picture, alt: "" }, "Ann");
    const file = `gid://shopify/MediaImage/${shown}`;
    const otherId = `gid://shopify/Product/${other.id}`;
    await answer("fileUpdate", FILES, { files: [{ id: file, referencesToAdd: [otherId] }] });
    await answer("fileUpdate", FILES, { files: [{ id: file, referencesToRemove: [id] }] });
    expect([product.media.length, other.media.length]).toEqual([0, 1]);
    const missing = "gid://shopify/MediaImage/1";
    expect(await answer("fileUpdate", FILES, { files: [{ id: missing }] })).toMatchObject({
      userErrors: [{ code: "FILE_DOES_NOT_EXIST", message: `File id ["${missing}"] does not exist.` }],
    });
  });

  test("moves are made one after the other; who is not moved keeps his place among the rest", async () => {
    const { store } = shop.sandbox;
    const ids = ["a", "b", "c"].map(
      (name) => store.addPicture(product.id, { url: picture, alt: name }, "Ann").id,
    );
    const moves = [
      { id: `gid://shopify/MediaImage/${ids[2]}`, newPosition: "0" },
      { id: `gid://shopify/MediaImage/${ids[0]}`, newPosition: "99" },
    ];
    const reorder = `mutation M($id: ID!, $moves: [MoveInput!]!) {
      productReorderMedia(id: $id, moves: $moves) { job { id done } mediaUserErrors { code } } }`;
    const { job } = (await answer("productReorderMedia", reorder, { id, moves })) as {
      job: { id: string; done: boolean };
    };
    expect(job.done).toBe(false);
    expect(await answer("job", "query J($id: ID!) { job(id: $id) { done } }", { id: job.id })).toEqual({
      done: true,
    });
    expect(product.media.map(({ alt }) => alt)).toEqual(["c", "b", "a"]);
  });
});

test("a title of 256 characters is refused and nothing of the product is saved", async () => {
  const input = { id, title: "x".repeat(256), vendor: "Potters" };
  expect(await answer("productUpdate", UPDATE, { product: input })).toEqual({
    product: { title: "Teapot", vendor: product.vendor },
    userErrors: [{ field: ["title"], message: "Title is too long (maximum is 255 characters)" }],
  });
});

describe("definitions of metafields", () => {
  const definition = { ownerType: "PRODUCT", namespace: "custom", key: "pieces", name: "Pieces" };

  test("give metafields their type, and are made once", async () => {
    const wanted = { ...definition, type: "number_integer" };
    expect(await answer("metafieldDefinitionCreate", DEFINE, { definition: wanted })).toMatchObject({
      createdDefinition: { type: { name: "number_integer" } },
    });
    expect(await answer("metafieldDefinitionCreate", DEFINE, { definition: wanted })).toMatchObject({
      userErrors: [
        { code: "TAKEN", message: "Key is in use for Product metafields on the 'custom' namespace." },
      ],
    });
    const set = `mutation S($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { type value } userErrors { code } } }`;
    const row = { ownerId: id, namespace: "custom", key: "pieces" };
    expect(await answer("metafieldsSet", set, { m: [{ ...row, value: "6" }] })).toMatchObject({
      metafields: [{ type: "number_integer", value: "6" }],
    });
    expect(
      await answer("metafieldsSet", set, { m: [{ ...row, type: "boolean", value: "true" }] }),
    ).toMatchObject({ userErrors: [{ code: "INVALID_TYPE" }] });
  });

  test("a metafield that is not there is deleted without an error", async () => {
    const remove = `mutation D($m: [MetafieldIdentifierInput!]!) {
      metafieldsDelete(metafields: $m) { deletedMetafields { key } userErrors { message } } }`;
    const there = { ownerId: id, namespace: "custom", key: "material" };
    shop.sandbox.store.setMetafield(product.id, {
      ...{ namespace: "custom", key: "material" },
      ...{ type: "single_line_text_field", value: "Clay" },
    });
    expect(await answer("metafieldsDelete", remove, { m: [there, { ...there, key: "other" }] })).toEqual({
      deletedMetafields: [{ key: "material" }, null],
      userErrors: [],
    });
  });
});

describe("productSet", () => {
  const options = [{ name: "Colour", values: [{ name: "Red" }, { name: "Blue" }] }];
  const variant = (name: string, more = {}) => ({
    sku: `SET-${name}`,
    optionValues: [{ optionName: "Colour", name }],
    ...more,
  });
  const input = {
    title: "Jug",
    status: "DRAFT",
    productOptions: options,
    variants: [variant("Red"), variant("Blue")],
  };

  test("creates a product whole", async () => {
    expect(await answer("productSet", SET, { input })).toMatchObject({
      product: {
        status: "DRAFT",
        options: [{ name: "Colour", values: ["Red", "Blue"] }],
        variants: {
          nodes: [
            { title: "Red", sku: "SET-Red", selectedOptions: [{ name: "Colour", value: "Red" }] },
            { title: "Blue", sku: "SET-Blue" },
          ],
        },
      },
    });
  });

  test("a custom id names the same product for ever", async () => {
    const definition = { ownerType: "PRODUCT", key: "article", name: "Article", type: "id" };
    await answer("metafieldDefinitionCreate", DEFINE, { definition });
    const identifier = { customId: { key: "article", value: "4711" } };
    const first = await answer("productSet", SET, { identifier, input });
    const second = await answer("productSet", SET, { identifier, input });
    expect(second).toEqual(first);
    const find = `query F($identifier: ProductIdentifierInput!) { productByIdentifier(identifier: $identifier) { title } }`;
    expect(await answer("productByIdentifier", find, { identifier })).toEqual({ title: "Jug" });
  });

  test.each<[string, object, string, string | null]>([
    ["no title", { title: "" }, "Title can't be blank", null],
    [
      "the same variant twice",
      { variants: [variant("Red"), variant("Red")] },
      "The variant 'Red' already exists. Please change at least one option value.",
      null,
    ],
    [
      "an unknown value",
      { variants: [variant("Green")] },
      "Option value does not exist.",
      "OPTION_VALUE_DOES_NOT_EXIST",
    ],
    [
      "a negative cost",
      { variants: [variant("Red", { inventoryItem: { cost: "-1" } })] },
      "Cost per item must be greater than or equal to 0",
      "INVALID_VARIANT",
    ],
    [
      "options without variants",
      { variants: null },
      "Variants input is required when updating product options",
      null,
    ],
  ])("refuses %s", async (_, change, message, code) => {
    const before = shop.sandbox.store.products.size;
    expect(await answer("productSet", SET, { input: { ...input, ...change } })).toMatchObject({
      product: null,
      userErrors: [{ message, code }],
    });
    expect(shop.sandbox.store.products.size).toBe(before);
  });
});

describe("translations", () => {
  const content = async (): Promise<string> => {
    const query = `query T($id: ID!) { translatableResource(resourceId: $id) { translatableContent { key digest } } }`;
    const { translatableContent } = (await answer("translatableResource", query, { id })) as {
      translatableContent: { key: string; digest: string }[];
    };
    return translatableContent.find(({ key }) => key === "title")?.digest ?? "";
  };

  test("of a language that is not published are kept, and no buyer sees them", async () => {
    const title = { locale: "cs", key: "title", value: "Konvice" };
    const translatableContentDigest = await content();
    const translations = [{ ...title, translatableContentDigest }];
    expect(await answer("translationsRegister", REGISTER, { id, translations })).toEqual({
      translations: [title],
      userErrors: [],
    });
    const both = `query B($id: ID!) { translatableResource(resourceId: $id) { translations(locale: "cs") { value outdated } }
      product(id: $id) { translations(locale: "cs") { value } } }`;
    shop.sandbox.store.editProduct(product.id, { title: "Tea pot" }, "Ann");
    const { data } = await shop.ask(both, { id });
    expect(data).toEqual({
      translatableResource: { translations: [{ value: "Konvice", outdated: true }] },
      product: { translations: [] },
    });
  });

  test.each<[object, string, string]>([
    [{ locale: "fr" }, "INVALID_LOCALE_FOR_SHOP", "Locale is not a valid locale for the shop"],
    [{ locale: "en" }, "INVALID_LOCALE_FOR_SHOP", "Locale cannot be the same as the shop's primary locale"],
    [{ key: "colour" }, "INVALID_KEY_FOR_MODEL", "Key colour is not a valid translatable field"],
    [{ value: "Teapot" }, "FAILS_RESOURCE_VALIDATION", "Value cannot match original content"],
    [
      { translatableContentDigest: "old" },
      "INVALID_TRANSLATABLE_CONTENT",
      "Translatable content hash is invalid",
    ],
  ])("%j is refused", async (change, code, message) => {
    const title = {
      locale: "cs",
      key: "title",
      value: "Konvice",
      translatableContentDigest: await content(),
    };
    const translations = [{ ...title, ...change }];
    expect(await answer("translationsRegister", REGISTER, { id, translations })).toMatchObject({
      translations: [],
      userErrors: [{ code, message }],
    });
  });
});

test("events tell who did it, the app too", async () => {
  shop.sandbox.store.editProduct(product.id, { vendor: "Potters" }, "Ann Smith");
  await answer("productUpdate", UPDATE, { product: { id, vendor: "Acme" } });
  const query = `query E($id: ID!) { product(id: $id) { events(first: 5, reverse: true) { nodes {
    action attributeToApp attributeToUser appTitle ... on BasicEvent { author } } } } }`;
  expect(await answer("product", query, { id })).toEqual({
    events: {
      nodes: [
        {
          action: "update",
          attributeToApp: true,
          attributeToUser: false,
          appTitle: "Concord",
          author: "Concord",
        },
        {
          action: "update",
          attributeToApp: false,
          attributeToUser: true,
          appTitle: null,
          author: "Ann Smith",
        },
      ],
    },
  });
});

test("without its scope nothing of the content is told or changed", async () => {
  const poor = await openShop({ deployment: { scopes: ["read_products"] } });
  const { errors } = await poor.ask("query { shopLocales { locale } }");
  expect(errors?.[0]?.message).toContain("read_locales");
  const { errors: files } = await poor.ask(FILES, { files: [] });
  expect(files?.[0]?.message).toContain("write_files");
  await poor.close();
});
