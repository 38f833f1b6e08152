import type { Link } from "@prisma/client";
import type { Linkable, LinkProposal } from "#app/core/source/link.ts";
import { db } from "../database/database.server.ts";
import { jsonText } from "../database/json-text.server.ts";

export interface LinkRow extends Link {
  title: string | null;
}

/** Source items that nobody has decided about, and the variants of the shop that no other item holds. */
export async function openForLinking(shop: string, connectionId: string) {
  const items = await db().$queryRaw<{ sku: string; barcode: string | null }[]>`
    SELECT i.sku, i.barcode FROM "Item" i
    LEFT JOIN "Link" l ON l."connectionId" = i."connectionId" AND l.sku = i.sku
    WHERE i.shop = ${shop} AND i."connectionId" = ${connectionId}::uuid
      AND (l.sku IS NULL OR l.state IN ('proposed', 'ambiguous', 'missing'))
    ORDER BY i.sku`;
  const variants = await db().$queryRaw<Linkable[]>`
    SELECT v.id AS "variantId", v.sku, v.barcode FROM "Variant" v
    WHERE v.shop = ${shop} AND v."deletedAt" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "Link" l WHERE l."connectionId" = ${connectionId}::uuid
        AND l."variantId" = v.id AND l.state = 'confirmed')`;
  return { items, variants };
}

/** Saves proposals; what a person decided meanwhile stays. */
export async function saveProposals(
  shop: string,
  connectionId: string,
  proposals: readonly LinkProposal[],
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "Link" (shop, "connectionId", sku, state, "matchedBy", "variantId", "inventoryItemId", candidates)
    SELECT ${shop}, ${connectionId}::uuid, r.sku, r.state, r."matchedBy", r."variantId", v."inventoryItemId",
      coalesce(r.candidates, '{}')
    FROM jsonb_to_recordset(${jsonText(proposals)}::jsonb)
      AS r(sku text, state text, "matchedBy" text, "variantId" text, candidates text[])
    LEFT JOIN "Variant" v ON v.shop = ${shop} AND v.id = r."variantId"
    ON CONFLICT ("connectionId", sku) DO UPDATE
      SET state = excluded.state, "matchedBy" = excluded."matchedBy", "variantId" = excluded."variantId",
        "inventoryItemId" = excluded."inventoryItemId", candidates = excluded.candidates
      WHERE "Link".state IN ('proposed', 'ambiguous', 'missing')`;
}

/** Confirms proposed links, all of the given kinds or the given SKUs; returns how many. */
export async function confirmProposed(
  shop: string,
  connectionId: string,
  which: { matchedBy: readonly string[] } | { skus: readonly string[] },
  who: string,
): Promise<number> {
  const column =
    "matchedBy" in which ? { matchedBy: { in: [...which.matchedBy] } } : { sku: { in: [...which.skus] } };
  const { count } = await db().link.updateMany({
    where: { shop, connectionId, state: "proposed", ...column },
    data: { state: "confirmed", decidedBy: who, decidedAt: new Date() },
  });
  return count;
}

/** Ties a SKU to a variant because a person said so. Returns false where there is no such variant. */
export async function linkByHand(
  shop: string,
  connectionId: string,
  sku: string,
  variantId: string,
  who: string,
): Promise<boolean> {
  const variant = await db().variant.findUnique({ where: { shop_id: { shop, id: variantId } } });
  if (!variant) return false;
  const decided = {
    state: "confirmed",
    matchedBy: "person",
    variantId,
    inventoryItemId: variant.inventoryItemId,
    candidates: [],
    decidedBy: who,
    decidedAt: new Date(),
  };
  const { count } = await db().link.updateMany({ where: { shop, connectionId, sku }, data: decided });
  return count > 0;
}

export async function setLinkState(
  shop: string,
  connectionId: string,
  skus: readonly string[],
  state: "ignored" | "missing",
  who: string,
): Promise<void> {
  await db().link.updateMany({
    where: { shop, connectionId, sku: { in: [...skus] } },
    data: { state, variantId: null, inventoryItemId: null, decidedBy: who, decidedAt: new Date() },
  });
}

export async function setLinkUnit(shop: string, connectionId: string, sku: string, unit: number) {
  await db().link.updateMany({ where: { shop, connectionId, sku }, data: { unit } });
}

export async function countLinks(shop: string, connectionId: string): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<{ key: string; count: number }[]>`
    SELECT CASE WHEN state = 'proposed' THEN state || ':' || "matchedBy" ELSE state END AS key, count(*)::int AS count
    FROM "Link" WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid GROUP BY 1`;
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
}
