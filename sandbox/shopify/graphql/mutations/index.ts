import type { FieldTable } from "#sandbox/shopify/graphql/context.ts";
import { inventoryActivate, inventoryDeactivate } from "./activation.ts";
import { inventoryAdjustQuantities } from "./adjust-quantities.ts";
import { bulkOperationCancel, bulkOperationRunMutation, bulkOperationRunQuery } from "./bulk.ts";
import {
  priceListFixedPricesAdd,
  priceListFixedPricesDelete,
  priceListFixedPricesUpdate,
} from "./fixed-prices.ts";
import { flowTriggerReceive } from "./flow-trigger.ts";
import { fileDelete, fileUpdate, productReorderMedia } from "./files.ts";
import { metafieldDefinitionCreate, metafieldsDelete } from "./metafields.ts";
import { metafieldsSet } from "./metafields-set.ts";
import { inventoryItemUpdate } from "./inventory-item.ts";
import { fulfillmentCreate } from "./fulfillment-create.ts";
import { fulfillmentOrderHold, fulfillmentOrderReleaseHold } from "./fulfillment-holds.ts";
import {
  fulfillmentOrderMove,
  fulfillmentOrderOpen,
  fulfillmentOrderReportProgress,
  fulfillmentOrdersSetFulfillmentDeadline,
} from "./fulfillment-orders.ts";
import { fulfillmentCancel, fulfillmentEventCreate, fulfillmentTrackingInfoUpdate } from "./fulfillments.ts";
import { orderCancel } from "./order-cancel.ts";
import { refundCreate } from "./refund-create.ts";
import { productSet } from "./product-set.ts";
import { productUpdate } from "./product-update.ts";
import { productVariantsBulkUpdate } from "./variant-updates.ts";
import { quantityPricingByVariantUpdate } from "./quantity-pricing.ts";
import { inventorySetQuantities } from "./set-quantities.ts";
import { stagedUploadsCreate } from "./staged-uploads.ts";
import { translationsRegister, translationsRemove } from "./translations.ts";

export const mutations: FieldTable = {
  bulkOperationCancel,
  bulkOperationRunMutation,
  bulkOperationRunQuery,
  flowTriggerReceive,
  fulfillmentCancel,
  fulfillmentCreate,
  fulfillmentEventCreate,
  fulfillmentOrderHold,
  fulfillmentOrderMove,
  fulfillmentOrderOpen,
  fulfillmentOrderReleaseHold,
  fulfillmentOrderReportProgress,
  fulfillmentOrdersSetFulfillmentDeadline,
  fulfillmentTrackingInfoUpdate,
  inventoryActivate,
  inventoryAdjustQuantities,
  inventoryDeactivate,
  inventoryItemUpdate,
  inventorySetQuantities,
  fileDelete,
  fileUpdate,
  metafieldDefinitionCreate,
  metafieldsDelete,
  metafieldsSet,
  orderCancel,
  priceListFixedPricesAdd,
  priceListFixedPricesDelete,
  priceListFixedPricesUpdate,
  productReorderMedia,
  productSet,
  productUpdate,
  productVariantsBulkUpdate,
  quantityPricingByVariantUpdate,
  refundCreate,
  stagedUploadsCreate,
  translationsRegister,
  translationsRemove,
};
