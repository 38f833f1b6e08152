import { parseFulfillmentRules } from "#app/core/fulfillment/rules.ts";
import { parseOrderRules, type FulfillmentRules, type OrderRules } from "#app/core/orders/rules.ts";
import type { Guards } from "#app/core/values/plan.ts";
import {
  authorityPolicy,
  discontinuedPolicy,
  stockPolicy,
  type AuthorityPolicy,
  type Discontinued,
  type PolicyRow,
  type StockPolicy,
} from "#app/core/values/policy.ts";
import { parsePriceRules, type PriceRules } from "#app/core/prices/rules.ts";
import { parsePromotion, type Promotion } from "#app/core/prices/promotion.ts";
import type { Basis } from "#app/core/values/receipt.ts";
import { listPolicies } from "#app/store/shops/policies.server.ts";
import { listRates } from "#app/store/prices/rows.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";

/** Everything a shop's decisions depend on besides the values themselves, read once for many. */
export interface Rules {
  now: Date;
  basis: Basis;
  guards: Guards;
  taxesIncluded: boolean;
  locales: readonly string[];
  stock: StockPolicy;
  authority: AuthorityPolicy;
  /** What is done with articles that the source no longer sells. */
  discontinued: Discontinued;
  promotions: readonly Promotion[];
  rates: Awaited<ReturnType<typeof listRates>>;
  /** Rules for the prices of one list, null for the shop's own. */
  pricesOf(priceListId: string | null): PriceRules;
  /** Which orders go to a connection, and how its shipments come back. */
  ordersOf(connectionId: string): OrderRules;
  fulfillmentOf(connectionId: string): FulfillmentRules;
}

export async function loadRules(shop: string, now: Date): Promise<Rules> {
  return toRules(shop, await listPolicies(shop), now);
}

/** The rules that these policies make; also used to preview a change of settings. */
export async function toRules(shop: string, policies: readonly PolicyRow[], now: Date): Promise<Rules> {
  const { basis, guards, taxesIncluded, locales } = await getShop(shop);
  const priceRules = policies.filter(({ rule }) => rule === "price-rules");
  const own = parsePriceRules(priceRules.find(({ scope }) => scope === "shop")?.value);
  const ofLists = new Map(
    priceRules
      .filter(({ scope }) => scope === "list")
      .map((row) => [row.subject, parsePriceRules(row.value)]),
  );
  return {
    now,
    basis,
    guards,
    taxesIncluded,
    locales,
    stock: stockPolicy(policies),
    authority: authorityPolicy(policies),
    discontinued: discontinuedPolicy(policies),
    promotions: policies.flatMap((row) => (row.rule === "promotion" ? (parsePromotion(row) ?? []) : [])),
    rates: await listRates(shop),
    pricesOf: (priceListId) => (priceListId === null ? own : (ofLists.get(priceListId) ?? own)),
    ordersOf: (connectionId) => parseOrderRules(ofConnection(policies, "orders", connectionId)),
    fulfillmentOf: (connectionId) =>
      parseFulfillmentRules(ofConnection(policies, "fulfillment", connectionId)),
  };
}

function ofConnection(policies: readonly PolicyRow[], rule: string, connectionId: string): unknown {
  return policies.find(
    (row) => row.rule === rule && row.scope === "connection" && row.subject === connectionId,
  )?.value;
}
