import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type OpenShop } from "./open-shop.ts";

const UPDATE = `mutation Update($product: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean) {
  productVariantsBulkUpdate(productId: $product, variants: $variants, allowPartialUpdates: $partial) {
    productVariants { price compareAtPrice barcode inventoryItem { sku tracked } }
    userErrors { code field message }
  }
}`;

const SET = `mutation Set($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { namespace key value compareDigest } userErrors { code field message } }
}`;

let shop: OpenShop;
let product: string;
let variant: string;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
  product = `gid://shopify/Product/${shop.mug.product.id}`;
  variant = `gid://shopify/ProductVariant/${shop.mug.id}`;
}, 60_000);

afterAll(() => shop.close());

async function update(variants: object[], partial = false) {
  const { data, errors } = await shop.ask(UPDATE, { product, variants, partial });
  if (errors) throw new Error(errors[0]?.message);
  return data?.["productVariantsBulkUpdate"];
}

async function setMetafields(metafields: object[]) {
  const { data } = await shop.ask(SET, { metafields });
  return data?.["metafieldsSet"] as { metafields: { compareDigest: string }[]; userErrors: object[] };
}

describe("updating variants", () => {
  test("prices have two decimals and the SKU belongs to the inventory item", async () => {
    expect(
      await update([{ id: variant, price: "5", barcode: "501", inventoryItem: { sku: "MUG-2" } }]),
    ).toEqual({
      productVariants: [
        {
          price: "5.00",
          compareAtPrice: null,
          barcode: "501",
          inventoryItem: { sku: "MUG-2", tracked: true },
        },
      ],
      userErrors: [],
    });
  });

  test("one wrong variant leaves all of them as they were, unless partial updates are allowed", async () => {
    const wrong = { id: "gid://shopify/ProductVariant/1", price: "9" };
    const error = {
      code: "PRODUCT_VARIANT_DOES_NOT_EXIST",
      field: ["variants", "1", "id"],
      message: "Product variant does not exist",
    };
    expect(await update([{ id: variant, price: "9" }, wrong])).toEqual({
      productVariants: null,
      userErrors: [error],
    });
    expect(shop.mug.price).toBe("5.00");
    expect(await update([{ id: variant, price: "9" }, wrong], true)).toMatchObject({
      productVariants: [{ price: "9.00" }],
      userErrors: [error],
    });
  });

  test.each<[object, string, string, string]>([
    [{ price: "-1" }, "price", "GREATER_THAN_OR_EQUAL_TO", "Price must be greater than or equal to 0"],
    [
      { inventoryQuantities: [] },
      "inventoryQuantities",
      "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE",
      "Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.",
    ],
  ])("%j is refused", async (change, member, code, message) => {
    expect(await update([{ id: variant, ...change }])).toMatchObject({
      userErrors: [{ code, field: ["variants", "0", member], message }],
    });
  });

  test("what the sandbox cannot do it says", async () => {
    await expect(update([{ id: variant, taxCode: "x" }])).rejects.toThrow(
      "sandbox does not implement ProductVariantsBulkInput.taxCode",
    );
  });

  test("an item can stop being tracked", async () => {
    const id = `gid://shopify/InventoryItem/${shop.lamp.item.id}`;
    const { data } = await shop.ask(
      `mutation T($id: ID!) { inventoryItemUpdate(id: $id, input: { tracked: false }) { inventoryItem { tracked } userErrors { message } } }`,
      { id },
    );
    expect(data).toEqual({ inventoryItemUpdate: { inventoryItem: { tracked: false }, userErrors: [] } });
  });
});

describe("metafields", () => {
  test("are written, read back and guarded by their digest", async () => {
    const field = { ownerId: product, namespace: "concord", key: "source", type: "single_line_text_field" };
    const first = await setMetafields([{ ...field, value: "erp", compareDigest: null }]);
    expect(first.userErrors).toEqual([]);
    const stale = await setMetafields([{ ...field, value: "wms", compareDigest: "old" }]);
    expect(stale.userErrors).toEqual([
      {
        code: "STALE_OBJECT",
        field: ["metafields", "0"],
        message:
          "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
      },
    ]);
    const compareDigest = first.metafields[0]!.compareDigest;
    expect((await setMetafields([{ ...field, value: "wms", compareDigest }])).userErrors).toEqual([]);
    const { data } = await shop.ask(
      `query M($id: ID!) { product(id: $id) { metafield(namespace: "concord", key: "source") { value jsonValue } } }`,
      { id: product },
    );
    expect(data).toEqual({ product: { metafield: { value: "wms", jsonValue: "wms" } } });
  });

  test("more than 25 are refused", async () => {
    const field = { ownerId: product, key: "many", type: "boolean", value: "true" };
    const { userErrors } = await setMetafields(Array.from({ length: 26 }, () => field));
    expect(userErrors).toEqual([
      {
        code: "LESS_THAN_OR_EQUAL_TO",
        field: ["metafields"],
        message: "Exceeded the maximum metafields input limit of 25.",
      },
    ]);
  });

  test.each<[object, string, string]>([
    [{ key: "k" }, "TOO_SHORT", "Key is too short (minimum is 2 characters)"],
    [{ namespace: "ab" }, "TOO_SHORT", "Namespace is too short (minimum is 3 characters)"],
    [{ value: "" }, "INVALID_VALUE", "Value can't be blank."],
    [{ type: "number_integer" }, "INVALID_VALUE", "Value must be an integer."],
    [{ ownerId: "gid://shopify/Product/1" }, "INVALID_VALUE", "Owner does not exist."],
  ])("%j is refused", async (change, code, message) => {
    const field = {
      ownerId: product,
      namespace: "concord",
      key: "other",
      type: "single_line_text_field",
      value: "v",
    };
    expect((await setMetafields([{ ...field, ...change }])).userErrors).toMatchObject([{ code, message }]);
  });
});
