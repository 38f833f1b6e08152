import { cancelOrder, type Cancellation } from "#app/shopify/orders/cancel-order.ts";
import { OutcomeUnknown } from "#app/shopify/api/errors.ts";
import { saveShopCancellation } from "#app/store/orders/shop-cancellations.server.ts";
import { readAgain } from "./orders.server.ts";
import type { Applying } from "../write/write.server.ts";

/** What the shop's staff read in the order's timeline. */
const NOTE = "Cancelled in the connected system.";

/**
 * Cancels an order in the shop because the source has cancelled it: the goods go back into stock, and nothing
 * is refunded until a person does it. `started`: Shopify cancels it later, or it is unknown whether it does;
 * a later call reads the order first.
 */
export async function cancelShopOrder(
  applying: Applying,
  {
    orderId,
    connectionId,
    reason,
  }: { orderId: string; connectionId: string; reason: Cancellation["reason"] },
): Promise<"started" | "done" | { rejected: string }> {
  const { client, lease, signal } = applying;
  const [document] = await readAgain(client, [orderId], signal);
  if (!document || document.cancelledAt !== null) return "done";
  const runId = await applying.run();
  const save = (outcome: "applied" | "lost" | "rejected", message: string | null) =>
    saveShopCancellation(client.shop, lease, { orderId, connectionId, runId, outcome, message });
  try {
    const how = { reason, restock: true, refund: false, notifyCustomer: false, note: NOTE };
    const answer = await cancelOrder(client, { orderId, ...how }, signal);
    if (answer.outcome === "rejected") {
      await save("rejected", answer.message);
      return { rejected: answer.message };
    }
    await save("applied", null);
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error;
    await save("lost", null);
  }
  return "started";
}
