import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SHOWS } from "./shows.ts";
import { startSandbox, type SandboxOptions } from "#sandbox/shopify/server.ts";

export interface ShopSettings {
  folder: string;
  rows: number;
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
}

/** What a bench asks the sandbox's process. */
export type Question = { ask: "stats" } | { ask: "changed"; itemId: string; to: number; withinMs: number };

export type Answer =
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
for (let row = 0; row < settings.rows; row++) {
  const sku = `SKU-${String(row).padStart(7, "0")}`;
  const { variants } = store.createProduct({
    title: `Product ${row}`,
    variants: [{ sku, price: "10.00", levels: { [locationId]: SHOWS } }],
  });
  const [variant] = variants;
  if (variant) items.push({ sku, itemId: variant.item.id, variantId: variant.id });
}
writeFileSync(join(settings.folder, "items.json"), JSON.stringify(items));

const send = (message: Ready | Answer) => process.send?.(message);
process.on("message", (question: Question) => {
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
