import { gid } from "#app/core/gid.ts";
import type { ShopOrderDocument } from "#app/core/shop/order.ts";
import type { AdminClient } from "../api/client.ts";
import type { WholeOrdersQuery, WholeOrdersQueryVariables } from "../api/generated.ts";
import { found } from "../api/nodes.ts";
import { operation } from "../api/operation.ts";
import { ORDER_OWN_FRAGMENTS } from "./fragments.ts";
import { toDocument } from "./mapping.ts";
import { complete } from "./pages.ts";
import { REFUND_FRAGMENTS, RETURN_FRAGMENTS } from "./refund-fragments.ts";
import { FULFILLMENT_FRAGMENTS, PLACE_FRAGMENTS } from "./shipping-fragments.ts";

/** A query may request 1,000 points, and a whole order requests about 200. */
const IDS_PER_QUERY = 4;

const WholeOrders = operation<WholeOrdersQuery, WholeOrdersQueryVariables>(
  /* GraphQL */ `
    query WholeOrders($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Order {
          id
          name
          createdAt
          updatedAt
          cancelledAt
          cancelReason
          closedAt
          test
          edited
          sourceName
          tags
          note
          poNumber
          currencyCode
          presentmentCurrencyCode
          taxesIncluded
          displayFinancialStatus
          displayFulfillmentStatus
          retailLocation {
            id
          }
          customAttributes {
            key
            value
          }
          risk {
            recommendation
          }
          paymentTerms {
            paymentTermsName
            paymentSchedules(first: 10) {
              nodes {
                dueAt
                completedAt
              }
            }
          }
          ...OrderPeople
          ...OrderMoney
          lineItems(first: 10) {
            ...ItemPage
          }
          ...ShippingLines
          refunds(first: 100) {
            ...RefundFacts
          }
          returns(first: 2) {
            ...ReturnPage
          }
          fulfillmentOrders(first: 5) {
            ...PlacePage
          }
          fulfillments(first: 100) {
            ...FulfillmentFacts
          }
        }
      }
    }
  `,
  ...ORDER_OWN_FRAGMENTS,
  ...REFUND_FRAGMENTS,
  ...RETURN_FRAGMENTS,
  ...PLACE_FRAGMENTS,
  ...FULFILLMENT_FRAGMENTS,
);

/**
 * Reads whole orders by bare id, people and money included; deleted ones are absent. Only for shops where a
 * connection takes orders: elsewhere `readOrders` asks only for what stock needs.
 *
 * Throws what `AdminClient.run` throws. Source: Order and all below it.
 */
export async function readOrderDocuments(
  client: AdminClient,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ShopOrderDocument[]> {
  const documents: ShopOrderDocument[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const portion = ids.slice(start, start + IDS_PER_QUERY).map((id) => gid("Order", id));
    const { data } = await client.run(WholeOrders, { ids: portion }, { signal });
    for (const node of found(data.nodes)) documents.push(toDocument(await complete(client, node, signal)));
  }
  return documents;
}
