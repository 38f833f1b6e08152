import type { Level } from "./level.ts";
import type { Item, Location, Order, Product } from "./rows.ts";

/** What happened in the shop, named by the webhook topic it causes. */
export type ShopEvent =
  | { topic: `inventory_levels/${"connect" | "update" | "disconnect"}`; level: Level }
  | { topic: `products/${"create" | "update"}`; product: Product }
  | { topic: "products/delete"; productId: string }
  | { topic: "inventory_items/update"; item: Item }
  | { topic: `orders/${"create" | "updated" | "cancelled" | "fulfilled"}`; order: Order }
  | { topic: `locations/${"create" | "update" | "activate" | "deactivate"}`; location: Location }
  | { topic: "bulk_operations/finish"; operation: FinishedOperation }
  | { topic: "app/uninstalled" }
  | { topic: "customers/data_request" | "customers/redact"; customerId: string; orderIds: string[] }
  | { topic: "shop/redact" };

export interface FinishedOperation {
  id: string;
  type: "QUERY" | "MUTATION";
  status: string;
  errorCode: string | null;
  createdAt: number;
  completedAt: number;
}

export type ShopListener = (event: ShopEvent) => void;
