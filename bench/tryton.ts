import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { OrderWriter } from "#app/adapters/contract/orders.ts";
import { adapters } from "#app/adapters/registry.ts";
import { reviveSourceOrder } from "#app/core/orders/version.ts";
import type { SourceOrder } from "#app/core/source/order.ts";
import { db } from "#app/store/database/database.server.ts";
import { openStore } from "#app/store/database/open.server.ts";
import { startApp } from "#sandbox/demo/app.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import startTryton from "#tests/support/tryton.ts";
import { median, quantile, round, timed, type Bench } from "./support/figure.ts";

const ORDERS = Number(process.env["BENCH_ORDERS"] ?? 30);
const WARM = 3;
const WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 20;
const SKUS = ["DEMO-0005", "DEMO-0006", "DEMO-0007"];
const VAT = [{ title: "VAT 19%", rate: 0.19 }];
const ADDRESS = {
  ...{ firstName: "Anna", lastName: "Müller", address1: "Große Straße 5" },
  ...{ city: "München", zip: "80331", countryCode: "DE" },
};

/** From the sale in the shop (its webhook leaves then) to the confirmed sale in a real Tryton, beside Tryton's own time. */
export const trytonSale: Bench = async () => {
  const stopTryton = startTryton();
  const failures: Error[] = [];
  const options = { once: true, empty: true, pace: 1, port: 0, skus: 20, keep: false };
  const world = await buildWorld({ ...options, troubles: new Set() }, (error) => failures.push(error), {
    currency: "EUR",
  });
  try {
    const variants = addArticles(world);
    allowLocalHosts(world);
    await startApp(world);
    await connect(world);
    Object.assign(process.env, {
      CONCORD_HOME: world.env["CONCORD_HOME"],
      CONCORD_SECRET_KEY: world.env["CONCORD_SECRET_KEY"],
    });
    const store = await openStore();
    const bare = adapters["tryton"]?.open(settings(), secrets());
    try {
      if (!bare?.orders) throw new Error("Tryton takes orders");
      const taken = { whole: [] as number[], alone: [] as number[] };
      for (let n = 0; n < ORDERS + WARM; n++) {
        const whole = await timed(() => sell(world, variants));
        const alone = await timed(() => sellAlone(bare.orders as OrderWriter, whole.result, n));
        if (n < WARM) continue;
        taken.whole.push(whole.ms);
        taken.alone.push(alone.ms);
      }
      if (failures.length > 0) throw failures[0] ?? new Error("unknown");
      return figures(taken);
    } finally {
      await bare?.close();
      await store.close();
    }
  } finally {
    await world.close();
    stopTryton?.();
  }
};

function addArticles({ sandbox: { store } }: World): string[] {
  const [location] = store.locations.rows;
  if (!location) throw new Error("The shop has no location");
  return SKUS.map((sku) => {
    const levels = { [location.id]: 0 };
    const { variants } = store.createProduct({ title: sku, variants: [{ sku, price: "20.00", levels }] });
    return variants[0]?.id ?? "";
  });
}

/** Tryton runs on this machine, which the app refuses to call unless told otherwise. */
function allowLocalHosts({ env }: World): void {
  env["CONCORD_ALLOW_PRIVATE_HOSTS"] = "127.0.0.1";
  process.env["CONCORD_ALLOW_PRIVATE_HOSTS"] = "127.0.0.1";
}

async function connect({ sandbox, processes, env, home }: World): Promise<void> {
  const instructions = {
    ...{ shop: sandbox.shop, adapter: "tryton", name: "Tryton", who: "Maya" },
    ...{ settings: settings(), secrets: secrets(), everyMs: 30_000 },
    mappings: { "WH-HAM": sandbox.store.locations.rows[0]?.name ?? "" },
    orders: { on: true },
  };
  const script = join(import.meta.dirname, "../scripts/connect-demo.ts");
  await processes.run({ name: "connect", script, env, logFolder: home }, [], JSON.stringify(instructions));
}

function settings() {
  return {
    ...{
      url: process.env["TRYTON_URL"] ?? "",
      database: process.env["TRYTON_DB"] ?? "erp",
      user: "shopsync",
    },
    orders: { paymentTerm: "Direct", products: { shipping: "SHIPPING" } },
  };
}

function secrets() {
  return { password: process.env["TRYTON_PASSWORD"] ?? "" };
}

/** Sells in the shop, and waits until the app knows the sale that Tryton has confirmed. */
async function sell({ sandbox: { store, shop } }: World, variants: readonly string[]): Promise<SourceOrder> {
  const lines = variants.map((variantId) => ({ variantId, quantity: 1 }));
  const { name } = store.placeOrder(lines, {
    ...{ email: "anna@example.com", shippingAddress: ADDRESS, billingAddress: ADDRESS },
    ...{ shipping: [{ title: "Parcel", price: "4.90", taxes: VAT }], taxes: VAT },
  });
  const deadline = Date.now() + WITHIN_MS;
  while (Date.now() < deadline) {
    await sleep(LOOK_EVERY_MS);
    const order = await db().order.findFirst({ where: { shop, name }, select: { id: true } });
    const where = { shop, orderId: order?.id ?? "", sourceStatus: "confirmed" };
    const entry = await db().outboxEntry.findFirst({ where, select: { exported: true } });
    const told = entry && reviveSourceOrder(entry.exported);
    if (told) return told;
  }
  throw new Error(`${name} did not reach Tryton within ${WITHIN_MS} ms`);
}

/** How long Tryton takes for the same order, called as the adapter calls it, without the rest of Concord. */
async function sellAlone(writer: OrderWriter, order: SourceOrder, n: number): Promise<void> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const same = { ...order, key: `${order.key}-alone-${n}`, reference: `${order.reference}-${n}` };
  await writer.find(same.key, signal);
  const made = await writer.create(same, signal);
  if (!made.ok) throw new Error(made.message);
}

function figures({ whole, alone }: { whole: number[]; alone: number[] }) {
  return {
    figures: [0.5, 0.95].map((share) => ({
      what: `sale in the shop to confirmed sale in Tryton, p${share * 100}`,
      measured: `${round(quantile(whole, share), 0)} ms`,
      limit: `${round(quantile(alone, share), 0)} ms: Tryton's own time for finding, making and confirming it`,
      goal: "none",
      met: true,
    })),
    notes: [
      `${ORDERS} orders of ${SKUS.length} lines, one at a time, each then made once more by the adapter alone; ` +
        `Concord adds ${round(median(whole) - median(alone), 0)} ms in the middle. A real Tryton 6.0 on SQLite, on the same 2 cores.`,
    ],
  };
}
