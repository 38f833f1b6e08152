import { pinBefore } from "#app/store/values/changes.server.ts";
import { currentWaits } from "#app/store/connections/waits.server.ts";
import { askForFeeds } from "#app/store/connections/connections.server.ts";
import { clearRetry, type ValueKey } from "#app/store/values/observations.server.ts";
import { askForSweep } from "#app/store/shops/shops.server.ts";

/**
 * Owes the given values a fresh look and decision now; a value that failed before is tried again. Like
 * everything here it only records in the tables what is owed: nudge the queue to have it done at once.
 */
export async function repairNow(shop: string, rows: readonly ValueKey[]): Promise<void> {
  await clearRetry(shop, rows);
}

/** Owes every feed a reading and the shop a sweep. Returns the connections whose sources asked to wait. */
export async function checkNow(shop: string): Promise<{ name: string; until: string }[]> {
  await askForFeeds(shop);
  await askForSweep(shop);
  return (await currentWaits(shop)).map(({ name, until }) => ({ name, until: until.toISOString() }));
}

/** Puts the values from before these changes back into the shop, to stay until the source moves. */
export async function undoChanges(shop: string, changeIds: readonly string[], who: string): Promise<number> {
  return pinBefore(shop, changeIds, who);
}
