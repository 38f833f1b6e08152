import { bareId } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  FulfillmentPageFragment,
  LinePageFragment,
  MoreFulfillmentLinesQuery,
  MoreFulfillmentLinesQueryVariables,
  MoreFulfillmentsQuery,
  MoreFulfillmentsQueryVariables,
  MoreLinesQuery,
  MoreLinesQueryVariables,
  OrderFactsFragment,
} from "../api/generated.ts";
import { operation } from "../api/operation.ts";
import { type Assignment, type ShopOrderLine, assignLines } from "./lines.ts";
import { rest } from "../api/pages.ts";

/** What the stock formula needs of an order; no personal data is asked for. */
export interface ShopOrder {
  id: string;
  /** As staff and source know it, such as "#1001". */
  name: string;
  createdAt: Date;
  updatedAt: Date;
  cancelledAt: Date | null;
  lines: ShopOrderLine[];
}

const ORDER_FACTS = /* GraphQL */ `
  fragment OrderFacts on Order {
    id
    name
    createdAt
    updatedAt
    cancelledAt
    lineItems(first: 10) {
      ...LinePage
    }
    fulfillmentOrders(first: 5) {
      ...FulfillmentPage
    }
  }
`;

const LINE_PAGE = /* GraphQL */ `
  fragment LinePage on LineItemConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      currentQuantity
      variant {
        inventoryItem {
          id
        }
      }
    }
  }
`;

const FULFILLMENT_PAGE = /* GraphQL */ `
  fragment FulfillmentPage on FulfillmentOrderConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      status
      assignedLocation {
        location {
          id
        }
      }
      lineItems(first: 10) {
        ...FulfillmentLinePage
      }
    }
  }
`;

const FULFILLMENT_LINE_PAGE = /* GraphQL */ `
  fragment FulfillmentLinePage on FulfillmentOrderLineItemConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      totalQuantity
      remainingQuantity
      lineItem {
        id
      }
    }
  }
`;

/** The fragments behind OrderFacts, for operations that spread it. */
export const ORDER_FRAGMENTS = [ORDER_FACTS, LINE_PAGE, FULFILLMENT_PAGE, FULFILLMENT_LINE_PAGE];

const MoreLines = operation<MoreLinesQuery, MoreLinesQueryVariables>(
  /* GraphQL */ `
    query MoreLines($id: ID!, $after: String) {
      order(id: $id) {
        lineItems(first: 100, after: $after) {
          ...LinePage
        }
      }
    }
  `,
  LINE_PAGE,
);

const MoreFulfillments = operation<MoreFulfillmentsQuery, MoreFulfillmentsQueryVariables>(
  /* GraphQL */ `
    query MoreFulfillments($id: ID!, $after: String) {
      order(id: $id) {
        fulfillmentOrders(first: 20, after: $after) {
          ...FulfillmentPage
        }
      }
    }
  `,
  FULFILLMENT_PAGE,
  FULFILLMENT_LINE_PAGE,
);

const MoreFulfillmentLines = operation<MoreFulfillmentLinesQuery, MoreFulfillmentLinesQueryVariables>(
  /* GraphQL */ `
    query MoreFulfillmentLines($id: ID!, $after: String) {
      fulfillmentOrder(id: $id) {
        lineItems(first: 100, after: $after) {
          ...FulfillmentLinePage
        }
      }
    }
  `,
  FULFILLMENT_LINE_PAGE,
);

/** An order with all its lines and assignments; fetches those that are not on its first pages. */
export async function wholeOrder(
  client: AdminClient,
  node: OrderFactsFragment,
  signal: AbortSignal | undefined,
): Promise<ShopOrder> {
  const order = {
    id: bareId(node.id),
    name: node.name,
    createdAt: new Date(node.createdAt),
    updatedAt: new Date(node.updatedAt),
    cancelledAt: node.cancelledAt === null ? null : new Date(node.cancelledAt),
  };
  if (order.cancelledAt !== null) return { ...order, lines: [] };

  const items = await rest(node.lineItems, async (after): Promise<LinePageFragment | null> => {
    const { data } = await client.run(MoreLines, { id: node.id, after }, { signal });
    return data.order?.lineItems ?? null;
  });
  const fulfillments = await rest(
    node.fulfillmentOrders,
    async (after): Promise<FulfillmentPageFragment | null> => {
      const { data } = await client.run(MoreFulfillments, { id: node.id, after }, { signal });
      return data.order?.fulfillmentOrders ?? null;
    },
  );
  const assigned: Assignment[] = [];
  for (const one of fulfillments) assigned.push(...(await assignments(client, one, signal)));

  const lines = items.map(({ id, currentQuantity, variant }) => ({
    lineId: bareId(id),
    inventoryItemId: variant === null ? null : bareId(variant.inventoryItem.id),
    currentQuantity,
  }));
  return { ...order, lines: assignLines(lines, assigned) };
}

async function assignments(
  client: AdminClient,
  fulfillment: FulfillmentPageFragment["nodes"][number],
  signal: AbortSignal | undefined,
): Promise<Assignment[]> {
  const { id, status, assignedLocation } = fulfillment;
  const lines = await rest(fulfillment.lineItems, async (after) => {
    const { data } = await client.run(MoreFulfillmentLines, { id, after }, { signal });
    return data.fulfillmentOrder?.lineItems ?? null;
  });
  const locationId = assignedLocation.location && bareId(assignedLocation.location.id);
  const ended = status === "CLOSED" || status === "CANCELLED";
  return lines.map(({ totalQuantity, remainingQuantity, lineItem }) => ({
    lineId: bareId(lineItem.id),
    locationId,
    open: ended ? 0 : remainingQuantity,
    shipped: status === "CANCELLED" ? 0 : totalQuantity - remainingQuantity,
  }));
}
