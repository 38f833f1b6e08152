import { Prisma } from "@prisma/client";
import { db } from "#app/store/database/database.server.ts";

/** Only this many prices are searched for lists where a page must not wait; each SKU names most lists. */
const PRICES_LOOKED_AT = 2_000;

/** core/prices/entry.ts priceKey: the list is what follows the third slash. */
const LIST = Prisma.sql`substring(place FROM '^[^/]*/[^/]*/[^/]*/(.*)$')`;

export interface SourceList {
  /** As the source names it; empty where it has one list only. */
  list: string;
  skus: number;
  currencies: string[];
  breaks: number;
  scheduled: number;
  /** "" every customer, a price list of the shop, "none" nowhere; null: nobody has said yet. */
  target: string | null;
}

/** The price lists of a source with what they hold, and what each one decides. */
export async function readSourceLists(shop: string, connectionId: string): Promise<SourceList[]> {
  const [lists, mappings] = await Promise.all([
    db().$queryRaw<Omit<SourceList, "target">[]>`
      SELECT ${LIST} AS list, count(DISTINCT sku)::int AS skus,
        array_agg(DISTINCT value::jsonb ->> 'currency') AS currencies,
        count(*) FILTER (WHERE split_part(place, '/', 1) <> '1')::int AS breaks,
        count(*) FILTER (WHERE split_part(place, '/', 2) <> '' OR split_part(place, '/', 3) <> '')::int AS scheduled
      FROM "Reading"
      WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid AND kind = 'price' AND value IS NOT NULL
      GROUP BY 1 ORDER BY 1`,
    db().priceListMapping.findMany({ where: { shop, connectionId } }),
  ]);
  return lists.map((row) => {
    const mapped = mappings.find(({ list }) => list === row.list);
    // The one nameless list of a source applies to every customer unless somebody says otherwise.
    return { ...row, target: mapped?.priceListId ?? (row.list === "" ? "" : null) };
  });
}

/** The shop's own price lists, and when they were last read. */
export async function readShopLists(shop: string) {
  const [lists, row] = await Promise.all([
    db().priceList.findMany({ where: { shop }, orderBy: { name: "asc" } }),
    db().shop.findUnique({ where: { shop }, select: { pricesReadAt: true, currency: true } }),
  ]);
  return {
    currency: row?.currency ?? "",
    readAt: row?.pricesReadAt?.toISOString() ?? null,
    lists: lists.map(({ id, name, currency, catalog, fixedPrices }) => {
      return { id, name, currency, catalog, fixedPrices };
    }),
  };
}

/** Pairs of currencies that a source gives a rate for, either way. */
export async function readRatePairs(shop: string, connectionId: string): Promise<string[]> {
  const rows = await db().reading.findMany({
    where: { shop, connectionId, kind: "rate", value: { not: null } },
    select: { place: true },
  });
  return rows.flatMap(({ place }) => [place, place.split("/").toReversed().join("/")]);
}

/** Connections that read prices, with how many lists of theirs nobody has mapped or set aside. */
export async function countOpenLists(shop: string): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ connectionId: string; n: number }[]>`
    SELECT f."connectionId"::text AS "connectionId", count(*)::int AS n
    FROM "Feed" f
    CROSS JOIN LATERAL (
      SELECT DISTINCT ${LIST} AS list FROM (
        SELECT place FROM "Reading"
        WHERE "connectionId" = f."connectionId" AND kind = 'price' AND value IS NOT NULL LIMIT ${PRICES_LOOKED_AT}) r
    ) found
    WHERE f.shop = ${shop} AND f.kind = 'prices' AND found.list <> ''
      AND NOT EXISTS (SELECT 1 FROM "PriceListMapping" m
        WHERE m."connectionId" = f."connectionId" AND m.list = found.list)
    GROUP BY 1`;
  return new Map(rows.map(({ connectionId, n }) => [connectionId, n]));
}
