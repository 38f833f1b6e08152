import { markOrderKindsDirty } from "#app/store/values/dirty.server.ts";
import { acceptVersion, forgetFailures, forgetSource } from "#app/store/orders/outbox-choices.server.ts";
import { ensureAllEntries } from "#app/store/orders/reconciling.server.ts";
import { eraseUnwantedDocuments } from "#app/store/shops/privacy.server.ts";
import { updateShop } from "#app/store/shops/shops.server.ts";
import { orderScope } from "../orders/scope.server.ts";

/** One order and connection as a person saw them; `version` is that of the receipt. */
export interface SeenOrder {
  orderId: string;
  connectionId: string;
  version: string;
}

/** Tries these orders again from what both sides say now. Returns how many outbox entries these were. */
export async function retryOrders(shop: string, orderIds: readonly string[], who: string): Promise<number> {
  return forgetFailures(shop, orderIds, who);
}

/**
 * Accepts an order as it is: one in review is sent unchanged; in a conflict the source keeps what it has,
 * because its people took care of it or were right. False: the order is no longer what the person saw.
 */
export async function acceptOrder(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return acceptVersion(shop, order, { event: "accepted", who });
}

/** Sends an order despite a rule or a problem that prevents it. */
export async function sendAlthough(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return acceptVersion(shop, order, { event: "sent-although", who });
}

/** Leaves an order in conflict as its source has it. */
export async function takeSource(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return acceptVersion(shop, order, { event: "source-kept", who });
}

/** Creates again an order that its source no longer has. */
export async function sendAgain(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return forgetSource(shop, order, who);
}

/** A rule about orders changed: decides every order again, and looks up those that did not matter before. */
export async function orderRulesChanged(shop: string): Promise<void> {
  const { whole, exporting } = await orderScope(shop);
  if (!whole) await eraseUnwantedDocuments(shop);
  await ensureAllEntries(shop, exporting);
  await markOrderKindsDirty(shop);
  await updateShop(shop, { ordersDueAt: new Date() });
}
