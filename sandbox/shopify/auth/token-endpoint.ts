import type { Stats } from "#sandbox/shopify/stats.ts";
import { verifySessionToken } from "./session-token.ts";
import type { Tokens } from "./tokens.ts";

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

export interface TokenRequester {
  shop: string;
  apiKey: string;
  apiSecret: string;
  tokens: Tokens;
  stats: Stats;
  /** Managed installation: the first exchange is the installation. */
  installed(): void;
}

export interface JsonAnswer {
  status: number;
  body: object;
}

/** POST /admin/oauth/access_token: token exchange and refresh. */
export async function answerTokenRequest(
  body: Record<string, unknown>,
  requester: TokenRequester,
): Promise<JsonAnswer> {
  const { apiKey, apiSecret, stats } = requester;
  if (body["client_id"] !== apiKey || body["client_secret"] !== apiSecret)
    return refuse(stats, "invalid_client", "Client authentication failed.");
  if (body["grant_type"] === EXCHANGE) return exchange(body, requester);
  if (body["grant_type"] === "refresh_token") return refresh(body, requester);
  return refuse(stats, "unsupported_grant_type", "The grant type is not supported.");
}

async function exchange(body: Record<string, unknown>, requester: TokenRequester): Promise<JsonAnswer> {
  const { tokens, stats } = requester;
  const userId = await verifySessionToken(String(body["subject_token"]), requester);
  if (userId === null)
    return refuse(
      stats,
      "invalid_subject_token",
      "The subject token is expired, malformed or not for this app.",
    );
  const wanted = body["requested_token_type"];
  if (wanted !== ONLINE && wanted !== OFFLINE)
    return refuse(stats, "invalid_request", "The requested token type is not supported.");
  requester.installed();
  stats.tokens.exchanged += 1;
  if (wanted === ONLINE) return { status: 200, body: tokens.issueOnline(userId) };
  const expiring = ["1", 1, true].includes(body["expiring"] as string);
  return { status: 200, body: expiring ? tokens.issueExpiring() : tokens.issueLasting() };
}

function refresh(body: Record<string, unknown>, { tokens, stats }: TokenRequester): JsonAnswer {
  const answer = tokens.refresh(String(body["refresh_token"]));
  if (!answer)
    return refuse(stats, "invalid_grant", "The refresh token is expired, revoked or already replaced.");
  stats.tokens.refreshed += 1;
  return { status: 200, body: answer };
}

function refuse(stats: Stats, error: string, error_description: string): JsonAnswer {
  stats.tokens.refused += 1;
  return { status: 400, body: { error, error_description } };
}
