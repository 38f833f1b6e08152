import { ensureObservations } from "#app/store/values/observations.server.ts";
import {
  askForPriceLists,
  markPricesOf,
  NO_LIST,
  replaceListMappings,
} from "#app/store/prices/list-mappings.server.ts";
import { listPriceLists } from "#app/store/prices/lists.server.ts";

/** Where the prices of a list of the source go: to every customer, to a price list of the shop, or nowhere. */
export type ListTarget = { to: "everyone" } | { to: "list"; priceListId: string } | { to: "nowhere" };

/**
 * Saves which prices of the shop each list of the source decides, and owes the prices a decision. If one
 * targets a price list that the shop no longer has, that source list is returned and nothing is saved.
 */
export async function saveListMappings(
  shop: string,
  connectionId: string,
  chosen: readonly { list: string; target: ListTarget }[],
): Promise<{ gone: string | null }> {
  const known = new Set((await listPriceLists(shop)).map(({ id }) => id));
  const gone = chosen.find(({ target }) => target.to === "list" && !known.has(target.priceListId));
  if (gone) return { gone: gone.list };
  const mappings = chosen.map(({ list, target }) => ({ list, priceListId: storedTarget(target) }));
  await replaceListMappings(shop, connectionId, mappings);
  await ensureObservations(shop);
  await markPricesOf(shop, connectionId);
  await askForPriceLists(shop);
  return { gone: null };
}

/** Owes the shop's price lists a reading now. */
export async function refreshPriceLists(shop: string): Promise<void> {
  await askForPriceLists(shop);
}

function storedTarget(target: ListTarget): string {
  switch (target.to) {
    case "everyone":
      return "";
    case "list":
      return target.priceListId;
    case "nowhere":
      return NO_LIST;
  }
}
