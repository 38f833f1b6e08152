import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { touchProduct } from "#sandbox/shopify/state/catalogue.ts";
import { picture, uploadedPicture } from "#sandbox/shopify/state/pictures.ts";
import type { Picture, Product } from "#sandbox/shopify/state/rows.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";

export interface ProductFields {
  title?: string | null;
  descriptionHtml?: string | null;
  vendor?: string | null;
  productType?: string | null;
  tags?: string[] | null;
  status?: Product["status"] | null;
}

interface MediaInput {
  alt?: string | null;
  mediaContentType: string;
  originalSource: string;
}

const TEXTS = ["title", "descriptionHtml", "vendor", "productType"] as const;
const KNOWN = ["id", ...TEXTS, "tags", "status", "deleteConflictingConstrainedMetafields"];
const LONGEST = 255;
const LONGEST_DESCRIPTION_BYTES = 512 * 1024;
const STAGED_HOST = "shopify-staged-uploads.storage.googleapis.com";

export function productUpdate(_root: unknown, args: Arguments, context: Context) {
  only(args, ["product", "media"], "productUpdate");
  const input = (args["product"] ?? {}) as ProductFields & { id?: string };
  only(input, KNOWN, "ProductUpdateInput");
  const { state, app } = context;
  const product = state.products.get(parseGid(input.id ?? "")?.id ?? "");
  if (!product) return { product: null, userErrors: [{ field: ["id"], message: "Product does not exist" }] };
  const problems = fieldProblems(input, []);
  if (problems.length > 0) return { product, userErrors: problems };
  const media = (args["media"] as MediaInput[] | null | undefined) ?? [];
  const { added, userErrors } = newMedia(media, context);
  writeFields(product, input);
  product.media.push(...added);
  touchProduct(state, product, { name: app.name, app: true });
  return { product, userErrors };
}

/** Shopify's objections to these texts; with any, nothing of the product is saved. */
export function fieldProblems(input: ProductFields, at: string[]): UserError[] {
  const problems: UserError[] = [];
  const report = (member: string, message: string) => problems.push({ field: [...at, member], message });
  if (input.title !== undefined && (input.title ?? "").trim() === "") report("title", "Title can't be blank");
  if (tooLong(input.title)) report("title", `Title is too long (maximum is ${LONGEST} characters)`);
  if (tooLong(input.vendor)) report("vendor", `Vendor is too long (maximum is ${LONGEST} characters)`);
  if (tooLong(input.productType)) {
    report("productType", `Product type is too long (maximum is ${LONGEST} characters)`);
    report("customProductType", `Custom product type is too long (maximum is ${LONGEST} characters)`);
  }
  if (Buffer.byteLength(input.descriptionHtml ?? "") > LONGEST_DESCRIPTION_BYTES)
    report("bodyHtml", "Description is too big (maximum is 512 KB)");
  return problems;
}

function tooLong(text: string | null | undefined): boolean {
  return given(text) && text.length > LONGEST;
}

export function writeFields(product: Product, input: ProductFields): void {
  for (const name of TEXTS) {
    const text = input[name];
    if (text !== undefined) product[name] = text ?? "";
  }
  if (given(input.tags)) product.tags = [...input.tags];
  if (given(input.status)) product.status = input.status;
}

/** A source that is not an address is refused alone; the others are added. */
function newMedia(inputs: readonly MediaInput[], context: Context) {
  const userErrors: UserError[] = [];
  const added: Picture[] = [];
  inputs.forEach((input, index) => {
    if (input.mediaContentType !== "IMAGE") throw notImplemented(`media of type ${input.mediaContentType}`);
    const shown = fromSource(input, context);
    if (shown) added.push(shown);
    else
      userErrors.push({ field: ["media", String(index), "originalSource"], message: "Image URL is invalid" });
  });
  return { added, userErrors };
}

function fromSource({ originalSource, alt }: MediaInput, { state, uploads }: Context): Picture | null {
  const url = URL.canParse(originalSource) ? new URL(originalSource) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return null;
  const upload = uploads.byResourceUrl(originalSource);
  if (upload || url.hostname === STAGED_HOST) return uploadedPicture(state, upload, alt ?? "");
  return picture(state, { url: originalSource, alt: alt ?? "" });
}
