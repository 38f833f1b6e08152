import { gid } from "#sandbox/shopify/gid.ts";
import { sellable } from "#sandbox/shopify/graphql/types/product.ts";
import type { ShopEvent } from "#sandbox/shopify/state/events.ts";
import { editBody, orderBody, refundBody, returnBody, riskBody, transactionBody } from "./order-payloads.ts";
import { time } from "./time.ts";
import { fulfillmentBody, fulfillmentEventBody, fulfillmentOrderBody } from "./fulfillment-payloads.ts";
import type { Item, Product, Variant } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

type Json = Record<string, unknown>;

/** The body Shopify sends for an event: REST-shaped, numeric ids, times with an offset. */
export function payloadOf(event: ShopEvent, state: ShopState): Json {
  if ("level" in event) {
    const { level } = event;
    const place = { inventory_item_id: Number(level.item.id), location_id: Number(level.location.id) };
    if (event.topic === "inventory_levels/disconnect") return place;
    const admin_graphql_api_id = level.gid;
    return { ...place, available: level.available, updated_at: time(level.updatedAt), admin_graphql_api_id };
  }
  if ("product" in event) return productBody(event.product);
  if ("item" in event) return itemBody(event.item);
  if ("productId" in event) return { id: Number(event.productId) };
  if ("order" in event) return orderBody(event.order);
  if ("edited" in event) return editBody(event.edited);
  if ("assessed" in event) return riskBody(event.assessed);
  if ("transaction" in event) return transactionBody(event.transaction);
  if ("refund" in event) return refundBody(event.refund);
  if ("return" in event) return returnBody(event.return);
  if ("fulfillment" in event) return fulfillmentBody(event.fulfillment);
  if ("event" in event) return fulfillmentEventBody(event.event);
  if ("fulfillmentOrder" in event) return fulfillmentOrderBody(event);
  if ("location" in event) {
    const { location } = event;
    return {
      id: Number(location.id),
      name: location.name,
      active: location.active,
      city: location.city,
      country_code: location.countryCode,
      created_at: time(location.createdAt),
      updated_at: time(location.updatedAt),
      admin_graphql_api_id: gid("Location", location.id),
    };
  }
  if ("operation" in event) {
    const { operation } = event;
    return {
      admin_graphql_api_id: gid("BulkOperation", operation.id),
      completed_at: time(operation.completedAt),
      created_at: time(operation.createdAt),
      error_code: operation.errorCode?.toLowerCase() ?? null,
      status: operation.status.toLowerCase(),
      type: operation.type.toLowerCase(),
    };
  }
  return complianceBody(event, state);
}

function complianceBody(event: ShopEvent, state: ShopState): Json {
  const shop = { shop_id: Number(state.shop.id), shop_domain: state.shop.domain };
  if (event.topic === "app/uninstalled") {
    const { id, domain, name, email } = state.shop;
    return { id: Number(id), name, email, domain, myshopify_domain: domain };
  }
  if (!("customerId" in event)) return shop;
  const customer = { id: Number(event.customerId), email: "customer@example.com", phone: null };
  const orders = event.orderIds.map(Number);
  return event.topic === "customers/redact"
    ? { ...shop, customer, orders_to_redact: orders }
    : { ...shop, customer, orders_requested: orders, data_request: { id: 9999 } };
}

function productBody(product: Product): Json {
  return {
    id: Number(product.id),
    admin_graphql_api_id: gid("Product", product.id),
    title: product.title,
    body_html: product.descriptionHtml,
    handle: product.handle,
    vendor: product.vendor,
    product_type: product.productType,
    tags: product.tags.join(", "),
    status: product.status.toLowerCase(),
    created_at: time(product.createdAt),
    updated_at: time(product.updatedAt),
    image: product.media[0] ? { src: product.media[0].url } : null,
    variants: product.variants.map(variantBody),
  };
}

function variantBody(variant: Variant): Json {
  return {
    id: Number(variant.id),
    admin_graphql_api_id: gid("ProductVariant", variant.id),
    product_id: Number(variant.product.id),
    inventory_item_id: Number(variant.item.id),
    title: variant.title,
    sku: variant.sku,
    barcode: variant.barcode,
    price: variant.price,
    compare_at_price: variant.compareAtPrice,
    position: variant.position,
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    inventory_quantity: sellable(variant),
    taxable: variant.taxable,
    created_at: time(variant.createdAt),
    updated_at: time(variant.updatedAt),
  };
}

function itemBody(item: Item): Json {
  return {
    id: Number(item.id),
    admin_graphql_api_id: gid("InventoryItem", item.id),
    sku: item.variant.sku,
    cost: item.cost,
    country_code_of_origin: item.countryCodeOfOrigin,
    province_code_of_origin: item.provinceCodeOfOrigin,
    harmonized_system_code: item.harmonizedSystemCode,
    country_harmonized_system_codes: [],
    requires_shipping: item.requiresShipping,
    tracked: item.tracked,
    weight_value: item.weight.value,
    weight_unit: item.weight.unit.toLowerCase(),
    created_at: time(item.createdAt),
    updated_at: time(item.updatedAt),
  };
}
