import { updateConnectionRow } from "#app/store/connections.server.ts";
import {
  approveHeld,
  closeHold,
  countHeld,
  discardHeld,
  findHold,
  findWaitingHold,
} from "#app/store/plans.server.ts";

/** Lets held changes go, all or the given rows. What is left of the plan goes on waiting. */
export async function approveHold(
  shop: string,
  holdId: string,
  rows: "all" | { subject: string; place: string }[],
  who: string,
): Promise<number> {
  const hold = await findHold(shop, holdId);
  if (hold?.state !== "waiting") return 0;
  const approved = await approveHeld(shop, holdId, rows);
  if ((await countHeld(shop, holdId)) === 0) {
    await closeHold(shop, holdId, "approved", who);
    if (hold.connectionId !== null) {
      await updateConnectionRow(shop, hold.connectionId, { approvedAt: new Date() });
    }
  }
  return approved;
}

/** Leaves the shop as it is; each value stays out of step, by this decision, until the source moves. */
export async function discardHold(shop: string, holdId: string, who: string): Promise<void> {
  const hold = await findHold(shop, holdId);
  if (hold?.state !== "waiting") return;
  await discardHeld(shop, holdId, who);
  await closeHold(shop, holdId, "discarded", who);
}

/** Ends the set-up of a connection: approves its first plan, if one waits, and lets it run. */
export async function goLive(shop: string, connectionId: string, who: string): Promise<void> {
  const hold = await findWaitingHold(shop, connectionId);
  if (hold) await approveHold(shop, hold.id, "all", who);
  await updateConnectionRow(shop, connectionId, {
    approvedAt: new Date(),
    state: "active",
    stateReason: null,
  });
}
