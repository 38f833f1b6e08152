import { isPriceKind, type RecordKind, VALUE_KINDS } from "#app/core/values/record-kind.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { observedOf, unseenValues, type ValueKey } from "#app/store/values/observations.server.ts";
import { askForSweep, updateShop } from "#app/store/shops/shops.server.ts";
import { lookAtProducts, lookAtVariants, refreshCollections } from "./catalog.server.ts";
import { reobserve } from "./observe.server.ts";
import { lookAtFixedPrices } from "./fixed-prices.server.ts";

/** Identifies a value within a shop. */
export function valueKey({ kind, subject, place }: ValueKey): string {
  return `${kind} ${subject} ${place}`;
}

interface LookedAt extends ValueKey {
  productId: string | null;
  variantId: string | null;
}

/** Looks at values in the shop again, saves what it shows, and returns it by `valueKey`; null: not there. */
export async function look(
  client: AdminClient,
  values: readonly ValueKey[],
  signal: AbortSignal,
): Promise<Map<string, string | null>> {
  const known = await observedOf(client.shop, values);
  const stock = known.filter(({ kind }) => kind === "stock");
  if (stock.length > 0) await reobserve(client, unique(stock.map(({ subject }) => subject)), signal);
  const onLists = known.filter(({ kind, place }) => isPriceKind(kind) && place !== "");
  for (const [listId, prices] of byList(onLists)) {
    await lookAtFixedPrices(client, listId, unique(prices.map(({ subject }) => subject)), signal);
  }
  const ofVariants = known.filter(
    ({ kind, place, variantId }) =>
      (isPriceKind(kind) && place === "") || (kind === "content" && variantId !== null),
  );
  if (ofVariants.length > 0)
    await lookAtVariants(client, unique(ofVariants.map(({ subject }) => subject)), signal);
  const ofProducts = known.filter(({ kind, variantId }) => kind === "content" && variantId === null);
  if (ofProducts.length > 0)
    await lookAtProducts(client, unique(ofProducts.map(({ subject }) => subject)), signal);
  const shows = await observedOf(client.shop, values);
  return new Map(shows.map((row) => [valueKey(row), row.observed]));
}

/** Fewer values than this are looked at one by one; otherwise the whole shop is read, which costs less. */
const UNSEEN_MAX = 2_000;

/** Looks at values that are new to us and that the catalogue does not hold. */
export async function lookAtUnseen(
  client: AdminClient,
  record: RecordKind,
  signal: AbortSignal,
): Promise<void> {
  if (record === "stock") return;
  const unseen = await unseenValues(client.shop, VALUE_KINDS[record], UNSEEN_MAX);
  if (unseen.length === 0) return;
  if (record === "content") await refreshCollections(client, signal);
  if (unseen.length < UNSEEN_MAX) await look(client, unseen, signal);
  else if (record === "price") await updateShop(client.shop, { pricesDueAt: new Date() });
  else await askForSweep(client.shop);
}

function byList(values: readonly LookedAt[]): Map<string, LookedAt[]> {
  return Map.groupBy(values, ({ place }) => place.split("/")[0] ?? "");
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
