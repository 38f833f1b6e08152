import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSample, type Sample } from "#sandbox/data/sample.ts";
import { startAdmin, type Admin } from "#sandbox/shopify/admin/server.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "#sandbox/shopify/server.ts";
import { assortment } from "#sandbox/sources/assortment.ts";
import type { FaultOptions } from "#sandbox/shopify/faults.ts";
import { startErp, type Erp, type ErpOptions } from "#sandbox/sources/erp.ts";
import type { DeskTempo } from "#sandbox/sources/order-desk.ts";
import { orderFolder } from "#sandbox/sources/order-intake.ts";
import type { DemoOptions } from "./options.ts";
import { Processes } from "./processes.ts";
import { seedShop, type SeededShop } from "./shop.ts";
import { Trade } from "./trade.ts";

/** Everything around the app: the shop, the ERP with its folder, the people, and the app's surroundings. */
export interface World {
  sandbox: Sandbox;
  admin: Admin;
  shop: SeededShop;
  erp: Erp;
  trade: Trade;
  sample: Sample;
  processes: Processes;
  /** Where the ERP leaves its files. */
  erpFolder: string;
  home: string;
  webUrl: string;
  /** The environment in which a process of the app finds all this. */
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** How fast the ERP and its warehouse are: hurried if nobody watches. */
const tempo = {
  once: {
    ...{ bookingDelayMs: 2_000, shippingDelayMs: 3_000, deliveryDelayMs: 1_000 },
    ...{ exportEveryMs: 1_000, cancelsOneIn: 20 },
  },
  live: {
    ...{ bookingDelayMs: 8_000, shippingDelayMs: 15_000, deliveryDelayMs: 20_000 },
    ...{ exportEveryMs: 3_000, cancelsOneIn: 60 },
  },
} satisfies Record<string, ErpTempo>;
const fullEvery = 100;
const apiKey = "concord-demo-key";

/** The shop never hears of the sales of this first morning: they are the drift that Concord finds. */
export const firstMorningMinutes = 420;

/** What a proof makes harder than in the demo, or different. */
export interface Hardships {
  /** An existing database, instead of a server of the demo's own. */
  databaseUrl?: string;
  /** The Shopify plan, which sets the shop's API allowance. */
  plan?: SandboxOptions["plan"];
  faults?: FaultOptions;
  tempo?: ErpTempo;
  currency?: string;
}

type ErpTempo = DeskTempo & Pick<ErpOptions, "exportEveryMs">;

export async function buildWorld(
  options: DemoOptions,
  onFailure: (error: Error) => void,
  hardships: Hardships = {},
): Promise<World> {
  const home = await mkdtemp(join(tmpdir(), "concord-demo-"));
  // Started by root, the database runs as another user, who must be able to pass through this folder.
  await chmod(home, 0o755);
  const leave = (): Promise<void> =>
    options.keep ? Promise.resolve() : rm(home, { recursive: true, force: true, maxRetries: 5 });
  const closing: (() => Promise<void>)[] = [leave];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return await fill({ options, hardships }, home, closing, close, onFailure);
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(
  { options, hardships }: { options: DemoOptions; hardships: Hardships },
  home: string,
  closing: (() => Promise<void>)[],
  close: () => Promise<void>,
  onFailure: (error: Error) => void,
): Promise<World> {
  const sample = await readSample();
  const { items, products } = assortment(sample, options.skus, options.troubles);
  const apiSecret = randomBytes(24).toString("hex");
  const webPort = await freePort();
  const webUrl = `http://127.0.0.1:${webPort}`;
  const certFolder = join(home, "certificates");
  const erpFolder = join(home, "erp");
  await Promise.all([mkdir(certFolder), mkdir(join(erpFolder, orderFolder), { recursive: true })]);

  const sandbox = await startSandbox({
    ...{ apiKey, apiSecret, appUrl: webUrl, certFolder },
    ...(hardships.plan && { plan: hardships.plan }),
    ...(hardships.faults && { faults: hardships.faults }),
    ...(hardships.currency && { currency: hardships.currency }),
  });
  closing.push(() => sandbox.close());
  const admin = await startAdmin({ sandbox, appUrl: webUrl, port: options.port, apiKey, apiSecret });
  closing.push(() => admin.close());
  const shop = seedShop(sandbox.store, products, (code) => new URL(`/pictures/${code}.svg`, admin.url).href);
  const speed = hardships.tempo ?? (options.once ? tempo.once : tempo.live);
  const erp = await startErp({ folder: erpFolder, items, fullEvery, ...speed });
  closing.push(() => erp.close());
  const trade = new Trade(shop, erp, sample);
  trade.sellUntil(firstMorningMinutes, false);
  await erp.exportNow();
  const processes = new Processes(onFailure);
  closing.push(() => processes.stop());
  const env = {
    ...appEnvironment(home, webPort, sandbox, admin, apiSecret),
    ...(hardships.databaseUrl !== undefined && { DATABASE_URL: hardships.databaseUrl }),
    LOG_LEVEL: options.inspect ? "debug" : "info",
  };
  return { sandbox, admin, shop, erp, trade, sample, processes, erpFolder, home, webUrl, env, close };
}

/** Nothing of a developer's own configuration reaches the demo: it never touches their database or queue. */
function appEnvironment(
  home: string,
  webPort: number,
  sandbox: Sandbox,
  admin: Admin,
  apiSecret: string,
): NodeJS.ProcessEnv {
  const preloads = [join(import.meta.dirname, "../preload.cjs"), join(import.meta.dirname, "orphan.cjs")];
  return {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    TMPDIR: process.env["TMPDIR"],
    TZ: process.env["TZ"],
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
    NODE_ENV: "production",
    NODE_OPTIONS: preloads.map((path) => `--require ${JSON.stringify(path)}`).join(" "),
    NODE_EXTRA_CA_CERTS: sandbox.caFile,
    SANDBOX_TLS_PORT: String(sandbox.tlsPort),
    CONCORD_HOME: join(home, "concord"),
    CONCORD_SECRET_KEY: randomBytes(32).toString("base64"),
    CONCORD_LOCAL_FOLDERS: home,
    PORT: String(webPort),
    SHOPIFY_API_KEY: apiKey,
    SHOPIFY_API_SECRET: apiSecret,
    SHOPIFY_APP_URL: admin.proxyUrl,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
