import { gid } from "#app/core/gid.ts";
import { type BulkLine, named } from "../bulk/write.ts";
import type { AdminClient } from "../api/client.ts";
import { ShopifyRefused } from "../api/errors.ts";
import type { UpdateVariantsMutation, UpdateVariantsMutationVariables } from "../api/generated.ts";
import { operation } from "../api/operation.ts";
import { touchesItem, variantInput } from "./variant-input.ts";
import {
  refusedVariables,
  variantOutcomes,
  type VariantsError,
  type VariantsWritten,
  type VariantWrite,
} from "./variant-outcomes.ts";

/** Shopify takes up to 2,048 variants in one call; with fewer, one lost answer leaves less to look at again. */
export const MAX_VARIANTS = 250;

const UpdateVariants = operation<UpdateVariantsMutation, UpdateVariantsMutationVariables>(/* GraphQL */ `
  mutation UpdateVariants(
    $productId: ID!
    $variants: [ProductVariantsBulkInput!]!
    # Every object below costs a point of every call.
    $withItem: Boolean!
  ) {
    productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: true) {
      productVariants {
        id
        price
        compareAtPrice
        barcode
        inventoryItem @include(if: $withItem) {
          countryCodeOfOrigin
          harmonizedSystemCode
          unitCost {
            amount
            currencyCode
          }
          measurement {
            weight {
              value
              unit
            }
          }
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/**
 * Writes up to 250 variants of one product; a refused variant does not hold back the others. Throws what
 * `AdminClient.run` throws. Source: productVariantsBulkUpdate, ProductVariantsBulkUpdateUserErrorCode.
 */
export async function updateVariants(
  client: AdminClient,
  write: VariantWrite,
  signal?: AbortSignal,
): Promise<VariantsWritten> {
  const { urgent = false, closing = false } = write;
  try {
    const options = { signal, urgent, closing, estimate: 13 };
    const { data } = await client.run(UpdateVariants, variablesOf(write), options);
    return variantOutcomes(write, data.productVariantsBulkUpdate);
  } catch (error) {
    const refused = error instanceof ShopifyRefused ? refusedVariables(error, write) : [];
    if (refused.length === 0) throw error;
    return variantOutcomes(write, { productVariants: null, userErrors: refused });
  }
}

/** The mutation of `updateVariants` for a bulk operation that can be found again by `key`. */
export function bulkUpdateVariants(key: string): string {
  return named(UpdateVariants.document, key);
}

/** The variables of one product's write, as a line of a bulk operation's file. */
export function bulkLine(write: VariantWrite): string {
  return JSON.stringify(variablesOf(write));
}

const NOBODY_KNOWS = ["INTERNAL_SERVER_ERROR", "TIMEOUT"];

/** What became of one line that a bulk operation wrote. */
export function lineOutcomes(write: VariantWrite, { data, errors }: BulkLine): VariantsWritten {
  // Codegen derived the type from the document that the bulk operation ran.
  const payload = (data as UpdateVariantsMutation | null)?.productVariantsBulkUpdate ?? null;
  const [error] = errors;
  if (payload !== null || error === undefined) return variantOutcomes(write, payload);
  if (error.code === null || NOBODY_KNOWS.includes(error.code))
    return { ...variantOutcomes(write, null), undetermined: error.message };
  const refused = refusedVariables(error, write);
  const whole = { field: ["productId"], code: error.code as VariantsError["code"], message: error.message };
  return variantOutcomes(write, {
    productVariants: null,
    userErrors: refused.length > 0 ? refused : [whole],
  });
}

function variablesOf({ productId, variants }: VariantWrite): UpdateVariantsMutationVariables {
  if (variants.length === 0 || variants.length > MAX_VARIANTS) {
    throw new RangeError(`${variants.length} variants in one write; 1 to ${MAX_VARIANTS} are possible`);
  }
  return {
    productId: gid("Product", productId),
    variants: variants.map(variantInput),
    withItem: variants.some(touchesItem),
  };
}
