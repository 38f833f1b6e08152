const REFUND_LINE_PAGE = /* GraphQL */ `
  fragment RefundLinePage on RefundLineItemConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      quantity
      restocked
      lineItem {
        id
      }
      subtotalSet {
        ...Amounts
      }
      totalTaxSet {
        ...Amounts
      }
    }
  }
`;

const REFUND = /* GraphQL */ `
  fragment RefundFacts on Refund {
    id
    createdAt
    processedAt
    note
    return {
      id
    }
    refundLineItems(first: 10) {
      ...RefundLinePage
    }
    refundShippingLines(first: 20) {
      nodes {
        subtotalAmountSet {
          ...Amounts
        }
        taxAmountSet {
          ...Amounts
        }
      }
    }
    orderAdjustments(first: 20) {
      nodes {
        amountSet {
          ...Amounts
        }
        taxAmountSet {
          ...Amounts
        }
      }
    }
    transactions(first: 20) {
      nodes {
        kind
        status
        amountSet {
          ...Amounts
        }
      }
    }
  }
`;

const RETURN_LINE_PAGE = /* GraphQL */ `
  fragment ReturnLinePage on ReturnLineItemTypeConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      quantity
      returnReasonDefinition {
        name
      }
      ... on ReturnLineItem {
        fulfillmentLineItem {
          lineItem {
            id
          }
        }
      }
    }
  }
`;

const EXCHANGE_PAGE = /* GraphQL */ `
  fragment ExchangePage on ExchangeLineItemConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      quantity
      title
      lineItems {
        id
      }
    }
  }
`;

const RETURN_PAGE = /* GraphQL */ `
  fragment ReturnPage on ReturnConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      status
      returnLineItems(first: 5) {
        ...ReturnLinePage
      }
      exchangeLineItems(first: 5) {
        ...ExchangePage
      }
    }
  }
`;

export const REFUND_FRAGMENTS = [REFUND, REFUND_LINE_PAGE];
export const REFUND_LINE_FRAGMENTS = [REFUND_LINE_PAGE];
export const RETURN_FRAGMENTS = [RETURN_PAGE, RETURN_LINE_PAGE, EXCHANGE_PAGE];
export const RETURN_LINE_FRAGMENTS = [RETURN_LINE_PAGE];
export const EXCHANGE_FRAGMENTS = [EXCHANGE_PAGE];
