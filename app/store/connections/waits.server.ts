import { db } from "../database/database.server.ts";

/** A source has asked not to be called before a time. */
export interface Wait {
  connectionId: string;
  /** What the connection is called. */
  name: string;
  until: Date;
  leftMs: number;
  /** In the source's words. */
  reason: string;
}

/** Until when a connection waits; null: its source may be called. */
export async function currentWait(shop: string, connectionId: string): Promise<Wait | null> {
  return (await currentWaits(shop)).find((wait) => wait.connectionId === connectionId) ?? null;
}

/** The connections of a shop that wait now. */
export async function currentWaits(shop: string): Promise<Wait[]> {
  return db().$queryRaw<Wait[]>`
    SELECT id::text AS "connectionId", name, "askAgainAt" AS until,
      (extract(epoch FROM "askAgainAt" - now()) * 1000)::float8 AS "leftMs", coalesce("askAgainReason", '') AS reason
    FROM "Connection" WHERE shop = ${shop} AND "askAgainAt" > now() ORDER BY "createdAt"`;
}

/** Makes a connection wait; one that already waits longer is left as it is. */
export async function saveWait(
  shop: string,
  connectionId: string,
  { forMs, reason }: { forMs: number; reason: string },
): Promise<void> {
  await db().$executeRaw`
    UPDATE "Connection" SET "askAgainAt" = now() + make_interval(secs => ${forMs}::float8 / 1000),
      "askAgainReason" = ${reason}
    WHERE shop = ${shop} AND id = ${connectionId}::uuid
      AND ("askAgainAt" IS NULL OR "askAgainAt" < now() + make_interval(secs => ${forMs}::float8 / 1000))`;
}

/** For new settings or secrets: what the source asked for before is over. */
export async function endWait(shop: string, connectionId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "Connection" SET "askAgainAt" = NULL, "askAgainReason" = NULL
    WHERE shop = ${shop} AND id = ${connectionId}::uuid`;
}
