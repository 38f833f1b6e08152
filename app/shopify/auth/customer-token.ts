import { bareId } from "#app/core/gid.ts";
import { verifiedToken } from "./id-token.ts";

/** The customer looking at their own order, as signed by Shopify. */
export interface CustomerCaller {
  /** The myshopify.com domain. */
  shop: string;
  /** Bare id of the customer. */
  customerId: string;
}

const SHOP = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]{0,99}\.myshopify\.com)$/;
const CUSTOMER = /^gid:\/\/shopify\/Customer\/\d+$/;

/**
 * Reads the session token of a customer account UI extension: a JWT, HS256 with the app's secret, whose `sub` is the
 * customer's gid where they are signed in and the app may see protected customer data. Null where it is not genuine,
 * not for this app, or names no customer: a token of the admin names a staff member, and is refused.
 * Source: "Session Token API" of customer account UI extensions.
 */
export async function readCustomerToken(
  token: string,
  app: { apiKey: string; secrets: readonly string[] },
): Promise<CustomerCaller | null> {
  const claims = await verifiedToken(token, app);
  const shop = typeof claims?.["dest"] === "string" ? SHOP.exec(claims["dest"])?.[1] : undefined;
  const customer = claims?.sub;
  if (shop === undefined || customer === undefined || !CUSTOMER.test(customer)) return null;
  return { shop, customerId: bareId(customer) };
}
