import { startBulkQuery } from "../bulk/operation.ts";
import type { AdminClient } from "../api/client.ts";

/**
 * Every variant with its levels. A bulk query needs edges and nodes, and an id in every parent of a
 * connection; without `first` it reads all.
 */
const SWEEP = /* GraphQL */ `
  query Sweep {
    productVariants {
      edges {
        node {
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
            inventoryLevels {
              edges {
                node {
                  id
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
        }
      }
    }
  }
`;

/** Starts reading the whole catalogue; returns the operation's bare id. Throws as `startBulkQuery` does. */
export async function startSweep(client: AdminClient, signal?: AbortSignal): Promise<string> {
  return startBulkQuery(client, SWEEP, signal);
}
