import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";
import { gid } from "#sandbox/shopify/gid.ts";
import { createProduct, touchProduct } from "#sandbox/shopify/state/catalogue.ts";
import type { Product } from "#sandbox/shopify/state/rows.ts";
import { productByCustomId } from "#sandbox/shopify/graphql/types/metafields.ts";
import { metafieldProblems, writeMetafield, type MetafieldInput } from "./metafields-set.ts";
import { fieldProblems, writeFields, type ProductFields } from "./product-update.ts";
import { type OptionInput, type SetVariant, optionProblems, variantProblems } from "./product-set-rules.ts";
import { writeVariant } from "./variant-updates.ts";

interface SetInput extends ProductFields {
  handle?: string | null;
  productOptions?: OptionInput[] | null;
  variants?: SetVariant[] | null;
  metafields?: Omit<MetafieldInput, "ownerId">[] | null;
}

interface Identifier {
  customId?: { namespace?: string | null; key: string; value: string };
}

const KNOWN = [
  "title",
  "descriptionHtml",
  "vendor",
  "productType",
  "tags",
  "status",
  "handle",
  "productOptions",
  "variants",
  "metafields",
];

/** Creates a whole product, or changes the one that its identifier names. */
export function productSet(_root: unknown, args: Arguments, context: Context) {
  only(args, ["input", "identifier", "synchronous"], "productSet");
  if (args["synchronous"] !== true) throw notImplemented("productSet as a job");
  const input = args["input"] as SetInput;
  only(input, KNOWN, "ProductSetInput");
  const identifier = (args["identifier"] ?? {}) as Identifier;
  only(identifier, ["customId"], "ProductSetIdentifiers");
  const { customId } = identifier;
  const existing = customId ? productByCustomId(context.state, customId) : null;
  const userErrors = [
    ...fieldProblems(existing ? input : { ...input, title: input.title ?? "" }, ["input"]),
    ...optionProblems(input.productOptions ?? null, input.variants ?? null),
    ...variantProblems(input.productOptions ?? [], input.variants ?? []),
  ];
  if (userErrors.length > 0) return refused(userErrors);
  const product = existing ? changed(existing, input, context) : created(input, context);
  const metafields = [...(input.metafields ?? []), ...(customId ? [{ ...customId, type: "id" }] : [])];
  for (const metafield of metafields) {
    const whole = { ...metafield, ownerId: gid("Product", product.id) };
    const [problem] = metafieldProblems(whole, ["input", "metafields"], context);
    if (problem) throw notImplemented(`productSet with a wrong metafield (${problem.message})`);
    writeMetafield(whole, context);
  }
  return { product, productSetOperation: null, userErrors: [] };
}

function refused(userErrors: UserError[]) {
  return {
    product: null,
    productSetOperation: null,
    userErrors: userErrors.map((error) => ({ code: null, ...error })),
  };
}

function created(input: SetInput, { state, app }: Context): Product {
  const variants = input.variants ?? [];
  const product = createProduct(state, {
    title: input.title ?? "",
    ...(given(input.handle) ? { handle: input.handle } : {}),
    descriptionHtml: input.descriptionHtml ?? "",
    vendor: input.vendor ?? state.shop.name,
    productType: input.productType ?? "",
    tags: input.tags ?? [],
    status: input.status ?? "ACTIVE",
    options: isDefault(input) ? [] : (input.productOptions ?? []).map(optionOf),
    variants: variants.length === 0 ? [{ tracked: false }] : variants.map((row) => newVariant(row, input)),
    by: { name: app.name, app: true },
  });
  variants.forEach((row, index) => {
    const variant = product.variants[index];
    if (variant) writeVariant(state, variant, row);
    if (variant && given(row.sku)) variant.sku = row.sku;
  });
  return product;
}

function optionOf({ name, values }: OptionInput): { name: string; values: string[] } {
  return { name, values: values.map((value) => value.name) };
}

/** A product without options is written with the option that Shopify gives it. */
function isDefault({ productOptions }: SetInput): boolean {
  const [only, more] = productOptions ?? [];
  return more === undefined && (only === undefined || (only.name === "Title" && only.values.length === 1));
}

function newVariant({ optionValues }: SetVariant, input: SetInput) {
  const values = (input.productOptions ?? []).map(
    ({ name }) => optionValues.find((value) => value.optionName === name)?.name ?? "",
  );
  return isDefault(input) ? { tracked: false } : { optionValues: values, tracked: false };
}

/** Lists replace what is there; the sandbox can only do that for the same number of variants. */
function changed(product: Product, input: SetInput, { state, app }: Context): Product {
  const rows = input.variants ?? [];
  if (rows.length > 0 && rows.length !== product.variants.length)
    throw notImplemented("productSet with other variants than the product has");
  rows.forEach((row, index) => {
    const variant = product.variants[index];
    if (!variant) return;
    writeVariant(state, variant, row);
    if (given(row.sku)) variant.sku = row.sku;
  });
  writeFields(product, input);
  touchProduct(state, product, { name: app.name, app: true });
  return product;
}
