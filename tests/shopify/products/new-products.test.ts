import { afterAll, beforeAll, expect, test } from "vitest";
import { createDraft, type Draft, type DraftVariant } from "#app/shopify/products/new-products.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

let shop: SandboxShop;
let store: ShopState;

beforeAll(async () => {
  shop = await sandboxShop({ plan: "enterprise" });
  store = shop.sandbox.store;
  store.createLocation("London");
});

afterAll(() => shop.close());

const variant = (sku: string, ...optionValues: string[]): DraftVariant => ({
  sku,
  optionValues,
  barcode: null,
  price: "12.50",
  compareAt: null,
  cost: null,
  weight: null,
  originCountry: null,
  hsCode: null,
});

function draft(key: string, more: Partial<Draft> = {}): Draft {
  return {
    key,
    title: `Product ${key}`,
    description: "<p>New.</p>",
    vendor: "Acme",
    productType: "Kitchen",
    options: [],
    variants: [variant(key)],
    ...more,
  };
}

const create = (wanted: Draft) => createDraft(shop.client, wanted);

test("an article becomes a draft with one variant that Shopify counts", async () => {
  const only: DraftVariant = {
    ...variant("POT"),
    barcode: "4006381333931",
    compareAt: "15.00",
    cost: "4.10",
    weight: "1.25 kg",
    originCountry: "CZ",
    hsCode: "691110",
  };
  const made = await create(draft("POT", { variants: [only] }));
  if (made.outcome !== "created") throw new Error(made.outcome);
  const product = store.products.need(made.productId);
  expect(product).toMatchObject({
    title: "Product POT",
    status: "DRAFT",
    vendor: "Acme",
    productType: "Kitchen",
    descriptionHtml: "<p>New.</p>",
  });
  expect(product.variants).toHaveLength(1);
  expect(product.variants[0]).toMatchObject({
    title: "Default Title",
    sku: "POT",
    barcode: "4006381333931",
    price: "12.50",
    compareAtPrice: "15.00",
    item: {
      tracked: true,
      cost: "4.10",
      weight: { value: 1.25, unit: "KILOGRAMS" },
      countryCodeOfOrigin: "CZ",
      harmonizedSystemCode: "691110",
    },
  });
  const [row] = product.variants;
  expect(made.variants).toEqual([{ sku: "POT", variantId: row?.id, inventoryItemId: row?.item.id }]);
});

test("articles of one group become variants of one product", async () => {
  const options = [
    { name: "Colour", values: ["Red", "Blue"] },
    { name: "Size", values: ["S"] },
  ];
  const variants = [variant("CUP-R", "Red", "S"), variant("CUP-B", "Blue", "S")];
  const made = await create(draft("CUP", { options, variants }));
  if (made.outcome !== "created") throw new Error(made.outcome);
  expect(made.variants.map(({ sku }) => sku)).toEqual(["CUP-R", "CUP-B"]);
  expect(store.products.need(made.productId).variants.map(({ title }) => title)).toEqual([
    "Red / S",
    "Blue / S",
  ]);
});

test("a draft is never made twice, and what somebody wrote into it meanwhile stays", async () => {
  const made = await create(draft("LAMP"));
  if (made.outcome !== "created") throw new Error(made.outcome);
  store.editProduct(made.productId, { title: "Reading lamp", status: "ACTIVE" }, "Ann");
  expect(await create(draft("LAMP"))).toEqual({ ...made, outcome: "found" });
  expect(store.products.need(made.productId)).toMatchObject({ title: "Reading lamp", status: "ACTIVE" });
});

test("an answer that was lost leaves one product, which is found", async () => {
  const before = store.products.size;
  shop.sandbox.faults.next.push({ kind: "answerLost", on: "productSet" });
  await expect(create(draft("VASE"))).rejects.toHaveProperty("name", "OutcomeUnknown");
  expect((await create(draft("VASE"))).outcome).toBe("found");
  expect(store.products.size).toBe(before + 1);
});

test("two calls at once make one product", async () => {
  const before = store.products.size;
  const made = await Promise.all([create(draft("BOWL")), create(draft("BOWL"))]);
  expect(new Set(made.map((one) => "productId" in one && one.productId)).size).toBe(1);
  expect(store.products.size).toBe(before + 1);
});

test("a SKU that the shop has from elsewhere is to be linked", async () => {
  const product = store.createProduct({ title: "Spoon", variants: [{ sku: 'SPOON 12" "A"' }] });
  const [there] = product.variants;
  const wanted = draft("SPOON", { variants: [variant("NEW"), variant('SPOON 12" "A"')] });
  expect(await create(wanted)).toEqual({
    outcome: "taken",
    sku: 'SPOON 12" "A"',
    productId: product.id,
    variantId: there?.id,
  });
});

test("what Shopify refuses is said in its words, and nothing is made", async () => {
  const before = store.products.size;
  expect(await create(draft("FORK", { title: "" }))).toMatchObject({
    outcome: "rejected",
    message: "Title can't be blank",
  });
  expect(store.products.size).toBe(before);
});
