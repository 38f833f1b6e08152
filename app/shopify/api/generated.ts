// Written by `npm run codegen` from the documents in app/ and the schema. Do not edit.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
export type BulkMutationErrorCode =
  | "INTERNAL_FILE_SERVER_ERROR"
  | "INVALID_MUTATION"
  | "INVALID_STAGED_UPLOAD_FILE"
  | "LIMIT_REACHED"
  | "NO_SUCH_FILE"
  | "OPERATION_IN_PROGRESS";

export type BulkOperationErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

export type BulkOperationStatus =
  "CANCELED" | "CANCELING" | "COMPLETED" | "CREATED" | "EXPIRED" | "FAILED" | "RUNNING";

export type BulkOperationUserErrorCode = "INVALID" | "LIMIT_REACHED" | "OPERATION_IN_PROGRESS";

export type CombinedListingsRole = "CHILD" | "PARENT";

export type CountryCode =
  | "AC"
  | "AD"
  | "AE"
  | "AF"
  | "AG"
  | "AI"
  | "AL"
  | "AM"
  | "AN"
  | "AO"
  | "AR"
  | "AT"
  | "AU"
  | "AW"
  | "AX"
  | "AZ"
  | "BA"
  | "BB"
  | "BD"
  | "BE"
  | "BF"
  | "BG"
  | "BH"
  | "BI"
  | "BJ"
  | "BL"
  | "BM"
  | "BN"
  | "BO"
  | "BQ"
  | "BR"
  | "BS"
  | "BT"
  | "BV"
  | "BW"
  | "BY"
  | "BZ"
  | "CA"
  | "CC"
  | "CD"
  | "CF"
  | "CG"
  | "CH"
  | "CI"
  | "CK"
  | "CL"
  | "CM"
  | "CN"
  | "CO"
  | "CR"
  | "CU"
  | "CV"
  | "CW"
  | "CX"
  | "CY"
  | "CZ"
  | "DE"
  | "DJ"
  | "DK"
  | "DM"
  | "DO"
  | "DZ"
  | "EC"
  | "EE"
  | "EG"
  | "EH"
  | "ER"
  | "ES"
  | "ET"
  | "FI"
  | "FJ"
  | "FK"
  | "FO"
  | "FR"
  | "GA"
  | "GB"
  | "GD"
  | "GE"
  | "GF"
  | "GG"
  | "GH"
  | "GI"
  | "GL"
  | "GM"
  | "GN"
  | "GP"
  | "GQ"
  | "GR"
  | "GS"
  | "GT"
  | "GW"
  | "GY"
  | "HK"
  | "HM"
  | "HN"
  | "HR"
  | "HT"
  | "HU"
  | "ID"
  | "IE"
  | "IL"
  | "IM"
  | "IN"
  | "IO"
  | "IQ"
  | "IR"
  | "IS"
  | "IT"
  | "JE"
  | "JM"
  | "JO"
  | "JP"
  | "KE"
  | "KG"
  | "KH"
  | "KI"
  | "KM"
  | "KN"
  | "KP"
  | "KR"
  | "KW"
  | "KY"
  | "KZ"
  | "LA"
  | "LB"
  | "LC"
  | "LI"
  | "LK"
  | "LR"
  | "LS"
  | "LT"
  | "LU"
  | "LV"
  | "LY"
  | "MA"
  | "MC"
  | "MD"
  | "ME"
  | "MF"
  | "MG"
  | "MK"
  | "ML"
  | "MM"
  | "MN"
  | "MO"
  | "MQ"
  | "MR"
  | "MS"
  | "MT"
  | "MU"
  | "MV"
  | "MW"
  | "MX"
  | "MY"
  | "MZ"
  | "NA"
  | "NC"
  | "NE"
  | "NF"
  | "NG"
  | "NI"
  | "NL"
  | "NO"
  | "NP"
  | "NR"
  | "NU"
  | "NZ"
  | "OM"
  | "PA"
  | "PE"
  | "PF"
  | "PG"
  | "PH"
  | "PK"
  | "PL"
  | "PM"
  | "PN"
  | "PS"
  | "PT"
  | "PY"
  | "QA"
  | "RE"
  | "RO"
  | "RS"
  | "RU"
  | "RW"
  | "SA"
  | "SB"
  | "SC"
  | "SD"
  | "SE"
  | "SG"
  | "SH"
  | "SI"
  | "SJ"
  | "SK"
  | "SL"
  | "SM"
  | "SN"
  | "SO"
  | "SR"
  | "SS"
  | "ST"
  | "SV"
  | "SX"
  | "SY"
  | "SZ"
  | "TA"
  | "TC"
  | "TD"
  | "TF"
  | "TG"
  | "TH"
  | "TJ"
  | "TK"
  | "TL"
  | "TM"
  | "TN"
  | "TO"
  | "TR"
  | "TT"
  | "TV"
  | "TW"
  | "TZ"
  | "UA"
  | "UG"
  | "UM"
  | "US"
  | "UY"
  | "UZ"
  | "VA"
  | "VC"
  | "VE"
  | "VG"
  | "VN"
  | "VU"
  | "WF"
  | "WS"
  | "XK"
  | "YE"
  | "YT"
  | "ZA"
  | "ZM"
  | "ZW"
  | "ZZ";

export type CountryHarmonizedSystemCodeInput = {
  countryCode?: CountryCode | null | undefined;
  harmonizedSystemCode: string;
};

export type CreateMediaInput = {
  alt?: string | null | undefined;
  mediaContentType: MediaContentType;
  originalSource: string;
};

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

export type DeliveryMethodType = "LOCAL" | "NONE" | "PICKUP_POINT" | "PICK_UP" | "RETAIL" | "SHIPPING";

export type DiscountApplicationAllocationMethod = "ACROSS" | "EACH" | "ONE";

export type DiscountApplicationTargetSelection = "ALL" | "ENTITLED" | "EXPLICIT";

export type FileContentType = "EXTERNAL_VIDEO" | "FILE" | "IMAGE" | "MODEL_3D" | "VIDEO";

export type FileCreateInputDuplicateResolutionMode = "APPEND_UUID" | "RAISE_ERROR" | "REPLACE";

export type FileSetInput = {
  alt?: string | null | undefined;
  contentType?: FileContentType | null | undefined;
  duplicateResolutionMode?: FileCreateInputDuplicateResolutionMode | null | undefined;
  filename?: string | null | undefined;
  id?: string | null | undefined;
  originalSource?: string | null | undefined;
};

export type FileUpdateInput = {
  alt?: string | null | undefined;
  filename?: string | null | undefined;
  id: string;
  originalSource?: string | null | undefined;
  previewImageSource?: string | null | undefined;
  referencesToAdd?: Array<string> | null | undefined;
  referencesToRemove?: Array<string> | null | undefined;
};

export type FilesErrorCode =
  | "ALT_VALUE_LIMIT_EXCEEDED"
  | "BLANK_SEARCH"
  | "FILENAME_ALREADY_EXISTS"
  | "FILE_DOES_NOT_EXIST"
  | "FILE_LOCKED"
  | "INVALID"
  | "INVALID_DUPLICATE_MODE_FOR_TYPE"
  | "INVALID_DUPLICATE_RESOLUTION_MODE"
  | "INVALID_FAILED_MEDIA_STATE"
  | "INVALID_FILENAME"
  | "INVALID_FILENAME_EXTENSION"
  | "INVALID_IMAGE_SOURCE_URL"
  | "INVALID_QUERY"
  | "MEDIA_CANNOT_BE_MODIFIED"
  | "MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE"
  | "MISSING_ARGUMENTS"
  | "MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE"
  | "NON_IMAGE_MEDIA_PER_SHOP_LIMIT_EXCEEDED"
  | "NON_READY_STATE"
  | "PRODUCT_MEDIA_LIMIT_EXCEEDED"
  | "PRODUCT_SUSPENDED"
  | "REFERENCE_TARGET_DOES_NOT_EXIST"
  | "TOO_MANY_ARGUMENTS"
  | "TOO_MANY_FILE_REFERENCE"
  | "UNACCEPTABLE_ASSET"
  | "UNACCEPTABLE_TRIAL_ASSET"
  | "UNACCEPTABLE_UNVERIFIED_TRIAL_ASSET"
  | "UNSUPPORTED_FILE_REFERENCE"
  | "UNSUPPORTED_MEDIA_TYPE_FOR_FILENAME_UPDATE";

export type FulfillmentDisplayStatus =
  | "ATTEMPTED_DELIVERY"
  | "CANCELED"
  | "CARRIER_PICKED_UP"
  | "CONFIRMED"
  | "DELAYED"
  | "DELIVERED"
  | "FAILURE"
  | "FULFILLED"
  | "IN_TRANSIT"
  | "LABEL_PRINTED"
  | "LABEL_PURCHASED"
  | "LABEL_VOIDED"
  | "MARKED_AS_FULFILLED"
  | "NOT_DELIVERED"
  | "OUT_FOR_DELIVERY"
  | "PICKED_UP"
  | "READY_FOR_PICKUP"
  | "SUBMITTED";

export type FulfillmentEventInput = {
  address1?: string | null | undefined;
  city?: string | null | undefined;
  country?: string | null | undefined;
  estimatedDeliveryAt?: string | null | undefined;
  fulfillmentId: string;
  happenedAt?: string | null | undefined;
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
  message?: string | null | undefined;
  province?: string | null | undefined;
  status: FulfillmentEventStatus;
  zip?: string | null | undefined;
};

export type FulfillmentEventStatus =
  | "ATTEMPTED_DELIVERY"
  | "CARRIER_PICKED_UP"
  | "CONFIRMED"
  | "DELAYED"
  | "DELIVERED"
  | "FAILURE"
  | "IN_TRANSIT"
  | "LABEL_PRINTED"
  | "LABEL_PURCHASED"
  | "OUT_FOR_DELIVERY"
  | "READY_FOR_PICKUP";

export type FulfillmentHoldReason =
  | "AWAITING_PAYMENT"
  | "AWAITING_RETURN_ITEMS"
  | "HIGH_RISK_OF_FRAUD"
  | "INCORRECT_ADDRESS"
  | "INVENTORY_OUT_OF_STOCK"
  | "ONLINE_STORE_POST_PURCHASE_CROSS_SELL"
  | "OTHER"
  | "UNKNOWN_DELIVERY_DATE";

export type FulfillmentInput = {
  lineItemsByFulfillmentOrder: Array<FulfillmentOrderLineItemsInput>;
  notifyCustomer?: boolean | null | undefined;
  originAddress?: FulfillmentOriginAddressInput | null | undefined;
  trackingInfo?: FulfillmentTrackingInput | null | undefined;
};

export type FulfillmentOrderAction =
  | "CANCEL_FULFILLMENT_ORDER"
  | "CREATE_FULFILLMENT"
  | "EXTERNAL"
  | "HOLD"
  | "MARK_AS_OPEN"
  | "MERGE"
  | "MOVE"
  | "RELEASE_HOLD"
  | "REPORT_PROGRESS"
  | "REQUEST_CANCELLATION"
  | "REQUEST_FULFILLMENT"
  | "SPLIT";

export type FulfillmentOrderLineItemInput = {
  id: string;
  quantity: number;
};

export type FulfillmentOrderLineItemsInput = {
  fulfillmentOrderId: string;
  fulfillmentOrderLineItems?: Array<FulfillmentOrderLineItemInput> | null | undefined;
};

export type FulfillmentOrderMoveFulfillmentOrderMoveUserErrorCode =
  "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS";

export type FulfillmentOrderReleaseHoldUserErrorCode = "FULFILLMENT_ORDER_NOT_FOUND" | "INVALID_ACCESS";

export type FulfillmentOrderReportProgressUserErrorCode =
  | "FULFILLMENT_ORDER_CONTAINS_PICKED_ITEMS"
  | "FULFILLMENT_ORDER_INVALID_DELIVERY_METHOD"
  | "FULFILLMENT_ORDER_INVALID_FULFILLMENT_SERVICE_OWNERSHIP"
  | "FULFILLMENT_ORDER_NOT_FOUND"
  | "FULFILLMENT_ORDER_STATUS_INVALID"
  | "FULFILLMENT_ORDER_UNSUPPORTED_ACTION"
  | "MARKETPLACE_APP_NOT_ELIGIBLE";

export type FulfillmentOrderRequestStatus =
  | "ACCEPTED"
  | "CANCELLATION_ACCEPTED"
  | "CANCELLATION_REJECTED"
  | "CANCELLATION_REQUESTED"
  | "CLOSED"
  | "REJECTED"
  | "SUBMITTED"
  | "UNSUBMITTED";

export type FulfillmentOrderStatus =
  "CANCELLED" | "CLOSED" | "INCOMPLETE" | "IN_PROGRESS" | "ON_HOLD" | "OPEN" | "SCHEDULED";

export type FulfillmentOrdersSetFulfillmentDeadlineUserErrorCode = "FULFILLMENT_ORDERS_NOT_FOUND";

export type FulfillmentOriginAddressInput = {
  address1?: string | null | undefined;
  address2?: string | null | undefined;
  city?: string | null | undefined;
  countryCode: string;
  provinceCode?: string | null | undefined;
  zip?: string | null | undefined;
};

export type FulfillmentStatus = "CANCELLED" | "ERROR" | "FAILURE" | "OPEN" | "PENDING" | "SUCCESS";

export type FulfillmentTrackingInput = {
  company?: string | null | undefined;
  number?: string | null | undefined;
  numbers?: Array<string> | null | undefined;
  url?: string | null | undefined;
  urls?: Array<string> | null | undefined;
};

export type InventoryAdjustmentInput = {
  adjustment?: number | null | undefined;
  changeFromQuantity?: number | null | undefined;
  locationId: string;
};

export type InventoryItemInput = {
  cost?: string | null | undefined;
  countryCodeOfOrigin?: CountryCode | null | undefined;
  countryHarmonizedSystemCodes?: Array<CountryHarmonizedSystemCodeInput> | null | undefined;
  harmonizedSystemCode?: string | null | undefined;
  measurement?: InventoryItemMeasurementInput | null | undefined;
  provinceCodeOfOrigin?: string | null | undefined;
  requiresShipping?: boolean | null | undefined;
  sku?: string | null | undefined;
  tracked?: boolean | null | undefined;
};

export type InventoryItemMeasurementInput = {
  shippingPackageId?: string | null | undefined;
  weight?: WeightInput | null | undefined;
};

export type InventoryLevelInput = {
  availableQuantity: number;
  locationId: string;
};

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

export type LinkedMetafieldCreateInput = {
  key: string;
  namespace: string;
  values?: Array<string> | null | undefined;
};

export type MediaContentType = "EXTERNAL_VIDEO" | "IMAGE" | "MODEL_3D" | "VIDEO";

export type MediaStatus = "FAILED" | "PROCESSING" | "READY" | "UPLOADED";

export type MediaUserErrorCode =
  | "BLANK"
  | "INVALID"
  | "INVALID_MEDIA_TYPE"
  | "MAXIMUM_VARIANT_MEDIA_PAIRS_EXCEEDED"
  | "MEDIA_CANNOT_BE_MODIFIED"
  | "MEDIA_DOES_NOT_EXIST"
  | "MEDIA_DOES_NOT_EXIST_ON_PRODUCT"
  | "MEDIA_IS_NOT_ATTACHED_TO_VARIANT"
  | "MISSING_ARGUMENTS"
  | "MODEL3D_THROTTLE_EXCEEDED"
  | "MODEL3D_VALIDATION_ERROR"
  | "NON_READY_MEDIA"
  | "PRODUCT_DOES_NOT_EXIST"
  | "PRODUCT_MEDIA_LIMIT_EXCEEDED"
  | "PRODUCT_SUSPENDED"
  | "PRODUCT_VARIANT_ALREADY_HAS_MEDIA"
  | "PRODUCT_VARIANT_DOES_NOT_EXIST_ON_PRODUCT"
  | "PRODUCT_VARIANT_SPECIFIED_MULTIPLE_TIMES"
  | "SHOP_MEDIA_LIMIT_EXCEEDED"
  | "TOO_MANY_MEDIA_PER_INPUT_PAIR"
  | "VIDEO_THROTTLE_EXCEEDED"
  | "VIDEO_VALIDATION_ERROR";

export type MetafieldAccessInput = {
  admin?: MetafieldAdminAccessInput | null | undefined;
  customerAccount?: MetafieldCustomerAccountAccessInput | null | undefined;
  storefront?: MetafieldStorefrontAccessInput | null | undefined;
};

export type MetafieldAdminAccessInput = "MERCHANT_READ" | "MERCHANT_READ_WRITE";

export type MetafieldCapabilityAdminFilterableInput = {
  enabled: boolean;
};

export type MetafieldCapabilityAnalyticsQueryableInput = {
  enabled: boolean;
};

export type MetafieldCapabilityCartToOrderCopyableInput = {
  enabled: boolean;
};

export type MetafieldCapabilityCreateInput = {
  adminFilterable?: MetafieldCapabilityAdminFilterableInput | null | undefined;
  analyticsQueryable?: MetafieldCapabilityAnalyticsQueryableInput | null | undefined;
  cartToOrderCopyable?: MetafieldCapabilityCartToOrderCopyableInput | null | undefined;
  smartCollectionCondition?: MetafieldCapabilitySmartCollectionConditionInput | null | undefined;
  uniqueValues?: MetafieldCapabilityUniqueValuesInput | null | undefined;
};

export type MetafieldCapabilitySmartCollectionConditionInput = {
  enabled: boolean;
};

export type MetafieldCapabilityUniqueValuesInput = {
  enabled: boolean;
};

export type MetafieldCustomerAccountAccessInput = "NONE" | "READ" | "READ_WRITE";

export type MetafieldDefinitionConstraintsInput = {
  key: string;
  values: Array<string>;
};

export type MetafieldDefinitionCreateUserErrorCode =
  | "ADMIN_ACCESS_INPUT_NOT_ALLOWED"
  | "BLANK"
  | "CAPABILITY_REQUIRED_BUT_DISABLED"
  | "DUPLICATE_OPTION"
  | "INCLUSION"
  | "INVALID"
  | "INVALID_CAPABILITY"
  | "INVALID_CHARACTER"
  | "INVALID_CONSTRAINTS"
  | "INVALID_INPUT_COMBINATION"
  | "INVALID_OPTION"
  | "LIMIT_EXCEEDED"
  | "OWNER_TYPE_LIMIT_EXCEEDED_FOR_AUTOMATED_COLLECTIONS"
  | "OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS"
  | "PINNED_LIMIT_REACHED"
  | "PRESENT"
  | "RESERVED_NAMESPACE_KEY"
  | "RESOURCE_TYPE_LIMIT_EXCEEDED"
  | "RESOURCE_TYPE_LIMIT_EXCEEDED_BY_APP"
  | "TAKEN"
  | "TOO_LONG"
  | "TOO_SHORT"
  | "TYPE_NOT_ALLOWED_FOR_CONDITIONS"
  | "UNSTRUCTURED_ALREADY_EXISTS"
  | "UNSUPPORTED_PINNING";

export type MetafieldDefinitionIdentifierInput = {
  key: string;
  namespace?: string | null | undefined;
  ownerType: MetafieldOwnerType;
};

export type MetafieldDefinitionInput = {
  access?: MetafieldAccessInput | null | undefined;
  capabilities?: MetafieldCapabilityCreateInput | null | undefined;
  constraints?: MetafieldDefinitionConstraintsInput | null | undefined;
  description?: string | null | undefined;
  key: string;
  name: string;
  namespace?: string | null | undefined;
  ownerType: MetafieldOwnerType;
  pin?: boolean | null | undefined;
  type: string;
  /** @deprecated Use `smartCollectionCondition` instead. */
  useAsCollectionCondition?: boolean | null | undefined;
  validations?: Array<MetafieldDefinitionValidationInput> | null | undefined;
};

export type MetafieldDefinitionValidationInput = {
  name: string;
  value: string;
};

export type MetafieldIdentifierInput = {
  key: string;
  namespace: string;
  ownerId: string;
};

export type MetafieldInput = {
  id?: string | null | undefined;
  key?: string | null | undefined;
  namespace?: string | null | undefined;
  type?: string | null | undefined;
  value?: string | null | undefined;
};

export type MetafieldOwnerType =
  | "API_PERMISSION"
  | "ARTICLE"
  | "BLOG"
  | "CARTTRANSFORM"
  | "COLLECTION"
  | "COMPANY"
  | "COMPANY_LOCATION"
  | "CUSTOMER"
  | "DELIVERY_CUSTOMIZATION"
  | "DISCOUNT"
  | "DRAFTORDER"
  | "FULFILLMENT_CONSTRAINT_RULE"
  | "GIFT_CARD_TRANSACTION"
  | "LOCATION"
  | "MARKET"
  | "MEDIA_IMAGE"
  | "ORDER"
  | "ORDER_ROUTING_LOCATION_RULE"
  | "PAGE"
  | "PAYMENT_CUSTOMIZATION"
  | "PRODUCT"
  | "PRODUCTVARIANT"
  | "SELLING_PLAN"
  | "SHOP"
  | "TRANSFER"
  | "VALIDATION";

export type MetafieldStorefrontAccessInput = "NONE" | "PUBLIC_READ";

export type MetafieldsSetInput = {
  compareDigest?: string | null | undefined;
  key: string;
  namespace?: string | null | undefined;
  ownerId: string;
  type?: string | null | undefined;
  value: string;
};

export type MetafieldsSetUserErrorCode =
  | "APP_NOT_AUTHORIZED"
  | "BLANK"
  | "CAPABILITY_VIOLATION"
  | "INCLUSION"
  | "INTERNAL_ERROR"
  | "INVALID"
  | "INVALID_COMPARE_DIGEST"
  | "INVALID_TYPE"
  | "INVALID_VALUE"
  | "LESS_THAN_OR_EQUAL_TO"
  | "PRESENT"
  | "STALE_OBJECT"
  | "TAKEN"
  | "TOO_LONG"
  | "TOO_SHORT";

export type MoneyInput = {
  amount: string;
  currencyCode: CurrencyCode;
};

export type MoveInput = {
  id: string;
  newPosition: string;
};

export type OptionSetInput = {
  id?: string | null | undefined;
  linkedMetafield?: LinkedMetafieldCreateInput | null | undefined;
  name?: string | null | undefined;
  position?: number | null | undefined;
  values?: Array<OptionValueSetInput> | null | undefined;
};

export type OptionValueSetInput = {
  id?: string | null | undefined;
  name?: string | null | undefined;
};

export type OrderCancelReason = "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF";

export type OrderCancelRefundMethodInput =
  | { originalPaymentMethodsRefund: boolean; storeCreditRefund?: never }
  | { originalPaymentMethodsRefund?: never; storeCreditRefund: OrderCancelStoreCreditRefundInput };

export type OrderCancelStoreCreditRefundInput = {
  expiresAt?: string | null | undefined;
};

export type OrderCancelUserErrorCode =
  | "INTERNAL_ERROR"
  | "INVALID"
  | "NOT_FOUND"
  | "NO_REFUND_PERMISSION"
  | "NO_REFUND_TO_STORE_CREDIT_PERMISSION"
  | "STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED"
  | "STORE_CREDIT_REFUND_EXPIRATION_IN_PAST"
  | "STORE_CREDIT_REFUND_MISSING_CUSTOMER";

export type OrderDisplayFinancialStatus =
  | "AUTHORIZED"
  | "EXPIRED"
  | "PAID"
  | "PARTIALLY_PAID"
  | "PARTIALLY_REFUNDED"
  | "PENDING"
  | "REFUNDED"
  | "VOIDED";

export type OrderDisplayFulfillmentStatus =
  | "FULFILLED"
  | "FULFILLMENT_NOT_REQUIRED"
  | "IN_PROGRESS"
  | "ON_HOLD"
  | "OPEN"
  | "PARTIALLY_FULFILLED"
  | "PENDING_FULFILLMENT"
  | "REQUEST_DECLINED"
  | "RESTOCKED"
  | "SCHEDULED"
  | "UNFULFILLED";

export type OrderRiskRecommendationResult = "ACCEPT" | "CANCEL" | "INVESTIGATE" | "NONE";

export type OrderTransactionKind =
  | "AUTHORIZATION"
  | "CAPTURE"
  | "CHANGE"
  | "EMV_AUTHORIZATION"
  | "REFUND"
  | "SALE"
  | "SUGGESTED_REFUND"
  | "VOID";

export type OrderTransactionStatus =
  "AWAITING_RESPONSE" | "ERROR" | "FAILURE" | "PENDING" | "SUCCESS" | "UNKNOWN";

export type PriceListPriceInput = {
  compareAtPrice?: MoneyInput | null | undefined;
  price: MoneyInput;
  variantId: string;
};

export type PriceListPriceUserErrorCode =
  | "BLANK"
  | "LOCAL_CURRENCY_GIFT_CARD_ISSUANCE_CURRENCY_MISMATCH"
  | "LOCAL_CURRENCY_GIFT_CARD_LIMIT_EXCEEDED"
  | "PRICE_LIST_CURRENCY_MISMATCH"
  | "PRICE_LIST_NOT_FOUND"
  | "PRICE_NOT_FIXED"
  | "VARIANT_NOT_FOUND";

export type ProductClaimOwnershipInput = {
  bundles?: boolean | null | undefined;
};

export type ProductIdentifierInput =
  | { customId: UniqueMetafieldValueInput; handle?: never; id?: never }
  | { customId?: never; handle: string; id?: never }
  | { customId?: never; handle?: never; id: string };

export type ProductSetIdentifiers =
  | { customId: UniqueMetafieldValueInput; handle?: never; id?: never }
  | { customId?: never; handle: string; id?: never }
  | { customId?: never; handle?: never; id: string };

export type ProductSetInput = {
  category?: string | null | undefined;
  claimOwnership?: ProductClaimOwnershipInput | null | undefined;
  collections?: Array<string> | null | undefined;
  combinedListingRole?: CombinedListingsRole | null | undefined;
  descriptionHtml?: string | null | undefined;
  files?: Array<FileSetInput> | null | undefined;
  giftCard?: boolean | null | undefined;
  giftCardTemplateSuffix?: string | null | undefined;
  handle?: string | null | undefined;
  /** @deprecated Use `identifier` instead to get the product's ID */
  id?: string | null | undefined;
  metafields?: Array<MetafieldInput> | null | undefined;
  productOptions?: Array<OptionSetInput> | null | undefined;
  productType?: string | null | undefined;
  redirectNewHandle?: boolean | null | undefined;
  requiresSellingPlan?: boolean | null | undefined;
  seo?: SeoInput | null | undefined;
  status?: ProductStatus | null | undefined;
  tags?: Array<string> | null | undefined;
  templateSuffix?: string | null | undefined;
  title?: string | null | undefined;
  variants?: Array<ProductVariantSetInput> | null | undefined;
  vendor?: string | null | undefined;
};

export type ProductSetInventoryInput = {
  locationId: string;
  name: string;
  quantity: number;
};

export type ProductSetUserErrorCode =
  | "CANNOT_COMBINE_LINKED_AND_NONLINKED_OPTION_VALUES"
  | "CAPABILITY_VIOLATION"
  | "DUPLICATED_METAFIELD_VALUE"
  | "DUPLICATED_OPTION_NAME"
  | "DUPLICATED_OPTION_VALUE"
  | "DUPLICATED_VALUE"
  | "DUPLICATE_LINKED_OPTION"
  | "GENERIC_ERROR"
  | "GIFT_CARDS_NOT_ACTIVATED"
  | "GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED"
  | "HANDLE_NOT_UNIQUE"
  | "ID_NOT_ALLOWED"
  | "INPUT_MISMATCH"
  | "INVALID_INPUT"
  | "INVALID_METAFIELD"
  | "INVALID_METAFIELD_VALUE_FOR_LINKED_OPTION"
  | "INVALID_PRODUCT"
  | "INVALID_VARIANT"
  | "INVENTORY_QUANTITIES_LIMIT_EXCEEDED"
  | "JOB_ERROR"
  | "LINKED_METAFIELD_DEFINITION_NOT_FOUND"
  | "LINKED_OPTIONS_NOT_SUPPORTED_FOR_SHOP"
  | "METAFIELD_MISMATCH"
  | "MISSING_FIELD_REQUIRED"
  | "NOT_FOUND"
  | "OPTIONS_OVER_LIMIT"
  | "OPTION_DOES_NOT_EXIST"
  | "OPTION_VALUES_MISSING"
  | "OPTION_VALUES_OVER_LIMIT"
  | "OPTION_VALUE_DOES_NOT_EXIST"
  | "PRODUCT_DOES_NOT_EXIST"
  | "PRODUCT_OPTIONS_INPUT_MISSING"
  | "PRODUCT_SUSPENDED"
  | "PRODUCT_VARIANT_DOES_NOT_EXIST"
  | "VARIANTS_INPUT_MISSING"
  | "VARIANTS_OVER_LIMIT";

export type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";

export type ProductUpdateInput = {
  category?: string | null | undefined;
  collectionsToJoin?: Array<string> | null | undefined;
  collectionsToLeave?: Array<string> | null | undefined;
  deleteConflictingConstrainedMetafields?: boolean | null | undefined;
  descriptionHtml?: string | null | undefined;
  giftCardTemplateSuffix?: string | null | undefined;
  handle?: string | null | undefined;
  id?: string | null | undefined;
  metafields?: Array<MetafieldInput> | null | undefined;
  productType?: string | null | undefined;
  redirectNewHandle?: boolean | null | undefined;
  requiresSellingPlan?: boolean | null | undefined;
  seo?: SeoInput | null | undefined;
  status?: ProductStatus | null | undefined;
  tags?: Array<string> | null | undefined;
  templateSuffix?: string | null | undefined;
  title?: string | null | undefined;
  vendor?: string | null | undefined;
};

export type ProductVariantInventoryPolicy = "CONTINUE" | "DENY";

export type ProductVariantSetInput = {
  barcode?: string | null | undefined;
  compareAtPrice?: string | null | undefined;
  file?: FileSetInput | null | undefined;
  id?: string | null | undefined;
  inventoryItem?: InventoryItemInput | null | undefined;
  inventoryPolicy?: ProductVariantInventoryPolicy | null | undefined;
  inventoryQuantities?: Array<ProductSetInventoryInput> | null | undefined;
  metafields?: Array<MetafieldInput> | null | undefined;
  optionValues: Array<VariantOptionValueInput>;
  position?: number | null | undefined;
  price?: string | null | undefined;
  published?: boolean | null | undefined;
  requiresComponents?: boolean | null | undefined;
  showUnitPrice?: boolean | null | undefined;
  sku?: string | null | undefined;
  taxCode?: string | null | undefined;
  taxable?: boolean | null | undefined;
  unitPriceMeasurement?: UnitPriceMeasurementInput | null | undefined;
};

export type ProductVariantsBulkInput = {
  barcode?: string | null | undefined;
  compareAtPrice?: string | null | undefined;
  id?: string | null | undefined;
  inventoryItem?: InventoryItemInput | null | undefined;
  inventoryPolicy?: ProductVariantInventoryPolicy | null | undefined;
  inventoryQuantities?: Array<InventoryLevelInput> | null | undefined;
  mediaId?: string | null | undefined;
  mediaSrc?: Array<string> | null | undefined;
  metafields?: Array<MetafieldInput> | null | undefined;
  optionValues?: Array<VariantOptionValueInput> | null | undefined;
  price?: string | null | undefined;
  published?: boolean | null | undefined;
  quantityAdjustments?: Array<InventoryAdjustmentInput> | null | undefined;
  requiresComponents?: boolean | null | undefined;
  showUnitPrice?: boolean | null | undefined;
  taxCode?: string | null | undefined;
  taxable?: boolean | null | undefined;
  unitPriceMeasurement?: UnitPriceMeasurementInput | null | undefined;
};

export type ProductVariantsBulkUpdateUserErrorCode =
  | "BLANK"
  | "CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE"
  | "CANNOT_SPECIFY_BOTH"
  | "GREATER_THAN_OR_EQUAL_TO"
  | "INVALID_INPUT"
  | "INVALID_VALUE"
  | "INVENTORY_QUANTITIES_LIMIT_EXCEEDED"
  | "LOCAL_CURRENCY_GIFT_CARD_PRICE_MUST_BE_ZERO"
  | "MUST_BE_FOR_THIS_PRODUCT"
  | "MUST_SPECIFY_ONE_OF_PAIR"
  | "NEED_TO_ADD_OPTION_VALUES"
  | "NEGATIVE_PRICE_VALUE"
  | "NOT_DEFINED_FOR_SHOP"
  | "NO_INVENTORY_QUANTITES_DURING_UPDATE"
  | "NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE"
  | "OPTION_DOES_NOT_EXIST"
  | "OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS"
  | "OPTION_VALUE_DOES_NOT_EXIST"
  | "OPTION_VALUE_NAME_TOO_LONG"
  | "PRODUCT_DOES_NOT_EXIST"
  | "PRODUCT_SUSPENDED"
  | "PRODUCT_VARIANT_DOES_NOT_EXIST"
  | "PRODUCT_VARIANT_ID_MISSING"
  | "SUBSCRIPTION_VIOLATION"
  | "TOO_LONG"
  | "TOO_SHORT"
  | "UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION"
  | "VARIANT_ALREADY_EXISTS";

export type QuantityPriceBreakInput = {
  minimumQuantity: number;
  price: MoneyInput;
  variantId: string;
};

export type QuantityPricingByVariantUpdateInput = {
  pricesToAdd: Array<PriceListPriceInput>;
  pricesToDeleteByVariantId: Array<string>;
  quantityPriceBreaksToAdd: Array<QuantityPriceBreakInput>;
  quantityPriceBreaksToDelete: Array<string>;
  quantityPriceBreaksToDeleteByVariantId?: Array<string> | null | undefined;
  quantityRulesToAdd: Array<QuantityRuleInput>;
  quantityRulesToDeleteByVariantId: Array<string>;
};

export type QuantityPricingByVariantUserErrorCode =
  | "BLANK"
  | "GENERIC_ERROR"
  | "PRICE_ADD_CURRENCY_MISMATCH"
  | "PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT"
  | "PRICE_ADD_LOCAL_CURRENCY_GIFT_CARD_ISSUANCE_CURRENCY_MISMATCH"
  | "PRICE_ADD_LOCAL_CURRENCY_GIFT_CARD_LIMIT_EXCEEDED"
  | "PRICE_ADD_VARIANT_NOT_FOUND"
  | "PRICE_DELETE_PRICE_NOT_FIXED"
  | "PRICE_DELETE_VARIANT_NOT_FOUND"
  | "PRICE_LIST_NOT_FOUND"
  | "QUANTITY_PRICE_BREAK_ADD_CURRENCY_MISMATCH"
  | "QUANTITY_PRICE_BREAK_ADD_DUPLICATE_INPUT_FOR_VARIANT_AND_MIN"
  | "QUANTITY_PRICE_BREAK_ADD_FAILED_TO_SAVE"
  | "QUANTITY_PRICE_BREAK_ADD_INVALID"
  | "QUANTITY_PRICE_BREAK_ADD_LIMIT_EXCEEDED"
  | "QUANTITY_PRICE_BREAK_ADD_MIN_HIGHER_THAN_QUANTITY_RULES_MAX"
  | "QUANTITY_PRICE_BREAK_ADD_MIN_LOWER_THAN_QUANTITY_RULES_MIN"
  | "QUANTITY_PRICE_BREAK_ADD_MIN_NOT_A_MULTIPLE_OF_QUANTITY_RULES_INCREMENT"
  | "QUANTITY_PRICE_BREAK_ADD_PRICE_LIST_PRICE_NOT_FOUND"
  | "QUANTITY_PRICE_BREAK_ADD_VARIANT_NOT_FOUND"
  | "QUANTITY_PRICE_BREAK_DELETE_BY_VARIANT_ID_VARIANT_NOT_FOUND"
  | "QUANTITY_PRICE_BREAK_DELETE_FAILED"
  | "QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND"
  | "QUANTITY_RULE_ADD_CATALOG_CONTEXT_NOT_SUPPORTED"
  | "QUANTITY_RULE_ADD_DUPLICATE_INPUT_FOR_VARIANT"
  | "QUANTITY_RULE_ADD_INCREMENT_IS_GREATER_THAN_MINIMUM"
  | "QUANTITY_RULE_ADD_INCREMENT_IS_LESS_THAN_ONE"
  | "QUANTITY_RULE_ADD_INCREMENT_NOT_A_MULTIPLE_OF_QUANTITY_PRICE_BREAK_MIN"
  | "QUANTITY_RULE_ADD_MAXIMUM_IS_LESS_THAN_ONE"
  | "QUANTITY_RULE_ADD_MAXIMUM_NOT_A_MULTIPLE_OF_INCREMENT"
  | "QUANTITY_RULE_ADD_MAX_LOWER_THAN_QUANTITY_PRICE_BREAK_MIN"
  | "QUANTITY_RULE_ADD_MINIMUM_GREATER_THAN_MAXIMUM"
  | "QUANTITY_RULE_ADD_MINIMUM_IS_LESS_THAN_ONE"
  | "QUANTITY_RULE_ADD_MINIMUM_NOT_A_MULTIPLE_OF_INCREMENT"
  | "QUANTITY_RULE_ADD_MIN_HIGHER_THAN_QUANTITY_PRICE_BREAK_MIN"
  | "QUANTITY_RULE_ADD_VARIANT_NOT_FOUND"
  | "QUANTITY_RULE_DELETE_RULE_NOT_FOUND"
  | "QUANTITY_RULE_DELETE_VARIANT_NOT_FOUND";

export type QuantityRuleInput = {
  increment: number;
  maximum?: number | null | undefined;
  minimum: number;
  variantId: string;
};

export type ReturnStatus = "CANCELED" | "CLOSED" | "DECLINED" | "OPEN" | "REQUESTED";

export type SeoInput = {
  description?: string | null | undefined;
  title?: string | null | undefined;
};

export type StagedUploadHttpMethodType = "POST" | "PUT";

export type StagedUploadInput = {
  fileSize?: string | null | undefined;
  filename: string;
  httpMethod?: StagedUploadHttpMethodType | null | undefined;
  mimeType: string;
  resource: StagedUploadTargetGenerateUploadResource;
};

export type StagedUploadTargetGenerateUploadResource =
  | "BULK_MUTATION_VARIABLES"
  | "COLLECTION_IMAGE"
  | "DISPUTE_FILE_UPLOAD"
  | "FILE"
  | "IMAGE"
  | "MODEL_3D"
  | "PRODUCT_IMAGE"
  | "RETURN_LABEL"
  | "SHOP_IMAGE"
  | "URL_REDIRECT_IMPORT"
  | "VIDEO";

export type TranslationErrorCode =
  | "BLANK"
  | "FAILS_RESOURCE_VALIDATION"
  | "INVALID"
  | "INVALID_CODE"
  | "INVALID_FORMAT"
  | "INVALID_KEY_FOR_MODEL"
  | "INVALID_LOCALE_FOR_MARKET"
  | "INVALID_LOCALE_FOR_SHOP"
  | "INVALID_MARKET_LOCALIZABLE_CONTENT"
  | "INVALID_TRANSLATABLE_CONTENT"
  | "INVALID_VALUE_FOR_HANDLE_TRANSLATION"
  | "MARKET_CUSTOM_CONTENT_NOT_ALLOWED"
  | "MARKET_DOES_NOT_EXIST"
  | "MARKET_LOCALE_CREATION_FAILED"
  | "RESOURCE_NOT_FOUND"
  | "RESOURCE_NOT_MARKET_CUSTOMIZABLE"
  | "RESOURCE_NOT_TRANSLATABLE"
  | "TOO_MANY_KEYS_FOR_RESOURCE";

export type TranslationInput = {
  key: string;
  locale: string;
  marketId?: string | null | undefined;
  translatableContentDigest: string;
  value: string;
};

export type UniqueMetafieldValueInput = {
  key: string;
  namespace?: string | null | undefined;
  value: string;
};

export type UnitPriceMeasurementInput = {
  quantityUnit?: UnitPriceMeasurementMeasuredUnit | null | undefined;
  quantityValue?: number | null | undefined;
  referenceUnit?: UnitPriceMeasurementMeasuredUnit | null | undefined;
  referenceValue?: number | null | undefined;
};

export type UnitPriceMeasurementMeasuredUnit =
  | "CL"
  | "CM"
  | "FLOZ"
  | "FT"
  | "FT2"
  | "G"
  | "GAL"
  | "IN"
  | "ITEM"
  | "KG"
  | "L"
  | "LB"
  | "M"
  | "M2"
  | "M3"
  | "MG"
  | "ML"
  | "MM"
  | "OZ"
  | "PT"
  | "QT"
  | "UNKNOWN"
  | "YD";

export type VariantOptionValueInput = {
  id?: string | null | undefined;
  linkedMetafieldValue?: string | null | undefined;
  name?: string | null | undefined;
  optionId?: string | null | undefined;
  optionName?: string | null | undefined;
};

export type WeightInput = {
  unit: WeightUnit;
  value: number;
};

export type WeightUnit = "GRAMS" | "KILOGRAMS" | "OUNCES" | "POUNDS";

export type StartBulkQueryMutationVariables = Exact<{
  query: string;
}>;

export type StartBulkQueryMutation = {
  bulkOperationRunQuery: {
    bulkOperation: { id: string } | null;
    userErrors: Array<{ code: BulkOperationUserErrorCode | null; message: string }>;
  } | null;
};

export type BulkStateQueryVariables = Exact<{
  id: string;
}>;

export type BulkStateQuery = {
  bulkOperation: {
    status: BulkOperationStatus;
    url: string | null;
    partialDataUrl: string | null;
    createdAt: string;
    objectCount: string;
    errorCode: BulkOperationErrorCode | null;
  } | null;
  shop: { currencyCode: CurrencyCode };
};

export type CancelBulkMutationVariables = Exact<{
  id: string;
}>;

export type CancelBulkMutation = { bulkOperationCancel: { userErrors: Array<{ message: string }> } | null };

export type StageUploadMutationVariables = Exact<{
  input: Array<StagedUploadInput>;
}>;

export type StageUploadMutation = {
  stagedUploadsCreate: {
    stagedTargets: Array<{
      url: string | null;
      resourceUrl: string | null;
      parameters: Array<{ name: string; value: string }>;
    }> | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

export type StartBulkWriteMutationVariables = Exact<{
  mutation: string;
  path: string;
}>;

export type StartBulkWriteMutation = {
  bulkOperationRunMutation: {
    bulkOperation: { id: string } | null;
    userErrors: Array<{ code: BulkMutationErrorCode | null; message: string }>;
  } | null;
};

export type RecentBulkWritesQueryVariables = Exact<{ [key: string]: never }>;

export type RecentBulkWritesQuery = { bulkOperations: { nodes: Array<{ id: string; query: string }> } };

export type FulfillmentOrderOwnersQueryVariables = Exact<{
  ids: Array<string>;
}>;

export type FulfillmentOrderOwnersQuery = {
  nodes: Array<{ orderId: string } | Record<PropertyKey, never> | null>;
};

export type ReleaseHoldsMutationVariables = Exact<{
  id: string;
  holdIds: Array<string>;
}>;

export type ReleaseHoldsMutation = {
  fulfillmentOrderReleaseHold: {
    userErrors: Array<{ code: FulfillmentOrderReleaseHoldUserErrorCode | null; message: string }>;
  } | null;
};

export type MoveFulfillmentOrderMutationVariables = Exact<{
  id: string;
  locationId: string;
  lines?: Array<FulfillmentOrderLineItemInput> | null | undefined;
}>;

export type MoveFulfillmentOrderMutation = {
  fulfillmentOrderMove: {
    movedFulfillmentOrder: { id: string } | null;
    remainingFulfillmentOrder: { id: string } | null;
    userErrors: Array<{
      code: FulfillmentOrderMoveFulfillmentOrderMoveUserErrorCode | null;
      message: string;
    }>;
  } | null;
};

export type ReportProgressMutationVariables = Exact<{
  id: string;
}>;

export type ReportProgressMutation = {
  fulfillmentOrderReportProgress: {
    userErrors: Array<{ code: FulfillmentOrderReportProgressUserErrorCode | null; message: string }>;
  } | null;
};

export type OpenFulfillmentOrderMutationVariables = Exact<{
  id: string;
}>;

export type OpenFulfillmentOrderMutation = {
  fulfillmentOrderOpen: { userErrors: Array<{ message: string }> } | null;
};

export type SetFulfillmentDeadlineMutationVariables = Exact<{
  ids: Array<string>;
  deadline: string;
}>;

export type SetFulfillmentDeadlineMutation = {
  fulfillmentOrdersSetFulfillmentDeadline: {
    userErrors: Array<{ code: FulfillmentOrdersSetFulfillmentDeadlineUserErrorCode | null; message: string }>;
  } | null;
};

export type CreateFulfillmentMutationVariables = Exact<{
  fulfillment: FulfillmentInput;
}>;

export type CreateFulfillmentMutation = {
  fulfillmentCreate: { fulfillment: { id: string } | null; userErrors: Array<{ message: string }> } | null;
};

export type UpdateTrackingMutationVariables = Exact<{
  id: string;
  tracking: FulfillmentTrackingInput;
  notifyCustomer: boolean;
}>;

export type UpdateTrackingMutation = {
  fulfillmentTrackingInfoUpdate: { userErrors: Array<{ message: string }> } | null;
};

export type CancelFulfillmentMutationVariables = Exact<{
  id: string;
}>;

export type CancelFulfillmentMutation = {
  fulfillmentCancel: { userErrors: Array<{ message: string }> } | null;
};

export type CreateFulfillmentEventMutationVariables = Exact<{
  fulfillmentEvent: FulfillmentEventInput;
}>;

export type CreateFulfillmentEventMutation = {
  fulfillmentEventCreate: { userErrors: Array<{ message: string }> } | null;
};

export type CancelOrderMutationVariables = Exact<{
  orderId: string;
  reason: OrderCancelReason;
  restock: boolean;
  refundMethod?: OrderCancelRefundMethodInput | null | undefined;
  notifyCustomer: boolean;
  staffNote?: string | null | undefined;
}>;

export type CancelOrderMutation = {
  orderCancel: {
    orderCancelUserErrors: Array<{ code: OrderCancelUserErrorCode | null; message: string }>;
  } | null;
};

export type WholeOrdersQueryVariables = Exact<{
  ids: Array<string>;
}>;

export type WholeOrdersQuery = {
  nodes: Array<
    | ({
        id: string;
        name: string;
        createdAt: string;
        updatedAt: string;
        cancelledAt: string | null;
        cancelReason: OrderCancelReason | null;
        closedAt: string | null;
        test: boolean;
        edited: boolean;
        sourceName: string | null;
        tags: Array<string>;
        note: string | null;
        poNumber: string | null;
        currencyCode: CurrencyCode;
        presentmentCurrencyCode: CurrencyCode;
        taxesIncluded: boolean;
        displayFinancialStatus: OrderDisplayFinancialStatus | null;
        displayFulfillmentStatus: OrderDisplayFulfillmentStatus;
        retailLocation: { id: string } | null;
        customAttributes: Array<{ key: string; value: string | null }>;
        risk: { recommendation: OrderRiskRecommendationResult };
        paymentTerms: {
          paymentTermsName: string;
          paymentSchedules: { nodes: Array<{ dueAt: string | null; completedAt: string | null }> };
        } | null;
        lineItems: ItemPageFragment;
        refunds: Array<RefundFactsFragment>;
        returns: ReturnPageFragment;
        fulfillmentOrders: PlacePageFragment;
        fulfillments: Array<FulfillmentFactsFragment>;
      } & OrderPeopleFragment &
        OrderMoneyFragment &
        ShippingLinesFragment)
    | Record<PropertyKey, never>
    | null
  >;
};

export type AmountsFragment = { shopMoney: { amount: string }; presentmentMoney: { amount: string } };

export type TaxFragment = { title: string; rate: number | null; priceSet: AmountsFragment };

export type AddressFragment = {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  zip: string | null;
  provinceCode: string | null;
  countryCodeV2: CountryCode | null;
  phone: string | null;
};

export type OrderPeopleFragment = {
  email: string | null;
  phone: string | null;
  customer: {
    id: string;
    firstName: string | null;
    lastName: string | null;
    locale: string;
    taxExempt: boolean;
    defaultEmailAddress: { emailAddress: string } | null;
    defaultPhoneNumber: { phoneNumber: string } | null;
  } | null;
  purchasingEntity:
    | {
        company: { id: string; name: string; externalId: string | null };
        location: {
          id: string;
          name: string;
          externalId: string | null;
          taxSettings: { taxRegistrationId: string | null };
        };
      }
    | Record<PropertyKey, never>
    | null;
  billingAddress: AddressFragment | null;
  shippingAddress: AddressFragment | null;
};

export type OrderMoneyFragment = {
  originalTotalPriceSet: AmountsFragment;
  currentTotalPriceSet: AmountsFragment;
  currentTotalTaxSet: AmountsFragment;
  currentTotalDiscountsSet: AmountsFragment;
  currentTotalDutiesSet: AmountsFragment | null;
  currentShippingPriceSet: AmountsFragment;
  totalReceivedSet: AmountsFragment;
  totalRefundedSet: AmountsFragment;
  totalOutstandingSet: AmountsFragment;
  totalTipReceivedSet: AmountsFragment;
  transactions: Array<{
    id: string;
    kind: OrderTransactionKind;
    status: OrderTransactionStatus;
    gateway: string | null;
    processedAt: string | null;
    amountSet: AmountsFragment;
  }>;
};

export type ItemPageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{
    id: string;
    title: string;
    variantTitle: string | null;
    sku: string | null;
    quantity: number;
    currentQuantity: number;
    nonFulfillableQuantity: number;
    requiresShipping: boolean;
    isGiftCard: boolean;
    variant: { id: string; inventoryItem: { id: string } } | null;
    lineItemGroup: { id: string; title: string; quantity: number } | null;
    customAttributes: Array<{ key: string; value: string | null }>;
    originalUnitPriceSet: AmountsFragment;
    discountAllocations: Array<{
      allocatedAmountSet: AmountsFragment;
      discountApplication:
        | {
            title: string;
            allocationMethod: DiscountApplicationAllocationMethod;
            targetSelection: DiscountApplicationTargetSelection;
          }
        | {
            code: string;
            allocationMethod: DiscountApplicationAllocationMethod;
            targetSelection: DiscountApplicationTargetSelection;
          }
        | {
            title: string;
            allocationMethod: DiscountApplicationAllocationMethod;
            targetSelection: DiscountApplicationTargetSelection;
          }
        | {
            title: string;
            allocationMethod: DiscountApplicationAllocationMethod;
            targetSelection: DiscountApplicationTargetSelection;
          };
    }>;
    taxLines: Array<TaxFragment>;
    duties: Array<{ price: AmountsFragment; taxLines: Array<TaxFragment> }>;
  }>;
};

export type ShippingLinesFragment = {
  shippingLines: {
    nodes: Array<{
      id: string | null;
      title: string;
      code: string | null;
      isRemoved: boolean;
      originalPriceSet: AmountsFragment;
      discountedPriceSet: AmountsFragment;
      taxLines: Array<TaxFragment>;
    }>;
  };
};

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

export type MoreItemsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreItemsQuery = { order: { lineItems: ItemPageFragment } | null };

export type MorePlacesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MorePlacesQuery = { order: { fulfillmentOrders: PlacePageFragment } | null };

export type MorePlaceLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MorePlaceLinesQuery = { fulfillmentOrder: { lineItems: PlaceLinePageFragment } | null };

export type MoreShippedLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreShippedLinesQuery = { fulfillment: { fulfillmentLineItems: ShippedLinePageFragment } | null };

export type MoreRefundLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreRefundLinesQuery = { refund: { refundLineItems: RefundLinePageFragment } | null };

export type MoreReturnsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreReturnsQuery = { order: { returns: ReturnPageFragment } | null };

export type MoreReturnLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreReturnLinesQuery = { return: { returnLineItems: ReturnLinePageFragment } | null };

export type MoreExchangesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type MoreExchangesQuery = { return: { exchangeLineItems: ExchangePageFragment } | null };

export type RefundLinePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{
    quantity: number;
    restocked: boolean;
    lineItem: { id: string };
    subtotalSet: AmountsFragment;
    totalTaxSet: AmountsFragment;
  }>;
};

export type RefundFactsFragment = {
  id: string;
  createdAt: string | null;
  processedAt: string;
  note: string | null;
  return: { id: string } | null;
  refundLineItems: RefundLinePageFragment;
  refundShippingLines: {
    nodes: Array<{ subtotalAmountSet: AmountsFragment; taxAmountSet: AmountsFragment }>;
  };
  orderAdjustments: { nodes: Array<{ amountSet: AmountsFragment; taxAmountSet: AmountsFragment }> };
  transactions: {
    nodes: Array<{ kind: OrderTransactionKind; status: OrderTransactionStatus; amountSet: AmountsFragment }>;
  };
};

export type ReturnLinePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<
    | {
        quantity: number;
        fulfillmentLineItem: { lineItem: { id: string } };
        returnReasonDefinition: { name: string } | null;
      }
    | { quantity: number; returnReasonDefinition: { name: string } | null }
  >;
};

export type ExchangePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{ quantity: number; title: string | null; lineItems: Array<{ id: string }> | null }>;
};

export type ReturnPageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{
    id: string;
    name: string;
    status: ReturnStatus;
    returnLineItems: ReturnLinePageFragment;
    exchangeLineItems: ExchangePageFragment;
  }>;
};

export type PlaceLinePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{ id: string; totalQuantity: number; remainingQuantity: number; lineItem: { id: string } }>;
};

export type PlacePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{
    id: string;
    status: FulfillmentOrderStatus;
    requestStatus: FulfillmentOrderRequestStatus;
    fulfillBy: string | null;
    updatedAt: string;
    deliveryMethod: { methodType: DeliveryMethodType } | null;
    assignedLocation: { location: { id: string } | null };
    supportedActions: Array<{ action: FulfillmentOrderAction }>;
    fulfillmentHolds: Array<{
      id: string;
      handle: string | null;
      reason: FulfillmentHoldReason;
      reasonNotes: string | null;
      heldByRequestingApp: boolean;
    }>;
    lineItems: PlaceLinePageFragment;
  }>;
};

export type ShippedLinePageFragment = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<{ quantity: number | null; lineItem: { id: string } }>;
};

export type FulfillmentFactsFragment = {
  id: string;
  name: string;
  status: FulfillmentStatus;
  displayStatus: FulfillmentDisplayStatus | null;
  createdAt: string;
  deliveredAt: string | null;
  estimatedDeliveryAt: string | null;
  location: { id: string } | null;
  trackingInfo: Array<{ company: string | null; number: string | null; url: string | null }>;
  fulfillmentLineItems: ShippedLinePageFragment;
  events: { nodes: Array<{ status: FulfillmentEventStatus; happenedAt: string }> };
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

export type AddFixedPricesMutationVariables = Exact<{
  listId: string;
  prices: Array<PriceListPriceInput>;
}>;

export type AddFixedPricesMutation = {
  priceListFixedPricesAdd: {
    prices: Array<{ variant: { id: string } }> | null;
    userErrors: Array<{
      field: Array<string> | null;
      code: PriceListPriceUserErrorCode | null;
      message: string;
    }>;
  } | null;
};

export type DeleteFixedPricesMutationVariables = Exact<{
  listId: string;
  variantIds: Array<string>;
}>;

export type DeleteFixedPricesMutation = {
  priceListFixedPricesDelete: {
    deletedFixedPriceVariantIds: Array<string> | null;
    userErrors: Array<{
      field: Array<string> | null;
      code: PriceListPriceUserErrorCode | null;
      message: string;
    }>;
  } | null;
};

export type UpdateFixedPricesMutationVariables = Exact<{
  listId: string;
  prices: Array<PriceListPriceInput>;
  variantIds: Array<string>;
}>;

export type UpdateFixedPricesMutation = {
  priceListFixedPricesUpdate: {
    deletedFixedPriceVariantIds: Array<string> | null;
    pricesAdded: Array<{ variant: { id: string } }> | null;
    userErrors: Array<{
      field: Array<string> | null;
      code: PriceListPriceUserErrorCode | null;
      message: string;
    }>;
  } | null;
};

export type UpdateQuantityPricingMutationVariables = Exact<{
  listId: string;
  input: QuantityPricingByVariantUpdateInput;
}>;

export type UpdateQuantityPricingMutation = {
  quantityPricingByVariantUpdate: {
    userErrors: Array<{
      field: Array<string> | null;
      code: QuantityPricingByVariantUserErrorCode | null;
      message: string;
    }>;
  } | null;
};

export type PriceListsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

export type PriceListsQuery = {
  priceLists: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: Array<{
      id: string;
      name: string;
      currency: CurrencyCode;
      fixedPricesCount: number;
      catalog: { title: string } | { title: string } | { title: string } | null;
    }>;
  };
};

export type FixedPricesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
  query?: string | null | undefined;
}>;

export type FixedPricesQuery = {
  priceList: {
    prices: {
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      nodes: Array<{
        variant: { id: string };
        price: { amount: string; currencyCode: CurrencyCode };
        compareAtPrice: { amount: string; currencyCode: CurrencyCode } | null;
        quantityPriceBreaks: {
          nodes: Array<{
            id: string;
            minimumQuantity: number;
            price: { amount: string; currencyCode: CurrencyCode };
          }>;
        };
      }>;
    };
  } | null;
};

export type ReadCollectionsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;

export type ReadCollectionsQuery = {
  collections: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: Array<{ id: string; title: string }>;
  };
};

export type LastEditorQueryVariables = Exact<{
  id: string;
}>;

export type LastEditorQuery = {
  currentAppInstallation: { app: { title: string } };
  product: {
    events: {
      nodes: Array<
        | {
            author: string | null;
            appTitle: string | null;
            attributeToApp: boolean;
            attributeToUser: boolean;
            createdAt: string;
          }
        | Record<PropertyKey, never>
      >;
    };
  } | null;
};

export type MetafieldStatesQueryVariables = Exact<{
  ids: Array<string>;
  keys: Array<string>;
  count: number;
}>;

export type MetafieldStatesQuery = {
  nodes: Array<
    | {
        id: string;
        metafields: {
          nodes: Array<{
            namespace: string;
            key: string;
            type: string;
            value: string;
            compareDigest: string;
          }>;
        };
      }
    | Record<PropertyKey, never>
    | null
  >;
};

export type MetafieldTypeQueryVariables = Exact<{
  identifier: MetafieldDefinitionIdentifierInput;
}>;

export type MetafieldTypeQuery = { metafieldDefinition: { type: { name: string } } | null };

export type SetMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldsSetInput>;
}>;

export type SetMetafieldsMutation = {
  metafieldsSet: {
    metafields: Array<{ value: string }> | null;
    userErrors: Array<{
      field: Array<string> | null;
      code: MetafieldsSetUserErrorCode | null;
      message: string;
      elementIndex: number | null;
    }>;
  } | null;
};

export type DeleteMetafieldsMutationVariables = Exact<{
  metafields: Array<MetafieldIdentifierInput>;
}>;

export type DeleteMetafieldsMutation = {
  metafieldsDelete: { userErrors: Array<{ message: string }> } | null;
};

export type DraftProductFragment = {
  id: string;
  variants: { nodes: Array<{ id: string; sku: string | null; inventoryItem: { id: string } }> };
};

export type ReadDraftKeyQueryVariables = Exact<{
  key: string;
}>;

export type ReadDraftKeyQuery = { metafieldDefinition: { id: string } | null };

export type DefineDraftKeyMutationVariables = Exact<{
  definition: MetafieldDefinitionInput;
}>;

export type DefineDraftKeyMutation = {
  metafieldDefinitionCreate: {
    userErrors: Array<{ code: MetafieldDefinitionCreateUserErrorCode | null; message: string }>;
  } | null;
};

export type FindDraftQueryVariables = Exact<{
  identifier: ProductIdentifierInput;
}>;

export type FindDraftQuery = { productByIdentifier: DraftProductFragment | null };

export type DraftBySkuQueryVariables = Exact<{
  query: string;
}>;

export type DraftBySkuQuery = {
  productVariants: { nodes: Array<{ id: string; sku: string | null; product: { id: string } }> };
};

export type CreateDraftMutationVariables = Exact<{
  identifier: ProductSetIdentifiers;
  input: ProductSetInput;
}>;

export type CreateDraftMutation = {
  productSet: {
    product: DraftProductFragment | null;
    userErrors: Array<{ field: Array<string> | null; code: ProductSetUserErrorCode | null; message: string }>;
  } | null;
};

export type ProductMediaQueryVariables = Exact<{
  id: string;
}>;

export type ProductMediaQuery = {
  product: {
    media: {
      nodes: Array<
        | {
            id: string;
            mediaContentType: MediaContentType;
            status: MediaStatus;
            mediaErrors: Array<{ message: string }>;
            preview: { image: { url: string } | null } | null;
          }
        | {
            id: string;
            mediaContentType: MediaContentType;
            status: MediaStatus;
            mediaErrors: Array<{ message: string }>;
            preview: { image: { url: string } | null } | null;
          }
        | {
            id: string;
            mediaContentType: MediaContentType;
            status: MediaStatus;
            mediaErrors: Array<{ message: string }>;
            preview: { image: { url: string } | null } | null;
          }
        | {
            id: string;
            mediaContentType: MediaContentType;
            status: MediaStatus;
            mediaErrors: Array<{ message: string }>;
            preview: { image: { url: string } | null } | null;
          }
      >;
    };
  } | null;
};

export type AddMediaMutationVariables = Exact<{
  id: string;
  media: Array<CreateMediaInput>;
}>;

export type AddMediaMutation = {
  productUpdate: { userErrors: Array<{ field: Array<string> | null; message: string }> } | null;
};

export type ReorderMediaMutationVariables = Exact<{
  id: string;
  moves: Array<MoveInput>;
}>;

export type ReorderMediaMutation = {
  productReorderMedia: {
    job: { id: string; done: boolean } | null;
    mediaUserErrors: Array<{ code: MediaUserErrorCode | null; message: string }>;
  } | null;
};

export type JobStateQueryVariables = Exact<{
  id: string;
}>;

export type JobStateQuery = { job: { done: boolean } | null };

export type ReleaseFilesMutationVariables = Exact<{
  files: Array<FileUpdateInput>;
}>;

export type ReleaseFilesMutation = {
  fileUpdate: { userErrors: Array<{ code: FilesErrorCode | null; message: string }> } | null;
};

export type DeleteFilesMutationVariables = Exact<{
  ids: Array<string>;
}>;

export type DeleteFilesMutation = {
  fileDelete: { userErrors: Array<{ code: FilesErrorCode | null; message: string }> } | null;
};

export type ProductSweepQueryVariables = Exact<{ [key: string]: never }>;

export type ProductSweepQuery = {
  products: {
    edges: Array<{
      node: {
        id: string;
        title: string;
        status: ProductStatus;
        vendor: string;
        productType: string;
        tags: Array<string>;
        descriptionHtml: unknown;
        featuredMedia:
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | { preview: { image: { url: string } | null } | null }
          | null;
        collections: { edges: Array<{ node: { id: string } }> };
        media: {
          edges: Array<{
            node:
              | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
              | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
              | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
              | { id: string; mediaContentType: MediaContentType; status: MediaStatus };
          }>;
        };
      };
    }>;
  };
};

export type UpdateProductMutationVariables = Exact<{
  product: ProductUpdateInput;
}>;

export type UpdateProductMutation = {
  productUpdate: {
    product: {
      title: string;
      descriptionHtml: unknown;
      vendor: string;
      productType: string;
      status: ProductStatus;
    } | null;
    userErrors: Array<{ field: Array<string> | null; message: string }>;
  } | null;
};

export type ProductFactsFragment = {
  id: string;
  title: string;
  status: ProductStatus;
  vendor: string;
  productType: string;
  tags: Array<string>;
  descriptionHtml: unknown;
  featuredMedia:
    | { preview: { image: { url: string } | null } | null }
    | { preview: { image: { url: string } | null } | null }
    | { preview: { image: { url: string } | null } | null }
    | { preview: { image: { url: string } | null } | null }
    | null;
};

export type ReadProductsQueryVariables = Exact<{
  ids: Array<string>;
  keys: Array<string>;
  count: number;
  withMetafields: boolean;
}>;

export type ReadProductsQuery = {
  nodes: Array<
    | ({
        collections: {
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
          nodes: Array<{ id: string }>;
        };
        media: {
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
          nodes: Array<
            | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
            | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
            | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
            | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
          >;
        };
        metafields?: { nodes: Array<{ namespace: string; key: string; value: string }> };
      } & ProductFactsFragment)
    | Record<PropertyKey, never>
    | null
  >;
};

export type MoreOfProductQueryVariables = Exact<{
  id: string;
  collections?: string | null | undefined;
  media?: string | null | undefined;
}>;

export type MoreOfProductQuery = {
  product: {
    collections: {
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      nodes: Array<{ id: string }>;
    };
    media: {
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      nodes: Array<
        | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
        | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
        | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
        | { id: string; mediaContentType: MediaContentType; status: MediaStatus }
      >;
    };
  } | null;
};

export type ProductTranslationsQueryVariables = Exact<{
  ids: Array<string>;
  locale: string;
}>;

export type ProductTranslationsQuery = {
  nodes: Array<
    | { id: string; translations: Array<{ key: string; value: string | null }> }
    | Record<PropertyKey, never>
    | null
  >;
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
        compareAtPrice: string | null;
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
          countryCodeOfOrigin: CountryCode | null;
          harmonizedSystemCode: string | null;
          unitCost: { amount: string; currencyCode: CurrencyCode } | null;
          measurement: { weight: { value: number; unit: WeightUnit } | null };
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

export type ReadLocalesQueryVariables = Exact<{ [key: string]: never }>;

export type ReadLocalesQuery = {
  shopLocales: Array<{ locale: string; name: string; primary: boolean; published: boolean }>;
};

export type TranslatableTextsQueryVariables = Exact<{
  id: string;
}>;

export type TranslatableTextsQuery = {
  translatableResource: { translatableContent: Array<{ key: string; digest: string | null }> } | null;
};

export type RegisterTranslationsMutationVariables = Exact<{
  id: string;
  translations: Array<TranslationInput>;
}>;

export type RegisterTranslationsMutation = {
  translationsRegister: {
    translations: Array<{ locale: string; key: string }> | null;
    userErrors: Array<{ field: Array<string> | null; code: TranslationErrorCode | null; message: string }>;
  } | null;
};

export type RemoveTranslationsMutationVariables = Exact<{
  id: string;
  locales: Array<string>;
  keys: Array<string>;
}>;

export type RemoveTranslationsMutation = {
  translationsRemove: { userErrors: Array<{ code: TranslationErrorCode | null; message: string }> } | null;
};

export type UpdateVariantsMutationVariables = Exact<{
  productId: string;
  variants: Array<ProductVariantsBulkInput>;
  withItem: boolean;
}>;

export type UpdateVariantsMutation = {
  productVariantsBulkUpdate: {
    productVariants: Array<{
      id: string;
      price: string;
      compareAtPrice: string | null;
      barcode: string | null;
      inventoryItem?: {
        countryCodeOfOrigin: CountryCode | null;
        harmonizedSystemCode: string | null;
        unitCost: { amount: string; currencyCode: CurrencyCode } | null;
        measurement: { weight: { value: number; unit: WeightUnit } | null };
      };
    }> | null;
    userErrors: Array<{
      field: Array<string> | null;
      code: ProductVariantsBulkUpdateUserErrorCode | null;
      message: string;
    }>;
  } | null;
};

export type VariantFactsFragment = {
  id: string;
  sku: string | null;
  barcode: string | null;
  title: string;
  price: string;
  compareAtPrice: string | null;
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
    countryCodeOfOrigin: CountryCode | null;
    harmonizedSystemCode: string | null;
    unitCost: { amount: string; currencyCode: CurrencyCode } | null;
    measurement: { weight: { value: number; unit: WeightUnit } | null };
    inventoryLevels: {
      nodes: Array<{ location: { id: string }; quantities: Array<{ name: string; quantity: number }> }>;
    };
  };
};

export type ReadVariantsQueryVariables = Exact<{
  ids: Array<string>;
}>;

export type ReadVariantsQuery = {
  shop: { currencyCode: CurrencyCode };
  nodes: Array<VariantFactsFragment | Record<PropertyKey, never> | null>;
};

export type ProductVariantsQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type ProductVariantsQuery = {
  shop: { currencyCode: CurrencyCode };
  product: {
    variants: {
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      nodes: Array<VariantFactsFragment>;
    };
  } | null;
};

export type FlowTriggerMutationVariables = Exact<{
  handle: string;
  payload: unknown;
}>;

export type FlowTriggerMutation = {
  flowTriggerReceive: { userErrors: Array<{ field: Array<string> | null; message: string }> } | null;
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
    taxesIncluded: boolean;
    plan: { publicDisplayName: string };
  };
  locations: {
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: Array<{ id: string; name: string; isActive: boolean }>;
  };
};

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
