import { markOrderKindsDirty } from "#app/store/values/dirty.server.ts";
import { acceptVersion, forgetFailures, forgetSource } from "#app/store/orders/outbox-choices.server.ts";
import { ensureAllEntries } from "#app/store/orders/reconciling.server.ts";
import { eraseUnwantedDocuments } from "#app/store/shops/privacy.server.ts";
import { updateShop } from "#app/store/shops/shops.server.ts";
import { orderScope } from "../orders/scope.server.ts";

/** One order and connection as a person saw it: `version` is that of its receipt. */
export interface SeenOrder {
  orderId: string;
  connectionId: string;
  version: string;
}

/** Tries these orders again now, from what both sides say by now. Returns how many places in the outbox that were. */
export async function retryOrders(shop: string, orderIds: readonly string[], who: string): Promise<number> {
  return forgetFailures(shop, orderIds, who);
}

/**
 * Lets an order be as it stands: one in review goes as it is, of a conflict the source keeps what it has, because its
 * people took care of it or were right. False: the order is no longer what the person saw.
 */
export async function acceptOrder(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return acceptVersion(shop, order, { event: "accepted", who });
}

/** Sends an order although a rule or a problem keeps it from going. */
export async function sendAlthough(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return acceptVersion(shop, order, { event: "sent-although", who });
}

/** Leaves an order in conflict as its source has it. */
export async function takeSource(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return acceptVersion(shop, order, { event: "source-kept", who });
}

/** Makes an order again that its source no longer has. */
export async function sendAgain(shop: string, order: SeenOrder, who: string): Promise<boolean> {
  return forgetSource(shop, order, who);
}

/** A rule about orders changed: every order is decided again, and those that were of no concern before are looked up. */
export async function orderRulesChanged(shop: string): Promise<void> {
  const { whole, exporting } = await orderScope(shop);
  if (!whole) await eraseUnwantedDocuments(shop);
  await ensureAllEntries(shop, exporting);
  await markOrderKindsDirty(shop);
  await updateShop(shop, { ordersDueAt: new Date() });
}
