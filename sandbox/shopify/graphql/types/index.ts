import type { FieldTable } from "#sandbox/shopify/graphql/context.ts";
import { InventoryAdjustmentGroup, InventoryChange } from "./adjustment-group.ts";
import { App, AppInstallation } from "./app.ts";
import { BulkOperation } from "./bulk-operation.ts";
import { Collection } from "./collection.ts";
import { Fulfillment, FulfillmentEvent, FulfillmentLineItem } from "./fulfillment.ts";
import { FulfillmentHold, FulfillmentOrder, FulfillmentOrderLineItem } from "./fulfillment-order.ts";
import { InventoryItem, InventoryLevel, Location } from "./inventory.ts";
import { Company, CompanyLocation, Customer, MailingAddress } from "./customer.ts";
import { Image, MediaImage } from "./media.ts";
import { Metafield, MetafieldDefinition, MetafieldsSetUserError } from "./metafields.ts";
import { LineItem, LineItemGroup } from "./line-item.ts";
import { Order } from "./order.ts";
import { OrderTransaction } from "./order-money.ts";
import {
  CatalogType,
  PriceList,
  PriceListPrice,
  QuantityPriceBreak,
  QuantityRuleType,
} from "./price-list.ts";
import { Product, ProductVariant } from "./product.ts";
import { BasicEvent } from "./product-event.ts";
import { QueryRoot } from "./query-root.ts";
import { Refund, RefundLineItem } from "./refund.ts";
import { ExchangeLineItem, Return, ReturnLineItem } from "./return.ts";
import { Shop } from "./shop.ts";
import { TranslatableResource, Translation } from "./translations.ts";

/** Fields whose value is not simply the member of the same name. */
export const types = {
  App,
  AppInstallation,
  BasicEvent,
  BulkOperation,
  CompanyLocationCatalog: CatalogType,
  Collection,
  Company,
  CompanyLocation,
  Customer,
  ExchangeLineItem,
  Fulfillment,
  FulfillmentEvent,
  FulfillmentHold,
  FulfillmentLineItem,
  FulfillmentOrder,
  FulfillmentOrderLineItem,
  Image,
  InventoryAdjustmentGroup,
  InventoryChange,
  InventoryItem,
  InventoryLevel,
  LineItem,
  LineItemGroup,
  Location,
  MailingAddress,
  MarketCatalog: CatalogType,
  MediaImage,
  Metafield,
  MetafieldDefinition,
  MetafieldsSetUserError,
  Order,
  OrderTransaction,
  Product,
  ProductVariant,
  PriceList,
  PriceListPrice,
  QuantityPriceBreak,
  QuantityRule: QuantityRuleType,
  QueryRoot,
  Refund,
  RefundLineItem,
  Return,
  ReturnLineItem,
  Shop,
  TranslatableResource,
  Translation,
} as Record<string, FieldTable>;
