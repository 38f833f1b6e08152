import { gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  ProductUpdateInput,
  UpdateProductMutation,
  UpdateProductMutationVariables,
} from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { operation } from "../api/operation.ts";

/** The fields of a product that one mutation writes, as observations name them. */
export type ProductField = "title" | "description" | "vendor" | "productType" | "status";

export type FieldOutcome = { outcome: "applied" } | Rejected;
export type ProductFields = Partial<Record<ProductField, string>>;

export interface ProductWritten {
  outcomes: Partial<Record<ProductField, FieldOutcome>>;
  /** The fields that Shopify accepted, as it stored them: it may clean HTML. */
  stored: ProductFields;
}

/** How Shopify names each field in its input. */
const INPUT_NAMES = {
  title: "title",
  description: "descriptionHtml",
  vendor: "vendor",
  productType: "productType",
  status: "status",
} as const satisfies Record<ProductField, keyof ProductUpdateInput>;

/** How Shopify's errors name each field: by its input's name and, for some, by another one. */
const ERROR_NAMES: Record<string, ProductField> = {
  title: "title",
  descriptionHtml: "description",
  bodyHtml: "description",
  vendor: "vendor",
  productType: "productType",
  customProductType: "productType",
  status: "status",
};

const UpdateProduct = operation<UpdateProductMutation, UpdateProductMutationVariables>(/* GraphQL */ `
  mutation UpdateProduct($product: ProductUpdateInput!) {
    productUpdate(product: $product) {
      product {
        title
        descriptionHtml
        vendor
        productType
        status
      }
      userErrors {
        field
        message
      }
    }
  }
`);

type UserError = NonNullable<UpdateProductMutation["productUpdate"]>["userErrors"][number];

/**
 * Writes fields of one product. Shopify saves all of a call or nothing, so a field that it refuses is left
 * out and the others are sent once more. No product mutation can check the value that it replaces: read it
 * just before. Throws what `AdminClient.run` throws. Source: productUpdate (plain UserError, no codes).
 */
export async function updateProduct(
  client: AdminClient,
  { id, fields }: { id: string; fields: ProductFields },
  signal?: AbortSignal,
): Promise<ProductWritten> {
  const outcomes: ProductWritten["outcomes"] = {};
  let open = Object.keys(fields) as ProductField[];
  while (open.length > 0) {
    const { data } = await client.run(UpdateProduct, { product: input(id, fields, open) }, { signal });
    const { product = null, userErrors = [] } = data.productUpdate ?? {};
    if (userErrors.length === 0 && product !== null) {
      for (const field of open) outcomes[field] = { outcome: "applied" };
      const stored = open.map((field) => [field, String(product[INPUT_NAMES[field]])]);
      return { outcomes, stored: Object.fromEntries(stored) as ProductFields };
    }
    const refused = refusals(userErrors, open);
    Object.assign(outcomes, refused);
    open = open.filter((field) => !(field in refused));
  }
  return { outcomes, stored: {} };
}

function input(id: string, fields: ProductFields, open: readonly ProductField[]): ProductUpdateInput {
  const named = open.map((field) => [INPUT_NAMES[field], fields[field]]);
  return { id: gid("Product", id), ...(Object.fromEntries(named) as ProductUpdateInput) };
}

/** Always at least one field, so that sending again comes to an end. */
function refusals(errors: readonly UserError[], open: readonly ProductField[]): ProductWritten["outcomes"] {
  const refused: ProductWritten["outcomes"] = {};
  for (const { field, message } of errors) {
    const named = ERROR_NAMES[field?.at(-1) ?? ""];
    if (named !== undefined && open.includes(named)) {
      refused[named] ??= { outcome: "rejected", code: null, message };
    }
  }
  if (Object.keys(refused).length > 0) return refused;
  const message = errors[0]?.message ?? "Shopify saved nothing and named no reason.";
  return Object.fromEntries(
    open.map((field) => [field, { outcome: "rejected", code: null, message } satisfies Rejected]),
  );
}
