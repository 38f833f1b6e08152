import { getNamedType, GraphQLError, type GraphQLOutputType } from "graphql";

interface Requirement {
  anyOf: readonly string[];
}

const FULFILLMENT_ORDERS = [
  "read_assigned_fulfillment_orders",
  "read_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_marketplace_fulfillment_orders",
];

const TYPE_SCOPES: Record<string, readonly string[]> = {
  Product: ["read_products"],
  ProductConnection: ["read_products"],
  ProductVariant: ["read_products"],
  ProductVariantConnection: ["read_products"],
  InventoryItem: ["read_inventory"],
  InventoryItemConnection: ["read_inventory"],
  InventoryLevel: ["read_inventory"],
  InventoryLevelConnection: ["read_inventory"],
  Location: ["read_locations"],
  LocationConnection: ["read_locations"],
  Order: ["read_orders"],
  OrderConnection: ["read_orders"],
  FulfillmentOrder: FULFILLMENT_ORDERS,
  FulfillmentOrderConnection: FULFILLMENT_ORDERS,
};

const MUTATION_SCOPES: Record<string, readonly string[]> = {
  inventorySetQuantities: ["write_inventory"],
  inventoryAdjustQuantities: ["write_inventory"],
  inventoryActivate: ["write_inventory"],
  inventoryDeactivate: ["write_inventory"],
  inventoryItemUpdate: ["write_inventory"],
  productVariantsBulkUpdate: ["write_products"],
  productUpdate: ["write_products"],
};

const requirements = new Map<string, Requirement | null>();

/** Throws Shopify's ACCESS_DENIED when the app was not granted what this field needs. */
export function checkScopes(
  parent: string,
  field: string,
  type: GraphQLOutputType,
  granted: ReadonlySet<string>,
): void {
  const name = `${parent}.${field}`;
  let requirement = requirements.get(name);
  if (requirement === undefined) {
    requirement = requirementOf(parent, field, type);
    requirements.set(name, requirement);
  }
  if (!requirement || requirement.anyOf.some((scope) => allows(granted, scope))) return;
  const required = `${requirement.anyOf.map((scope) => `\`${scope}\``).join(" or ")} access scope.`;
  throw new GraphQLError(`Access denied for ${field} field. Required access: ${required}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: required,
    },
  });
}

function requirementOf(parent: string, field: string, type: GraphQLOutputType): Requirement | null {
  const anyOf = parent === "Mutation" ? MUTATION_SCOPES[field] : TYPE_SCOPES[getNamedType(type).name];
  return anyOf ? { anyOf } : null;
}

function allows(granted: ReadonlySet<string>, scope: string): boolean {
  return granted.has(scope) || granted.has(scope.replace(/^read_/, "write_"));
}
