import { Prisma } from "@prisma/client";
import { VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { db, inTurn } from "../database/database.server.ts";
import { owe } from "../values/life.server.ts";

/** Means "no list of the shop" in a mapping. */
export const NO_LIST = "none";

/** Sets which list of the shop each list of the source decides; one not named follows its default. */
export async function replaceListMappings(
  shop: string,
  connectionId: string,
  mappings: readonly { list: string; priceListId: string }[],
): Promise<void> {
  await db().$transaction([
    db().priceListMapping.deleteMany({ where: { shop, connectionId } }),
    db().priceListMapping.createMany({ data: mappings.map((row) => ({ ...row, shop, connectionId })) }),
  ]);
}

/**
 * Owes a decision to all prices of the shop's lists that this connection keeps in step, no matter which list
 * of the source decided them before.
 */
export async function markPricesOf(shop: string, connectionId: string): Promise<void> {
  const where = Prisma.sql`o.shop = ${shop} AND o."connectionId" = ${connectionId}::uuid
    AND o.kind = ANY(${[...VALUE_KINDS.price]})`;
  await inTurn(shop, (tx) => tx.$executeRaw(owe({ where })));
}

/** Makes a reading of the shop's price lists due now: Shopify sends no webhook when one changes. */
export async function askForPriceLists(shop: string): Promise<void> {
  await db().shop.updateMany({ where: { shop }, data: { pricesDueAt: new Date() } });
}
