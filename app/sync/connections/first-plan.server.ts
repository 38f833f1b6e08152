import { askForFeeds } from "#app/store/connections/connections.server.ts";
import { markDirty } from "#app/store/values/observations.server.ts";

/** Owes the feeds of a connection that is being set up a first reading, which ends in its first plan. */

export async function planFirst(shop: string, connectionId: string): Promise<void> {
  await askForFeeds(shop, connectionId);
  await markDirty(shop, { connectionId });
}
