import type { ItemContent } from "#app/core/source/records.ts";
import { db } from "../database/database.server.ts";

/** An article that the source lists and the shop does not have. */
export interface NewArticle {
  connectionId: string;
  sku: string;
  title: string | null;
  barcode: string | null;
  content: ItemContent;
}

/** Articles to make products of: nobody has linked or ignored them, and the source still sells them. */
export async function newArticles(shop: string): Promise<NewArticle[]> {
  return db().$queryRaw<NewArticle[]>`
    SELECT l."connectionId"::text AS "connectionId", l.sku, i.title, i.barcode, r.value::jsonb AS content
    FROM "Link" l
    JOIN "Item" i ON i."connectionId" = l."connectionId" AND i.sku = l.sku
    JOIN "Connection" c ON c.id = l."connectionId" AND c.state = 'active'
    JOIN "Reading" r ON r."connectionId" = l."connectionId" AND r.kind = 'content' AND r.sku = l.sku
      AND r.value IS NOT NULL
    WHERE l.shop = ${shop} AND l.state = 'missing' AND NOT coalesce((r.value::jsonb ->> 'discontinued')::boolean, false)
      AND NOT EXISTS (SELECT 1 FROM "SetAside" s WHERE s."connectionId" = l."connectionId" AND s.kind = 'items'
        AND s.sku = l.sku AND s.reason = 'not-accepted' AND s."resolvedAt" IS NULL)
    ORDER BY l."connectionId", l.sku`;
}

/** Groups that the shop has in part already: a new product would split them. */
export async function knownGroups(shop: string): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ key: string }[]>`
    SELECT DISTINCT r."connectionId"::text || ' ' || (r.value::jsonb ->> 'group') AS key
    FROM "Reading" r
    JOIN "Link" l ON l."connectionId" = r."connectionId" AND l.sku = r.sku AND l.state = 'confirmed'
    WHERE r.shop = ${shop} AND r.kind = 'content' AND r.value::jsonb ->> 'group' IS NOT NULL`;
  return new Set(rows.map(({ key }) => key));
}

/** Sets an article aside that Shopify would not take, with Shopify's message. */
export async function setArticleAside(
  shop: string,
  { connectionId, sku }: Pick<NewArticle, "connectionId" | "sku">,
  message: string,
): Promise<void> {
  const row = { sku, reason: "not-accepted", raw: message, at: new Date(), resolvedAt: null };
  const origin = `SKU ${sku}`;
  await db().setAside.upsert({
    where: { connectionId_kind_origin: { connectionId, kind: "items", origin } },
    create: { shop, connectionId, kind: "items", origin, ...row },
    update: row,
  });
}

/** Makes a look at the articles that the shop lacks due now. */
export async function askForDrafts(shop: string): Promise<void> {
  await db().shop.update({ where: { shop }, data: { draftsDueAt: new Date() } });
}
