import type { IncomingHttpHeaders } from "node:http";

/** What Shopify says about a webhook besides its body. */
export interface WebhookHeaders {
  shop: string;
  topic: string;
  webhookId: string;
  triggeredAt: Date | null;
}

const SHOP = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/;
const TOPIC = /^[a-z_]{1,60}\/[a-z_]{1,60}$/;
const ID = /^[\x21-\x7e]{1,255}$/;

/** Null where a header is missing or not what Shopify sends. */
export function parseWebhookHeaders(headers: IncomingHttpHeaders): WebhookHeaders | null {
  const shop = single(headers["x-shopify-shop-domain"]).toLowerCase();
  const topic = single(headers["x-shopify-topic"]);
  const webhookId = single(headers["x-shopify-webhook-id"]);
  if (!SHOP.test(shop) || !TOPIC.test(topic) || !ID.test(webhookId)) return null;
  const triggeredAt = new Date(single(headers["x-shopify-triggered-at"]));
  return { shop, topic, webhookId, triggeredAt: Number.isNaN(triggeredAt.getTime()) ? null : triggeredAt };
}

/**
 * The signature covers only the body. If the body names a shop, it must be the one in the header;
 * the two topics that destroy something, uninstalling and erasing, do name it.
 */
export function namesAnotherShop({ shop, topic }: WebhookHeaders, body: Record<string, unknown>): boolean {
  const field = topic === "app/uninstalled" ? "myshopify_domain" : "shop_domain";
  const named = body[field];
  const owed = topic === "app/uninstalled" || topic === "shop/redact" || topic.startsWith("customers/");
  return owed && typeof named === "string" && named.toLowerCase() !== shop;
}

function single(value: string | string[] | undefined): string {
  return typeof value === "string" ? value : "";
}
