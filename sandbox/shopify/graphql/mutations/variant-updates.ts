import { storedAmount } from "#sandbox/shopify/currency.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { touchProduct } from "#sandbox/shopify/state/catalogue.ts";
import type { Product, Variant } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { checkItem, showsInProduct, writeItem, type ItemInput } from "./inventory-item.ts";

export interface VariantInput extends Partial<
  Pick<Variant, "barcode" | "compareAtPrice" | "inventoryPolicy" | "taxable">
> {
  id?: string;
  price?: string | null;
  requiresComponents?: boolean;
  inventoryItem?: ItemInput | null;
}

const VARIANT_FIELDS = [
  "id",
  "price",
  "compareAtPrice",
  "barcode",
  "inventoryPolicy",
  "taxable",
  "requiresComponents",
  "inventoryItem",
];
const TOO_MUCH = 1e18;

/** Atomic by default: an error in one variant leaves all of them as they were. */
export function productVariantsBulkUpdate(_root: unknown, args: Arguments, { state, app }: Context) {
  only(args, ["productId", "variants", "allowPartialUpdates"], "productVariantsBulkUpdate");
  const { variants, allowPartialUpdates } = args as {
    variants: VariantInput[];
    allowPartialUpdates: boolean;
  };
  const product = state.products.get(parseGid(args["productId"] as string)?.id ?? "");
  if (!product) {
    const message = "Product does not exist";
    const error: UserError = { field: ["productId"], message, code: "PRODUCT_DOES_NOT_EXIST" };
    return { product: null, productVariants: null, userErrors: [error] };
  }
  const userErrors: UserError[] = [];
  const valid: { row: Variant; input: VariantInput }[] = [];
  variants.forEach((input, index) => {
    const found = checkRow(product, input, ["variants", String(index)]);
    if ("message" in found) userErrors.push(found);
    else valid.push({ row: found, input });
  });
  if (userErrors.length > 0 && !allowPartialUpdates) return { product, productVariants: null, userErrors };
  for (const { row, input } of valid) writeVariant(state, row, input);
  if (valid.some(({ input }) => tellsProduct(input)))
    touchProduct(state, product, { name: app.name, app: true });
  return { product, productVariants: valid.map(({ row }) => row), userErrors };
}

function checkRow(product: Product, input: VariantInput, at: string[]): Variant | UserError {
  if ("inventoryQuantities" in input) {
    const message =
      "Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.";
    return {
      field: [...at, "inventoryQuantities"],
      message,
      code: "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE",
    };
  }
  only(input, VARIANT_FIELDS, "ProductVariantsBulkInput");
  if (!given(input.id)) {
    const message = "Product variant is missing ID attribute";
    return { field: [...at, "id"], message, code: "PRODUCT_VARIANT_ID_MISSING" };
  }
  const id = parseGid(input.id)?.id;
  const row = product.variants.find((variant) => variant.id === id);
  if (!row) {
    const message = "Product variant does not exist";
    return { field: [...at, "id"], message, code: "PRODUCT_VARIANT_DOES_NOT_EXIST" };
  }
  return checkVariant(input, at) ?? row;
}

/** What Shopify objects to in a variant's values, from any mutation. */
export function checkVariant(input: VariantInput, at: string[]): UserError | null {
  const price = Number(input.price ?? 0);
  const compareAt = Number(input.compareAtPrice ?? 0);
  if (price < 0) {
    const message = "Price must be greater than or equal to 0";
    return { field: [...at, "price"], message, code: "GREATER_THAN_OR_EQUAL_TO" };
  }
  if (compareAt < 0) return { field: at, message: "must be greater than or equal to 0", code: null };
  if (price >= TOO_MUCH) return { field: at, message: `must be less than ${BigInt(TOO_MUCH)}`, code: null };
  if (compareAt >= TOO_MUCH) {
    const message = `must be less than ${BigInt(TOO_MUCH)}`;
    return { field: [...at, "compareAtPrice"], message, code: "INVALID_INPUT" };
  }
  const wrong = input.inventoryItem ? checkItem(input.inventoryItem) : null;
  return (
    wrong && { field: [...at, "inventoryItem", ...wrong.path], message: wrong.message, code: wrong.code }
  );
}

export function writeVariant(state: ShopState, row: Variant, input: VariantInput): void {
  const { inventoryItem, price, compareAtPrice, barcode, inventoryPolicy, taxable, requiresComponents } =
    input;
  const { currencyCode } = state.shop;
  if (given(price)) row.price = storedAmount(price, currencyCode);
  if (compareAtPrice !== undefined)
    row.compareAtPrice = compareAtPrice === null ? null : storedAmount(compareAtPrice, currencyCode);
  if (barcode !== undefined) row.barcode = barcode;
  if (given(inventoryPolicy)) row.inventoryPolicy = inventoryPolicy;
  if (given(taxable)) row.taxable = taxable;
  if (given(requiresComponents)) row.requiresComponents = requiresComponents;
  row.updatedAt = state.now();
  if (inventoryItem) writeItem(state, row.item, inventoryItem);
}

function tellsProduct({ id: _id, inventoryItem, ...rest }: VariantInput): boolean {
  if (Object.values(rest).some((value) => value !== undefined)) return true;
  return inventoryItem !== undefined && inventoryItem !== null && showsInProduct(inventoryItem);
}
