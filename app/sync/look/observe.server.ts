import { INPUT_ROWS_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { readLevels } from "#app/shopify/stock/levels.ts";
import { knownPlaces, saveSeen, type SeenLevel } from "#app/store/values/observations.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";

/**
 * Looks at items in the shop again and saves what it shows. Returns the levels as they are now, including
 * places where an item that had a level is no longer stocked.
 */
export async function reobserve(
  client: AdminClient,
  itemIds: readonly string[],
  signal: AbortSignal,
): Promise<SeenLevel[]> {
  const { basis } = await getShop(client.shop);
  const seen: SeenLevel[] = [];
  for (let start = 0; start < itemIds.length; start += INPUT_ROWS_MAX) {
    const ids = itemIds.slice(start, start + INPUT_ROWS_MAX);
    const known = await knownPlaces(client.shop, ids);
    const answered = await readLevels(client, ids, signal);
    const levels: SeenLevel[] = answered.map(({ itemId, locationId, available, onHand, committed }) => ({
      itemId,
      locationId,
      available,
      onHand,
      committed,
    }));
    const there = new Set(levels.map(levelKey));
    const gone = known.filter((place) => !there.has(levelKey(place)));
    levels.push(...gone.map((place) => ({ ...place, available: null, onHand: null, committed: 0 })));
    await saveSeen(client.shop, levels, basis);
    seen.push(...levels);
  }
  return seen;
}

export function levelKey({ itemId, locationId }: { itemId: string; locationId: string }): string {
  return `${itemId} ${locationId}`;
}
