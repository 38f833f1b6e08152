import { db } from "../database/database.server.ts";

/** Products with edits that a person will be asked about, so that it is worth knowing who made them. */
export async function askedAbout(
  shop: string,
  productIds: readonly string[],
  since: Date,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ productId: string }[]>`
    SELECT DISTINCT o."productId" FROM "Observation" o
    JOIN "TimelineEvent" e ON e.shop = o.shop AND e.kind = o.kind AND e.subject = o.subject AND e.place = o.place
      AND e.event = 'seen' AND e.at >= ${since} AND e.detail IS NULL
    WHERE o.shop = ${shop} AND o."productId" = ANY(${[...productIds]}) AND o.authority = 'ask'`;
  return rows.map(({ productId }) => productId);
}

/** Remembers who made the edits of a product that were seen since then. */
export async function saveEditor(
  shop: string,
  productId: string,
  { name, since }: { name: string; since: Date },
): Promise<void> {
  await db().$executeRaw`
    UPDATE "TimelineEvent" e SET detail = jsonb_build_object('editor', ${name}::text)
    FROM "Observation" o
    WHERE e.shop = ${shop} AND o.shop = e.shop AND o.kind = e.kind AND o.subject = e.subject AND o.place = e.place
      AND o."productId" = ${productId} AND e.event = 'seen' AND e.at >= ${since}
      AND e.detail IS NULL`;
}
