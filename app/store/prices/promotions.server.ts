import { parsePromotion, type Promotion } from "#app/core/prices/promotion.ts";
import { Prisma } from "@prisma/client";
import { z } from "zod";
import { db, inTurn } from "../database/database.server.ts";
import { promotedVariants } from "../values/dirty.server.ts";
import { savePolicy } from "../shops/policies.server.ts";

const RULE = { rule: "promotion", scope: "promotion" } as const;

/** What a person did with a promotion. */
export type PromotionEvent = z.infer<typeof promotionEvent>;

const promotionEvent = z.object({
  at: z.string(),
  who: z.string(),
  event: z.enum(["created", "changed", "ended"]),
});
const withHistory = z.object({ history: z.array(promotionEvent) });

export interface StoredPromotion extends Promotion {
  history: readonly PromotionEvent[];
}

export async function listPromotions(shop: string): Promise<StoredPromotion[]> {
  const rows = await db().policy.findMany({ where: { shop, ...RULE } });
  return rows.flatMap((row) => {
    const promotion = parsePromotion(row);
    return promotion ? [{ ...promotion, history: withHistory.safeParse(row.value).data?.history ?? [] }] : [];
  });
}

export async function findPromotion(shop: string, id: string): Promise<StoredPromotion | null> {
  return (await listPromotions(shop)).find((promotion) => promotion.id === id) ?? null;
}

export async function storePromotion(shop: string, promotion: StoredPromotion, who: string): Promise<void> {
  const { id, ...value } = promotion;
  await savePolicy(shop, { ...RULE, subject: id, value }, who);
}

export async function deletePromotion(shop: string, id: string): Promise<void> {
  await db().policy.deleteMany({ where: { shop, ...RULE, subject: id } });
}

/**
 * Creates a compare-at price to keep beside each of the shop's own prices: while a promotion is on it shows
 * the regular price, even if the source never names a compare-at price.
 */
export async function ensureCompareAts(shop: string): Promise<void> {
  await inTurn(
    shop,
    (tx) => tx.$executeRaw`
    INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", "productId", "variantId", sku, title,
      observed, "observedAt")
    SELECT o.shop, 'compareAt', o.subject, '', o."connectionId", o."productId", o."variantId", o.sku, o.title,
      v.fields ->> 'compareAt', CASE WHEN v.fields ? 'compareAt' THEN v."seenAt" END
    FROM "Observation" o JOIN "Variant" v ON v.shop = o.shop AND v.id = o.subject
    WHERE o.shop = ${shop} AND o.kind = 'price' AND o.place = ''
    ON CONFLICT (shop, kind, subject, place) DO NOTHING`,
  );
}

/** Variants that a promotion names, and those of them whose price is kept in step. */
export async function countPromoted(shop: string, promotion: Pick<Promotion, "scope" | "subjects">) {
  const [row] = await db().$queryRaw<{ named: number; kept: number }[]>`
    SELECT count(*)::int AS named, count(o.subject)::int AS kept
    FROM (SELECT v.id ${promotedVariants(shop, promotion)}) n
    LEFT JOIN "Observation" o ON o.shop = ${shop} AND o.kind = 'price' AND o.subject = n.id AND o.place = ''
      AND o.verdict <> 'unknown'`;
  return row ?? { named: 0, kept: 0 };
}

/** How many variants two promotions both name. */
export async function countShared(
  shop: string,
  one: Pick<Promotion, "scope" | "subjects">,
  other: Pick<Promotion, "scope" | "subjects">,
): Promise<number> {
  const [row] = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT v.id ${promotedVariants(shop, one)} INTERSECT SELECT v.id ${promotedVariants(shop, other)}) shared`;
  return row?.n ?? 0;
}

/** What staff recognise variants by. */
export async function nameVariants(shop: string, ids: readonly string[]) {
  return db().$queryRaw<
    { id: string; productId: string; title: string; variantTitle: string; imageUrl: string | null }[]
  >(Prisma.sql`
    SELECT id, "productId", "productTitle" AS title,
      CASE WHEN title = 'Default Title' THEN '' ELSE title END AS "variantTitle", "imageUrl"
    FROM "Variant" WHERE shop = ${shop} AND id = ANY(${[...ids]})`);
}
