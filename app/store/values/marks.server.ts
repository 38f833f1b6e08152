import { Prisma } from "@prisma/client";
import { VALUE_KINDS, type CatalogKind } from "#app/core/values/record-kind.ts";
import type { Transaction } from "../database/database.server.ts";
import { owe } from "./life.server.ts";
import { jsonText } from "../database/json-text.server.ts";

interface Source {
  shop: string;
  connectionId: string;
}

/** The subject of a record kind's values, from a link l and its variant v. */
const SUBJECTS: Record<CatalogKind, Prisma.Sql> = {
  stock: Prisma.sql`l."inventoryItemId"`,
  price: Prisma.sql`v.id`,
  content: Prisma.sql`ANY(ARRAY[v.id, v."productId"])`,
};

/** Owes a decision to the values of these articles: the source now says something else about them. */
export async function markSkus(
  tx: Transaction,
  { shop, connectionId }: Source,
  record: CatalogKind,
  skus: readonly string[],
): Promise<void> {
  if (skus.length === 0) return;
  const kinds = [...VALUE_KINDS[record]];
  const marked = owe({
    from: Prisma.sql`"Link" l JOIN "Variant" v ON v.shop = l.shop AND v.id = l."variantId"`,
    where: Prisma.sql`l."connectionId" = ${connectionId}::uuid AND l.state = 'confirmed'
      AND l.sku IN (SELECT jsonb_array_elements_text(${jsonText(skus)}::jsonb))
      AND o.shop = ${shop} AND o.kind = ANY(${kinds}) AND o.subject = ${SUBJECTS[record]}`,
  });
  await tx.$executeRaw(marked);
}

/** Owes a decision to every price that rests on a rate, or waits for one. */
export async function markConverted(tx: Transaction, { shop, connectionId }: Source): Promise<void> {
  const where = Prisma.sql`o.shop = ${shop} AND o.kind = ANY(${[...VALUE_KINDS.price]})
    AND o."connectionId" = ${connectionId}::uuid
    AND (o.reason = 'wrong-currency' OR o.receipt @> '{"lines":[{"kind":"converted"}]}'::jsonb)`;
  await tx.$executeRaw(owe({ where }));
}

/** Owes a decision to stock with unbooked sales: the answer just read may include them. */
export async function markUnbooked(tx: Transaction, { shop, connectionId }: Source): Promise<void> {
  const where = Prisma.sql`o.shop = ${shop} AND o.kind = 'stock'
    AND o.receipt @> '{"lines":[{"kind":"unbooked"}]}'::jsonb
    AND o.place IN (SELECT "locationId" FROM "Mapping" WHERE "connectionId" = ${connectionId}::uuid)`;
  await tx.$executeRaw(owe({ where }));
}

/** Owes a decision to the stock of the articles and places that these orders take from. */
export async function markStockOfOrders(
  tx: Transaction,
  shop: string,
  orderIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw(markStock(shop, Prisma.sql`= ANY(${[...orderIds]})`));
}

/** The same as part of a larger statement; `which` is a condition on the orders' ids. */
export function markStock(shop: string, which: Prisma.Sql): Prisma.Sql {
  return owe({
    from: Prisma.sql`(SELECT DISTINCT "inventoryItemId", "locationId" FROM "OrderLine"
      WHERE shop = ${shop} AND "orderId" ${which}) l`,
    where: Prisma.sql`o.shop = ${shop} AND o.kind = 'stock' AND o.subject = l."inventoryItemId" AND o.place = l."locationId"`,
  });
}
