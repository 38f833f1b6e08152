import { shopBudget } from "#app/shopify/api/budget.ts";
import { adminClient, type AdminClient } from "#app/shopify/api/client.ts";
import { offlineToken } from "./token.server.ts";

/** The Admin API of one shop, spending that shop's budget. */
export function clientFor(shop: string): AdminClient {
  return adminClient({ shop, token: (refused) => offlineToken(shop, refused), budget: shopBudget(shop) });
}
