import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { touchProduct } from "#sandbox/shopify/state/catalogue.ts";
import type { Item, Product, Variant } from "#sandbox/shopify/state/rows.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";

interface ItemInput {
  sku?: string | null;
  tracked?: boolean | null;
  cost?: string | null;
  requiresShipping?: boolean | null;
}

interface VariantInput extends Partial<
  Pick<Variant, "barcode" | "compareAtPrice" | "inventoryPolicy" | "taxable">
> {
  id?: string;
  price?: string | null;
  requiresComponents?: boolean;
  inventoryItem?: ItemInput;
}

const ITEM_FIELDS = ["sku", "tracked", "cost", "requiresShipping"];
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
const PRODUCT_FIELDS = ["id", "title", "vendor", "productType", "tags", "status", "descriptionHtml"];

export function inventoryItemUpdate(_root: unknown, args: Arguments, { state }: Context) {
  const input = args["input"] as ItemInput;
  only(input, ITEM_FIELDS, "InventoryItemInput");
  const item = state.items.get(parseGid(args["id"] as string)?.id ?? "");
  if (!item) {
    const message = "The product couldn't be updated because it does not exist.";
    return { inventoryItem: null, userErrors: [{ field: ["id"], message }] };
  }
  if (Number(input.cost ?? 0) < 0) {
    const message = "Cost must be greater than or equal to 0";
    return { inventoryItem: null, userErrors: [{ field: ["input", "cost"], message }] };
  }
  writeItem(item, input, state.now());
  touchProduct(state, item.variant.product);
  return { inventoryItem: item, userErrors: [] };
}

export function productUpdate(_root: unknown, args: Arguments, { state }: Context) {
  only(args, ["product"], "productUpdate");
  const input = (args["product"] ?? {}) as Partial<Product>;
  only(input, [...PRODUCT_FIELDS, "deleteConflictingConstrainedMetafields"], "ProductUpdateInput");
  const product = state.products.get(parseGid(input.id ?? "")?.id ?? "");
  if (!product) {
    return { product: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
  }
  if (input.title?.trim() === "") {
    return { product: null, userErrors: [{ field: ["title"], message: "Title can't be blank" }] };
  }
  for (const name of PRODUCT_FIELDS.slice(1) as (keyof Product)[]) {
    if (input[name] !== undefined) Object.assign(product, { [name]: input[name] });
  }
  touchProduct(state, product);
  return { product, userErrors: [] };
}

/** Atomic by default: an error in one variant leaves all of them as they were. */
export function productVariantsBulkUpdate(_root: unknown, args: Arguments, { state }: Context) {
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
    const found = checkVariant(product, input, ["variants", String(index)]);
    if ("message" in found) userErrors.push(found);
    else valid.push({ row: found, input });
  });
  if (userErrors.length > 0 && !allowPartialUpdates) return { product, productVariants: null, userErrors };
  for (const { row, input } of valid) writeVariant(row, input, state.now());
  if (valid.length > 0) touchProduct(state, product);
  return { product, productVariants: valid.map(({ row }) => row), userErrors };
}

function checkVariant(product: Product, input: VariantInput, at: string[]): Variant | UserError {
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
  if (input.inventoryItem) only(input.inventoryItem, ITEM_FIELDS, "InventoryItemInput");
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
  if (Number(input.price ?? 0) < 0) {
    const message = "Price must be greater than or equal to 0";
    return { field: [...at, "price"], message, code: "GREATER_THAN_OR_EQUAL_TO" };
  }
  if (Number(input.compareAtPrice ?? 0) >= 1e18) {
    const message = "must be less than 1000000000000000000";
    return { field: [...at, "compareAtPrice"], message, code: "INVALID_INPUT" };
  }
  if (Number(input.inventoryItem?.cost ?? 0) < 0) {
    const message = "Cost per item must be greater than or equal to 0";
    return { field: [...at, "inventoryItem", "cost"], message, code: "GREATER_THAN_OR_EQUAL_TO" };
  }
  return row;
}

function writeVariant(row: Variant, input: VariantInput, now: number): void {
  const { inventoryItem, price, compareAtPrice, barcode, inventoryPolicy, taxable, requiresComponents } =
    input;
  if (given(price)) row.price = Number(price).toFixed(2);
  if (compareAtPrice !== undefined)
    row.compareAtPrice = compareAtPrice === null ? null : Number(compareAtPrice).toFixed(2);
  if (barcode !== undefined) row.barcode = barcode;
  if (given(inventoryPolicy)) row.inventoryPolicy = inventoryPolicy;
  if (given(taxable)) row.taxable = taxable;
  if (given(requiresComponents)) row.requiresComponents = requiresComponents;
  if (inventoryItem) writeItem(row.item, inventoryItem, now);
  row.updatedAt = now;
}

function writeItem(item: Item, input: ItemInput, now: number): void {
  if (input.sku !== undefined) item.variant.sku = input.sku;
  if (given(input.tracked)) item.tracked = input.tracked;
  if (given(input.requiresShipping)) item.requiresShipping = input.requiresShipping;
  if (input.cost !== undefined) item.cost = input.cost === null ? null : Number(input.cost).toFixed(2);
  item.updatedAt = now;
  item.variant.updatedAt = now;
}

function only(input: object, known: readonly string[], what: string): void {
  const stranger = Object.entries(input).find(
    ([name, value]) => value !== undefined && !known.includes(name),
  );
  if (stranger) throw notImplemented(`${what}.${stranger[0]}`);
}
