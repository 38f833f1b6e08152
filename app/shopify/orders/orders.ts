import { bareId, gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  OrdersByIdQuery,
  OrdersByIdQueryVariables,
  OrdersSinceQuery,
  OrdersSinceQueryVariables,
} from "../api/generated.ts";
import { found } from "../api/nodes.ts";
import { operation } from "../api/operation.ts";
import { ORDER_FRAGMENTS, type ShopOrder, wholeOrder } from "./whole-order.ts";

/** A query may request 1,000 points: a whole order about 55, a bare id in a list next to none. */
const IDS_PER_QUERY = 15;
const CHANGES_PER_PAGE = 100;

export interface ChangedOrder {
  id: string;
  updatedAt: Date;
}

export interface ChangedOrders {
  orders: ChangedOrder[];
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

const OrdersSince = operation<OrdersSinceQuery, OrdersSinceQueryVariables>(/* GraphQL */ `
  query OrdersSince($first: Int!, $after: String, $query: String!) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        updatedAt
      }
    }
  }
`);

/**
 * One page of the orders that changed since a time, oldest change first, with just enough to see which of
 * them are news. Throws what `AdminClient.run` throws. Source: QueryRoot.orders.
 */
export async function changedOrders(
  client: AdminClient,
  updatedSince: Date,
  after: string | null,
  signal?: AbortSignal,
): Promise<ChangedOrders> {
  const query = `updated_at:>='${updatedSince.toISOString()}'`;
  const { data } = await client.run(OrdersSince, { first: CHANGES_PER_PAGE, after, query }, { signal });
  const { nodes, pageInfo } = data.orders;
  return {
    orders: nodes.map(({ id, updatedAt }) => ({ id: bareId(id), updatedAt: new Date(updatedAt) })),
    after: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

/**
 * Reads orders by id. Deleted orders are absent.
 *
 * A cancelled order has no lines: the source will not book it, or reverses its booking, so it is not demand
 * that the source has yet to see. Where Shopify cancelled without restocking, `available` stays short by
 * those pieces, which is drift like any other.
 *
 * Throws what `AdminClient.run` throws. Source: Order, LineItem.currentQuantity, FulfillmentOrderLineItem.
 */
export async function readOrders(
  client: AdminClient,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ShopOrder[]> {
  const orders: ShopOrder[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const portion = ids.slice(start, start + IDS_PER_QUERY).map((id) => gid("Order", id));
    const { data } = await client.run(OrdersById, { ids: portion }, { signal });
    for (const node of found(data.nodes)) orders.push(await wholeOrder(client, node, signal));
  }
  return orders;
}
