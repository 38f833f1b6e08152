import { Prisma } from "@prisma/client";
import { db } from "../database/database.server.ts";
import { owe } from "../values/life.server.ts";
import { saveShown, type ShownValue } from "../values/shown.server.ts";

export async function listPriceLists(shop: string) {
  return db().priceList.findMany({ where: { shop }, orderBy: { name: "asc" } });
}

/** Saves the shop's price lists; prices of one that is gone, or changed its currency, are decided again. */
export async function savePriceLists(
  shop: string,
  lists: readonly {
    id: string;
    name: string;
    currency: string;
    catalog: string | null;
    fixedPrices: number;
  }[],
): Promise<void> {
  const before = await listPriceLists(shop);
  const seenAt = new Date();
  const after = new Map(lists.map((list) => [list.id, list]));
  const moved = before.filter(({ id, currency }) => after.get(id)?.currency !== currency).map(({ id }) => id);
  const added = lists.filter(({ id }) => !before.some((row) => row.id === id)).map(({ id }) => id);
  await db().$transaction([
    db().priceList.deleteMany({ where: { shop } }),
    db().priceList.createMany({ data: lists.map((list) => ({ shop, seenAt, ...list })) }),
    db().$executeRaw(
      owe({
        where: Prisma.sql`o.shop = ${shop} AND o.kind IN ('price', 'compareAt')
          AND split_part(o.place, '/', 1) = ANY(${[...moved, ...added]})`,
      }),
    ),
  ]);
}

/** Ids of the price lists that a connection keeps in step. */
export async function mappedLists(shop: string): Promise<string[]> {
  const rows = await db().priceListMapping.findMany({
    where: { shop, priceListId: { notIn: ["", "none"] } },
    distinct: ["priceListId"],
  });
  return rows.map(({ priceListId }) => priceListId);
}

/** A variant's fixed price in a list with its quantity breaks: shopify/prices/lists.ts FixedPrice. */
export interface ShownPrice {
  variantId: string;
  price: string;
  compareAt: string;
  breaks: readonly { minimumQuantity: number; price: string }[];
}

/** Saves the fixed prices that a look at a list found. A variant among `looked` that has none shows nothing there. */
export async function saveFixedPrices(
  shop: string,
  listId: string,
  prices: readonly ShownPrice[],
  looked: readonly string[],
  seenAt: Date,
): Promise<number> {
  const kept = await db().$queryRaw<{ kind: string; subject: string; place: string }[]>`
    SELECT kind, subject, place FROM "Observation"
    WHERE shop = ${shop} AND kind IN ('price', 'compareAt') AND split_part(place, '/', 1) = ${listId}
      AND subject = ANY(${[...looked]})`;
  const byVariant = new Map(prices.map((price) => [price.variantId, price]));
  const shown = kept.map((key): ShownValue => ({ ...key, value: shows(byVariant.get(key.subject), key) }));
  return saveShown(shop, shown, seenAt);
}

/** Clears the prices that a look at a whole list, begun at `seenAt`, did not find. */
export async function clearUnseenPrices(shop: string, listId: string, seenAt: Date): Promise<void> {
  const unseen = await db().$queryRaw<{ kind: string; subject: string; place: string }[]>`
    SELECT kind, subject, place FROM "Observation"
    WHERE shop = ${shop} AND kind IN ('price', 'compareAt') AND split_part(place, '/', 1) = ${listId}
      AND ("observedAt" IS NULL OR "observedAt" < ${seenAt})`;
  await saveShown(
    shop,
    unseen.map((key) => ({ ...key, value: "" })),
    seenAt,
  );
}

function shows(price: ShownPrice | undefined, { kind, place }: { kind: string; place: string }): string {
  if (price === undefined) return "";
  if (kind === "compareAt") return price.compareAt;
  const quantity = place.split("/")[1];
  if (quantity === undefined) return price.price;
  return price.breaks.find(({ minimumQuantity }) => String(minimumQuantity) === quantity)?.price ?? "";
}
