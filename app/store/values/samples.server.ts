import { db } from "../database/database.server.ts";

/** Counts how much agrees now, for the plots, in every active shop. */
export async function takeSamples(): Promise<void> {
  await db().$executeRaw`
    INSERT INTO "Sample" (shop, kind, at, agreed, repairing, waiting)
    SELECT o.shop, CASE WHEN o.kind IN ('compareAt', 'cost') THEN 'price' ELSE o.kind END, date_trunc('minute', now()),
      count(*) FILTER (WHERE o.verdict = 'in-sync'),
      count(*) FILTER (WHERE o.verdict IN ('planned', 'push')),
      count(*) FILTER (WHERE o.verdict IN ('conflict', 'failing')
        OR o.verdict = 'held' AND o.reason NOT IN ('pinned', 'ignored')
        OR o.verdict = 'blocked' AND o.reason IS DISTINCT FROM 'unlinked')
    FROM "Observation" o JOIN "Shop" s ON s.shop = o.shop AND s.state = 'active'
    WHERE o.verdict <> 'unknown'
    GROUP BY 1, 2
    ON CONFLICT (shop, kind, at) DO UPDATE SET
      agreed = excluded.agreed, repairing = greatest("Sample".repairing, excluded.repairing),
      waiting = greatest("Sample".waiting, excluded.waiting)`;
}

/** Forgets what no page shows any more. */
export async function purgeHistory(): Promise<void> {
  await db().$executeRaw`DELETE FROM "Sample" WHERE at < now() - interval '31 days'`;
  // What a person decided can be undone while anybody may remember it.
  await db().$executeRaw`
    DELETE FROM "TimelineEvent"
    WHERE at < now() - CASE event WHEN 'resolved' THEN interval '400 days' ELSE interval '31 days' END
      AND event <> 'files-to-forget'`;
  await db().$executeRaw`DELETE FROM "Run" WHERE "startedAt" < now() - interval '31 days'`;
  await db().$executeRaw`
    DELETE FROM "OrderLine" l USING "Order" o
    WHERE o.shop = l.shop AND o.id = l."orderId" AND o."updatedAt" < now() - interval '60 days'
      AND (o."bookedAt" IS NOT NULL OR o."cancelledAt" IS NOT NULL)`;
  await db().$executeRaw`DELETE FROM "SetAside" WHERE "resolvedAt" < now() - interval '31 days'`;
}
