import { bareId, gid } from "#app/core/gid.ts";
import { money } from "#app/core/money.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  ProductVariantsQuery,
  ProductVariantsQueryVariables,
  ReadVariantsQuery,
  ReadVariantsQueryVariables,
  VariantFactsFragment,
} from "../api/generated.ts";
import { namedQuantities } from "../stock/levels.ts";
import { found } from "../api/nodes.ts";
import { operation } from "../api/operation.ts";

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
  fields: VariantFields;
  tracked: boolean;
  /** Its stock follows from its components and cannot be written. */
  hasComponents: boolean;
  /** ACTIVE, DRAFT, ARCHIVED or UNLISTED. */
  productStatus: string;
  levels: SweptLevel[];
}

/** The value of each field as observations spell it: money with its currency, "" where there is none. */
export type VariantFields = Record<
  "price" | "compareAt" | "cost" | "barcode" | "weight" | "originCountry" | "hsCode",
  string
>;

/** The stock at one location where the item is active. */
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
    compareAtPrice
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
      shop {
        currencyCode
      }
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
      shop {
        currencyCode
      }
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
 * Variants by their ids, or all of one product, as Shopify holds them now; deleted ones are absent. For an
 * item stocked at more than 50 locations, `readLevels` has to read the other levels.
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
    const { currencyCode } = data.shop;
    variants.push(...found(data.nodes).map((node) => fromNode(node, currencyCode)));
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
    const { currencyCode } = data.shop;
    variants.push(...nodes.map((node) => fromNode(node, currencyCode)));
    if (!pageInfo.hasNextPage) return variants;
    after = pageInfo.endCursor;
  }
  throw new Error(`Product ${productId} does not end after ${MAX_PAGES} pages of variants`);
}

function fromNode(node: VariantFactsFragment, currency: string): SweptVariant {
  const levels = node.inventoryItem.inventoryLevels.nodes.map(({ location, quantities }) => ({
    locationId: bareId(location.id),
    ...namedQuantities(quantities),
  }));
  return { ...variantFacts(node, currency), levels };
}

/** A variant without its levels, as queries and sweeps both give it. */
export type VariantNode = Omit<VariantFactsFragment, "inventoryItem"> & {
  inventoryItem: Omit<VariantFactsFragment["inventoryItem"], "inventoryLevels">;
};

/**
 * Shopify's variant in our terms, with bare ids and without its levels. `currency` is the shop's, which
 * Shopify does not name beside a variant's price.
 */
export function variantFacts(node: VariantNode, currency: string): Omit<SweptVariant, "levels"> {
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
    fields: { ...ownFields(node, currency), ...itemFields(inventoryItem) },
    tracked: inventoryItem.tracked,
    hasComponents: node.requiresComponents,
    productStatus: product.status,
  };
}

type ItemNode = Pick<
  VariantNode["inventoryItem"],
  "unitCost" | "measurement" | "countryCodeOfOrigin" | "harmonizedSystemCode"
>;

/** The fields that Shopify keeps on the variant itself, as observations spell them. */
export function ownFields(
  { price, compareAtPrice, barcode }: Pick<VariantNode, "price" | "compareAtPrice" | "barcode">,
  currency: string,
): Pick<VariantFields, "price" | "compareAt" | "barcode"> {
  return {
    price: money(price, currency),
    compareAt: compareAtPrice === null ? "" : money(compareAtPrice, currency),
    barcode: blankToNull(barcode) ?? "",
  };
}

/** The fields that Shopify keeps on the inventory item, as observations spell them. */
export function itemFields(
  item: ItemNode,
): Pick<VariantFields, "cost" | "weight" | "originCountry" | "hsCode"> {
  const { unitCost } = item;
  return {
    cost: unitCost === null ? "" : money(unitCost.amount, unitCost.currencyCode),
    weight: weightText(item.measurement.weight),
    originCountry: item.countryCodeOfOrigin ?? "",
    hsCode: blankToNull(item.harmonizedSystemCode) ?? "",
  };
}

type Weight = NonNullable<VariantNode["inventoryItem"]["measurement"]["weight"]>;

const WEIGHT_UNITS: Record<Weight["unit"], string> = {
  GRAMS: "g",
  KILOGRAMS: "kg",
  OUNCES: "oz",
  POUNDS: "lb",
};

/** Shopify shows 0 kg for a variant without a weight. */
function weightText(weight: Weight | null): string {
  return weight === null || weight.value === 0 ? "" : `${weight.value} ${WEIGHT_UNITS[weight.unit]}`;
}

/** Shopify keeps an emptied field as "". */
function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === "" ? null : text;
}
