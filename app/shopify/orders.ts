import { gid } from "#app/core/gid.ts";
import type { AdminClient } from "./client.ts";
import type {
  OrdersByIdQuery,
  OrdersByIdQueryVariables,
  OrdersSinceQuery,
  OrdersSinceQueryVariables,
} from "./generated.ts";
import { found } from "./nodes.ts";
import { operation } from "./operation.ts";
import { ORDER_FRAGMENTS, type ShopOrder, wholeOrder } from "./whole-order.ts";

/** Each order asks for about 55 points, a page of a list for fewer per order; 1,000 is the most for one query. */
const ORDERS_PER_PAGE = 50;
const IDS_PER_QUERY = 15;

export interface OrderPage {
  orders: ShopOrder[];
  /** Where the next page starts; null: that was all. */
  after: string | null;
}

const OrdersById = operation<OrdersByIdQuery, OrdersByIdQueryVariables>(
  /* GraphQL */ `
    query OrdersById($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Order {
          ...OrderFacts
        }
      }
    }
  `,
  ...ORDER_FRAGMENTS,
);

const OrdersSince = operation<OrdersSinceQuery, OrdersSinceQueryVariables>(
  /* GraphQL */ `
    query OrdersSince($first: Int!, $after: String, $query: String!) {
      orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...OrderFacts
        }
      }
    }
  `,
  ...ORDER_FRAGMENTS,
);

/**
 * Reads orders by id, or one page of those changed since a time, oldest change first. Deleted orders are absent.
 *
 * A cancelled order has no lines: the source will not book it, or takes its booking back, so it is no demand that the
 * source does not know yet. Where Shopify cancelled without restocking, its `available` stays short by those pieces
 * and is then drift like any other.
 *
 * Throws what `AdminClient.run` throws. Source: Order, LineItem.currentQuantity, FulfillmentOrderLineItem.
 */
export async function readOrders(
  client: AdminClient,
  which: { ids: readonly string[] } | { updatedSince: Date; after: string | null },
  signal?: AbortSignal,
): Promise<OrderPage> {
  if ("ids" in which) {
    const orders = await byIds(client, which.ids, signal);
    return { orders, after: null };
  }
  const variables = {
    first: ORDERS_PER_PAGE,
    after: which.after,
    query: `updated_at:>='${which.updatedSince.toISOString()}'`,
  };
  const { data } = await client.run(OrdersSince, variables, { signal });
  const { nodes, pageInfo } = data.orders;
  const orders: ShopOrder[] = [];
  for (const node of nodes) orders.push(await wholeOrder(client, node, signal));
  return { orders, after: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

async function byIds(
  client: AdminClient,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ShopOrder[]> {
  const orders: ShopOrder[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const portion = ids.slice(start, start + IDS_PER_QUERY).map((id) => gid("Order", id));
    const { data } = await client.run(OrdersById, { ids: portion }, { signal });
    for (const node of found(data.nodes)) orders.push(await wholeOrder(client, node, signal));
  }
  return orders;
}
