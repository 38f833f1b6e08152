import { bareId, gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  MoreOfProductQuery,
  MoreOfProductQueryVariables,
  ProductFactsFragment,
  ProductTranslationsQuery,
  ProductTranslationsQueryVariables,
  ReadProductsQuery,
  ReadProductsQueryVariables,
} from "../api/generated.ts";
import { found } from "../api/nodes.ts";
import { operation } from "../api/operation.ts";
import { type SweptProduct, sweptProduct, translationField } from "./swept-product.ts";

/** A whole product asks for about 30 points, and 1,000 is the most for one query. */
const PRODUCTS_PER_QUERY = 25;
const TRANSLATIONS_PER_QUERY = 100;
/** 250 media is Shopify's limit for a product, and nobody puts one into thousands of collections. */
const MAX_PAGES = 20;

/** What is read of products beyond their own fields. */
export interface WantedContent {
  metafields: readonly { namespace: string; key: string }[];
  /** Published ones (`readLocales`): for others Shopify returns no translation here. */
  locales: readonly string[];
}

const PRODUCT_FACTS = /* GraphQL */ `
  fragment ProductFacts on Product {
    id
    title
    status
    vendor
    productType
    tags
    descriptionHtml
    featuredMedia {
      preview {
        image {
          url
        }
      }
    }
  }
`;

const ReadProducts = operation<ReadProductsQuery, ReadProductsQueryVariables>(
  /* GraphQL */ `
    query ReadProducts($ids: [ID!]!, $keys: [String!]!, $count: Int!, $withMetafields: Boolean!) {
      nodes(ids: $ids) {
        ... on Product {
          ...ProductFacts
          collections(first: 25) {
            pageInfo {
              hasNextPage
              endCursor
            }
            nodes {
              id
            }
          }
          media(first: 50) {
            pageInfo {
              hasNextPage
              endCursor
            }
            nodes {
              id
              mediaContentType
              status
            }
          }
          metafields(keys: $keys, first: $count) @include(if: $withMetafields) {
            nodes {
              namespace
              key
              value
            }
          }
        }
      }
    }
  `,
  PRODUCT_FACTS,
);

const MoreOfProduct = operation<MoreOfProductQuery, MoreOfProductQueryVariables>(/* GraphQL */ `
  query MoreOfProduct($id: ID!, $collections: String, $media: String) {
    product(id: $id) {
      collections(first: 250, after: $collections) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
        }
      }
      media(first: 250, after: $media) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          mediaContentType
          status
        }
      }
    }
  }
`);

const ProductTranslations = operation<ProductTranslationsQuery, ProductTranslationsQueryVariables>(
  /* GraphQL */ `
    query ProductTranslations($ids: [ID!]!, $locale: String!) {
      nodes(ids: $ids) {
        ... on Product {
          id
          translations(locale: $locale) {
            key
            value
          }
        }
      }
    }
  `,
);

type ProductNode = ProductFactsFragment &
  Extract<NonNullable<ReadProductsQuery["nodes"][number]>, { media: unknown }>;

/**
 * Products by id with what was asked for, as Shopify holds them now; deleted ones are absent.
 * Throws what `AdminClient.run` throws. Source: Product, HasMetafields, HasPublishedTranslations.
 */
export async function readProducts(
  client: AdminClient,
  ids: readonly string[],
  wanted: WantedContent,
  signal?: AbortSignal,
): Promise<SweptProduct[]> {
  const products: SweptProduct[] = [];
  const keys = wanted.metafields.map(({ namespace, key }) => `${namespace}.${key}`);
  const asked = { keys, count: Math.max(1, keys.length), withMetafields: keys.length > 0 };
  for (let start = 0; start < ids.length; start += PRODUCTS_PER_QUERY) {
    const portion = ids.slice(start, start + PRODUCTS_PER_QUERY).map((id) => gid("Product", id));
    const { data } = await client.run(ReadProducts, { ids: portion, ...asked }, { signal });
    for (const node of found(data.nodes)) products.push(await wholeProduct(client, node, wanted, signal));
  }
  for (const locale of wanted.locales) await addTranslations(client, products, locale, signal);
  return products;
}

async function wholeProduct(
  client: AdminClient,
  node: ProductNode,
  wanted: WantedContent,
  signal: AbortSignal | undefined,
): Promise<SweptProduct> {
  const media = [...node.media.nodes];
  const collections = [...node.collections.nodes];
  let pages = { media: node.media.pageInfo, collections: node.collections.pageInfo };
  for (let page = 0; pages.media.hasNextPage || pages.collections.hasNextPage; page++) {
    if (page === MAX_PAGES) throw new Error(`${node.id} does not end after ${MAX_PAGES} pages`);
    const after = { media: pages.media.endCursor, collections: pages.collections.endCursor };
    const { data } = await client.run(MoreOfProduct, { id: node.id, ...after }, { signal });
    if (data.product === null) break;
    media.push(...data.product.media.nodes);
    collections.push(...data.product.collections.nodes);
    pages = { media: data.product.media.pageInfo, collections: data.product.collections.pageInfo };
  }
  const held = new Map(
    (node.metafields?.nodes ?? []).map(({ namespace, key, value }) => [wholeKey(namespace, key), value]),
  );
  const metafields = wanted.metafields.map((name) => ({
    ...name,
    value: held.get(`${name.namespace}.${name.key}`) ?? "",
  }));
  return sweptProduct(node, { media, collections: collections.map(({ id }) => bareId(id)), metafields });
}

/** When asked by `keys`, Shopify may answer a key together with its namespace. */
function wholeKey(namespace: string, key: string): string {
  return key.includes(".") ? key : `${namespace}.${key}`;
}

async function addTranslations(
  client: AdminClient,
  products: readonly SweptProduct[],
  locale: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const byId = new Map(products.map((product) => [product.id, product]));
  const ids = [...byId.keys()];
  for (let start = 0; start < ids.length; start += TRANSLATIONS_PER_QUERY) {
    const portion = ids.slice(start, start + TRANSLATIONS_PER_QUERY).map((id) => gid("Product", id));
    const { data } = await client.run(ProductTranslations, { ids: portion, locale }, { signal });
    for (const { id, translations } of found(data.nodes)) {
      const fields = byId.get(bareId(id))?.fields ?? {};
      Object.assign(fields, translationFields(locale, translations));
    }
  }
}

/** The two texts of a product that are kept in step in other languages; "" where they are not translated. */
export function translationFields(
  locale: string,
  translations: readonly { key: string; value: string | null }[],
): Record<string, string> {
  const text = (key: string) => translations.find((one) => one.key === key)?.value ?? "";
  return {
    [translationField("title", locale)]: text("title"),
    [translationField("description", locale)]: text("body_html"),
  };
}
