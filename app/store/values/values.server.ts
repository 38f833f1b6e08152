import { Prisma } from "@prisma/client";
import { VARIANT_FIELDS } from "#app/core/content/fields.ts";
import { inTurn, type Transaction } from "../database/database.server.ts";
import { jsonText } from "../database/json-text.server.ts";

/** Which articles' values to look after; `all`: everything linked, because a link or a mapping changed. */
export type Articles = "all" | { connectionId: string; skus: readonly string[] };

const NAMED = Prisma.sql`
  v."productTitle" || CASE WHEN v.title IN ('', 'Default Title') THEN '' ELSE ' · ' || v.title END`;

/**
 * Creates a value to keep for every price that the source names for a linked article, showing what the
 * catalogue knows of it. A source's list without a chosen list of the shop gets none.
 */
export async function ensurePrices(tx: Transaction, shop: string, articles: Articles): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", "productId", "variantId", sku, title,
      observed, "observedAt")
    SELECT DISTINCT ON (n.kind, v.id, n.place) ${shop}, n.kind, v.id, n.place, l."connectionId", v."productId", v.id,
      v.sku, ${NAMED}, CASE WHEN n.place = '' THEN v.fields ->> n.kind END,
      CASE WHEN n.place = '' AND v.fields ? n.kind THEN v."seenAt" END
    FROM "Link" l
    JOIN "Variant" v ON v.shop = l.shop AND v.id = l."variantId" AND v."deletedAt" IS NULL
    JOIN "Reading" g ON g."connectionId" = l."connectionId" AND g.kind = 'price' AND g.sku = l.sku
      AND g.value IS NOT NULL
    CROSS JOIN LATERAL (SELECT g.value::jsonb AS says) r
    LEFT JOIN "PriceListMapping" m ON m."connectionId" = l."connectionId" AND m.list = r.says ->> 'list'
    CROSS JOIN LATERAL (SELECT coalesce(m."priceListId", CASE WHEN r.says ->> 'list' = '' THEN '' END) AS id) t
    CROSS JOIN LATERAL (
      SELECT 'price' AS kind, t.id || CASE WHEN (r.says ->> 'minQuantity')::int > 1
        THEN '/' || (r.says ->> 'minQuantity') ELSE '' END AS place
      UNION ALL SELECT 'compareAt', t.id WHERE r.says ->> 'compareAt' IS NOT NULL
        -- While it is reduced here, the regular price stands beside it, whether or not the source names one.
        OR t.id = '' AND EXISTS (SELECT 1 FROM "Policy" q WHERE q.shop = ${shop} AND q.rule = 'promotion')
      UNION ALL SELECT 'cost', '' WHERE r.says ->> 'cost' IS NOT NULL AND t.id = ''
    ) n
    WHERE l.shop = ${shop} AND l.state = 'confirmed' AND t.id IS NOT NULL AND t.id <> 'none'
      AND NOT (t.id = '' AND n.place LIKE '/%')
      AND ${ofArticles(articles)}
    ORDER BY n.kind, v.id, n.place, l."connectionId"
    ON CONFLICT (shop, kind, subject, place) DO NOTHING`;
}

/** Creates a value to keep for every field that the source names for a linked article. */
export async function ensureContent(tx: Transaction, shop: string, articles: Articles): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", "productId", "variantId", sku, title,
      observed, "observedAt")
    SELECT DISTINCT ON (s.subject, f.field) ${shop}, 'content', s.subject, f.field, l."connectionId", v."productId",
      s."variantId", CASE WHEN s."variantId" IS NULL THEN NULL ELSE v.sku END,
      CASE WHEN s."variantId" IS NULL THEN v."productTitle" ELSE ${NAMED} END,
      s.fields ->> f.field, CASE WHEN s.fields ? f.field THEN s."seenAt" END
    FROM "Link" l
    JOIN "Variant" v ON v.shop = l.shop AND v.id = l."variantId" AND v."deletedAt" IS NULL
    JOIN "Reading" g ON g."connectionId" = l."connectionId" AND g.kind = 'content' AND g.sku = l.sku
      AND g.value IS NOT NULL
    CROSS JOIN LATERAL (
      SELECT jsonb_object_keys(g.value::jsonb -> 'fields') AS field
      UNION SELECT 'photos' WHERE jsonb_typeof(g.value::jsonb -> 'photos') = 'array'
      UNION SELECT 'status' WHERE g.value::jsonb @> '{"discontinued":true}'::jsonb
    ) f
    LEFT JOIN "Product" p ON p.shop = v.shop AND p.id = v."productId"
    CROSS JOIN LATERAL (
      SELECT v.id AS subject, v.id AS "variantId", v.fields, v."seenAt" WHERE f.field = ANY(${[...VARIANT_FIELDS]})
      UNION ALL SELECT v."productId", NULL, coalesce(p.fields, '{}'), p."seenAt" WHERE f.field <> ALL(${[...VARIANT_FIELDS]})
    ) s
    WHERE l.shop = ${shop} AND l.state = 'confirmed' AND ${ofArticles(articles)}
    ORDER BY s.subject, f.field, l."connectionId"
    ON CONFLICT (shop, kind, subject, place) DO NOTHING`;
}

/** Creates the values to keep for everything that is now linked and mapped. */
export async function ensureValues(shop: string): Promise<void> {
  await inTurn(shop, async (tx) => {
    await ensurePrices(tx, shop, "all");
    await ensureContent(tx, shop, "all");
  });
}

function ofArticles(articles: Articles): Prisma.Sql {
  if (articles === "all") return Prisma.sql`true`;
  const { connectionId, skus } = articles;
  return Prisma.sql`l."connectionId" = ${connectionId}::uuid
    AND l.sku IN (SELECT jsonb_array_elements_text(${jsonText(skus)}::jsonb))`;
}
