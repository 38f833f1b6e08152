import { config } from "#app/config.server.ts";
import { TokenRejected } from "#app/shopify/api/errors.ts";
import { refreshToken } from "#app/shopify/auth/tokens.ts";
import { findShop, setShopState } from "#app/store/shops/shops.server.ts";
import {
  findToken,
  replaceToken,
  type RenewedToken,
  type StoredToken,
} from "#app/store/shops/tokens.server.ts";

/** The shop's tokens are dead: somebody has to open the app in the admin once. */
export class ReconnectError extends Error {
  override name = "ReconnectError";
}

const RENEW_BEFORE_MS = 5 * 60_000;

const underWay = new Map<string, Promise<string>>();

/**
 * A token for the shop's background work, other than `refused`, which Shopify no longer accepts.
 * All callers in all processes share one refresh.
 */
export async function offlineToken(shop: string, refused: string | null): Promise<string> {
  const stored = await findToken(shop);
  if (!stored) throw await reconnect(shop);
  if (stored.accessToken !== refused && isFresh(stored)) return stored.accessToken;
  const running = underWay.get(shop);
  if (running) return running;
  const renewal = renew(shop, stored).finally(() => underWay.delete(shop));
  underWay.set(shop, renewal);
  return renewal;
}

async function renew(shop: string, seen: StoredToken): Promise<string> {
  const token = await replaceToken(shop, async (current) => {
    // Another process was faster: the token it stored is newer than the one that this caller saw.
    if (current.accessToken !== seen.accessToken && isFresh(current)) return "keep";
    if (current.refreshToken === null) return "dead";
    try {
      return await fetchToken(shop, current.refreshToken);
    } catch (error) {
      if (error instanceof TokenRejected) return "dead";
      throw error;
    }
  });
  if (!token) throw await reconnect(shop);
  return token.accessToken;
}

async function fetchToken(shop: string, current: string): Promise<RenewedToken> {
  const apiKey = config("SHOPIFY_API_KEY");
  const apiSecret = config("SHOPIFY_API_SECRET");
  const token = await refreshToken({ shop, refreshToken: current, apiKey, apiSecret });
  // Both times in this difference are by this machine's clock; stored times are by the database's.
  const now = Date.now();
  return {
    accessToken: token.accessToken,
    refreshToken: token.refreshToken,
    scope: token.scope,
    leftMs: token.expires.getTime() - now,
    refreshLeftMs: token.refreshTokenExpires.getTime() - now,
  };
}

async function reconnect(shop: string): Promise<ReconnectError> {
  // An uninstalled shop has no token either, and one that has just been opened has a new token: skip both.
  if ((await findShop(shop))?.state === "active" && !(await findToken(shop))) {
    await setShopState(shop, "reconnect", "token-refused");
  }
  return new ReconnectError(`${shop} has to be opened in the admin again`);
}

function isFresh({ leftMs }: StoredToken): boolean {
  return leftMs === null || leftMs > RENEW_BEFORE_MS;
}
