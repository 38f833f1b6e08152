import { mkdtempSync, readFileSync, rmSync, writeFileSync, renameSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Session } from "@shopify/shopify-app-remix/server";
import { Agent, buildConnector, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { endpoints } from "#app/endpoints/endpoints.ts";
import { exchangeToken } from "#app/shopify/auth/tokens.ts";
import { db } from "#app/store/database/database.server.ts";
import { offlineSessionId, sessionStorage } from "#app/store/shops/sessions.server.ts";
import { createConnection, feedsOf } from "#app/sync/connections/connections.server.ts";
import { goLive } from "#app/sync/choices/holds.server.ts";
import { workInbox } from "#app/sync/shop/inbox.server.ts";
import { installShop } from "#app/sync/shop/install.server.ts";
import { confirmLinks } from "#app/sync/connections/linking.server.ts";
import { refreshWarehouses, saveMappings } from "#app/sync/connections/mapping.server.ts";
import { pullFeed } from "#app/sync/connections/pull.server.ts";
import { sweep } from "#app/sync/look/sweep.server.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import type { Variant } from "#sandbox/shopify/state/rows.ts";
import { startSandbox, type Sandbox, type SandboxOptions } from "#sandbox/shopify/server.ts";
import { convergeAll } from "./converge-all.ts";

const API_KEY = "test-key";
const API_SECRET = "test-secret";
const ROUNDS_MAX = 60;
const CONVERGE_ROUNDS_MAX = 300;

export interface SeedItem {
  sku: string | null;
  barcode?: string;
  price?: string;
  tracked?: boolean;
  requiresComponents?: boolean;
  tags?: string[];
  /** Available at the first location. */
  shows: number;
}

/** A shop with one location in the sandbox, a folder of files as its ERP, and the app between them; no queue. */
export interface World {
  shop: string;
  sandbox: Sandbox;
  locationId: string;
  connectionId: string;
  /** What the ERP's next full export says: `SKU;quantity` rows, warehouse MAIN. */
  exportStock(rows: readonly (readonly [sku: string, quantity: number | string])[]): void;
  /** What the ERP's next full export of another kind says, as rows under their headers. */
  exportRows(kind: "prices" | "items" | "rates", rows: readonly Readonly<Record<string, string>>[]): void;
  /** The ERP reports which orders it has booked. */
  book(...orderNames: string[]): void;
  pull(): Promise<void>;
  sweep(): Promise<void>;
  inbox(): Promise<void>;
  /** Converges until nothing is owed any more, at most for CONVERGE_ROUNDS_MAX rounds. */
  converge(): Promise<void>;
  /** Reads the feeds, works off the inbox and converges: everything a worker would do now. */
  work(): Promise<void>;
  shows(sku: string): number | undefined;
  place(sku: string, quantity: number): string;
  itemId(sku: string): string;
  /** The variant as the shop holds it now. */
  variant(sku: string): Variant;
  observation(sku: string): ReturnType<typeof findObservation>;
  close(): Promise<void>;
}

const { signal } = new AbortController();
let worlds = 0;

/** Files other than stock and bookings, with the names of their columns. */
const OTHER_FILES = {
  prices: {
    pattern: "prices-*.csv",
    mode: "full",
    columns: {
      sku: "sku",
      amount: "price",
      currency: "currency",
      compareAt: "before",
      cost: "cost",
      list: "list",
      minQuantity: "from pieces",
      validFrom: "from",
      validUntil: "until",
    },
  },
  rates: { pattern: "rates-*.csv", mode: "full", columns: { from: "from", to: "to", rate: "rate" } },
  items: {
    pattern: "items-*.csv",
    mode: "full",
    options: [{ name: "Colour", column: "colour" }],
    columns: {
      sku: "sku",
      title: "title",
      description: "text",
      vendor: "vendor",
      weight: "weight",
      photos: "photos",
      group: "group",
      discontinued: "gone",
      "metafields.custom.material": "material",
      "title@cs": "title cs",
    },
  },
} as const;

export async function openWorld(
  items: readonly SeedItem[],
  options: Partial<SandboxOptions> = {},
  files: readonly (keyof typeof OTHER_FILES)[] = [],
): Promise<World> {
  process.env["SHOPIFY_API_KEY"] = API_KEY;
  process.env["SHOPIFY_API_SECRET"] = API_SECRET;
  process.env["CONCORD_SECRET_KEY"] = Buffer.alloc(32, 7).toString("base64");
  const folder = mkdtempSync(join(tmpdir(), "concord-world-"));

  const machines = endpoints({
    apiKey: API_KEY,
    secrets: [API_SECRET],
    nudgeInbox: () => Promise.resolve(),
    nudgeOwed: () => Promise.resolve(),
  });
  const web = createServer((request, response) => void machines.handle(request, response));
  await new Promise<void>((resolve) => void web.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  process.env["SHOPIFY_APP_URL"] = appUrl;

  worlds += 1;
  const sandbox = await startSandbox({
    shop: `world-${worlds}.myshopify.com`,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    certFolder: folder,
    appUrl,
    ...options,
  });
  const leave = reach(sandbox);
  const { shop, store } = sandbox;
  const locationId = store.createLocation("Brno").id;
  const byId = new Map<string, { itemId: string; variantId: string }>();
  for (const { sku, shows, barcode, price, tracked, requiresComponents, tags } of items) {
    const product = store.createProduct({
      title: `Product ${sku ?? "without a SKU"}`,
      ...(tags ? { tags } : {}),
      variants: [
        {
          ...(sku === null ? {} : { sku }),
          ...(barcode ? { barcode } : {}),
          ...(tracked === undefined ? {} : { tracked }),
          ...(requiresComponents ? { requiresComponents } : {}),
          price: price ?? "10.00",
          levels: { [locationId]: shows },
        },
      ],
    });
    const variant = product.variants[0];
    if (sku !== null && variant) byId.set(sku, { itemId: variant.item.id, variantId: variant.id });
  }
  const known = (sku: string) => {
    const found = byId.get(sku);
    if (!found) throw new Error(`The test world has no ${sku}`);
    return found;
  };

  await install(shop);

  let exports = 0;
  let bookings = 0;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.tmp`), text);
    renameSync(join(folder, `${name}.tmp`), join(folder, name));
  };
  const world: World = {
    shop,
    sandbox,
    locationId,
    connectionId: "",
    exportStock(rows) {
      exports += 1;
      const asOf = new Date().toISOString();
      const lines = rows.map(([sku, quantity]) => `${sku};${quantity};${asOf}`);
      write(`stock-${String(exports).padStart(6, "0")}.csv`, ["sku;free;at", ...lines, ""].join("\n"));
    },
    exportRows(kind, rows) {
      exports += 1;
      const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const all = {
        ...OTHER_FILES[kind].columns,
        ...("options" in OTHER_FILES[kind] ? { colour: "colour" } : {}),
      };
      const names = [...new Set([...headers, ...Object.values(all)])];
      const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = rows.map((row) => names.map((name) => cell(row[name] ?? "")).join(";"));
      const name = `${kind}-${String(exports).padStart(6, "0")}.csv`;
      write(name, [names.map(cell).join(";"), ...lines, ""].join("\n"));
    },
    book(...orderNames) {
      bookings += 1;
      const at = new Date().toISOString();
      const lines = orderNames.map((name) => `${name};${at}`);
      write(`booked-${String(bookings).padStart(6, "0")}.csv`, ["order;at", ...lines, ""].join("\n"));
    },
    async pull() {
      const feeds = await feedsOf(shop, world.connectionId);
      // Feeds are read in the worst order: stock first, bookings after it.
      for (const { id } of [...feeds].reverse()) await pullFeed(shop, id, signal);
    },
    async sweep() {
      await db().shop.update({ where: { shop }, data: { sweepDueAt: new Date(0) } });
      for (let round = 0; round < ROUNDS_MAX; round++) {
        if ((await sweep(shop, signal)).againInMs === null) return;
        await sandbox.idle();
      }
      throw new Error("The sweep did not end");
    },
    async inbox() {
      await sandbox.idle();
      await workInbox(shop, signal);
    },
    converge: () => convergeAll(shop, { roundsMax: CONVERGE_ROUNDS_MAX }),
    async work() {
      await world.pull();
      await world.inbox();
      await world.converge();
      await world.inbox();
      await world.converge();
    },
    shows: (sku) => store.level(known(sku).itemId, locationId)?.available,
    place: (sku, quantity) => store.placeOrder([{ variantId: known(sku).variantId, quantity }]).name,
    itemId: (sku) => known(sku).itemId,
    variant: (sku) => store.variants.need(known(sku).variantId),
    observation: (sku) => findObservation(shop, known(sku).itemId),
    async close() {
      await sandbox.close();
      await machines.end();
      await new Promise((resolve) => web.close(resolve));
      leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };

  const saved = await createConnection(shop, {
    adapter: "csv",
    name: "ERP",
    secrets: {},
    settings: {
      place: { kind: "local", folder },
      arrival: "renamed",
      files: {
        ...Object.fromEntries(files.map((kind) => [kind, OTHER_FILES[kind]])),
        stock: {
          pattern: "stock-*.csv",
          mode: "full",
          columns: { sku: "sku", quantity: "free", asOf: "at" },
        },
        orderStates: {
          pattern: "booked-*.csv",
          mode: "delta",
          columns: { orderName: "order", bookedAt: "at" },
        },
      },
    },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  world.connectionId = saved.id;
  return world;
}

/** Goes through the set-up as a merchant would: map, link, look at the first plan, approve it. */
export async function goLiveWith(
  world: World,
  rows: readonly (readonly [sku: string, quantity: number | string])[],
): Promise<void> {
  const { shop, connectionId, locationId } = world;
  await world.sweep();
  world.exportStock(rows);
  await refreshWarehouses(shop, connectionId, signal);
  await saveMappings(shop, connectionId, [{ warehouse: "MAIN", locationId }]);
  await world.pull();
  await world.sweep();
  await confirmLinks(shop, connectionId, { matchedBy: ["sku", "barcode", "case"] }, "Ada");
  await world.converge();
  await goLive(shop, connectionId, "Ada");
  await world.converge();
  await world.inbox();
}

/** As the first visit from the admin does: exchanges a session token for the tokens of background work. */
export async function install(shop: string): Promise<void> {
  const sessionToken = await mintSessionToken({ shop, apiKey: API_KEY, apiSecret: API_SECRET });
  const token = await exchangeToken({ shop, sessionToken, apiKey: API_KEY, apiSecret: API_SECRET });
  await sessionStorage.storeSession(
    Session.fromPropertyArray([
      ["id", offlineSessionId(shop)],
      ["shop", shop],
      ["state", ""],
      ["isOnline", false],
      ["scope", token.scope],
      ["expires", token.expires.getTime()],
      ["accessToken", token.accessToken],
      ["refreshToken", token.refreshToken],
      ["refreshTokenExpires", token.refreshTokenExpires.getTime()],
    ]),
  );
  await installShop(shop);
}

/** Sends what is meant for Shopify's hosts to the sandbox, as its preload does for whole processes, until undone. */
function reach({ caFile, tlsPort }: Sandbox): () => void {
  const before = getGlobalDispatcher();
  const connect = buildConnector({ ca: readFileSync(caFile, "utf8") });
  setGlobalDispatcher(
    new Agent({
      connect: (options, callback) =>
        connect(
          { ...options, hostname: "127.0.0.1", port: String(tlsPort), servername: options.hostname },
          callback,
        ),
    }),
  );
  return () => setGlobalDispatcher(before);
}

function findObservation(shop: string, itemId: string) {
  return db().observation.findFirstOrThrow({ where: { shop, kind: "stock", subject: itemId } });
}
