import { Prisma } from "@prisma/client";
import { db, inTurn, type Transaction } from "../database/database.server.ts";
import { happens } from "./life.server.ts";

export type ProductOrVariant = { productId: string } | { variantId: string };

export interface Repair {
  /** Values that are owed a new decision, and with it a write where they are out of step. */
  owed: number;
  /** Those of them that a person has to decide: a repair cannot. */
  waiting: number;
}

/**
 * Owes every value of a product or variant that is kept in step a new decision now; one that failed before is tried
 * again. What a person pinned stays pinned. Null where the shop has no such product or variant.
 */
export async function oweRepair(shop: string, of: ProductOrVariant): Promise<Repair | null> {
  return inTurn(shop, (tx) => oweWithin(tx, shop, of));
}

/** The same for a run of Shopify Flow, once: a repeated run does nothing and gets the first one's answer. */
export async function oweRepairOnce(
  shop: string,
  actionRunId: string,
  of: ProductOrVariant,
): Promise<Repair | null> {
  const work = async (tx: Transaction): Promise<Repair | null> => {
    // Of two runs at once, the later one waits here for the earlier one's row.
    const { count } = await tx.flowRun.createMany({ data: [{ shop, actionRunId }], skipDuplicates: true });
    const key = { shop_actionRunId: { shop, actionRunId } };
    if (count === 0) {
      const { owed, waiting } = await tx.flowRun.findUniqueOrThrow({ where: key });
      return owed === null || waiting === null ? null : { owed, waiting };
    }
    const repair = await oweWithin(tx, shop, of);
    if (repair) await tx.flowRun.update({ where: key, data: repair });
    return repair;
  };
  return inTurn(shop, work);
}

async function oweWithin(tx: Transaction, shop: string, of: ProductOrVariant): Promise<Repair | null> {
  const [productId, variantId] = "productId" in of ? [of.productId, null] : [null, of.variantId];
  const asked = happens(
    "productRepairAsked",
    {},
    {
      from: Prisma.sql`keys k`,
      where: Prisma.sql`o.shop = ${shop} AND o.kind = k.kind AND o.subject = k.subject AND o."connectionId" IS NOT NULL`,
    },
  );
  const [found] = await tx.$queryRaw<{ known: boolean; owed: number; waiting: number }[]>`
    WITH variants AS (
      SELECT v.id, v."productId", v."inventoryItemId" FROM "Variant" v
      WHERE v.shop = ${shop} AND v."deletedAt" IS NULL AND (v.id = ${variantId} OR v."productId" = ${productId})
    ), keys AS (
      SELECT 'stock' AS kind, v."inventoryItemId" AS subject FROM variants v
      UNION SELECT k.kind, v.id FROM variants v, (VALUES ('price'), ('compareAt'), ('cost'), ('content')) k (kind)
      UNION SELECT 'content', v."productId" FROM variants v
    ), repaired AS (
      ${asked} RETURNING o.verdict
    )
    SELECT EXISTS (SELECT 1 FROM variants) AS known,
      (SELECT count(*)::int FROM repaired) AS owed,
      (SELECT count(*)::int FROM repaired WHERE verdict IN ('held', 'conflict')) AS waiting`;
  return found?.known ? { owed: found.owed, waiting: found.waiting } : null;
}

/** Forgets runs that Flow no longer sends again. */
export async function purgeFlowRuns(before: Date): Promise<void> {
  await db().flowRun.deleteMany({ where: { at: { lt: before } } });
}
