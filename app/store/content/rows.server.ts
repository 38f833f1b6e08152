import { Prisma } from "@prisma/client";
import { pool } from "../database/database.server.ts";
import { owedADecision } from "../values/decisions.server.ts";
import { follows, type ValueKey } from "../values/observations.server.ts";
import type { DecidableRow } from "../values/rows.server.ts";

/** Everything that the decision about one field of content rests on, as stored. */
export interface ContentRow extends DecidableRow {
  /** Variants of the product, and how many of them are linked to an article that says anything. */
  variants: number;
  articles: number;
  /** What the shop shows in the field that this one translates. */
  original: string | null;
  /** What each linked article says about this field; null: nothing. Times are ISO strings. */
  readings: {
    connectionId: string;
    sku: string;
    value: string | null;
    discontinued: boolean;
    asOf: string;
    origin: string | null;
  }[];
}

/** Content in key order after the given key that is owed a decision. */
export async function loadOwedContent(shop: string, after: ValueKey, limit: number): Promise<ContentRow[]> {
  return loadContent(shop, Prisma.sql`${owedADecision(shop)} AND ${follows(after)}`, limit);
}

/** Content in key order after the given key, owed a decision or not: for trying out a change of rules. */
export async function loadContentAfter(shop: string, after: ValueKey, limit: number): Promise<ContentRow[]> {
  return loadContent(shop, follows(after), limit);
}

async function loadContent(shop: string, where: Prisma.Sql, limit: number): Promise<ContentRow[]> {
  // For a variant's field only its own articles count; for a product's, all of the product's.
  const query = Prisma.sql`
    WITH o AS MATERIALIZED (
      SELECT * FROM "Observation" o WHERE o.shop = ${shop} AND o.kind = 'content' AND ${where}
      ORDER BY o.subject, o.place LIMIT ${limit}
    )
    SELECT o.subject, o.place, o."connectionId"::text AS "connectionId", o.sku, o.observed, o.baseline,
      o."observedAt" IS NOT NULL AS looked, o.approved, o.pinned, o."pinnedFor", o.ignored, o.dirty,
      coalesce(v.tags, p.tags, '{}') AS tags, coalesce(v.vendor, p.vendor) AS vendor,
      coalesce(p.collections, '{}') AS collections, coalesce(r.readings, '[]') AS readings,
      p.fields ->> split_part(o.place, '@', 1) AS original,
      coalesce(r.articles, 0)::int AS articles,
      (SELECT count(*)::int FROM "Variant" w WHERE w.shop = o.shop AND w."productId" = o."productId"
        AND w."deletedAt" IS NULL) AS variants
    FROM o
    LEFT JOIN "Variant" v ON v.shop = o.shop AND v.id = o."variantId"
    LEFT JOIN "Product" p ON p.shop = o.shop AND p.id = o."productId"
    LEFT JOIN LATERAL (
      SELECT count(DISTINCT w.id) AS articles, jsonb_agg(jsonb_build_object('connectionId', g."connectionId", 'sku', g.sku,
        'value', CASE WHEN o.place = 'photos' THEN (
            -- Photos are known by what they show; a picture that could not be read leaves the field unsaid.
            SELECT CASE WHEN count(*) = count(f.digest) THEN string_agg('sha256:' || f.digest, E'\\n' ORDER BY u.at) END
            FROM jsonb_array_elements_text(g.value::jsonb -> 'photos') WITH ORDINALITY u(url, at)
            LEFT JOIN "PhotoSource" f ON f.shop = o.shop AND f.url = u.url)
          ELSE g.value::jsonb -> 'fields' ->> o.place END,
        'discontinued', coalesce((g.value::jsonb ->> 'discontinued')::boolean, false),
        'asOf', to_jsonb(g."asOf"), 'origin', g.origin) ORDER BY g.sku) AS readings
      FROM (
        SELECT w.id, w.shop, w."inventoryItemId" FROM "Variant" w
        WHERE o."variantId" IS NULL AND w.shop = o.shop AND w."productId" = o."productId" AND w."deletedAt" IS NULL
        UNION ALL
        SELECT w.id, w.shop, w."inventoryItemId" FROM "Variant" w
        WHERE w.shop = o.shop AND w.id = o."variantId" AND w."deletedAt" IS NULL
      ) w
      JOIN "Link" k ON k.shop = w.shop AND k."inventoryItemId" = w."inventoryItemId" AND k.state = 'confirmed'
      JOIN "Reading" g ON g."connectionId" = k."connectionId" AND g.kind = 'content' AND g.sku = k.sku
        AND g.value IS NOT NULL
    ) r ON true
    ORDER BY o.subject, o.place`;
  return (await pool().query<ContentRow>(query)).rows;
}
