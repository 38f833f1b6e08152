import { getNamedType, GraphQLError, type GraphQLOutputType } from "graphql";

const FULFILLMENT_ORDERS = [
  "read_assigned_fulfillment_orders",
  "read_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_marketplace_fulfillment_orders",
];

const WRITE_FULFILLMENT_ORDERS = FULFILLMENT_ORDERS.map((scope) => scope.replace("read_", "write_"));

const TYPE_SCOPES: Record<string, readonly string[]> = {
  Product: ["read_products"],
  ProductConnection: ["read_products"],
  ProductVariant: ["read_products"],
  ProductVariantConnection: ["read_products"],
  PriceList: ["read_products"],
  PriceListConnection: ["read_products"],
  Catalog: ["read_products"],
  CatalogConnection: ["read_products"],
  InventoryItem: ["read_inventory"],
  InventoryItemConnection: ["read_inventory"],
  InventoryLevel: ["read_inventory"],
  InventoryLevelConnection: ["read_inventory"],
  Location: ["read_locations"],
  LocationConnection: ["read_locations"],
  Order: ["read_orders"],
  OrderConnection: ["read_orders"],
  Customer: ["read_customers"],
  Company: ["read_customers", "read_companies"],
  CompanyLocation: ["read_customers", "read_companies"],
  PaymentTerms: ["read_payment_terms"],
  Return: ["read_returns"],
  ReturnConnection: ["read_returns"],
  Collection: ["read_products"],
  CollectionConnection: ["read_products"],
  ShopLocale: ["read_locales"],
  TranslatableResource: ["read_translations"],
  Translation: ["read_translations"],
  FulfillmentOrder: FULFILLMENT_ORDERS,
  FulfillmentOrderConnection: FULFILLMENT_ORDERS,
};

const MUTATION_SCOPES: Record<string, readonly string[]> = {
  fulfillmentCancel: WRITE_FULFILLMENT_ORDERS,
  fulfillmentCreate: WRITE_FULFILLMENT_ORDERS,
  fulfillmentEventCreate: WRITE_FULFILLMENT_ORDERS,
  fulfillmentOrderHold: WRITE_FULFILLMENT_ORDERS,
  fulfillmentOrderMove: WRITE_FULFILLMENT_ORDERS,
  fulfillmentOrderOpen: WRITE_FULFILLMENT_ORDERS,
  fulfillmentOrderReleaseHold: WRITE_FULFILLMENT_ORDERS,
  fulfillmentOrderReportProgress: WRITE_FULFILLMENT_ORDERS,
  fulfillmentOrdersSetFulfillmentDeadline: WRITE_FULFILLMENT_ORDERS,
  fulfillmentTrackingInfoUpdate: WRITE_FULFILLMENT_ORDERS,
  orderCancel: ["write_orders"],
  refundCreate: ["write_orders"],
  inventorySetQuantities: ["write_inventory"],
  inventoryAdjustQuantities: ["write_inventory"],
  inventoryActivate: ["write_inventory"],
  inventoryDeactivate: ["write_inventory"],
  inventoryItemUpdate: ["write_inventory"],
  priceListFixedPricesAdd: ["write_products"],
  priceListFixedPricesDelete: ["write_products"],
  priceListFixedPricesUpdate: ["write_products"],
  productVariantsBulkUpdate: ["write_products"],
  quantityPricingByVariantUpdate: ["write_products"],
  productUpdate: ["write_products"],
  productSet: ["write_products"],
  productReorderMedia: ["write_products"],
  metafieldDefinitionCreate: ["write_products"],
  fileUpdate: ["write_files"],
  fileDelete: ["write_files"],
  translationsRegister: ["write_translations"],
  translationsRemove: ["write_translations"],
};

/** Throws Shopify's ACCESS_DENIED when the app was not granted what this field needs. */
export class ScopeCheck {
  readonly #anyOf: readonly string[];
  readonly #field: string;
  /** The last scopes that passed: the same set is asked about again for every row of a page. */
  #passed: ReadonlySet<string> | null = null;

  private constructor(anyOf: readonly string[], field: string) {
    this.#anyOf = anyOf;
    this.#field = field;
  }

  static of(parent: string, field: string, type: GraphQLOutputType): ScopeCheck | null {
    const anyOf = parent === "Mutation" ? MUTATION_SCOPES[field] : TYPE_SCOPES[getNamedType(type).name];
    return anyOf ? new ScopeCheck(anyOf, field) : null;
  }

  check(granted: ReadonlySet<string>): void {
    if (this.#passed === granted) return;
    if (!this.#anyOf.some((scope) => allows(granted, scope))) throw this.#denied();
    this.#passed = granted;
  }

  #denied(): GraphQLError {
    const required = `${this.#anyOf.map((scope) => `\`${scope}\``).join(" or ")} access scope.`;
    return new GraphQLError(`Access denied for ${this.#field} field. Required access: ${required}`, {
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess: required,
      },
    });
  }
}

function allows(granted: ReadonlySet<string>, scope: string): boolean {
  return granted.has(scope) || granted.has(scope.replace(/^read_/, "write_"));
}
