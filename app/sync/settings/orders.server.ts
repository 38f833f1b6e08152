import { DateTime } from "luxon";
import { orderGate } from "#app/core/orders/gate.ts";
import type { FulfillmentRules, OrderRules } from "#app/core/orders/rules.ts";
import { savePolicy } from "#app/store/shops/policies.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { readUnsent } from "#app/store/views/orders/settings.server.ts";
import { abilitiesOf } from "../orders/decide.server.ts";
import { orderRulesChanged } from "../choices/orders.server.ts";

/** Rules as a page sends them: the day from which orders go is in the shop's time zone, empty for none. */
export interface OrderRulesSent {
  orders: OrderRules;
  fromDay: string;
  fulfillment: FulfillmentRules;
}

/** What rules would do now. */
export interface OrderRulesPreview {
  /** Orders that would be exported. */
  goes: number;
  /** Names of the newest of them. */
  newest: string[];
  /** There are more orders than were looked at. */
  more: boolean;
  /** Some orders are not read whole yet, so only their day was looked at. */
  byDayOnly: boolean;
}

const ORDERS_MAX = 2_000;
const NAMED = 3;

/** Counts the orders that would be exported now under a draft of the rules, without saving anything. */
export async function previewOrderRules(
  shop: string,
  connectionId: string,
  sent: OrderRulesSent,
): Promise<OrderRulesPreview> {
  const rules = await inZone(shop, sent);
  if (!rules.on) return { goes: 0, newest: [], more: false, byDayOnly: false };
  const from = rules.from === null ? null : new Date(rules.from);
  const rows = await readUnsent(shop, connectionId, from, ORDERS_MAX + 1);
  const looked = rows.slice(0, ORDERS_MAX);
  const now = Date.now();
  const going = looked.filter(({ document }) => document === null || orderGate(document, rules, now).goes);
  return {
    goes: going.length,
    newest: going.slice(0, NAMED).map(({ name }) => name),
    more: rows.length > ORDERS_MAX,
    byDayOnly: going.some(({ document }) => document === null),
  };
}

/** Saves the rules of one connection, and owes what follows from them. */
export async function saveOrderRules(
  shop: string,
  connectionId: string,
  sent: OrderRulesSent,
  who: string,
): Promise<void> {
  const at = { scope: "connection", subject: connectionId };
  await savePolicy(shop, { rule: "orders", ...at, value: await inZone(shop, sent) }, who);
  await savePolicy(shop, { rule: "fulfillment", ...at, value: sent.fulfillment }, who);
  await orderRulesChanged(shop);
}

/** Whether a connection's system takes orders at all. */
export async function takesOrders(shop: string, connectionId: string): Promise<boolean> {
  return (await abilitiesOf(shop, [{ connectionId }]))(connectionId).takes;
}

/** The first day begins at midnight in the shop. */
async function inZone(shop: string, { orders, fromDay }: OrderRulesSent): Promise<OrderRules> {
  if (fromDay === "") return { ...orders, from: null };
  const { timeZone } = await getShop(shop);
  const midnight = DateTime.fromISO(fromDay, { zone: timeZone });
  return { ...orders, from: midnight.isValid ? midnight.toUTC().toISO() : null };
}
