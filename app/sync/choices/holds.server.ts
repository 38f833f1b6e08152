import type { CatalogKind } from "#app/core/values/record-kind.ts";
import { approveRecords, listFeeds, updateConnectionRow } from "#app/store/connections/connections.server.ts";
import { decideOrdersAgain } from "#app/store/values/dirty.server.ts";
import type { ValueKey } from "#app/store/values/observations.server.ts";
import {
  approveHeld,
  closeHold,
  countHeld,
  discardHeld,
  findHold,
  findWaitingHolds,
} from "#app/store/values/plans.server.ts";

/** Releases held changes, all or the given rows. The rest of the plan keeps waiting. */
export async function approveHold(
  shop: string,
  holdId: string,
  rows: "all" | readonly ValueKey[],
  who: string,
): Promise<number> {
  const hold = await findHold(shop, holdId);
  if (hold?.state !== "waiting") return 0;
  const approved = await approveHeld(shop, holdId, rows);
  if ((await countHeld(shop, holdId)) === 0) {
    await closeHold(shop, holdId, "approved", who);
    if (hold.connectionId !== null) await approveRecords(shop, hold.connectionId, [hold.kind]);
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

/**
 * Ends the setup of a connection: approves its first plans, if any wait, and activates it. Content is
 * approved by its own first plan, because the source is asked about it only once somebody says so.
 */
export async function goLive(shop: string, connectionId: string, who: string): Promise<void> {
  for (const hold of await findWaitingHolds(shop, connectionId)) await approveHold(shop, hold.id, "all", who);
  const feeds = await listFeeds(shop, connectionId);
  await approveRecords(
    shop,
    connectionId,
    feeds.flatMap(({ kind }) => RECORD_OF_FEED[kind] ?? []),
  );
  await updateConnectionRow(shop, connectionId, {
    approvedAt: new Date(),
    state: "active",
    stateReason: null,
  });
  await decideOrdersAgain(shop, connectionId);
}

const RECORD_OF_FEED: Readonly<Record<string, CatalogKind>> = { stock: "stock", prices: "price" };
