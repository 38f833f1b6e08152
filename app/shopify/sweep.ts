import { gid, bareId } from "#app/core/gid.ts";
import type { AdminClient } from "./client.ts";
import { ShopifyRefused, ShopifyUnavailable } from "./errors.ts";
import type {
  CancelSweepMutation,
  CancelSweepMutationVariables,
  StartSweepMutation,
  StartSweepMutationVariables,
  SweepStateQuery,
  SweepStateQueryVariables,
} from "./generated.ts";
import { operation } from "./operation.ts";

/**
 * Every variant with its levels. A bulk query wants edges and nodes, and an id in every parent of a connection;
 * `first` is not needed: it reads all.
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

const StartSweep = operation<StartSweepMutation, StartSweepMutationVariables>(
  // Grouped, so that each variant's levels follow it and the file can be read without keeping it.
  /* GraphQL */ `
    mutation StartSweep($query: String!) {
      bulkOperationRunQuery(query: $query, groupObjects: true) {
        bulkOperation {
          id
        }
        userErrors {
          code
          message
        }
      }
    }
  `,
);

const SweepState = operation<SweepStateQuery, SweepStateQueryVariables>(/* GraphQL */ `
  query SweepState($id: ID!) {
    bulkOperation(id: $id) {
      status
      url
      createdAt
      objectCount
      errorCode
    }
  }
`);

const CancelSweep = operation<CancelSweepMutation, CancelSweepMutationVariables>(/* GraphQL */ `
  mutation CancelSweep($id: ID!) {
    bulkOperationCancel(id: $id) {
      userErrors {
        message
      }
    }
  }
`);

/** How far a sweep has come. */
export interface SweepProgress {
  status: NonNullable<SweepStateQuery["bulkOperation"]>["status"];
  /** Where the result lies, for seven days; null until COMPLETED, and for an empty catalogue. */
  url: string | null;
  createdAt: Date;
  /** Variants and levels counted so far. */
  objectCount: number;
  /** ACCESS_DENIED, INTERNAL_SERVER_ERROR or TIMEOUT once FAILED. */
  errorCode: string | null;
}

/**
 * Starts reading the whole catalogue; the bare id of the bulk operation. Throws ShopifyUnavailable while five other
 * bulk queries of the app are running. Source: bulkOperationRunQuery.
 */
export async function startSweep(client: AdminClient, signal?: AbortSignal): Promise<string> {
  const { data } = await client.run(StartSweep, { query: SWEEP }, { signal, estimate: 15 });
  const { bulkOperation, userErrors = [] } = data.bulkOperationRunQuery ?? {};
  const [error] = userErrors;
  if (error !== undefined) {
    const busy = error.code === "OPERATION_IN_PROGRESS" || error.code === "LIMIT_REACHED";
    throw busy ? new ShopifyUnavailable(error.message) : new ShopifyRefused(error.message, error.code);
  }
  if (!bulkOperation) throw new ShopifyUnavailable("Shopify started no bulk operation");
  return bareId(bulkOperation.id);
}

/** Asks for a sweep's state. Throws ShopifyRefused NOT_FOUND for one that Shopify does not know. */
export async function sweepState(
  client: AdminClient,
  bulkId: string,
  signal?: AbortSignal,
): Promise<SweepProgress> {
  const variables = { id: gid("BulkOperation", bulkId) };
  const { data } = await client.run(SweepState, variables, { signal, estimate: 5 });
  if (data.bulkOperation === null) {
    throw new ShopifyRefused(`Shopify knows no bulk operation ${bulkId}`, "NOT_FOUND");
  }
  const { status, url, createdAt, objectCount, errorCode } = data.bulkOperation;
  return {
    status,
    url,
    createdAt: new Date(createdAt),
    objectCount: Number(objectCount),
    errorCode,
  };
}

/** Asks Shopify to stop a sweep; one that has ended already is left as it is. */
export async function cancelSweep(client: AdminClient, bulkId: string, signal?: AbortSignal): Promise<void> {
  const variables = { id: gid("BulkOperation", bulkId) };
  await client.run(CancelSweep, variables, { signal, estimate: 15 });
}
