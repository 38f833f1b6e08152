import { shopBudget } from "#app/shopify/api/budget.ts";
import { adminClient, type AdminClient } from "#app/shopify/api/client.ts";
import { sparing } from "./gone.server.ts";
import { offlineToken } from "./token.server.ts";

/** The Admin API of one shop, spending that shop's budget. */
export function clientFor(shop: string): AdminClient {
  const token = (refused: string | null) => offlineToken(shop, refused);
  return sparing(adminClient({ shop, token, budget: shopBudget(shop) }));
}
