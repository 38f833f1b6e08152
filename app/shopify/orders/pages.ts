import type { AdminClient } from "../api/client.ts";
import type * as generated from "../api/generated.ts";
import { operation, type Operation } from "../api/operation.ts";
import type { OrderNode } from "./node.ts";
import { AMOUNTS, ITEM_FRAGMENTS } from "./fragments.ts";
import {
  EXCHANGE_FRAGMENTS,
  REFUND_LINE_FRAGMENTS,
  RETURN_FRAGMENTS,
  RETURN_LINE_FRAGMENTS,
} from "./refund-fragments.ts";
import { PLACE_FRAGMENTS, PLACE_LINE_FRAGMENTS, SHIPPED_LINE_FRAGMENTS } from "./shipping-fragments.ts";
import { type ConnectionPage, rest } from "../api/pages.ts";

const MoreItems = operation<generated.MoreItemsQuery, generated.MoreItemsQueryVariables>(
  /* GraphQL */ `
    query MoreItems($id: ID!, $after: String) {
      order(id: $id) {
        lineItems(first: 100, after: $after) {
          ...ItemPage
        }
      }
    }
  `,
  ...ITEM_FRAGMENTS,
);

const MorePlaces = operation<generated.MorePlacesQuery, generated.MorePlacesQueryVariables>(
  /* GraphQL */ `
    query MorePlaces($id: ID!, $after: String) {
      order(id: $id) {
        fulfillmentOrders(first: 20, after: $after) {
          ...PlacePage
        }
      }
    }
  `,
  ...PLACE_FRAGMENTS,
);

const MorePlaceLines = operation<generated.MorePlaceLinesQuery, generated.MorePlaceLinesQueryVariables>(
  /* GraphQL */ `
    query MorePlaceLines($id: ID!, $after: String) {
      fulfillmentOrder(id: $id) {
        lineItems(first: 100, after: $after) {
          ...PlaceLinePage
        }
      }
    }
  `,
  ...PLACE_LINE_FRAGMENTS,
);

const MoreShippedLines = operation<generated.MoreShippedLinesQuery, generated.MoreShippedLinesQueryVariables>(
  /* GraphQL */ `
    query MoreShippedLines($id: ID!, $after: String) {
      fulfillment(id: $id) {
        fulfillmentLineItems(first: 100, after: $after) {
          ...ShippedLinePage
        }
      }
    }
  `,
  ...SHIPPED_LINE_FRAGMENTS,
);

const MoreRefundLines = operation<generated.MoreRefundLinesQuery, generated.MoreRefundLinesQueryVariables>(
  /* GraphQL */ `
    query MoreRefundLines($id: ID!, $after: String) {
      refund(id: $id) {
        refundLineItems(first: 100, after: $after) {
          ...RefundLinePage
        }
      }
    }
  `,
  ...REFUND_LINE_FRAGMENTS,
  AMOUNTS,
);

const MoreReturns = operation<generated.MoreReturnsQuery, generated.MoreReturnsQueryVariables>(
  /* GraphQL */ `
    query MoreReturns($id: ID!, $after: String) {
      order(id: $id) {
        returns(first: 20, after: $after) {
          ...ReturnPage
        }
      }
    }
  `,
  ...RETURN_FRAGMENTS,
);

const MoreReturnLines = operation<generated.MoreReturnLinesQuery, generated.MoreReturnLinesQueryVariables>(
  /* GraphQL */ `
    query MoreReturnLines($id: ID!, $after: String) {
      return(id: $id) {
        returnLineItems(first: 100, after: $after) {
          ...ReturnLinePage
        }
      }
    }
  `,
  ...RETURN_LINE_FRAGMENTS,
);

const MoreExchanges = operation<generated.MoreExchangesQuery, generated.MoreExchangesQueryVariables>(
  /* GraphQL */ `
    query MoreExchanges($id: ID!, $after: String) {
      return(id: $id) {
        exchangeLineItems(first: 100, after: $after) {
          ...ExchangePage
        }
      }
    }
  `,
  ...EXCHANGE_FRAGMENTS,
);

/** An order with all pages of its lists. */
export type CompleteOrder = Awaited<ReturnType<typeof complete>>;

/** Fetches the pages of an order's lists after the first ones. */
export async function complete(client: AdminClient, order: OrderNode, signal: AbortSignal | undefined) {
  const pages = new Pages(client, signal);
  const lines = await pages.all(order.id, order.lineItems, MoreItems, (data) => data.order?.lineItems);
  const places = await pages.all(
    order.id,
    order.fulfillmentOrders,
    MorePlaces,
    (data) => data.order?.fulfillmentOrders,
  );
  const returns = await pages.all(order.id, order.returns, MoreReturns, (data) => data.order?.returns);
  return {
    order,
    lines,
    places: await inTurn(places, async (place) => ({
      place,
      lines: await pages.all(
        place.id,
        place.lineItems,
        MorePlaceLines,
        (it) => it.fulfillmentOrder?.lineItems,
      ),
    })),
    fulfillments: await inTurn(order.fulfillments, async (fulfillment) => ({
      fulfillment,
      lines: await pages.all(
        fulfillment.id,
        fulfillment.fulfillmentLineItems,
        MoreShippedLines,
        (data) => data.fulfillment?.fulfillmentLineItems,
      ),
    })),
    refunds: await inTurn(order.refunds, async (refund) => ({
      refund,
      lines: await pages.all(
        refund.id,
        refund.refundLineItems,
        MoreRefundLines,
        (data) => data.refund?.refundLineItems,
      ),
    })),
    returns: await inTurn(returns, async (one) => ({
      return: one,
      lines: await pages.all(
        one.id,
        one.returnLineItems,
        MoreReturnLines,
        (it) => it.return?.returnLineItems,
      ),
      exchanges: await pages.all(
        one.id,
        one.exchangeLineItems,
        MoreExchanges,
        (data) => data.return?.exchangeLineItems,
      ),
    })),
  };
}

class Pages {
  readonly #client: AdminClient;
  readonly #signal: AbortSignal | undefined;

  constructor(client: AdminClient, signal: AbortSignal | undefined) {
    this.#client = client;
    this.#signal = signal;
  }

  all<Node, Data>(
    ownerId: string,
    first: ConnectionPage<Node>,
    more: Operation<Data, { id: string; after?: string | null | undefined }>,
    pageOf: (data: Data) => ConnectionPage<Node> | null | undefined,
  ): Promise<Node[]> {
    return rest(first, async (after) => {
      const { data } = await this.#client.run(more, { id: ownerId, after }, { signal: this.#signal });
      return pageOf(data) ?? null;
    });
  }
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await make(item));
  return results;
}
