import { bareId, gid } from "#app/core/gid.ts";
import { INPUT_ROWS_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import type { FulfillmentOrderOwnersQuery, FulfillmentOrderOwnersQueryVariables } from "../api/generated.ts";
import { found } from "../api/nodes.ts";
import { operation } from "../api/operation.ts";

const FulfillmentOrderOwners = operation<FulfillmentOrderOwnersQuery, FulfillmentOrderOwnersQueryVariables>(
  /* GraphQL */ `
    query FulfillmentOrderOwners($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on FulfillmentOrder {
          orderId
        }
      }
    }
  `,
);

/**
 * The orders that fulfillment orders belong to, each once, by bare ids. Throws what `AdminClient.run` throws.
 * Source: FulfillmentOrder.orderId.
 */
export async function ordersOfFulfillmentOrders(
  client: AdminClient,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const owners = new Set<string>();
  for (let start = 0; start < ids.length; start += INPUT_ROWS_MAX) {
    const portion = ids.slice(start, start + INPUT_ROWS_MAX).map((id) => gid("FulfillmentOrder", id));
    const { data } = await client.run(FulfillmentOrderOwners, { ids: portion }, { signal });
    for (const { orderId } of found(data.nodes)) owners.add(bareId(orderId));
  }
  return [...owners];
}
