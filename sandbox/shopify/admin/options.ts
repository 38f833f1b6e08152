import type { Sandbox } from "#sandbox/shopify/server.ts";

export interface AdminOptions {
  sandbox: Pick<Sandbox, "shop" | "store">;
  /** Where the app itself listens; it may start later. */
  appUrl: string;
  port?: number;
  /** Where the frame loads the app from. Give it to the app as SHOPIFY_APP_URL. */
  proxyPort?: number;
  apiKey: string;
  apiSecret: string;
}

/** "concord-demo.myshopify.com" is "concord-demo" in the admin's addresses. */
export function storeName(shop: string): string {
  return shop.replace(/\.myshopify\.com$/, "");
}
