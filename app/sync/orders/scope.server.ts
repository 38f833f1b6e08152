import { parseFulfillmentRules } from "#app/core/fulfillment/rules.ts";
import { parseOrderRules } from "#app/core/orders/rules.ts";
import type { Exporting } from "#app/store/orders/outbox-entries.server.ts";
import { listPolicies } from "#app/store/shops/policies.server.ts";

/** How much of a shop's orders is read and kept. */
export interface OrderScope {
  /** Whether whole orders are needed, with the customer data in them. */
  whole: boolean;
  exporting: Exporting[];
}

/** Asks the rules of all connections: personal data is read only where one of them exports or ships. */
export async function orderScope(shop: string): Promise<OrderScope> {
  const policies = (await listPolicies(shop)).filter(({ scope }) => scope === "connection");
  const exporting = policies.flatMap(({ rule, subject, value }): Exporting[] => {
    const { on, from } = parseOrderRules(value);
    if (rule !== "orders" || !on) return [];
    return [{ connectionId: subject, from: from === null ? null : new Date(from).toISOString() }];
  });
  const ships = policies.some(({ rule, value }) => rule === "fulfillment" && parseFulfillmentRules(value).on);
  return { whole: ships || exporting.length > 0, exporting };
}
