import { z } from "zod";
import { parseJson } from "#app/core/json.ts";
import { excerpt, readText } from "../api/body.ts";
import { ShopGone, ShopifyError, ShopifyUnavailable, TokenRejected } from "../api/errors.ts";

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 64 * 1024;
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** An expiring offline token: the access token lives an hour, the refresh token 90 days, and both are replaced together. */
export interface OfflineToken {
  accessToken: string;
  expires: Date;
  refreshToken: string;
  refreshTokenExpires: Date;
  /** Granted scopes, separated by commas. */
  scope: string;
}

interface AppCredentials {
  shop: string;
  apiKey: string;
  apiSecret: string;
  fetch?: typeof fetch;
}

const Granted = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().positive(),
});

/**
 * Trades a session token of the embedded app for an offline token. Throws TokenRejected where Shopify does not take
 * the session token, ShopGone, or ShopifyUnavailable. Source: "Exchange a session token for an access token".
 */
export function exchangeToken(
  { sessionToken, ...app }: AppCredentials & { sessionToken: string },
  signal?: AbortSignal,
): Promise<OfflineToken> {
  return grant(app, signal, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: sessionToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
}

/**
 * Replaces an offline token. The old refresh token stays usable until the new one is used, so a lost answer
 * only costs another call. Throws TokenRejected where the refresh token is dead (the merchant has to open the
 * app), ShopGone, or ShopifyUnavailable. Source: "About offline access tokens", expiring tokens.
 */
export function refreshToken(
  { refreshToken, ...app }: AppCredentials & { refreshToken: string },
  signal?: AbortSignal,
): Promise<OfflineToken> {
  return grant(app, signal, { grant_type: "refresh_token", refresh_token: refreshToken });
}

async function grant(
  { shop, apiKey, apiSecret, fetch: post = fetch }: AppCredentials,
  signal: AbortSignal | undefined,
  parameters: Record<string, string>,
): Promise<OfflineToken> {
  if (!SHOP_DOMAIN.test(shop)) throw new Error(`Not a shop's domain: ${shop}`);
  const askedAtMs = Date.now();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await post(`https://${shop}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...parameters }),
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const text = await readText(response, MAX_ANSWER_BYTES);
    if (response.status !== 200) throw failure(response.status, text);
    return token(text, askedAtMs);
  } catch (cause) {
    if (cause instanceof ShopifyError) throw cause;
    if (signal?.aborted) throw signal.reason;
    throw new ShopifyUnavailable("No token from Shopify", null, { cause });
  }
}

function failure(status: number, text: string): Error {
  const message = `Shopify answered ${status} instead of a token: ${excerpt(text)}`;
  if (status === 400 || status === 401) return new TokenRejected(message);
  if (status === 402 || status === 403 || status === 404 || status === 423) {
    return new ShopGone(message, status);
  }
  return new ShopifyUnavailable(message);
}

function token(text: string, askedAtMs: number): OfflineToken {
  const granted = Granted.safeParse(parseJson(text)).data;
  // No cause: a parser's message quotes what it read, which is a secret here.
  if (granted === undefined) throw new ShopifyUnavailable("Shopify's token cannot be read");
  return {
    accessToken: granted.access_token,
    expires: new Date(askedAtMs + granted.expires_in * 1000),
    refreshToken: granted.refresh_token,
    refreshTokenExpires: new Date(askedAtMs + granted.refresh_token_expires_in * 1000),
    scope: granted.scope,
  };
}
