import { createHmac } from "node:crypto";
import { parseGid } from "#sandbox/shopify/gid.ts";
import { mintCustomerToken, mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import type { Locale } from "./locale.ts";
import { storeName, type AdminOptions } from "./options.ts";
import { launchParameters } from "./protocol.ts";

/** The query with which Shopify opens an embedded app, after the app's own parameters. */
export async function launchQuery(
  options: AdminOptions,
  own: URLSearchParams,
  locale: Locale,
): Promise<string> {
  const query = new URLSearchParams(own);
  for (const name of launchParameters) query.delete(name);
  const host = `admin.shopify.com/store/${storeName(options.sandbox.shop)}`;
  const launch = {
    embedded: "1",
    host: Buffer.from(host).toString("base64").replace(/=+$/, ""),
    id_token: await sessionToken(options),
    locale,
    session: createHmac("sha256", options.apiSecret).update(options.sandbox.shop).digest("hex"),
    shop: options.sandbox.shop,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  const signed = Object.entries(launch).map(([name, value]) => `${name}=${value}`);
  for (const [name, value] of Object.entries(launch)) query.set(name, value);
  query.set("hmac", createHmac("sha256", options.apiSecret).update(signed.sort().join("&")).digest("hex"));
  return query.toString();
}

export function sessionToken({ sandbox, apiKey, apiSecret }: AdminOptions): Promise<string> {
  return mintSessionToken({ shop: sandbox.shop, apiKey, apiSecret });
}

/** For the customer whose order it is, who is assumed to be signed in. */
export function customerToken({ sandbox, apiKey, apiSecret }: AdminOptions, order: string): Promise<string> {
  const customer = sandbox.store.orders.need(parseGid(order)?.id ?? "").customer;
  if (customer === null) throw new Error("a guest is signed in to no account");
  return mintCustomerToken({ shop: sandbox.shop, apiKey, apiSecret, customerId: customer.id });
}
