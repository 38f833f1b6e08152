import { Prisma } from "@prisma/client";
import type { Promotion } from "#app/core/prices/promotion.ts";
import { type CatalogKind, ORDER_VALUES, VALUE_KINDS } from "#app/core/values/record-kind.ts";
import { inTurn } from "../database/database.server.ts";
import { owe } from "./life.server.ts";

/** Owes a decision to every value of these record kinds, because a rule about them changed. */
export async function markRecordsDirty(shop: string, records: Iterable<CatalogKind>): Promise<void> {
  const kinds = [...records].flatMap((record) => [...VALUE_KINDS[record]]);
  if (kinds.length === 0) return;
  await inTurn(shop, (tx) => tx.$executeRaw(owe({ where: ofKinds(shop, kinds) })));
}

/** Owes a decision to every order and shipment of a shop, because a rule about them changed. */
export async function markOrderKindsDirty(shop: string): Promise<void> {
  await inTurn(shop, (tx) => tx.$executeRaw(owe({ where: ofKinds(shop, ORDER_VALUES) })));
}

/** Owes a decision to what is on its way, or kept back, between a connection and the shop's orders. */
export async function decideOrdersAgain(shop: string, connectionId: string): Promise<void> {
  const where = Prisma.sql`${ofKinds(shop, ORDER_VALUES)} AND o."connectionId" = ${connectionId}::uuid
    AND o.verdict IN ('push', 'held', 'failing')`;
  await inTurn(shop, (tx) => tx.$executeRaw(owe({ where })));
}

function ofKinds(shop: string, kinds: readonly string[]): Prisma.Sql {
  return Prisma.sql`o.shop = ${shop} AND o.kind = ANY(${[...kinds]})`;
}

/** Owes a decision to the shop's own prices of the variants that a promotion names. */
export async function markPromoted(
  shop: string,
  promotion: Pick<Promotion, "scope" | "subjects">,
): Promise<void> {
  const where = Prisma.sql`o.shop = ${shop} AND o.kind IN ('price', 'compareAt') AND o.place = ''
    AND o.subject IN (SELECT v.id ${promotedVariants(shop, promotion)})`;
  await inTurn(shop, (tx) => tx.$executeRaw(owe({ where })));
}

/** "FROM ... WHERE ..." of a promotion's variants v; core/prices/promotion.ts promotionsFor does the same. */
export function promotedVariants(
  shop: string,
  { scope, subjects }: Pick<Promotion, "scope" | "subjects">,
): Prisma.Sql {
  const named = [...subjects];
  const variants = Prisma.sql`FROM "Variant" v LEFT JOIN "Product" p ON p.shop = v.shop AND p.id = v."productId"
    WHERE v.shop = ${shop} AND v."deletedAt" IS NULL`;
  switch (scope) {
    case "shop":
      return variants;
    case "sku":
      return Prisma.sql`${variants} AND v.sku = ANY(${named})`;
    case "tag":
      return Prisma.sql`${variants} AND v.tags && ${named}`;
    case "vendor":
      return Prisma.sql`${variants} AND v.vendor = ANY(${named})`;
    case "collection":
      return Prisma.sql`${variants} AND p.collections && ${named}`;
  }
}
