import { askForFeeds } from "#app/store/connections/connections.server.ts";
import { markDirty } from "#app/store/values/observations.server.ts";

/** Owes the feeds of a connection being set up a first reading, which leads to its first plan. */

export async function planFirst(shop: string, connectionId: string): Promise<void> {
  await askForFeeds(shop, connectionId);
  await markDirty(shop, { connectionId });
}
