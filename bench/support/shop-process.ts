import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SHOWS } from "./shows.ts";
import { startSandbox, type SandboxOptions } from "#sandbox/shopify/server.ts";

export interface ShopSettings {
  folder: string;
  rows: number;
  /** Variants per product; default: 1. */
  perProduct?: number;
  plan: NonNullable<SandboxOptions["plan"]>;
  appUrl?: string;
  /** How long Shopify's answers take. */
  latencyMs?: [number, number];
}

export interface Ready {
  shop: string;
  tlsPort: number;
  caFile: string;
  locationId: string;
}

export interface Seeded {
  sku: string;
  itemId: string;
  variantId: string;
  productId: string;
}

/** What a bench asks the sandbox's process. */
export type Question =
  | { ask: "stats" }
  | { ask: "priced"; price: string }
  | { ask: "changed"; itemId: string; to: number; withinMs: number };

export type Answer =
  /** Variants at that price, and what it took so far. */
  | { priced: number; points: number; requests: number; throttled: number }
  | { points: number; requests: number; throttled: number; written: number }
  /** When the shop first showed the value, by this machine's clock. */
  | { at: number | null };

const settings = JSON.parse(process.argv[2] ?? "") as ShopSettings;
const sandbox = await startSandbox({
  shop: "bench.myshopify.com",
  apiKey: "bench-key",
  apiSecret: "bench-secret",
  certFolder: settings.folder,
  plan: settings.plan,
  ...(settings.appUrl ? { appUrl: settings.appUrl } : {}),
  faults: { latencyMs: settings.latencyMs ?? [0, 0] },
});
const { store, stats, shop, tlsPort, caFile } = sandbox;
const locationId = store.createLocation("Brno").id;
const items: Seeded[] = [];
const perProduct = settings.perProduct ?? 1;
for (let row = 0; row < settings.rows; row += perProduct) {
  const skus = Array.from({ length: Math.min(perProduct, settings.rows - row) }, (_, at) => {
    return `SKU-${String(row + at).padStart(7, "0")}`;
  });
  const product = store.createProduct({
    title: `Product ${row}`,
    variants: skus.map((sku) => ({ sku, title: sku, price: "10.00", levels: { [locationId]: SHOWS } })),
  });
  for (const [at, { id, item }] of product.variants.entries()) {
    items.push({ sku: skus[at] ?? "", itemId: item.id, variantId: id, productId: product.id });
  }
}
writeFileSync(join(settings.folder, "items.json"), JSON.stringify(items));

const send = (message: Ready | Answer) => process.send?.(message);
process.on("message", (question: Question) => {
  if (question.ask === "priced") {
    const { points, requests, throttled } = stats;
    const priced = store.variants.rows.filter(({ price }) => price === question.price).length;
    send({ priced, points, requests, throttled });
    return;
  }
  if (question.ask === "stats") {
    const { points, requests, throttled } = stats;
    const written = items.filter(({ itemId }) => store.level(itemId, locationId)?.available === SHOWS + 1);
    send({ points, requests, throttled, written: written.length });
    return;
  }
  const { itemId, to, withinMs } = question;
  const shows = () => store.level(itemId, locationId)?.available === to;
  const stop = store.on(() => {
    if (shows()) end(Date.now());
  });
  const timer = setTimeout(() => end(null), withinMs);
  const end = (at: number | null) => {
    stop();
    clearTimeout(timer);
    send({ at });
  };
});
process.once("SIGTERM", () => void sandbox.close().then(() => process.exit(0)));
send({ shop, tlsPort, caFile, locationId });
