import { bareId, gid } from "#app/core/gid.ts";
import { money } from "#app/core/money.ts";
import type { AdminClient } from "../api/client.ts";
import { ShopifyRefused } from "../api/errors.ts";
import type {
  FixedPricesQuery,
  FixedPricesQueryVariables,
  PriceListsQuery,
  PriceListsQueryVariables,
} from "../api/generated.ts";
import { operation } from "../api/operation.ts";

/** A search for this many variants is a few kilobytes long. */
const VARIANTS_PER_QUERY = 100;
/** Far more price lists than any shop has, and two and a half million fixed prices. */
const MAX_LIST_PAGES = 100;
const MAX_PRICE_PAGES = 10_000;

/** A price list by its bare id. */
export interface PriceListFacts {
  id: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  /** Who pays these prices, as the shop calls it; null: nobody yet. */
  catalog: string | null;
  fixedPrices: number;
}

/** The price set for one variant on a list, in place of the list's percentage. */
export interface FixedPrice {
  variantId: string;
  /** Money as observations spell it, such as "12.50 EUR". */
  price: string;
  /** "": none. */
  compareAt: string;
  /** By minimum quantity; Shopify removes a break by its id. */
  breaks: { id: string; minimumQuantity: number; price: string }[];
}

const PriceLists = operation<PriceListsQuery, PriceListsQueryVariables>(/* GraphQL */ `
  query PriceLists($after: String) {
    priceLists(first: 50, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        currency
        fixedPricesCount
        catalog {
          title
        }
      }
    }
  }
`);

const FixedPrices = operation<FixedPricesQuery, FixedPricesQueryVariables>(/* GraphQL */ `
  query FixedPrices($id: ID!, $after: String, $query: String) {
    priceList(id: $id) {
      prices(first: 250, after: $after, originType: FIXED, query: $query) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          variant {
            id
          }
          price {
            amount
            currencyCode
          }
          compareAtPrice {
            amount
            currencyCode
          }
          quantityPriceBreaks(first: 20) {
            nodes {
              id
              minimumQuantity
              price {
                amount
                currencyCode
              }
            }
          }
        }
      }
    }
  }
`);

type Node = NonNullable<FixedPricesQuery["priceList"]>["prices"]["nodes"][number];

/** All price lists of the shop. Throws what `AdminClient.run` throws. Source: priceLists. */
export async function readPriceLists(client: AdminClient, signal?: AbortSignal): Promise<PriceListFacts[]> {
  const lists: PriceListFacts[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_LIST_PAGES; page++) {
    const variables: PriceListsQueryVariables = { after };
    const { data } = await client.run(PriceLists, variables, { signal, estimate: 16 });
    for (const { id, name, currency, catalog, fixedPricesCount } of data.priceLists.nodes) {
      const title = catalog?.title ?? null;
      lists.push({ id: bareId(id), name, currency, catalog: title, fixedPrices: fixedPricesCount });
    }
    if (!data.priceLists.pageInfo.hasNextPage) return lists;
    after = data.priceLists.pageInfo.endCursor;
  }
  throw new Error(`The shop's price lists do not end after ${MAX_LIST_PAGES} pages`);
}

/**
 * All fixed prices of a list, a page at a time, by variant. Throws ShopifyRefused PRICE_LIST_NOT_FOUND where the list
 * is gone. Source: PriceList.prices.
 */
export async function* readFixedPrices(
  client: AdminClient,
  listId: string,
  signal?: AbortSignal,
): AsyncGenerator<FixedPrice[], void, undefined> {
  yield* pages(client, listId, null, signal);
}

/** The fixed prices that these variants have on a list; a variant without one is absent. Throws as above. */
export async function readFixedPricesOf(
  client: AdminClient,
  listId: string,
  variantIds: readonly string[],
  signal?: AbortSignal,
): Promise<FixedPrice[]> {
  const found: FixedPrice[] = [];
  for (let start = 0; start < variantIds.length; start += VARIANTS_PER_QUERY) {
    const portion = variantIds.slice(start, start + VARIANTS_PER_QUERY);
    const query = portion.map((id) => `variant_id:${id}`).join(" OR ");
    for await (const page of pages(client, listId, query, signal)) found.push(...page);
  }
  return found;
}

async function* pages(
  client: AdminClient,
  listId: string,
  query: string | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<FixedPrice[], void, undefined> {
  let after: string | null = null;
  for (let page = 0; page < MAX_PRICE_PAGES; page++) {
    const variables: FixedPricesQueryVariables = { id: gid("PriceList", listId), after, query };
    const { data } = await client.run(FixedPrices, variables, { signal, estimate: 100 });
    if (data.priceList === null) {
      throw new ShopifyRefused(`The shop has no price list ${listId}`, "PRICE_LIST_NOT_FOUND");
    }
    const { nodes, pageInfo } = data.priceList.prices;
    yield nodes.map(fromNode);
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
  throw new Error(`Price list ${listId} does not end after ${MAX_PRICE_PAGES} pages`);
}

function fromNode({ variant, price, compareAtPrice, quantityPriceBreaks }: Node): FixedPrice {
  return {
    variantId: bareId(variant.id),
    price: moneyText(price),
    compareAt: compareAtPrice === null ? "" : moneyText(compareAtPrice),
    breaks: quantityPriceBreaks.nodes.map(({ id, minimumQuantity, price: reduced }) => {
      return { id: bareId(id), minimumQuantity, price: moneyText(reduced) };
    }),
  };
}

function moneyText({ amount, currencyCode }: Node["price"]): string {
  return money(amount, currencyCode);
}
