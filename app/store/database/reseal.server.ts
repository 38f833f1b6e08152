import { db } from "./database.server.ts";
import { currentSeal, seal, unseal } from "./secrets.server.ts";

const BATCH = 500;

/** After CONCORD_SECRET_KEY changed: encrypts every stored secret again. The old key may be removed afterwards. */
export async function resealSecrets(): Promise<number> {
  return (await resealConnections()) + (await resealSessions());
}

async function resealConnections(): Promise<number> {
  const stale = { secrets: { not: null }, NOT: { secrets: { startsWith: currentSeal() } } };
  let count = 0;
  for (;;) {
    const rows = await db().connection.findMany({
      where: stale,
      select: { id: true, secrets: true },
      take: BATCH,
    });
    if (rows.length === 0) return count;
    for (const { id, secrets } of rows) {
      if (secrets === null) continue;
      // A secret that was saved meanwhile is already sealed with today's key.
      const { count: done } = await db().connection.updateMany({
        where: { id, secrets },
        data: { secrets: seal(unseal(secrets)) },
      });
      count += done;
    }
  }
}

async function resealSessions(): Promise<number> {
  const stale = { NOT: { accessToken: { startsWith: currentSeal() } } };
  let count = 0;
  for (;;) {
    const rows = await db().session.findMany({ where: stale, take: BATCH });
    if (rows.length === 0) return count;
    for (const { id, accessToken, refreshToken } of rows) {
      const { count: done } = await db().session.updateMany({
        where: { id, accessToken },
        data: {
          accessToken: seal(unseal(accessToken)),
          refreshToken: refreshToken === null ? null : seal(unseal(refreshToken)),
        },
      });
      count += done;
    }
  }
}
