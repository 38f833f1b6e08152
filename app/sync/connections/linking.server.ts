import { proposeLinks as propose } from "#app/core/source/link.ts";
import { listFeeds } from "#app/store/connections/connections.server.ts";
import {
  confirmProposed,
  countLinks,
  linkByHand,
  openForLinking,
  saveProposals,
  setLinkState,
  setLinkUnit,
} from "#app/store/connections/links.server.ts";
import { ensureObservations, markDirty } from "#app/store/values/observations.server.ts";

export { countLinks };

/** Proposes a variant for every item of the source that nobody has decided about. Writes nothing to the shop. */
export async function proposeLinks(shop: string, connectionId: string): Promise<void> {
  const { items, variants } = await openForLinking(shop, connectionId);
  if (items.length > 0) await saveProposals(shop, connectionId, propose(items, variants));
}

/** Proposes links in all connections of a shop: its catalogue has changed. */
export async function proposeLinksEverywhere(shop: string): Promise<void> {
  const feeds = await listFeeds(shop);
  for (const id of new Set(feeds.map(({ connectionId }) => connectionId))) await proposeLinks(shop, id);
}

/** Confirms proposed links in bulk: all that were matched in the given ways, or the given SKUs. */
export async function confirmLinks(
  shop: string,
  connectionId: string,
  which: { matchedBy: ("sku" | "barcode" | "case")[] } | { skus: string[] },
  who: string,
): Promise<number> {
  const confirmed = await confirmProposed(shop, connectionId, which, who);
  await relink(shop, connectionId);
  return confirmed;
}

/** Links a SKU to the variant that a person chose; false: the shop has no such variant. */
export async function chooseLink(
  shop: string,
  connectionId: string,
  sku: string,
  variantId: string,
  who: string,
): Promise<boolean> {
  const linked = await linkByHand(shop, connectionId, sku, variantId, who);
  await relink(shop, connectionId);
  return linked;
}

/** Marks an item of the source as not meant for the shop. */
export async function ignoreLink(
  shop: string,
  connectionId: string,
  sku: string,
  who: string,
): Promise<void> {
  await setLinkState(shop, connectionId, [sku], "ignored", who);
  await relink(shop, connectionId);
}

/** Takes back a decision about a link, which is then proposed again. */
export async function reopenLink(
  shop: string,
  connectionId: string,
  sku: string,
  who: string,
): Promise<void> {
  await setLinkState(shop, connectionId, [sku], "missing", who);
  await proposeLinks(shop, connectionId);
  await relink(shop, connectionId);
}

/** Sets how many units of the source make one piece in the shop; a whole number from 1. */
export async function setUnit(shop: string, connectionId: string, sku: string, unit: number): Promise<void> {
  if (!Number.isInteger(unit) || unit < 1)
    throw new RangeError(`A unit is a whole number from 1, not ${unit}`);
  await setLinkUnit(shop, connectionId, sku, unit);
  await markDirty(shop, { connectionId });
}

async function relink(shop: string, connectionId: string): Promise<void> {
  await ensureObservations(shop);
  await markDirty(shop, { connectionId });
}
