import { expect, test } from "vitest";
import { readShop } from "#app/shopify/shop/shop.ts";
import { readVariants } from "#app/shopify/products/variants.ts";
import { type Asked, answering, data } from "../answering.ts";

const variant = (id: string) => ({
  id,
  sku: " ",
  barcode: "4006381333931",
  title: "Default Title",
  price: "9.0",
  compareAtPrice: "12.5",
  requiresComponents: true,
  product: {
    id: "gid://shopify/Product/3",
    title: "Mug",
    status: "DRAFT",
    vendor: "",
    tags: [],
    featuredMedia: null,
  },
  inventoryItem: {
    id: "gid://shopify/InventoryItem/10",
    tracked: false,
    countryCodeOfOrigin: "NO",
    harmonizedSystemCode: "",
    unitCost: { amount: "4.1", currencyCode: "EUR" },
    measurement: { weight: { value: 1.25, unit: "KILOGRAMS" } },
    inventoryLevels: { nodes: [] },
  },
});
const shop = { currencyCode: "EUR" };
const page = (nodes: unknown[], endCursor: string | null = null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes,
});

test("a variant without SKU, vendor and picture has none", async () => {
  const { client } = answering(data({ shop, nodes: [variant("gid://shopify/ProductVariant/1"), null] }));
  expect(await readVariants(client, { ids: ["1", "2"] })).toEqual([
    {
      id: "1",
      inventoryItemId: "10",
      productId: "3",
      sku: null,
      barcode: "4006381333931",
      productTitle: "Mug",
      title: "Default Title",
      imageUrl: null,
      vendor: null,
      tags: [],
      price: "9.0",
      fields: {
        price: "9.00 EUR",
        compareAt: "12.50 EUR",
        cost: "4.10 EUR",
        barcode: "4006381333931",
        weight: "1.25 kg",
        originCountry: "NO",
        hsCode: "",
      },
      tracked: false,
      hasComponents: true,
      productStatus: "DRAFT",
      levels: [],
    },
  ]);
});

test("what nobody filled in is empty: a weight of zero, no compare-at price, no cost", async () => {
  const { inventoryItem, ...rest } = variant("gid://shopify/ProductVariant/1");
  const bare = {
    ...rest,
    compareAtPrice: null,
    inventoryItem: {
      ...inventoryItem,
      countryCodeOfOrigin: null,
      unitCost: null,
      measurement: { weight: { value: 0, unit: "KILOGRAMS" } },
    },
  };
  const { client } = answering(data({ shop: { currencyCode: "JPY" }, nodes: [bare] }));
  const [read] = await readVariants(client, { ids: ["1"] });
  expect(read?.fields).toMatchObject({
    price: "9 JPY",
    compareAt: "",
    cost: "",
    weight: "",
    originCountry: "",
  });
});

test("many variants are read 40 at a time", async () => {
  const echo = ({ variables }: Asked) => data({ shop, nodes: (variables["ids"] as string[]).map(variant) });
  const { client, asked } = answering(echo, echo, echo);
  const ids = Array.from({ length: 100 }, (_, index) => String(index));
  const variants = await readVariants(client, { ids });
  expect(variants.map(({ id }) => id)).toEqual(ids);
  expect(asked).toHaveLength(3);
});

test("a product's variants are read to the last page; a deleted product has none", async () => {
  const { client } = answering(
    data({ shop, product: { variants: page([variant("gid://shopify/ProductVariant/1")], "a") } }),
    data({ shop, product: { variants: page([variant("gid://shopify/ProductVariant/2")]) } }),
    data({ shop, product: null }),
  );
  const variants = await readVariants(client, { productId: "3" });
  expect(variants.map(({ id }) => id)).toEqual(["1", "2"]);
  expect(await readVariants(client, { productId: "4" })).toEqual([]);
});

test("the shop comes with all its locations, inactive ones too", async () => {
  const facts = {
    id: "gid://shopify/Shop/1",
    name: "Demo",
    currencyCode: "EUR",
    ianaTimezone: "Europe/Prague",
    taxesIncluded: true,
    plan: { publicDisplayName: "Advanced" },
  };
  const location = (id: string, isActive: boolean) => ({
    id: `gid://shopify/Location/${id}`,
    name: `Warehouse ${id}`,
    isActive,
  });
  const { client } = answering(
    data({ shop: facts, locations: page([location("1", true)], "a") }),
    data({ shop: facts, locations: page([location("2", false)]) }),
  );
  expect(await readShop(client)).toEqual({
    id: "1",
    name: "Demo",
    currency: "EUR",
    timeZone: "Europe/Prague",
    plan: "Advanced",
    taxesIncluded: true,
    locations: [
      { id: "1", name: "Warehouse 1", active: true },
      { id: "2", name: "Warehouse 2", active: false },
    ],
  });
});
