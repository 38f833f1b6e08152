import "@shopify/shopify-app-remix/server/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { config } from "#app/config.server.ts";
import { waitOfShop } from "#app/limits.server.ts";
import { log } from "#app/log.ts";
import { readToken, type Callers } from "#app/shopify/auth/id-token.ts";
import { sessionStorage } from "#app/store/shops/sessions.server.ts";
import { installShop } from "#app/sync/shop/install.server.ts";
import { refusal } from "./refusal.server.ts";

const TOO_MANY_REQUESTS = 429;
const SHOP = /^[a-z0-9][a-z0-9-]{0,99}\.myshopify\.com$/;

const scopes = config("SCOPES");

const shopify = shopifyApp({
  apiKey: config("SHOPIFY_API_KEY"),
  apiSecretKey: config("SHOPIFY_API_SECRET"),
  appUrl: config("SHOPIFY_APP_URL"),
  apiVersion: ApiVersion.October26,
  distribution: AppDistribution.AppStore,
  sessionStorage,
  ...(scopes ? { scopes } : {}),
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: { afterAuth: ({ session }) => installShop(session.shop) },
  logger: {
    level: LogSeverity.Warning, // below that the library logs session tokens
    log: (severity, message) =>
      Promise.resolve(log[severity === LogSeverity.Error ? "error" : "warn"](message)),
  },
});

type Admin = typeof shopify.authenticate.admin;

export const authenticate: { admin: Admin } = {
  /**
   * Lets a member of staff in, and throws the answer to everybody else. The library takes more tokens than it
   * should, so it is shown none that our own reader refuses; what is missing or refused, it answers.
   */
  admin: async (request) => {
    const caller = await staffOf(request);
    const waitS = caller ? waitOfShop(caller.shop) : 0;
    if (waitS > 0) throw await refusal(request, TOO_MANY_REQUESTS, { "retry-after": String(waitS) });
    try {
      return await shopify.authenticate.admin(caller ? request : withoutToken(request));
    } catch (thrown) {
      if (thrown instanceof Response && thrown.headers.get("content-type")?.startsWith("text/html"))
        documentHeaders(request, thrown.headers, "");
      throw thrown;
    }
  },
};

/** Who may frame a document: the admin of the shop that its address names. Which scripts run in it: ours and Shopify's. */
export function documentHeaders(request: Request, headers: Headers, nonce: string): void {
  shopify.addDocumentResponseHeaders(request, headers);
  const shop = new URL(request.url).searchParams.get("shop") ?? "";
  const ancestors = SHOP.test(shop) ? `https://${shop} https://admin.shopify.com` : "'none'";
  const inline = nonce === "" ? "" : ` 'nonce-${nonce}'`;
  headers.set(
    "Content-Security-Policy",
    `frame-ancestors ${ancestors}; script-src 'self' https://cdn.shopify.com${inline}; object-src 'none'; base-uri 'none'`,
  );
}

async function staffOf(request: Request): Promise<Callers["admin"] | null> {
  const { searchParams } = new URL(request.url);
  const token = request.headers.get("authorization")?.replace("Bearer ", "") ?? searchParams.get("id_token");
  if (token === null) return null;
  const app = { apiKey: config("SHOPIFY_API_KEY"), secrets: [config("SHOPIFY_API_SECRET")] };
  const caller = await readToken(token, app, "admin");
  // The address decides who may frame the page, so it must not name another shop than the token.
  const named = searchParams.get("shop");
  return named === null || named === caller?.shop ? caller : null;
}

/** The same request with no token in its address, and in its header one that is none. */
function withoutToken(request: Request): Request {
  const url = new URL(request.url);
  url.searchParams.delete("id_token");
  const headers = new Headers(request.headers);
  if (headers.has("authorization")) headers.set("authorization", "Bearer refused");
  return new Request(url, { method: request.method === "OPTIONS" ? "OPTIONS" : "GET", headers });
}
