import { mkdirSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Tokens } from "#sandbox/shopify/auth/tokens.ts";
import { BulkOperations } from "#sandbox/shopify/bulk/operations.ts";
import { readDeployment, type Deployment } from "./deployment.ts";
import { createFaults, type FaultOptions, type Faults } from "./faults.ts";
import type { AppIdentity, Context } from "#sandbox/shopify/graphql/context.ts";
import { Engine } from "#sandbox/shopify/graphql/execute.ts";
import { IdempotencyKeys } from "#sandbox/shopify/graphql/idempotency.ts";
import { loadCertificate } from "#sandbox/shopify/http/certificate.ts";
import { GRAPHQL_PATH, shopHandler, type ShopService } from "#sandbox/shopify/http/handler.ts";
import { ShopState, type ShopIdentity } from "#sandbox/shopify/state/shop-state.ts";
import { createStats, type Stats } from "./stats.ts";
import { Bucket } from "./throttle.ts";
import { Courier } from "#sandbox/shopify/webhooks/courier.ts";
import { Subscriptions } from "#sandbox/shopify/webhooks/subscriptions.ts";

export interface SandboxOptions {
  shop?: string;
  plan?: ShopIdentity["plan"];
  apiKey: string;
  apiSecret: string;
  /** Webhooks go to `${appUrl}/webhooks`; without it none are sent. */
  appUrl?: string;
  httpPort?: number;
  tlsPort?: number;
  certFolder: string;
  /** Scopes and webhook subscriptions; default: what shopify.app.toml says. */
  deployment?: Partial<Deployment>;
  tokenLifetimeS?: number;
  faults?: FaultOptions;
  now?: () => number;
}

export interface Sandbox {
  shop: string;
  httpPort: number;
  tlsPort: number;
  caFile: string;
  /** Never expires: for curl and tests. */
  accessToken: string;
  graphqlUrl: string;
  store: ShopState;
  faults: Faults;
  stats: Stats;
  bulkOperations: BulkOperations;
  /** Resolves when no webhook waits or flies and no bulk operation runs. */
  idle(): Promise<void>;
  expireTokens(): void;
  install(): void;
  uninstall(): void;
  sendCompliance(topic: "customers/data_request" | "customers/redact" | "shop/redact"): void;
  close(): Promise<void>;
}

const SHOP_ID = "68817551382";

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const store = new ShopState(identityOf(options), now);
  const faults = createFaults(options.faults);
  const stats = createStats();
  const { scopes, subscriptions } = { ...readDeployment(), ...options.deployment };
  const app: AppIdentity = { apiKey: options.apiKey, name: "Concord", scopes: new Set(scopes) };
  const engine = new Engine(new Bucket(store.shop.plan));
  const results = join(options.certFolder, "bulk");
  mkdirSync(results, { recursive: true });
  const bulkOperations = new BulkOperations(engine.schema, store, app, results);
  const context: Context = {
    state: store,
    app,
    keys: new IdempotencyKeys(now),
    bulkOperations,
    unpaged: false,
  };
  const tokens = new Tokens(scopes, options.tokenLifetimeS ?? 3600, now);
  const { apiKey, apiSecret } = options;
  const courier = options.appUrl
    ? new Courier({ url: `${options.appUrl}/webhooks`, apiSecret, state: store, faults, stats })
    : null;
  const webhooks = new Subscriptions(store, courier, subscriptions);
  const shop = store.shop.domain;
  const installed = () => webhooks.install();
  const service: ShopService = { shop, apiKey, apiSecret, tokens, stats, installed, engine, context, faults };
  const servers = await openServers(service, options);

  return {
    shop,
    httpPort: servers.httpPort,
    tlsPort: servers.tlsPort,
    caFile: servers.caFile,
    accessToken: tokens.issueLasting().access_token,
    graphqlUrl: `http://127.0.0.1:${servers.httpPort}${GRAPHQL_PATH}`,
    store,
    faults,
    stats,
    bulkOperations,
    idle: async () => {
      await bulkOperations.idle();
      await courier?.idle();
    },
    expireTokens: () => tokens.expireAll(),
    install: installed,
    uninstall: () => {
      tokens.revokeAll();
      webhooks.uninstall();
    },
    sendCompliance: (topic) => webhooks.sendCompliance(topic),
    close: async () => {
      await courier?.close();
      await servers.close();
    },
  };
}

function identityOf(options: SandboxOptions): ShopIdentity {
  const domain = options.shop ?? "concord-demo.myshopify.com";
  const name = domain.replace(/\.myshopify\.com$/, "").replace(/-/g, " ");
  return {
    id: SHOP_ID,
    domain,
    name: name.replace(/\b\w/g, (letter) => letter.toUpperCase()),
    email: "owner@example.com",
    currencyCode: "GBP",
    ianaTimezone: "Europe/London",
    plan: options.plan ?? "standard",
  };
}

/** As Shopify, over TLS and under the shop's own name only; and plain, for curl and tests. */
async function openServers(service: ShopService, options: SandboxOptions) {
  const { key, cert, caFile } = await loadCertificate(options.certFolder);
  const plain = createHttpServer(shopHandler(service, null));
  const secure = createTlsServer({ key, cert }, shopHandler(service, new Set([service.shop])));
  const httpPort = await listen(plain, options.httpPort ?? 0);
  const tlsPort = await listen(secure, options.tlsPort ?? 0);
  const close = async () => void (await Promise.all([stop(plain), stop(secure)]));
  return { httpPort, tlsPort, caFile, close };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
