import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PriceList } from "#sandbox/shopify/state/price-list-rows.ts";
import { openShop, type OpenShop } from "./open-shop.ts";

const ADD = `mutation Add($id: ID!, $prices: [PriceListPriceInput!]!) {
  priceListFixedPricesAdd(priceListId: $id, prices: $prices) {
    prices { price { amount currencyCode } compareAtPrice { amount } originType variant { sku } }
    userErrors { code field message }
  }
}`;

const DELETE = `mutation Delete($id: ID!, $variantIds: [ID!]!) {
  priceListFixedPricesDelete(priceListId: $id, variantIds: $variantIds) {
    deletedFixedPriceVariantIds
    userErrors { code field message }
  }
}`;

const QUANTITY = `mutation Quantity($id: ID!, $input: QuantityPricingByVariantUpdateInput!) {
  quantityPricingByVariantUpdate(priceListId: $id, input: $input) {
    productVariants { sku }
    userErrors { code field message }
  }
}`;

const PRICES = `query Prices($id: ID!, $origin: PriceListPriceOriginType, $query: String) {
  priceList(id: $id) {
    fixedPricesCount
    parent { adjustment { type value } settings { compareAtMode } }
    catalog { title __typename }
    prices(first: 10, originType: $origin, query: $query) {
      nodes {
        originType
        price { amount }
        variant { sku }
        quantityPriceBreaks(first: 5) { nodes { id minimumQuantity price { amount } } }
      }
    }
  }
}`;

let shop: OpenShop;
let list: PriceList;
let id: string;
let mug: string;
let lamp: string;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
  mug = `gid://shopify/ProductVariant/${shop.mug.id}`;
  lamp = `gid://shopify/ProductVariant/${shop.lamp.id}`;
}, 60_000);

afterAll(() => shop.close());

beforeEach(() => {
  list = shop.sandbox.store.createPriceList({
    name: "Wholesale",
    currency: "GBP",
    catalog: { kind: "CompanyLocationCatalog", title: "Resellers" },
    adjustment: { type: "PERCENTAGE_DECREASE", value: 10 },
  });
  id = `gid://shopify/PriceList/${list.id}`;
});

const money = (amount: string, currencyCode = "GBP") => ({ amount, currencyCode });

async function prices(variables: object = {}) {
  const { data, errors } = await shop.ask(PRICES, { id, ...variables });
  if (errors) throw new Error(errors[0]?.message);
  return data?.["priceList"] as { prices: { nodes: Record<string, unknown>[] } };
}

async function run(mutation: string, root: string, variables: object) {
  const { data, errors } = await shop.ask(mutation, { id, ...variables });
  if (errors) throw new Error(errors[0]?.message);
  return data?.[root] as { userErrors: object[] };
}

test("a variant without a fixed price costs what the list's percentage says", async () => {
  expect(await prices()).toMatchObject({
    fixedPricesCount: 0,
    parent: { adjustment: { type: "PERCENTAGE_DECREASE", value: 10 } },
    catalog: { title: "Resellers", __typename: "CompanyLocationCatalog" },
    prices: {
      nodes: [
        { originType: "RELATIVE", price: { amount: "4.05" }, variant: { sku: "MUG" } },
        { originType: "RELATIVE", price: { amount: "18.0" }, variant: { sku: "LAMP" } },
      ],
    },
  });
});

test("a fixed price replaces it until it is deleted", async () => {
  const row = { variantId: mug, price: money("3.5"), compareAtPrice: money("4.5") };
  expect(await run(ADD, "priceListFixedPricesAdd", { prices: [row] })).toEqual({
    prices: [
      {
        price: { amount: "3.5", currencyCode: "GBP" },
        compareAtPrice: { amount: "4.5" },
        originType: "FIXED",
        variant: { sku: "MUG" },
      },
    ],
    userErrors: [],
  });
  const fixed = await prices({ origin: "FIXED" });
  expect(fixed.prices.nodes).toHaveLength(1);
  const lamps = await prices({ query: `variant_id:${shop.lamp.id} OR variant_id:1` });
  expect(lamps.prices.nodes).toMatchObject([{ originType: "RELATIVE", variant: { sku: "LAMP" } }]);
  const deleted = await run(DELETE, "priceListFixedPricesDelete", { variantIds: [mug] });
  expect(deleted).toEqual({ deletedFixedPriceVariantIds: [mug], userErrors: [] });
  expect((await prices({ origin: "FIXED" })).prices.nodes).toEqual([]);
});

test("a deleted variant has no price left", async () => {
  const { store } = shop.sandbox;
  const [variant] = store.createProduct({ title: "Cup", variants: [{ sku: "CUP", price: "2.00" }] }).variants;
  store.editFixedPrice(list.id, variant!.id, { price: "1.50" });
  store.deleteProduct(variant!.product.id);
  expect(await prices()).toMatchObject({ fixedPricesCount: 0 });
});

test("one wrong row, and no row is written", async () => {
  const rows = [
    { variantId: mug, price: money("3.5") },
    { variantId: lamp, price: money("15", "EUR"), compareAtPrice: money("20", "EUR") },
    { variantId: "gid://shopify/ProductVariant/1", price: money("1") },
  ];
  const message = "The specified currency does not match the price list's currency.";
  const mismatch = { code: "PRICE_LIST_CURRENCY_MISMATCH", message };
  expect(await run(ADD, "priceListFixedPricesAdd", { prices: rows })).toEqual({
    prices: null,
    userErrors: [
      { ...mismatch, field: ["prices", "1", "price", "currencyCode"] },
      { ...mismatch, field: ["prices", "1", "compareAtPrice", "currencyCode"] },
      {
        code: "VARIANT_NOT_FOUND",
        field: ["prices", "2", "variantId"],
        message: "Product variant ID does not exist.",
      },
    ],
  });
  expect(list.fixed.size).toBe(0);
});

test("only fixed prices can be deleted, and only of lists that exist", async () => {
  const relative = await run(DELETE, "priceListFixedPricesDelete", { variantIds: [mug] });
  expect(relative.userErrors).toEqual([
    { code: "PRICE_NOT_FIXED", field: ["variantIds", "0"], message: "Only fixed prices can be deleted." },
  ]);
  shop.sandbox.store.deletePriceList(list.id);
  const gone = await run(DELETE, "priceListFixedPricesDelete", { variantIds: [mug] });
  expect(gone.userErrors).toEqual([
    { code: "PRICE_LIST_NOT_FOUND", field: ["priceListId"], message: "Price list does not exist." },
  ]);
});

test("251 prices are too many at once", async () => {
  const rows = Array.from({ length: 251 }, () => ({ variantId: mug, price: money("1") }));
  const { errors } = await shop.ask(ADD, { id, prices: rows });
  expect(errors).toMatchObject([{ extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } }]);
});

test("catalogs say who a list is for, and rules how many may be ordered", async () => {
  const { store } = shop.sandbox;
  const catalog = { kind: "MarketCatalog", title: "Norway" } as const;
  const norway = store.createPriceList({ name: "A list of Norway", currency: "NOK", catalog, rate: 13 });
  const read = `{
    catalogs(first: 5, type: MARKET) { nodes { title priceList { name currency prices(first: 1) { nodes { price { amount } } } } } }
    priceLists(first: 1, sortKey: NAME) { nodes { id } }
  }`;
  const { data } = await shop.ask(read);
  const prices = { nodes: [{ price: { amount: "58.5" } }] };
  expect(data).toEqual({
    catalogs: {
      nodes: [{ title: "Norway", priceList: { name: "A list of Norway", currency: "NOK", prices } }],
    },
    priceLists: { nodes: [{ id: `gid://shopify/PriceList/${norway.id}` }] },
  });
  const rules = `query R($id: ID!) { priceList(id: $id) { quantityRules(first: 1) {
    nodes { minimum maximum increment isDefault originType productVariant { sku } } } } }`;
  expect((await shop.ask(rules, { id })).data).toEqual({
    priceList: {
      quantityRules: {
        nodes: [
          {
            minimum: 1,
            maximum: null,
            increment: 1,
            isDefault: true,
            originType: "RELATIVE",
            productVariant: { sku: "MUG" },
          },
        ],
      },
    },
  });
});

test("an app without read_products sees no price list", async () => {
  const blind = await openShop({ plan: "enterprise", deployment: { scopes: ["read_inventory"] } });
  const { errors } = await blind.ask(`{ priceLists(first: 1) { nodes { id } } }`);
  await blind.close();
  expect(errors).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
}, 60_000);

describe("quantity pricing", () => {
  const nothing = {
    pricesToAdd: [],
    pricesToDeleteByVariantId: [],
    quantityPriceBreaksToAdd: [],
    quantityPriceBreaksToDelete: [],
    quantityRulesToAdd: [],
    quantityRulesToDeleteByVariantId: [],
  };
  const quantityPricing = (input: object) =>
    run(QUANTITY, "quantityPricingByVariantUpdate", { input: { ...nothing, ...input } });
  const priceBreak = (minimumQuantity: number, amount: string) => ({
    variantId: mug,
    minimumQuantity,
    price: money(amount),
  });

  test("price, rule and breaks are set at once; what is deleted goes first", async () => {
    const first = await quantityPricing({
      pricesToAdd: [{ variantId: mug, price: money("4") }],
      quantityPriceBreaksToAdd: [priceBreak(12, "3"), priceBreak(6, "3.5")],
      quantityRulesToAdd: [{ variantId: mug, minimum: 2, maximum: 48, increment: 2 }],
    });
    expect(first).toEqual({ productVariants: [{ sku: "MUG" }], userErrors: [] });
    const [shown] = (await prices({ origin: "FIXED" })).prices.nodes;
    const { nodes } = shown?.["quantityPriceBreaks"] as { nodes: { id: string; minimumQuantity: number }[] };
    expect(nodes.map(({ minimumQuantity }) => minimumQuantity)).toEqual([6, 12]);
    const again = await quantityPricing({
      quantityPriceBreaksToDelete: [nodes[0]?.id],
      quantityPriceBreaksToAdd: [priceBreak(6, "3.4")],
    });
    expect(again.userErrors).toEqual([]);
    expect(list.fixed.get(shop.mug.id)?.breaks.map((row) => row.price)).toEqual(["3.40", "3.00"]);
  });

  test.each<[string, () => object, string]>([
    [
      "a break without a fixed price",
      () => ({ quantityPriceBreaksToAdd: [priceBreak(6, "3")] }),
      "QUANTITY_PRICE_BREAK_ADD_PRICE_LIST_PRICE_NOT_FOUND",
    ],
    [
      "two prices for one variant",
      () => ({ pricesToAdd: [1, 2].map((amount) => ({ variantId: mug, price: money(`${amount}`) })) }),
      "PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT",
    ],
    [
      "another currency",
      () => ({ pricesToAdd: [{ variantId: mug, price: money("1", "EUR") }] }),
      "PRICE_ADD_CURRENCY_MISMATCH",
    ],
    [
      "a break that is not there",
      () => ({ quantityPriceBreaksToDelete: ["gid://shopify/QuantityPriceBreak/1"] }),
      "QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND",
    ],
    [
      "a minimum that is no multiple",
      () => ({ quantityRulesToAdd: [{ variantId: mug, minimum: 3, increment: 2 }] }),
      "QUANTITY_RULE_ADD_MINIMUM_NOT_A_MULTIPLE_OF_INCREMENT",
    ],
  ])("%s is refused", async (_, input, code) => {
    expect((await quantityPricing(input())).userErrors).toMatchObject([{ code }]);
  });

  test("a break has to fit the rule", async () => {
    await quantityPricing({
      pricesToAdd: [{ variantId: mug, price: money("4") }],
      quantityRulesToAdd: [{ variantId: mug, minimum: 4, maximum: 40, increment: 4 }],
    });
    const refused = await quantityPricing({
      quantityPriceBreaksToAdd: [priceBreak(2, "3"), priceBreak(44, "3"), priceBreak(6, "3")],
    });
    expect(refused.userErrors).toMatchObject([
      { code: "QUANTITY_PRICE_BREAK_ADD_MIN_LOWER_THAN_QUANTITY_RULES_MIN" },
      { code: "QUANTITY_PRICE_BREAK_ADD_MIN_HIGHER_THAN_QUANTITY_RULES_MAX" },
      { code: "QUANTITY_PRICE_BREAK_ADD_MIN_NOT_A_MULTIPLE_OF_QUANTITY_RULES_INCREMENT" },
    ]);
  });

  test("an eleventh break of a variant is one too many", async () => {
    const breaks = Array.from({ length: 11 }, (_, index) => priceBreak(index + 2, "3"));
    const { userErrors } = await quantityPricing({
      pricesToAdd: [{ variantId: mug, price: money("4") }],
      quantityPriceBreaksToAdd: breaks,
    });
    expect(userErrors).toMatchObject([{ code: "QUANTITY_PRICE_BREAK_ADD_LIMIT_EXCEEDED" }]);
  });
});
