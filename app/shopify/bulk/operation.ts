import { bareId, gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import { ShopifyRefused, ShopifyUnavailable } from "../api/errors.ts";
import type {
  BulkStateQuery,
  BulkStateQueryVariables,
  CancelBulkMutation,
  CancelBulkMutationVariables,
  StartBulkQueryMutation,
  StartBulkQueryMutationVariables,
} from "../api/generated.ts";
import { operation } from "../api/operation.ts";

const StartBulkQuery = operation<StartBulkQueryMutation, StartBulkQueryMutationVariables>(
  // Grouped, so that children follow their parent and the file can be read without keeping it.
  /* GraphQL */ `
    mutation StartBulkQuery($query: String!) {
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

const BulkState = operation<BulkStateQuery, BulkStateQueryVariables>(/* GraphQL */ `
  query BulkState($id: ID!) {
    bulkOperation(id: $id) {
      status
      url
      partialDataUrl
      createdAt
      objectCount
      errorCode
    }
    shop {
      currencyCode
    }
  }
`);

const CancelBulk = operation<CancelBulkMutation, CancelBulkMutationVariables>(/* GraphQL */ `
  mutation CancelBulk($id: ID!) {
    bulkOperationCancel(id: $id) {
      userErrors {
        message
      }
    }
  }
`);

/** How far a bulk operation has come. */
export interface BulkProgress {
  status: NonNullable<BulkStateQuery["bulkOperation"]>["status"];
  /** Address of the result, for seven days; null until COMPLETED, and where there is none. */
  url: string | null;
  /** Address of the partial result once FAILED or CANCELED. */
  partialUrl: string | null;
  createdAt: Date;
  /** Objects read, or lines written, so far. */
  objectCount: number;
  /** ACCESS_DENIED, INTERNAL_SERVER_ERROR or TIMEOUT once FAILED. */
  errorCode: string | null;
  /** The shop's currency, used in a result. */
  currency: string;
}

/**
 * Starts a bulk query; returns the bare id of its operation. Throws ShopifyUnavailable while five others of
 * the app are running. Source: bulkOperationRunQuery.
 */
export async function startBulkQuery(
  client: AdminClient,
  query: string,
  signal?: AbortSignal,
): Promise<string> {
  const { data } = await client.run(StartBulkQuery, { query }, { signal, estimate: 15 });
  return startedId(data.bulkOperationRunQuery);
}

/** The bare id of the operation that an answer says was started; throws as `startBulkQuery` does. */
export function startedId(
  answer: {
    bulkOperation: { id: string } | null;
    userErrors: { code: string | null; message: string }[];
  } | null,
): string {
  const [error] = answer?.userErrors ?? [];
  if (error !== undefined) {
    const busy = ["OPERATION_IN_PROGRESS", "LIMIT_REACHED", "INTERNAL_FILE_SERVER_ERROR"];
    throw error.code !== null && busy.includes(error.code)
      ? new ShopifyUnavailable(error.message)
      : new ShopifyRefused(error.message, error.code);
  }
  if (!answer?.bulkOperation) throw new ShopifyUnavailable("Shopify started no bulk operation");
  return bareId(answer.bulkOperation.id);
}

/** Asks for a bulk operation's state. Throws ShopifyRefused NOT_FOUND for one that Shopify does not know. */
export async function bulkState(
  client: AdminClient,
  bulkId: string,
  signal?: AbortSignal,
): Promise<BulkProgress> {
  const variables = { id: gid("BulkOperation", bulkId) };
  const { data } = await client.run(BulkState, variables, { signal, estimate: 5 });
  if (data.bulkOperation === null) {
    throw new ShopifyRefused(`Shopify knows no bulk operation ${bulkId}`, "NOT_FOUND");
  }
  const { status, url, partialDataUrl, createdAt, objectCount, errorCode } = data.bulkOperation;
  return {
    status,
    url,
    partialUrl: partialDataUrl,
    createdAt: new Date(createdAt),
    objectCount: Number(objectCount),
    errorCode,
    currency: data.shop.currencyCode,
  };
}

/** Asks Shopify to stop a bulk operation; one that has ended already is left as it is. */
export async function cancelBulk(client: AdminClient, bulkId: string, signal?: AbortSignal): Promise<void> {
  const variables = { id: gid("BulkOperation", bulkId) };
  await client.run(CancelBulk, variables, { signal, estimate: 15 });
}
