// What a source may need of an order. By the Admin API's cost model a whole order costs about 200 points.

export const AMOUNTS = /* GraphQL */ `
  fragment Amounts on MoneyBag {
    shopMoney {
      amount
    }
    presentmentMoney {
      amount
    }
  }
`;

const TAX = /* GraphQL */ `
  fragment Tax on TaxLine {
    title
    rate
    priceSet {
      ...Amounts
    }
  }
`;

const ADDRESS = /* GraphQL */ `
  fragment Address on MailingAddress {
    firstName
    lastName
    company
    address1
    address2
    city
    zip
    provinceCode
    countryCodeV2
    phone
  }
`;

const PEOPLE = /* GraphQL */ `
  fragment OrderPeople on Order {
    email
    phone
    customer {
      id
      firstName
      lastName
      locale
      taxExempt
      defaultEmailAddress {
        emailAddress
      }
      defaultPhoneNumber {
        phoneNumber
      }
    }
    purchasingEntity {
      ... on PurchasingCompany {
        company {
          id
          name
          externalId
        }
        location {
          id
          name
          externalId
          taxSettings {
            taxRegistrationId
          }
        }
      }
    }
    billingAddress {
      ...Address
    }
    shippingAddress {
      ...Address
    }
  }
`;

const MONEY = /* GraphQL */ `
  fragment OrderMoney on Order {
    originalTotalPriceSet {
      ...Amounts
    }
    currentTotalPriceSet {
      ...Amounts
    }
    currentTotalTaxSet {
      ...Amounts
    }
    currentTotalDiscountsSet {
      ...Amounts
    }
    currentTotalDutiesSet {
      ...Amounts
    }
    currentShippingPriceSet {
      ...Amounts
    }
    totalReceivedSet {
      ...Amounts
    }
    totalRefundedSet {
      ...Amounts
    }
    totalOutstandingSet {
      ...Amounts
    }
    totalTipReceivedSet {
      ...Amounts
    }
    transactions(first: 100) {
      id
      kind
      status
      gateway
      processedAt
      amountSet {
        ...Amounts
      }
    }
  }
`;

const ITEM_PAGE = /* GraphQL */ `
  fragment ItemPage on LineItemConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      title
      variantTitle
      sku
      quantity
      currentQuantity
      nonFulfillableQuantity
      requiresShipping
      isGiftCard
      variant {
        id
        inventoryItem {
          id
        }
      }
      lineItemGroup {
        id
        title
        quantity
      }
      customAttributes {
        key
        value
      }
      originalUnitPriceSet {
        ...Amounts
      }
      discountAllocations {
        allocatedAmountSet {
          ...Amounts
        }
        discountApplication {
          allocationMethod
          targetSelection
          ... on AutomaticDiscountApplication {
            title
          }
          ... on DiscountCodeApplication {
            code
          }
          ... on ManualDiscountApplication {
            title
          }
          ... on ScriptDiscountApplication {
            title
          }
        }
      }
      taxLines {
        ...Tax
      }
      duties {
        price {
          ...Amounts
        }
        taxLines {
          ...Tax
        }
      }
    }
  }
`;

const SHIPPING_LINES = /* GraphQL */ `
  fragment ShippingLines on Order {
    shippingLines(first: 20, includeRemovals: true) {
      nodes {
        id
        title
        code
        isRemoved
        originalPriceSet {
          ...Amounts
        }
        discountedPriceSet {
          ...Amounts
        }
        taxLines {
          ...Tax
        }
      }
    }
  }
`;

/** The fragments that every page of line items spreads. */
export const ITEM_FRAGMENTS = [ITEM_PAGE, TAX, AMOUNTS];

/** The fragments of the order itself; shipments, refunds and returns have files of their own. */
export const ORDER_OWN_FRAGMENTS = [PEOPLE, ADDRESS, MONEY, SHIPPING_LINES, ...ITEM_FRAGMENTS];
