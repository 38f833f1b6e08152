const PLACE_LINE_PAGE = /* GraphQL */ `
  fragment PlaceLinePage on FulfillmentOrderLineItemConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      totalQuantity
      remainingQuantity
      lineItem {
        id
      }
    }
  }
`;

const PLACE_PAGE = /* GraphQL */ `
  fragment PlacePage on FulfillmentOrderConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      status
      requestStatus
      fulfillBy
      updatedAt
      deliveryMethod {
        methodType
      }
      assignedLocation {
        location {
          id
        }
      }
      supportedActions {
        action
      }
      fulfillmentHolds {
        id
        handle
        reason
        reasonNotes
        heldByRequestingApp
      }
      lineItems(first: 10) {
        ...PlaceLinePage
      }
    }
  }
`;

const SHIPPED_LINE_PAGE = /* GraphQL */ `
  fragment ShippedLinePage on FulfillmentLineItemConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      quantity
      lineItem {
        id
      }
    }
  }
`;

const FULFILLMENT = /* GraphQL */ `
  fragment FulfillmentFacts on Fulfillment {
    id
    name
    status
    displayStatus
    createdAt
    deliveredAt
    estimatedDeliveryAt
    location {
      id
    }
    trackingInfo(first: 50) {
      company
      number
      url
    }
    fulfillmentLineItems(first: 10) {
      ...ShippedLinePage
    }
    events(first: 20, reverse: true) {
      nodes {
        status
        happenedAt
      }
    }
  }
`;

export const PLACE_FRAGMENTS = [PLACE_PAGE, PLACE_LINE_PAGE];
export const PLACE_LINE_FRAGMENTS = [PLACE_LINE_PAGE];
export const FULFILLMENT_FRAGMENTS = [FULFILLMENT, SHIPPED_LINE_PAGE];
export const SHIPPED_LINE_FRAGMENTS = [SHIPPED_LINE_PAGE];
