import { Prisma } from "@prisma/client";
import { parsePriceKey, type PriceEntry } from "#app/core/prices/entry.ts";
import type { Promotion } from "#app/core/prices/promotion.ts";
import type { PriceKind } from "#app/core/values/record-kind.ts";
import { pool } from "../database/database.server.ts";
import { owedADecision } from "../values/decisions.server.ts";
import { promotedVariants } from "../values/dirty.server.ts";
import type { ValueKey } from "../values/observations.server.ts";
import type { DecidableRow } from "../values/rows.server.ts";

/** Everything that the decision about one price rests on, as stored. Times are ISO strings. */
export interface PriceRow extends DecidableRow {
  kind: PriceKind;
  /** It was last decided under a scheduled reduction. */
  promoted: boolean;
  /** The value that a scheduled change which has not arrived yet will give it. */
  scheduled: string | null;
  /** Of the price list, or of the shop; null: the list is gone. */
  currency: string | null;
  /** Systems that list the variant, each once per article. */
  links: { connectionId: string; sku: string; unit: number }[];
  entries: (PriceEntry & { connectionId: string })[];
}

/** A price reading with the shop's list that it decides; `place` holds its terms, `value` what it says. */
interface EntryRow extends Pick<PriceEntry, "sku" | "asOf" | "origin"> {
  connectionId: string;
  place: string;
  value: string | null;
}

/** Prices in key order after the given key that are owed a decision. */
export async function loadOwedPrices(shop: string, after: ValueKey, limit: number): Promise<PriceRow[]> {
  return loadPrices(shop, Prisma.sql`${owedADecision(shop)} AND ${follows(after)}`, limit);
}

/** Prices in key order after the given key, owed a decision or not: for trying out a change of rules. */
export async function loadPricesAfter(shop: string, after: ValueKey, limit: number): Promise<PriceRow[]> {
  return loadPrices(shop, follows(after), limit);
}

function follows({ kind, subject, place }: ValueKey): Prisma.Sql {
  return Prisma.sql`(o.subject, o.kind, o.place) > (${subject}, ${kind}, ${place})`;
}

/** The shop's own prices of the variants that a promotion names, by variant after the given one. */
export async function loadPromotedPrices(
  shop: string,
  promotion: Pick<Promotion, "scope" | "subjects">,
  after: string,
  limit: number,
): Promise<PriceRow[]> {
  const named = Prisma.sql`SELECT v.id ${promotedVariants(shop, promotion)}`;
  const where = Prisma.sql`o.kind = 'price' AND o.place = '' AND o.subject > ${after} AND o.subject IN (${named})`;
  return loadPrices(shop, where, limit);
}

async function loadPrices(shop: string, where: Prisma.Sql, limit: number): Promise<PriceRow[]> {
  const query = Prisma.sql`
    WITH o AS MATERIALIZED (
      SELECT * FROM "Observation" o
      WHERE o.shop = ${shop} AND o.kind IN ('price', 'compareAt', 'cost') AND ${where}
      ORDER BY o.subject, o.kind, o.place LIMIT ${limit}
    ), variant AS MATERIALIZED (
      -- Several values of a variant share what is read of it.
      SELECT v.id, v."productId", v.tags, v.vendor, coalesce(p.collections, '{}') AS collections,
        coalesce(l.links, '[]') AS links, coalesce(r.entries, '[]') AS entries
      FROM (SELECT DISTINCT subject FROM o) s
      JOIN "Variant" v ON v.shop = ${shop} AND v.id = s.subject
      LEFT JOIN "Product" p ON p.shop = v.shop AND p.id = v."productId"
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('connectionId', k."connectionId", 'sku', k.sku, 'unit', k.unit)) AS links
        FROM "Link" k WHERE k.shop = v.shop AND k."inventoryItemId" = v."inventoryItemId" AND k.state = 'confirmed'
          AND EXISTS (SELECT 1 FROM "Feed" f WHERE f."connectionId" = k."connectionId" AND f.kind = 'prices')
      ) l ON true
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('sku', g.sku, 'asOf', to_jsonb(g."asOf"), 'origin', g.origin,
          'connectionId', g."connectionId", 'place', g.place, 'value', g.value,
          'priceListId', coalesce(m."priceListId", CASE WHEN n.list = '' THEN '' END)) ORDER BY g.place) AS entries
        FROM "Link" k
        JOIN "Reading" g ON g."connectionId" = k."connectionId" AND g.kind = 'price' AND g.sku = k.sku
        CROSS JOIN LATERAL (SELECT ${LIST_OF_PLACE} AS list) n
        LEFT JOIN "PriceListMapping" m ON m."connectionId" = k."connectionId" AND m.list = n.list
        WHERE k.shop = v.shop AND k."inventoryItemId" = v."inventoryItemId" AND k.state = 'confirmed'
      ) r ON true
    )
    SELECT o.kind, o.subject, o.place, o."connectionId"::text AS "connectionId", o.sku, o.observed, o.baseline,
      o."observedAt" IS NOT NULL AS looked, o.approved, o.pinned, o."pinnedFor", o.ignored, o.dirty,
      coalesce(o.receipt @> '{"lines":[{"kind":"promotion"}]}'::jsonb, false) AS promoted,
      CASE WHEN o.verdict <> 'in-sync' AND o.receipt @> '{"scheduled":true}'::jsonb THEN o.receipt ->> 'result' END
        AS scheduled,
      coalesce(v.tags, '{}') AS tags, v.vendor, coalesce(v.collections, '{}') AS collections,
      coalesce(v.links, '[]') AS links,
      CASE WHEN o.place = '' THEN s.currency ELSE t.currency END AS currency,
      coalesce((SELECT jsonb_agg(e) FROM jsonb_array_elements(v.entries) e
        WHERE e ->> 'priceListId' = split_part(o.place, '/', 1)), '[]') AS entries
    FROM o
    JOIN "Shop" s ON s.shop = o.shop
    LEFT JOIN variant v ON v.id = o.subject
    LEFT JOIN "PriceList" t ON t.shop = o.shop AND t.id = split_part(o.place, '/', 1)
    ORDER BY o.subject, o.kind, o.place`;
  const { rows } = await pool().query<Omit<PriceRow, "entries"> & { entries: EntryRow[] }>(query);
  return rows.map((row) => ({ ...row, entries: row.entries.map(toEntry) }));
}

/** core/prices/entry.ts priceKey: the list is what follows the third slash. */
export const LIST_OF_PLACE = Prisma.sql`substring(g.place FROM '^[^/]*/[^/]*/[^/]*/(.*)$')`;

function toEntry({ connectionId, place, value, sku, asOf, origin }: EntryRow): PriceRow["entries"][number] {
  const { list, minQuantity, from, until } = parsePriceKey(place);
  const terms = { list, minQuantity, from: from?.toISOString() ?? null, until: until?.toISOString() ?? null };
  const says = value === null ? GONE : (JSON.parse(value) as typeof GONE);
  const { amount, currency, compareAt, cost, taxIncluded, taxRate } = says;
  return {
    connectionId,
    sku,
    asOf,
    origin,
    ...terms,
    amount,
    currency,
    compareAt,
    cost,
    taxIncluded,
    taxRate,
  };
}

const GONE: Pick<PriceEntry, "amount" | "currency" | "compareAt" | "cost" | "taxIncluded" | "taxRate"> = {
  amount: null,
  currency: "",
  compareAt: null,
  cost: null,
  taxIncluded: null,
  taxRate: null,
};

/** What the source says an article that nobody has linked costs in the shop's own list. */
export async function entriesOfSku(shop: string, connectionId: string, sku: string): Promise<PriceEntry[]> {
  const { rows } = await pool().query<EntryRow>(Prisma.sql`
    SELECT g.sku, to_jsonb(g."asOf") #>> '{}' AS "asOf", g.origin, g."connectionId"::text AS "connectionId", g.place, g.value
    FROM "Reading" g
    CROSS JOIN LATERAL (SELECT ${LIST_OF_PLACE} AS list) n
    LEFT JOIN "PriceListMapping" m ON m."connectionId" = g."connectionId" AND m.list = n.list
    WHERE g.shop = ${shop} AND g."connectionId" = ${connectionId}::uuid AND g.kind = 'price' AND g.sku = ${sku}
      AND coalesce(m."priceListId", CASE WHEN n.list = '' THEN '' END) = ''`);
  return rows.map(toEntry);
}

/** The exchange rates of each connection. */
export async function listRates(shop: string) {
  const { rows } = await pool().query<{
    connectionId: string;
    from: string;
    to: string;
    rate: string;
    asOf: string;
  }>(Prisma.sql`
    SELECT "connectionId"::text AS "connectionId", split_part(place, '/', 1) AS "from",
      split_part(place, '/', 2) AS "to", value AS rate, to_jsonb("asOf") #>> '{}' AS "asOf"
    FROM "Reading" WHERE shop = ${shop} AND kind = 'rate' AND value IS NOT NULL`);
  return rows;
}
