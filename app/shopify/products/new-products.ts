import { bareId } from "#app/core/gid.ts";
import { VARIANTS_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import { ShopifyRefused } from "../api/errors.ts";
import type {
  CreateDraftMutation,
  CreateDraftMutationVariables,
  DefineDraftKeyMutation,
  DefineDraftKeyMutationVariables,
  DraftBySkuQuery,
  DraftBySkuQueryVariables,
  DraftProductFragment,
  FindDraftQuery,
  FindDraftQueryVariables,
  ReadDraftKeyQuery,
  ReadDraftKeyQueryVariables,
} from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { operation } from "../api/operation.ts";
import { variantInput } from "./variant-input.ts";

/** In the app's own namespace, where nobody else writes. */
const KEY = "article";

const SKUS_PER_QUERY = 50;

/** A product that the source sells and the shop does not have yet. */
export interface Draft {
  /** Identifies it for good: the group of articles, or the one SKU. */
  key: string;
  title: string;
  description: string;
  vendor: string;
  productType: string;
  /** Empty: one variant without options. */
  options: readonly { name: string; values: readonly string[] }[];
  variants: readonly DraftVariant[];
}

/** Amounts are decimals in the shop's currency, a weight has its unit ("1.25 kg"); null: not given. */
export interface DraftVariant {
  sku: string;
  /** One per option, in their order. */
  optionValues: readonly string[];
  barcode: string | null;
  price: string | null;
  compareAt: string | null;
  cost: string | null;
  weight: string | null;
  originCountry: string | null;
  hsCode: string | null;
}

export interface DraftVariantIds {
  sku: string | null;
  variantId: string;
  inventoryItemId: string;
}

export type DraftOutcome =
  /** found: an earlier call made it. */
  | { outcome: "created" | "found"; productId: string; variants: DraftVariantIds[] }
  /** The shop sells one of the SKUs already: it should be linked, not created. */
  | { outcome: "taken"; sku: string; productId: string; variantId: string }
  | Rejected;

const DRAFT_PRODUCT = /* GraphQL */ `
  fragment DraftProduct on Product {
    id
    variants(first: 250) {
      nodes {
        id
        sku
        inventoryItem {
          id
        }
      }
    }
  }
`;

const ReadDraftKey = operation<ReadDraftKeyQuery, ReadDraftKeyQueryVariables>(/* GraphQL */ `
  query ReadDraftKey($key: String!) {
    metafieldDefinition(identifier: { ownerType: PRODUCT, key: $key }) {
      id
    }
  }
`);

const DefineDraftKey = operation<DefineDraftKeyMutation, DefineDraftKeyMutationVariables>(/* GraphQL */ `
  mutation DefineDraftKey($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      userErrors {
        code
        message
      }
    }
  }
`);

const FindDraft = operation<FindDraftQuery, FindDraftQueryVariables>(
  /* GraphQL */ `
    query FindDraft($identifier: ProductIdentifierInput!) {
      productByIdentifier(identifier: $identifier) {
        ...DraftProduct
      }
    }
  `,
  DRAFT_PRODUCT,
);

const DraftBySku = operation<DraftBySkuQuery, DraftBySkuQueryVariables>(/* GraphQL */ `
  query DraftBySku($query: String!) {
    productVariants(first: 50, query: $query) {
      nodes {
        id
        sku
        product {
          id
        }
      }
    }
  }
`);

const CreateDraft = operation<CreateDraftMutation, CreateDraftMutationVariables>(
  /* GraphQL */ `
    mutation CreateDraft($identifier: ProductSetIdentifiers!, $input: ProductSetInput!) {
      productSet(identifier: $identifier, input: $input, synchronous: true) {
        product {
          ...DraftProduct
        }
        userErrors {
          field
          code
          message
        }
      }
    }
  `,
  DRAFT_PRODUCT,
);

/**
 * Creates a product as a draft, never twice. Its key is a metafield of the type `id`, whose values Shopify
 * keeps unique, and productSet looks it up: of two concurrent calls the second changes the product of the
 * first. The key is looked up first, so that a product that somebody has edited since is never overwritten;
 * so are its SKUs, since the shop may have them from elsewhere (Shopify's search lags, so it alone is not
 * enough).
 * Throws what `AdminClient.run` throws. Source: "Working with custom IDs", productSet.
 */
export async function createDraft(
  client: AdminClient,
  draft: Draft,
  signal?: AbortSignal,
): Promise<DraftOutcome> {
  if (draft.variants.length > VARIANTS_MAX) {
    throw new RangeError(`${draft.variants.length} variants; Shopify allows ${VARIANTS_MAX}`);
  }
  await defineKey(client, signal);
  const customId = { key: KEY, value: draft.key };
  const { data } = await client.run(FindDraft, { identifier: { customId } }, { signal });
  if (data.productByIdentifier) return { outcome: "found", ...idsOf(data.productByIdentifier) };
  const taken = await findTaken(client, draft, signal);
  if (taken !== null) return taken;
  const variables = { identifier: { customId }, input: productInput(draft) };
  const { data: made } = await client.run(CreateDraft, variables, { signal, estimate: 50 });
  const { product = null, userErrors = [] } = made.productSet ?? {};
  const [error] = userErrors;
  if (error !== undefined) return { outcome: "rejected", code: error.code, message: error.message };
  if (product === null) return { outcome: "rejected", code: null, message: "Shopify answered no product." };
  return { outcome: "created", ...idsOf(product) };
}

async function defineKey(client: AdminClient, signal: AbortSignal | undefined): Promise<void> {
  const { data } = await client.run(ReadDraftKey, { key: KEY }, { signal, estimate: 2 });
  if (data.metafieldDefinition !== null) return;
  const definition = { ownerType: "PRODUCT" as const, key: KEY, name: "Article in Concord", type: "id" };
  const { data: made } = await client.run(DefineDraftKey, { definition }, { signal });
  const [error] = made.metafieldDefinitionCreate?.userErrors ?? [];
  if (error !== undefined && error.code !== "TAKEN") throw new ShopifyRefused(error.message, error.code);
}

async function findTaken(
  client: AdminClient,
  { variants }: Draft,
  signal: AbortSignal | undefined,
): Promise<DraftOutcome | null> {
  const skus = variants.map(({ sku }) => sku);
  for (let start = 0; start < skus.length; start += SKUS_PER_QUERY) {
    const portion = skus.slice(start, start + SKUS_PER_QUERY);
    const query = portion.map((sku) => `sku:${quoted(sku)}`).join(" OR ");
    const { data } = await client.run(DraftBySku, { query }, { signal, estimate: 20 });
    // The search ignores case.
    const taken = data.productVariants.nodes.find(({ sku }) => sku !== null && portion.includes(sku));
    if (taken?.sku) {
      const [productId, variantId] = [bareId(taken.product.id), bareId(taken.id)];
      return { outcome: "taken", sku: taken.sku, productId, variantId };
    }
  }
  return null;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function productInput({ title, description, vendor, productType, options, variants }: Draft) {
  const named = options.length > 0 ? options : [{ name: "Title", values: ["Default Title"] }];
  return {
    title,
    descriptionHtml: description,
    vendor,
    productType,
    status: "DRAFT" as const,
    productOptions: named.map(({ name, values }) => ({
      name,
      values: values.map((value) => ({ name: value })),
    })),
    variants: variants.map((variant) => {
      const values = options.length > 0 ? variant.optionValues : ["Default Title"];
      return {
        ...variantValues(variant),
        optionValues: named.map(({ name }, index) => ({ optionName: name, name: values[index] ?? "" })),
      };
    }),
  };
}

function variantValues({ sku, optionValues: _optionValues, ...given }: DraftVariant) {
  const known = Object.entries(given).filter(([, value]) => value !== null);
  const change = { id: "", ...(Object.fromEntries(known) as Record<string, string>) };
  const { price, compareAtPrice, barcode, inventoryItem } = variantInput(change);
  // Stock can be kept in step only where Shopify counts it.
  return { sku, price, compareAtPrice, barcode, inventoryItem: { ...inventoryItem, tracked: true } };
}

function idsOf({ id, variants }: DraftProductFragment): { productId: string; variants: DraftVariantIds[] } {
  return {
    productId: bareId(id),
    variants: variants.nodes.map((variant) => ({
      sku: variant.sku,
      variantId: bareId(variant.id),
      inventoryItemId: bareId(variant.inventoryItem.id),
    })),
  };
}
