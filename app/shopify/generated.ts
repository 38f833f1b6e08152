// Written by `npm run codegen` from the documents in app/ and the schema. Do not edit.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
export type BulkOperationErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

export type BulkOperationStatus =
  "CANCELED" | "CANCELING" | "COMPLETED" | "CREATED" | "EXPIRED" | "FAILED" | "RUNNING";

export type BulkOperationUserErrorCode = "INVALID" | "LIMIT_REACHED" | "OPERATION_IN_PROGRESS";

export type CurrencyCode =
  | "AED"
  | "AFN"
  | "ALL"
  | "AMD"
  | "ANG"
  | "AOA"
  | "ARS"
  | "AUD"
  | "AWG"
  | "AZN"
  | "BAM"
  | "BBD"
  | "BDT"
  | "BGN"
  | "BHD"
  | "BIF"
  | "BMD"
  | "BND"
  | "BOB"
  | "BRL"
  | "BSD"
  | "BTN"
  | "BWP"
  | "BYN"
  | "BYR"
  | "BZD"
  | "CAD"
  | "CDF"
  | "CHF"
  | "CLP"
  | "CNY"
  | "COP"
  | "CRC"
  | "CVE"
  | "CZK"
  | "DJF"
  | "DKK"
  | "DOP"
  | "DZD"
  | "EGP"
  | "ERN"
  | "ETB"
  | "EUR"
  | "FJD"
  | "FKP"
  | "GBP"
  | "GEL"
  | "GHS"
  | "GIP"
  | "GMD"
  | "GNF"
  | "GTQ"
  | "GYD"
  | "HKD"
  | "HNL"
  | "HRK"
  | "HTG"
  | "HUF"
  | "IDR"
  | "ILS"
  | "INR"
  | "IQD"
  | "IRR"
  | "ISK"
  | "JEP"
  | "JMD"
  | "JOD"
  | "JPY"
  | "KES"
  | "KGS"
  | "KHR"
  | "KID"
  | "KMF"
  | "KRW"
  | "KWD"
  | "KYD"
  | "KZT"
  | "LAK"
  | "LBP"
  | "LKR"
  | "LRD"
  | "LSL"
  | "LTL"
  | "LVL"
  | "LYD"
  | "MAD"
  | "MDL"
  | "MGA"
  | "MKD"
  | "MMK"
  | "MNT"
  | "MOP"
  | "MRU"
  | "MUR"
  | "MVR"
  | "MWK"
  | "MXN"
  | "MYR"
  | "MZN"
  | "NAD"
  | "NGN"
  | "NIO"
  | "NOK"
  | "NPR"
  | "NZD"
  | "OMR"
  | "PAB"
  | "PEN"
  | "PGK"
  | "PHP"
  | "PKR"
  | "PLN"
  | "PYG"
  | "QAR"
  | "RON"
  | "RSD"
  | "RUB"
  | "RWF"
  | "SAR"
  | "SBD"
  | "SCR"
  | "SDG"
  | "SEK"
  | "SGD"
  | "SHP"
  | "SLL"
  | "SOS"
  | "SRD"
  | "SSP"
  | "STD"
  | "STN"
  | "SYP"
  | "SZL"
  | "THB"
  | "TJS"
  | "TMT"
  | "TND"
  | "TOP"
  | "TRY"
  | "TTD"
  | "TWD"
  | "TZS"
  | "UAH"
  | "UGX"
  | "USD"
  | "USDC"
  | "UYU"
  | "UZS"
  | "VED"
  | "VEF"
  | "VES"
  | "VND"
  | "VUV"
  | "WST"
  | "XAF"
  | "XCD"
  | "XOF"
  | "XPF"
  | "XXX"
  | "YER"
  | "ZAR"
  | "ZMW";

export type FulfillmentOrderStatus =
  "CANCELLED" | "CLOSED" | "INCOMPLETE" | "IN_PROGRESS" | "ON_HOLD" | "OPEN" | "SCHEDULED";

export type InventoryQuantityInput = {
  changeFromQuantity?: number | null | undefined;
  inventoryItemId: string;
  locationId: string;
  quantity: number;
};

export type InventorySetQuantitiesInput = {
  name: string;
  quantities: Array<InventoryQuantityInput>;
  reason: string;
  referenceDocumentUri?: string | null | undefined;
};

export type InventorySetQuantitiesUserErrorCode =
  | "CHANGE_FROM_QUANTITY_STALE"
  | "COMPARE_QUANTITY_REQUIRED"
  | "COMPARE_QUANTITY_STALE"
  | "IDEMPOTENCY_CONCURRENT_REQUEST"
  | "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"
  | "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"
  | "INVALID_INVENTORY_ITEM"
  | "INVALID_LOCATION"
  | "INVALID_NAME"
  | "INVALID_QUANTITY_NEGATIVE"
  | "INVALID_QUANTITY_TOO_HIGH"
  | "INVALID_QUANTITY_TOO_LOW"
  | "INVALID_REASON"
  | "INVALID_REFERENCE_DOCUMENT"
  | "NON_MUTABLE_INVENTORY_ITEM"
  | "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR";

export type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

export type SetQuantitiesMutationVariables = Exact<{
  input: InventorySetQuantitiesInput;
  key: string;
}>;

export type SetQuantitiesMutation = {
  inventorySetQuantities: {
    userErrors: Array<{
      field: Array<string> | null;
      code: InventorySetQuantitiesUserErrorCode | null;
      message: string;
    }>;
  } | null;
};

export type ActivateLevelMutationVariables = Exact<{
  itemId: string;
  locationId: string;
  key: string;
}>;

export type ActivateLevelMutation = { inventoryActivate: { userErrors: Array<{ message: string }> } | null };

export type LevelPageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{
    isActive: boolean;
    updatedAt: string;
    location: { id: string };
    quantities: Array<{ name: string; quantity: number }>;
  }>;
};

export type ReadLevelsQueryVariables = Exact<{
  ids: Array<string>;
}>;

export type ReadLevelsQuery = {
  nodes: Array<
    { id: string; tracked: boolean; inventoryLevels: LevelPageFragment } | Record<PropertyKey, never> | null
  >;
};

export type MoreLevelsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreLevelsQuery = { inventoryItem: { inventoryLevels: LevelPageFragment } | null };

export type OrdersByIdQueryVariables = Exact<{
  ids: Array<string>;
}>;

export type OrdersByIdQuery = { nodes: Array<OrderFactsFragment | Record<PropertyKey, never> | null> };

export type OrdersSinceQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  query: string;
}>;

export type OrdersSinceQuery = {
  orders: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: Array<{ id: string; updatedAt: string }>;
  };
};

export type ReadShopQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

export type ReadShopQuery = {
  shop: {
    id: string;
    name: string;
    currencyCode: CurrencyCode;
    ianaTimezone: string;
    plan: { publicDisplayName: string };
  };
  locations: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: Array<{ id: string; name: string; isActive: boolean }>;
  };
};

export type SweepQueryVariables = Exact<{ [key: string]: never }>;

export type SweepQuery = {
  productVariants: {
    edges: Array<{
      node: {
        id: string;
        sku: string | null;
        barcode: string | null;
        title: string;
        price: string;
        requiresComponents: boolean;
        product: {
          id: string;
          title: string;
          status: ProductStatus;
          vendor: string;
          tags: Array<string>;
          featuredMedia:
            | { preview: { image: { url: string } | null } | null }
            | { preview: { image: { url: string } | null } | null }
            | { preview: { image: { url: string } | null } | null }
            | { preview: { image: { url: string } | null } | null }
            | null;
        };
        inventoryItem: {
          id: string;
          tracked: boolean;
          inventoryLevels: {
            edges: Array<{
              node: {
                id: string;
                location: { id: string };
                quantities: Array<{ name: string; quantity: number }>;
              };
            }>;
          };
        };
      };
    }>;
  };
};

export type StartSweepMutationVariables = Exact<{
  query: string;
}>;

export type StartSweepMutation = {
  bulkOperationRunQuery: {
    bulkOperation: { id: string } | null;
    userErrors: Array<{ code: BulkOperationUserErrorCode | null; message: string }>;
  } | null;
};

export type SweepStateQueryVariables = Exact<{
  id: string;
}>;

export type SweepStateQuery = {
  bulkOperation: {
    status: BulkOperationStatus;
    url: string | null;
    createdAt: string;
    objectCount: string;
    errorCode: BulkOperationErrorCode | null;
  } | null;
};

export type CancelSweepMutationVariables = Exact<{
  id: string;
}>;

export type CancelSweepMutation = { bulkOperationCancel: { userErrors: Array<{ message: string }> } | null };

export type VariantFactsFragment = {
  id: string;
  sku: string | null;
  barcode: string | null;
  title: string;
  price: string;
  requiresComponents: boolean;
  product: {
    id: string;
    title: string;
    status: ProductStatus;
    vendor: string;
    tags: Array<string>;
    featuredMedia:
      | { preview: { image: { url: string } | null } | null }
      | { preview: { image: { url: string } | null } | null }
      | { preview: { image: { url: string } | null } | null }
      | { preview: { image: { url: string } | null } | null }
      | null;
  };
  inventoryItem: {
    id: string;
    tracked: boolean;
    inventoryLevels: {
      nodes: Array<{ location: { id: string }; quantities: Array<{ name: string; quantity: number }> }>;
    };
  };
};

export type ReadVariantsQueryVariables = Exact<{
  ids: Array<string>;
}>;

export type ReadVariantsQuery = { nodes: Array<VariantFactsFragment | Record<PropertyKey, never> | null> };

export type ProductVariantsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type ProductVariantsQuery = {
  product: {
    variants: {
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      nodes: Array<VariantFactsFragment>;
    };
  } | null;
};

export type OrderFactsFragment = {
  id: string;
  name: string;
  createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  lineItems: LinePageFragment;
  fulfillmentOrders: FulfillmentPageFragment;
};

export type LinePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{ id: string; currentQuantity: number; variant: { inventoryItem: { id: string } } | null }>;
};

export type FulfillmentPageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{
    id: string;
    status: FulfillmentOrderStatus;
    assignedLocation: { location: { id: string } | null };
    lineItems: FulfillmentLinePageFragment;
  }>;
};

export type FulfillmentLinePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{ totalQuantity: number; remainingQuantity: number; lineItem: { id: string } }>;
};

export type MoreLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreLinesQuery = { order: { lineItems: LinePageFragment } | null };

export type MoreFulfillmentsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreFulfillmentsQuery = { order: { fulfillmentOrders: FulfillmentPageFragment } | null };

export type MoreFulfillmentLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreFulfillmentLinesQuery = {
  fulfillmentOrder: { lineItems: FulfillmentLinePageFragment } | null;
};
