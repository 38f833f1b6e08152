import { bareId } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type { ReadShopQuery, ReadShopQueryVariables } from "../api/generated.ts";
import { operation } from "../api/operation.ts";

/** Shopify's highest limit on locations is 1,000. */
const MAX_PAGES = 10;

/** The shop as the app needs it; `plan` is its public name ("Advanced"). */
export interface ShopFacts {
  id: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  /** IANA, such as "Europe/Prague". */
  timeZone: string;
  plan: string;
  /** Prices in the shop include tax. */
  taxesIncluded: boolean;
  /** By name, inactive ones included. */
  locations: { id: string; name: string; active: boolean }[];
}

const ReadShop = operation<ReadShopQuery, ReadShopQueryVariables>(/* GraphQL */ `
  query ReadShop($after: String) {
    shop {
      id
      name
      currencyCode
      ianaTimezone
      taxesIncluded
      plan {
        publicDisplayName
      }
    }
    locations(first: 200, after: $after, includeInactive: true, sortKey: NAME) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        isActive
      }
    }
  }
`);

/** Reads the shop and all its locations. Throws what `AdminClient.run` throws. Source: Shop, Location. */
export async function readShop(client: AdminClient, signal?: AbortSignal): Promise<ShopFacts> {
  const locations: ShopFacts["locations"] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const variables: ReadShopQueryVariables = { after };
    const { data } = await client.run(ReadShop, variables, { signal, estimate: 20 });
    for (const { id, name, isActive } of data.locations.nodes) {
      locations.push({ id: bareId(id), name, active: isActive });
    }
    if (!data.locations.pageInfo.hasNextPage) {
      const { id, name, currencyCode, ianaTimezone, taxesIncluded, plan } = data.shop;
      return {
        id: bareId(id),
        name,
        currency: currencyCode,
        timeZone: ianaTimezone,
        plan: plan.publicDisplayName,
        taxesIncluded,
        locations,
      };
    }
    after = data.locations.pageInfo.endCursor;
  }
  throw new Error(`The shop's locations do not end after ${MAX_PAGES} pages`);
}
