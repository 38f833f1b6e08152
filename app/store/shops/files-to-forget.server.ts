import { db, type Transaction } from "../database/database.server.ts";

/** Orders of which a connection may have written files, by their keys there. */
export interface FilesToForget {
  id: string;
  shop: string;
  connectionId: string;
  keys: string[];
}

/** So many orders are dealt with in one call of a source. */
const KEYS_AT_ONCE = 100;

/** Owes it to these orders that their files are taken care of too, whenever their source can be reached. */
export async function noteFiles(tx: Transaction, shop: string, orderIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TimelineEvent" (id, shop, kind, subject, place, at, event, detail)
    SELECT gen_random_uuid(), ${shop}, 'customer', '', "connectionId"::text, now(), 'files-to-forget',
      jsonb_build_object('keys', jsonb_agg(key))
    FROM (
      SELECT "connectionId", key, row_number() OVER (PARTITION BY "connectionId" ORDER BY key) - 1 AS at
      FROM "OutboxEntry" WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]})
        AND (exported IS NOT NULL OR "exportedAt" IS NOT NULL OR "sourceId" IS NOT NULL)
    ) e GROUP BY "connectionId", e.at / ${KEYS_AT_ONCE}::int`;
}

/** What is still owed, of one shop or (null) of all. */
export async function filesToForget(shop: string | null): Promise<FilesToForget[]> {
  return db().$queryRaw<FilesToForget[]>`
    SELECT id::text AS id, shop, place AS "connectionId",
      ARRAY(SELECT jsonb_array_elements_text(detail->'keys')) AS keys
    FROM "TimelineEvent" WHERE kind = 'customer' AND event = 'files-to-forget' AND shop = coalesce(${shop}, shop)
    ORDER BY at, id`;
}

/** Nothing is left of them. */
export async function filesForgotten(id: string): Promise<void> {
  await db().timelineEvent.deleteMany({ where: { id } });
}
