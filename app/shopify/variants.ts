import { bareId, gid } from "#app/core/gid.ts";
import type { AdminClient } from "./client.ts";
import type {
  ProductVariantsQuery,
  ProductVariantsQueryVariables,
  ReadVariantsQuery,
  ReadVariantsQueryVariables,
  VariantFactsFragment,
} from "./generated.ts";
import { namedQuantities } from "./levels.ts";
import { found } from "./nodes.ts";
import { operation } from "./operation.ts";

const VARIANTS_PER_QUERY = 40;
/** Shopify allows 2,048 variants in a product, read 25 at a time. */
const MAX_PAGES = 100;

/** One variant with the levels of its inventory item. Ids are bare, the price is a decimal string in the shop's currency. */
export interface SweptVariant {
  id: string;
  inventoryItemId: string;
  productId: string;
  sku: string | null;
  barcode: string | null;
  productTitle: string;
  /** "Default Title" where the product has one variant only. */
  title: string;
  imageUrl: string | null;
  vendor: string | null;
  tags: string[];
  price: string | null;
  tracked: boolean;
  /** Its stock is made of its components and cannot be written. */
  hasComponents: boolean;
  /** ACTIVE, DRAFT, ARCHIVED or UNLISTED. */
  productStatus: string;
  levels: SweptLevel[];
}

/** What is stocked at one location that the item is active at. */
export interface SweptLevel {
  locationId: string;
  available: number;
  onHand: number;
  committed: number;
}

const VARIANT_FACTS = /* GraphQL */ `
  fragment VariantFacts on ProductVariant {
    id
    sku
    barcode
    title
    price
    requiresComponents
    product {
      id
      title
      status
      vendor
      tags
      featuredMedia {
        preview {
          image {
            url
          }
        }
      }
    }
    inventoryItem {
      id
      tracked
      inventoryLevels(first: 50) {
        nodes {
          location {
            id
          }
          quantities(names: ["available", "on_hand", "committed"]) {
            name
            quantity
          }
        }
      }
    }
  }
`;

const ReadVariants = operation<ReadVariantsQuery, ReadVariantsQueryVariables>(
  /* GraphQL */ `
    query ReadVariants($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on ProductVariant {
          ...VariantFacts
        }
      }
    }
  `,
  VARIANT_FACTS,
);

const ProductVariants = operation<ProductVariantsQuery, ProductVariantsQueryVariables>(
  /* GraphQL */ `
    query ProductVariants($id: ID!, $after: String) {
      product(id: $id) {
        variants(first: 25, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...VariantFacts
          }
        }
      }
    }
  `,
  VARIANT_FACTS,
);

/**
 * Variants by their ids, or all of one product, as Shopify holds them now; deleted ones are absent. Of an item that
 * is stocked at more than 50 locations the rest of the levels is left to `readLevels`.
 * Throws what `AdminClient.run` throws. Source: ProductVariant.
 */
export async function readVariants(
  client: AdminClient,
  which: { ids: readonly string[] } | { productId: string },
  signal?: AbortSignal,
): Promise<SweptVariant[]> {
  return "ids" in which
    ? await byIds(client, which.ids, signal)
    : await ofProduct(client, which.productId, signal);
}

async function byIds(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<SweptVariant[]> {
  const variants: SweptVariant[] = [];
  for (let start = 0; start < ids.length; start += VARIANTS_PER_QUERY) {
    const portion = ids.slice(start, start + VARIANTS_PER_QUERY);
    const variables = { ids: portion.map((id) => gid("ProductVariant", id)) };
    const { data } = await client.run(ReadVariants, variables, { signal });
    variants.push(...found(data.nodes).map(fromNode));
  }
  return variants;
}

async function ofProduct(
  client: AdminClient,
  productId: string,
  signal: AbortSignal | undefined,
): Promise<SweptVariant[]> {
  const variants: SweptVariant[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const variables: ProductVariantsQueryVariables = { id: gid("Product", productId), after };
    const { data } = await client.run(ProductVariants, variables, { signal });
    if (data.product === null) return [];
    const { nodes, pageInfo } = data.product.variants;
    variants.push(...nodes.map(fromNode));
    if (!pageInfo.hasNextPage) return variants;
    after = pageInfo.endCursor;
  }
  throw new Error(`Product ${productId} does not end after ${MAX_PAGES} pages of variants`);
}

function fromNode(node: VariantFactsFragment): SweptVariant {
  const levels = node.inventoryItem.inventoryLevels.nodes.map(({ location, quantities }) => ({
    locationId: bareId(location.id),
    ...namedQuantities(quantities),
  }));
  return { ...variantFacts(node), levels };
}

/** A variant without its levels, as queries and sweeps both give it. */
export type VariantNode = Omit<VariantFactsFragment, "inventoryItem"> & {
  inventoryItem: { id: string; tracked: boolean };
};

/** A variant as Shopify spells it, in our words and with bare ids; without its levels. */
export function variantFacts(node: VariantNode): Omit<SweptVariant, "levels"> {
  const { product, inventoryItem } = node;
  return {
    id: bareId(node.id),
    inventoryItemId: bareId(inventoryItem.id),
    productId: bareId(product.id),
    sku: blankToNull(node.sku),
    barcode: blankToNull(node.barcode),
    productTitle: product.title,
    title: node.title,
    imageUrl: product.featuredMedia?.preview?.image?.url ?? null,
    vendor: blankToNull(product.vendor),
    tags: product.tags,
    price: node.price,
    tracked: inventoryItem.tracked,
    hasComponents: node.requiresComponents,
    productStatus: product.status,
  };
}

/** Shopify keeps an emptied field as "". */
function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === "" ? null : text;
}
