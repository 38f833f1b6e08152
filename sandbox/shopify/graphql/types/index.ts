import type { FieldTable } from "#sandbox/shopify/graphql/context.ts";
import {
  InventoryAdjustmentGroup,
  InventoryChange,
} from "#sandbox/shopify/graphql/mutations/adjustment-group.ts";
import { App, AppInstallation } from "./app.ts";
import { BulkOperation } from "./bulk-operation.ts";
import { InventoryItem, InventoryLevel, Location } from "./inventory.ts";
import { Image } from "./media.ts";
import { Metafield } from "./metafields.ts";
import {
  Fulfillment,
  FulfillmentLineItem,
  FulfillmentOrder,
  FulfillmentOrderLineItem,
  LineItem,
  Order,
} from "./order.ts";
import { Product, ProductVariant } from "./product.ts";
import { QueryRoot } from "./query-root.ts";
import { Shop } from "./shop.ts";

/** Fields whose value is not simply the member of the same name. */
export const types = {
  App,
  AppInstallation,
  BulkOperation,
  Fulfillment,
  FulfillmentLineItem,
  FulfillmentOrder,
  FulfillmentOrderLineItem,
  Image,
  InventoryAdjustmentGroup,
  InventoryChange,
  InventoryItem,
  InventoryLevel,
  LineItem,
  Location,
  Metafield,
  Order,
  Product,
  ProductVariant,
  QueryRoot,
  Shop,
} as Record<string, FieldTable>;
