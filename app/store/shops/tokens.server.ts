import type { PoolClient } from "pg";
import { pool } from "../database/database.server.ts";
import { seal, unseal } from "../database/secrets.server.ts";
import { offlineSessionId } from "./sessions.server.ts";

/** What is kept of a shop's offline token. Without a refresh token it never expires. */
export interface StoredToken {
  accessToken: string;
  refreshToken: string | null;
  /** By the database's clock; null: never. */
  leftMs: number | null;
}

export interface RenewedToken {
  accessToken: string;
  refreshToken: string;
  scope: string;
  leftMs: number;
  refreshLeftMs: number;
}

interface Row {
  accessToken: string;
  refreshToken: string | null;
  leftMs: string | null;
}

const LOCK_WITHIN = "30s";

// Shopify's library stores these columns without a time zone, in UTC.
const SELECT = `
  SELECT "accessToken", "refreshToken", extract(epoch FROM expires - (now() AT TIME ZONE 'utc')) * 1000 AS "leftMs"
  FROM "Session" WHERE id = $1`;

const UPDATE = `
  UPDATE "Session" SET "accessToken" = $2, "refreshToken" = $3, scope = $4,
    expires = (now() AT TIME ZONE 'utc') + $5 * interval '1 millisecond',
    "refreshTokenExpires" = (now() AT TIME ZONE 'utc') + $6 * interval '1 millisecond'
  WHERE id = $1`;

export async function findToken(shop: string): Promise<StoredToken | null> {
  const { rows } = await pool().query<Row>(SELECT, [offlineSessionId(shop)]);
  return rows[0] ? toToken(rows[0]) : null;
}

/**
 * Passes the stored token to `renew` while no other process can, and stores what it returns. "keep" leaves it
 * as it is; "dead" forgets it, so that the next visit from the admin fetches another. Returns what is stored
 * afterwards. The lock is the token's own row, so it ends with the transaction, however that ends.
 */
export async function replaceToken(
  shop: string,
  renew: (current: StoredToken) => Promise<RenewedToken | "keep" | "dead">,
): Promise<StoredToken | null> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<Row>(`${SELECT} FOR UPDATE`, [offlineSessionId(shop)]);
    if (!rows[0]) return null;
    const current = toToken(rows[0]);
    const renewed = await renew(current);
    if (renewed === "keep") return current;
    if (renewed === "dead") {
      await client.query('DELETE FROM "Session" WHERE shop = $1', [shop]);
      return null;
    }
    const { accessToken, refreshToken, scope, leftMs, refreshLeftMs } = renewed;
    const sealed = [seal(accessToken), seal(refreshToken)];
    await client.query(UPDATE, [offlineSessionId(shop), ...sealed, scope, leftMs, refreshLeftMs]);
    return { accessToken, refreshToken, leftMs };
  });
}

async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_WITHIN}'`);
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // Closing the connection rolls back, also when it is the connection that broke.
    client.release(true);
    throw error;
  }
}

function toToken(row: Row): StoredToken {
  return {
    accessToken: unseal(row.accessToken),
    refreshToken: row.refreshToken === null ? null : unseal(row.refreshToken),
    leftMs: row.leftMs === null ? null : Number(row.leftMs),
  };
}
