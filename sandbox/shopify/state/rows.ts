import type { Level } from "./level.ts";

export interface Location {
  kind: "Location";
  id: string;
  name: string;
  active: boolean;
  fulfillsOnlineOrders: boolean;
  /** Shopify numbers levels per location; only the query string of a level's gid tells items apart. */
  levelNumber: string;
  city: string;
  countryCode: string;
  createdAt: number;
  updatedAt: number;
}

export interface Product {
  kind: "Product";
  id: string;
  title: string;
  handle: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: "ACTIVE" | "ARCHIVED" | "DRAFT";
  image: { mediaId: string; url: string } | null;
  variants: Variant[];
  createdAt: number;
  updatedAt: number;
}

export interface Variant {
  kind: "ProductVariant";
  id: string;
  product: Product;
  item: Item;
  title: string;
  sku: string | null;
  barcode: string | null;
  price: string;
  compareAtPrice: string | null;
  inventoryPolicy: "DENY" | "CONTINUE";
  requiresComponents: boolean;
  taxable: boolean;
  position: number;
  createdAt: number;
  updatedAt: number;
}

export interface Item {
  kind: "InventoryItem";
  id: string;
  variant: Variant;
  tracked: boolean;
  requiresShipping: boolean;
  cost: string | null;
  levels: Level[];
  createdAt: number;
  updatedAt: number;
}

export interface Order {
  kind: "Order";
  id: string;
  name: string;
  number: number;
  lines: OrderLine[];
  fulfillmentOrders: FulfillmentOrder[];
  fulfillments: Fulfillment[];
  createdAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  cancelReason: "CUSTOMER" | "DECLINED" | "FRAUD" | "INVENTORY" | "OTHER" | "STAFF" | null;
  closedAt: number | null;
}

export interface OrderLine {
  kind: "LineItem";
  id: string;
  order: Order;
  variant: Variant;
  title: string;
  sku: string | null;
  price: string;
  quantity: number;
  /** Pieces taken off the order by a refund, an edit or a cancellation. */
  removed: number;
}

export interface FulfillmentOrder {
  kind: "FulfillmentOrder";
  id: string;
  order: Order;
  location: Location;
  status: "OPEN" | "IN_PROGRESS" | "CLOSED" | "CANCELLED";
  lines: FulfillmentOrderLine[];
  createdAt: number;
  updatedAt: number;
}

export interface FulfillmentOrderLine {
  kind: "FulfillmentOrderLineItem";
  id: string;
  fulfillmentOrder: FulfillmentOrder;
  line: OrderLine;
  total: number;
  remaining: number;
}

export interface Fulfillment {
  kind: "Fulfillment";
  id: string;
  order: Order;
  name: string;
  location: Location;
  lines: { kind: "FulfillmentLineItem"; id: string; line: OrderLine; quantity: number }[];
  createdAt: number;
  updatedAt: number;
}

export interface Metafield {
  kind: "Metafield";
  id: string;
  ownerGid: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: number;
  updatedAt: number;
}
