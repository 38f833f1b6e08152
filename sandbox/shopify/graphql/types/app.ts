import { gid } from "#sandbox/shopify/gid.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { AppIdentity, Fields } from "#sandbox/shopify/graphql/context.ts";

export const App: Fields<AppIdentity> = {
  id: () => gid("App", "1"),
  title: (app) => app.name,
  handle: (app) => app.name.toLowerCase(),
  embedded: () => true,
};

export const AppInstallation: Fields<AppIdentity> = {
  id: () => gid("AppInstallation", "1"),
  app: (app) => app,
  accessScopes: (app) =>
    [...app.scopes].map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
  activeSubscriptions: () => [],
  launchUrl: () => "https://admin.shopify.com/",
};

/** Shopify lists only subscriptions made through the API; the app's own come from its TOML. */
export const appQueries: Fields<undefined> = {
  currentAppInstallation: (_root, _args, { app }) => app,
  webhookSubscriptions: (_root, args, context) =>
    connect({ rows: [], ordering: byId<{ id: string }>() }, args, context),
  webhookSubscriptionsCount: () => ({ count: 0, precision: "EXACT" }),
};
