import { TokenRejected } from "#app/shopify/errors.ts";
import { refreshToken } from "#app/shopify/tokens.ts";
import { eraseSessions } from "#app/store/sessions.server.ts";
import { findShop, setShopState } from "#app/store/shops.server.ts";
import { findToken, replaceToken, type RenewedToken, type StoredToken } from "#app/store/tokens.server.ts";

/** The shop's tokens are dead: somebody has to open the app in the admin once. */
export class ReconnectError extends Error {
  override name = "ReconnectError";
}

const RENEW_BEFORE_MS = 5 * 60_000;

const underWay = new Map<string, Promise<string>>();

/**
 * A token for the shop's background work, and another one than `refused`, which Shopify took no longer.
 * All callers in all processes together make one refresh.
 */
export async function offlineToken(shop: string, refused: string | null): Promise<string> {
  const stored = await findToken(shop);
  if (!stored) throw await reconnect(shop, "no-token");
  if (stored.accessToken !== refused && isFresh(stored)) return stored.accessToken;
  const running = underWay.get(shop);
  if (running) return running;
  const renewal = renew(shop, stored).finally(() => underWay.delete(shop));
  underWay.set(shop, renewal);
  return renewal;
}

async function renew(shop: string, seen: StoredToken): Promise<string> {
  try {
    const token = await replaceToken(shop, async (current) => {
      // Another process was faster: what it stored is newer than what this caller was refused with.
      if (current.accessToken !== seen.accessToken && isFresh(current)) return null;
      if (current.refreshToken === null) throw new TokenRejected("A token that does not expire was refused");
      return fetchToken(shop, current.refreshToken);
    });
    if (token) return token.accessToken;
  } catch (error) {
    if (!(error instanceof TokenRejected)) throw error;
    // Somebody may have opened the app meanwhile, which stores a new token and makes the one before worthless.
    const current = await findToken(shop);
    if (current && current.accessToken !== seen.accessToken && isFresh(current)) return current.accessToken;
    throw await reconnect(shop, "token-refused", error);
  }
  throw await reconnect(shop, "no-token");
}

async function fetchToken(shop: string, current: string): Promise<RenewedToken> {
  const apiKey = process.env["SHOPIFY_API_KEY"] ?? "";
  const apiSecret = process.env["SHOPIFY_API_SECRET"] ?? "";
  const token = await refreshToken({ shop, refreshToken: current, apiKey, apiSecret });
  // Both clocks in this difference are this machine's; what is stored counts by the database's.
  const now = Date.now();
  return {
    accessToken: token.accessToken,
    refreshToken: token.refreshToken,
    scope: token.scope,
    leftMs: token.expires.getTime() - now,
    refreshLeftMs: token.refreshTokenExpires.getTime() - now,
  };
}

async function reconnect(shop: string, reason: string, cause?: Error): Promise<ReconnectError> {
  // An uninstalled shop has no token either, and stays uninstalled.
  if ((await findShop(shop))?.state === "active") await setShopState(shop, "reconnect", reason);
  // Without a session the next visit exchanges its session token for new ones.
  await eraseSessions(shop);
  return new ReconnectError(`${shop} has to be opened in the admin again (${reason})`, { cause });
}

function isFresh({ leftMs }: StoredToken): boolean {
  return leftMs === null || leftMs > RENEW_BEFORE_MS;
}
