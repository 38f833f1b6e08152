import { mkdirSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Tokens } from "#sandbox/shopify/auth/tokens.ts";
import { BulkOperations } from "#sandbox/shopify/bulk/operations.ts";
import { bulkRuns } from "#sandbox/shopify/bulk/runs.ts";
import { readDeployment, type Deployment } from "./deployment.ts";
import { createFaults, type FaultOptions, type Faults } from "./faults.ts";
import type { Context } from "#sandbox/shopify/graphql/context.ts";
import { Workflows } from "#sandbox/shopify/flow/workflows.ts";
import { Engine } from "#sandbox/shopify/graphql/execute.ts";
import { IdempotencyKeys } from "#sandbox/shopify/graphql/idempotency.ts";
import { loadCertificate } from "#sandbox/shopify/http/certificate.ts";
import { GRAPHQL_PATH, shopHandler, type ShopService } from "#sandbox/shopify/http/handler.ts";
import type { ShopIdentity } from "#sandbox/shopify/state/shop-data.ts";
import { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { createStats, type Stats } from "./stats.ts";
import { Bucket } from "./throttle.ts";
import { StagedUploads } from "#sandbox/shopify/uploads/staged-uploads.ts";
import { Courier } from "#sandbox/shopify/webhooks/courier.ts";
import { Subscriptions } from "#sandbox/shopify/webhooks/subscriptions.ts";

export interface SandboxOptions {
  shop?: string;
  plan?: ShopIdentity["plan"];
  /** Default: GBP. */
  currency?: string;
  /** Default: prices are without tax. */
  taxesIncluded?: boolean;
  apiKey: string;
  apiSecret: string;
  /** Webhooks go to `${appUrl}/webhooks`; without it none are sent. */
  appUrl?: string;
  httpPort?: number;
  tlsPort?: number;
  certFolder: string;
  /** Scopes, webhook subscriptions, what it brings to Flow; default: what the app's TOML files say. */
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
  uploads: StagedUploads;
  /** Shopify Flow: the triggers it received, and a way to run the app's actions. */
  workflows: Workflows;
  /** Resolves when no webhook is waiting or in flight and no bulk operation runs. */
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
  const deployment = { ...readDeployment(), ...options.deployment };
  const engine = new Engine(new Bucket(store.shop.plan));
  const context = contextOf(options, deployment, store, engine, faults);
  const { bulkOperations, uploads, workflows } = context;
  const { apiKey, apiSecret, appUrl } = options;
  const tokens = new Tokens(deployment.scopes, options.tokenLifetimeS ?? 3600, now);
  const courier = appUrl
    ? new Courier({ url: `${appUrl}/webhooks`, apiSecret, state: store, faults, stats })
    : null;
  const webhooks = new Subscriptions(store, courier, deployment.subscriptions);
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
    uploads,
    workflows,
    idle: async () => {
      await bulkOperations.idle();
      await store.jobs.idle();
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
      await workflows.close();
      await servers.close();
    },
  };
}

/** Everything that an operation of the app can reach. */
function contextOf(
  options: SandboxOptions,
  { scopes, flow }: Deployment,
  store: ShopState,
  engine: Engine,
  faults: Faults,
): Context {
  const results = join(options.certFolder, "bulk");
  const staged = join(options.certFolder, "uploads");
  for (const folder of [results, staged]) mkdirSync(folder, { recursive: true });
  const uploads = new StagedUploads(store, staged);
  const { apiKey, apiSecret, appUrl } = options;
  const retryBaseMs = () => faults.webhooks.retryBaseMs;
  const { shop, now } = store;
  const runs = bulkRuns(engine.schema, () => context);
  const context: Context = {
    state: store,
    app: { apiKey, name: "Concord", scopes: new Set(scopes) },
    keys: new IdempotencyKeys(now),
    bulkOperations: new BulkOperations(engine.schema, store, uploads, results, runs),
    uploads,
    workflows: new Workflows({ flow, shop, appUrl, apiSecret, retryBaseMs, now }),
    unpaged: false,
  };
  return context;
}

function identityOf(options: SandboxOptions): ShopIdentity {
  const domain = options.shop ?? "concord-demo.myshopify.com";
  const name = domain.replace(/\.myshopify\.com$/, "").replace(/-/g, " ");
  return {
    id: SHOP_ID,
    domain,
    name: name.replace(/\b\w/g, (letter) => letter.toUpperCase()),
    email: "owner@example.com",
    currencyCode: options.currency ?? "GBP",
    taxesIncluded: options.taxesIncluded ?? false,
    ianaTimezone: "Europe/London",
    plan: options.plan ?? "standard",
  };
}

/** Like Shopify, over TLS and under the shop's own name only; and plain HTTP, for curl and tests. */
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
