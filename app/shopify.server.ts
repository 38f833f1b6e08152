import "@shopify/shopify-app-remix/server/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { config } from "#app/config.server.ts";
import { log } from "#app/log.ts";
import { sessionStorage } from "#app/store/shops/sessions.server.ts";
import { installShop } from "#app/sync/shop/install.server.ts";

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

export const { authenticate, addDocumentResponseHeaders } = shopify;
