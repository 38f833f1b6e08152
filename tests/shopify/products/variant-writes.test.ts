import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { updateVariants } from "#app/shopify/products/variant-writes.ts";
import type { VariantChange } from "#app/shopify/products/variant-input.ts";
import { readVariants } from "#app/shopify/products/variants.ts";
import type { Product } from "#sandbox/shopify/state/rows.ts";
import { answering, data, topLevel } from "../answering.ts";
import { type SandboxShop, sandboxShop } from "../sandbox-shop.ts";

const applied = { outcome: "applied" };
const skipped = { outcome: "skipped" };
let shop: SandboxShop;
let client: AdminClient;
let product: Product;

beforeAll(async () => {
  shop = await sandboxShop({ plan: "enterprise", currency: "EUR" });
  client = shop.client;
});

afterAll(() => shop.close());

beforeEach(() => {
  const variants = ["S", "M", "L"].map((title) => ({ sku: `SHIRT-${title}`, title, price: "20.00" }));
  product = shop.sandbox.store.createProduct({ title: "Shirt", variants });
});

const idOf = (index: number): string => product.variants[index]?.id ?? "";

async function write(...variants: VariantChange[]) {
  return updateVariants(client, { productId: product.id, currency: "EUR", variants });
}

async function shown(index: number) {
  const [variant] = await readVariants(client, { ids: [idOf(index)] });
  return variant?.fields;
}

describe("writing variants", () => {
  const values = {
    price: "12.50",
    compareAt: "19.90",
    cost: "4.10",
    barcode: "4006381333931",
    weight: "1.25 kg",
    originCountry: "NO",
    hsCode: "610910",
  };

  test("every field is written, shown by the answer and read back in one spelling", async () => {
    const { variants, undetermined } = await write({ id: idOf(0), ...values });
    const fields = { ...values, price: "12.50 EUR", compareAt: "19.90 EUR", cost: "4.10 EUR" };
    expect(undetermined).toBeNull();
    expect(variants).toEqual([
      {
        id: idOf(0),
        fields: Object.fromEntries(Object.keys(values).map((field) => [field, applied])),
        shows: fields,
      },
    ]);
    expect(await shown(0)).toEqual(fields);
  });

  test("an empty value clears its field and leaves the price", async () => {
    await write({ id: idOf(0), ...values });
    const empty = { compareAt: "", cost: "", barcode: "", weight: "", originCountry: "", hsCode: "" };
    await write({ id: idOf(0), ...empty });
    expect(await shown(0)).toEqual({ ...empty, price: "12.50 EUR" });
  });

  test("a price alone says nothing of the item, and costs no more than it must", async () => {
    const before = client.spent.points;
    const { variants } = await write({ id: idOf(0), price: "9" });
    expect(variants[0]?.shows).toEqual({ price: "9.00 EUR", compareAt: "", barcode: "" });
    expect(client.spent.points - before).toBe(10);
  });

  test("what is refused of one variant does not hold back the others", async () => {
    const { variants, undetermined } = await write(
      { id: idOf(0), price: "11", hsCode: "12" },
      { id: idOf(1), price: "12" },
      { id: "1", price: "13", barcode: "5" },
    );
    const gone = {
      outcome: "rejected",
      code: "PRODUCT_VARIANT_DOES_NOT_EXIST",
      message: "Product variant does not exist",
    };
    expect(undetermined).toBeNull();
    expect(variants.map(({ fields }) => fields)).toEqual([
      {
        price: skipped,
        hsCode: {
          outcome: "rejected",
          code: "INVALID_INPUT",
          message: "Harmonized system code must be a number between six and thirteen digits",
        },
      },
      { price: applied },
      { price: gone, barcode: gone },
    ]);
    expect([(await shown(0))?.price, (await shown(1))?.price]).toEqual(["20.00 EUR", "12.00 EUR"]);
  });

  test("an error that names a variant and no field is about all that was sent of it", async () => {
    const { variants } = await write({ id: idOf(0), compareAt: "-1" }, { id: idOf(1), price: "12" });
    const message = "must be greater than or equal to 0";
    expect(variants.map(({ fields }) => fields)).toEqual([
      { compareAt: { outcome: "rejected", code: null, message } },
      { price: applied },
    ]);
  });

  test("a country that Shopify does not know is refused by itself, and the rest can be sent again", async () => {
    const { variants } = await write({ id: idOf(0), originCountry: "XQ" }, { id: idOf(1), price: "12" });
    expect(variants[0]?.fields.originCountry).toMatchObject({ outcome: "rejected", code: "INVALID_VALUE" });
    expect(variants[1]?.fields).toEqual({ price: skipped });
    expect((await shown(1))?.price).toBe("20.00 EUR");
  });

  test("of a product that is gone every value is refused", async () => {
    shop.sandbox.store.deleteProduct(product.id);
    const { variants } = await write({ id: idOf(0), price: "12" });
    expect(variants[0]?.fields.price).toMatchObject({
      outcome: "rejected",
      code: "PRODUCT_DOES_NOT_EXIST",
    });
  });

  test("more than 250 variants are too many for one call", async () => {
    const many = Array.from({ length: 251 }, (_, index) => ({ id: String(index), price: "1" }));
    await expect(write(...many)).rejects.toThrow(RangeError);
  });
});

describe("answers that do not say enough", () => {
  const variants = [{ id: "1", price: "12" }];
  const send = async (answer: Response) =>
    updateVariants(answering(answer).client, { productId: "3", currency: "EUR", variants });

  test("an error that names no variant leaves the outcome open", async () => {
    const userErrors = [{ field: null, code: null, message: "Something went wrong" }];
    const payload = { productVariants: null, userErrors };
    expect(await send(data({ productVariantsBulkUpdate: payload }))).toEqual({
      variants: [{ id: "1", fields: { price: skipped }, shows: null }],
      undetermined: "Something went wrong",
    });
  });

  test("so does an answer without the variant", async () => {
    const payload = { productVariants: [], userErrors: [] };
    const { undetermined } = await send(data({ productVariantsBulkUpdate: payload }));
    expect(undetermined).toContain("leaves out");
  });

  test("a request that is refused as a whole is an error", async () => {
    const sent = send(topLevel("ACCESS_DENIED", "Access denied for productVariantsBulkUpdate field."));
    await expect(sent).rejects.toHaveProperty("code", "ACCESS_DENIED");
  });
});
