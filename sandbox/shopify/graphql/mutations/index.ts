import type { FieldTable } from "#sandbox/shopify/graphql/context.ts";
import { inventoryActivate, inventoryDeactivate } from "./activation.ts";
import { inventoryAdjustQuantities } from "./adjust-quantities.ts";
import { bulkOperationCancel, bulkOperationRunQuery } from "./bulk.ts";
import { metafieldsSet } from "./metafields-set.ts";
import { inventoryItemUpdate, productUpdate, productVariantsBulkUpdate } from "./product-updates.ts";
import { inventorySetQuantities } from "./set-quantities.ts";

export const mutations: FieldTable = {
  bulkOperationCancel,
  bulkOperationRunQuery,
  inventoryActivate,
  inventoryAdjustQuantities,
  inventoryDeactivate,
  inventoryItemUpdate,
  inventorySetQuantities,
  metafieldsSet,
  productUpdate,
  productVariantsBulkUpdate,
};
