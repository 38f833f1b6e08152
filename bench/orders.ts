import { watch } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sale } from "#sandbox/data/sample.ts";
import { connectErp, startApp } from "#sandbox/demo/app.ts";
import { inStep } from "#sandbox/demo/once.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import { orderFolder } from "#sandbox/sources/order-intake.ts";
import { median, quantile, round, timed, type Bench } from "./support/figure.ts";

const ORDERS = Number(process.env["BENCH_ORDERS"] ?? 60);
const WARM = 5;
const WITHIN_MS = 30_000;

/** The ERP looks into its folder so rarely that only the app is measured. */
const TEMPO = {
  ...{ bookingDelayMs: 1_000, shippingDelayMs: 1_000, deliveryDelayMs: 1_000 },
  ...{ exportEveryMs: 5_000, cancelsOneIn: 1_000_000 },
};

/** From the sale in the shop (its webhook leaves then) to the order's file in the ERP's folder. */
export const orders: Bench = async () => {
  const failures: Error[] = [];
  const options = { once: true, empty: false, pace: 1, port: 0, skus: 300, keep: false };
  const world = await buildWorld({ ...options, troubles: new Set() }, (error) => failures.push(error), {
    tempo: TEMPO,
  });
  try {
    await startApp(world);
    await connectErp(world);
    if (!(await inStep(world, () => {}))) throw new Error("The shop did not come into step");
    const taken: number[] = [];
    const sales = world.sample.sales
      .filter(({ lines }) => lines.length < 8 && lines.every((one) => one.quantity > 0))
      .values();
    for (let n = 0; n < ORDERS + WARM; n++) {
      const ms = await place(world, sales);
      if (n >= WARM) taken.push(ms);
      await sleep(300);
    }
    const own = await writeAlone(world);
    if (failures.length > 0) throw failures[0] ?? new Error("unknown");
    return {
      figures: [0.5, 0.95].map((share) => ({
        what: `sale in the shop to order in the ERP's folder, p${share * 100}`,
        measured: `${round(quantile(taken, share), 0)} ms`,
        limit: `${round(own, 1)} ms: what writing and flushing such a file takes by itself`,
        goal: "none",
        met: true,
      })),
      notes: [
        `${ORDERS} orders, one at a time, in a shop of 300 articles; reading the whole order included.`,
      ],
    };
  } finally {
    await world.close();
  }
};

/** Sells the next invoice for which the shop has any goods left. */
async function place({ trade, erpFolder }: World, sales: Iterator<Sale>): Promise<number> {
  const arrived = fileIn(join(erpFolder, orderFolder));
  for (;;) {
    const started = performance.now();
    const next = sales.next();
    if (next.done) throw new Error("The sample has no more sales");
    if (trade.placeInvoice(next.value) === null) continue;
    await arrived;
    return performance.now() - started;
  }
}

function fileIn(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(folder, (_, name) => {
      if (!/^order-.*\.csv$/.test(name ?? "")) return;
      watcher.close();
      clearTimeout(late);
      resolve();
    });
    const late = setTimeout(() => {
      watcher.close();
      reject(new Error(`No order arrived within ${WITHIN_MS} ms`));
    }, WITHIN_MS);
  });
}

/** How long the file system takes for a file of that size, no matter who writes it. */
async function writeAlone({ home }: World): Promise<number> {
  const times: number[] = [];
  const path = join(home, "alone.csv");
  for (let n = 0; n < ORDERS; n++) {
    const { ms } = await timed(async () => {
      const file = await open(`${path}.tmp`, "w");
      await file.writeFile("x".repeat(2_000));
      await file.sync();
      await file.close();
      await rename(`${path}.tmp`, path);
    });
    times.push(ms);
  }
  await rm(path);
  return median(times);
}
