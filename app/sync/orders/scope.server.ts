import { parseFulfillmentRules } from "#app/core/fulfillment/rules.ts";
import { parseOrderRules } from "#app/core/orders/rules.ts";
import type { Exporting } from "#app/store/orders/outbox-entries.server.ts";
import { listPolicies } from "#app/store/shops/policies.server.ts";

/** What is to be read and kept of a shop's orders. */
export interface OrderScope {
  /** Somebody needs whole orders, and with them what they say of customers. */
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
