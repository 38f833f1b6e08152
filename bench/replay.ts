import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "#app/store/database/open.server.ts";
import { askForSweep } from "#app/store/shops/shops.server.ts";
import { askApp, connectErp, startApp } from "#sandbox/demo/app.ts";
import { mismatchCount, orderCounts, orderMismatches } from "#sandbox/demo/order-agreement.ts";
import { inStep } from "#sandbox/demo/once.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import type { FaultOptions } from "#sandbox/shopify/faults.ts";
import { round, type Bench, type Figure } from "./support/figure.ts";

const INVOICES = Number(process.env["BENCH_INVOICES"] ?? 5_000);
const PER_ROUND = 25;
const ROUND_MS = 1_000;
/** How often a process is killed: it has time to start and to be in the middle of something. */
const KILL_EVERY_MS = 45_000;
const KILLED = ["worker", "web", "worker", "database"] as const;
/** An edit by hand is made once in this many rounds. */
const EDIT_EVERY = 5;
/** The storm ends once this share of the orders is in the ERP. */
const MOST_SHARE = 0.9;
const QUIET_WITHIN_MS = 45 * 60_000;

/** What Shopify and the network do to us while orders come in. */
const STORM: FaultOptions = {
  ...{ serverError: 0.05, answerLost: 0.02, throttled: 0.01, latencyMs: [20, 80] },
  webhooks: { lost: 0.1, duplicated: 0.2, disordered: 0.2, delayMs: [0, 2_000] },
};

const TEMPO = {
  ...{ bookingDelayMs: 1_000, shippingDelayMs: 1_500, deliveryDelayMs: 500 },
  ...{ exportEveryMs: 1_000, cancelsOneIn: 50 },
};

/**
 * Real invoices become orders of the shop while everything around the app misbehaves; in the end each order
 * exists once on each side, to the cent, with every parcel shown, and the stock agrees.
 */
export const replay: Bench = async () => {
  const failures: Error[] = [];
  const options = { once: true, empty: false, pace: 1, port: 0, skus: 3_800, keep: false };
  const world = await buildWorld({ ...options, troubles: new Set() }, (error) => failures.push(error), {
    tempo: TEMPO,
    plan: "plus",
  });
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  try {
    await startApp(world);
    await connectErp(world);
    if (!(await inStep(world, say))) throw new Error("The shop did not come into step before the storm");
    const started = performance.now();
    const stormed = await storm(world, say);
    const feeding = (performance.now() - started) / 1000;
    calm(world);
    await lookAtAll(world);
    const app = await inStep(world, say, QUIET_WITHIN_MS);
    const whole = (performance.now() - started) / 1000;
    if (failures.length > 0) throw failures[0] ?? new Error("unknown");
    return { figures: await figures(world, app !== null, { feeding, whole }), notes: notes(world, stormed) };
  } finally {
    await world.close();
  }
};

interface Stormed {
  invoices: number;
  takenBack: number;
  kills: number;
}

/** Orders come in, and the storm goes on until most of them have reached the ERP. */
async function storm(world: World, say: (text: string) => void): Promise<Stormed> {
  const { trade, sample, erp, shop, sandbox } = world;
  const { webhooks, ...shares } = STORM;
  Object.assign(sandbox.faults, shares);
  Object.assign(sandbox.faults.webhooks, webhooks);
  const stormed = { invoices: 0, takenBack: 0, kills: 0 };
  let killedAt = Date.now();
  for (let rounds = 1; ; rounds++) {
    const sales = sample.sales.slice(stormed.invoices, Math.min(stormed.invoices + PER_ROUND, INVOICES));
    for (const sale of sales) {
      stormed.invoices += 1;
      if (sale.lines.some(({ quantity }) => quantity < 0)) {
        stormed.takenBack += 1;
        trade.takeBack(sale);
      } else trade.placeInvoice(sale);
    }
    trade.followUp();
    const last = sales.at(-1);
    if (last) erp.advance(last.minute);
    if (rounds % EDIT_EVERY === 0 && sales.length > 0) trade.editByHand();
    if (Date.now() - killedAt > KILL_EVERY_MS) {
      const victim = KILLED[stormed.kills % KILLED.length] ?? "worker";
      stormed.kills += 1;
      if (victim === "database") await killDatabase(world);
      else await world.processes.killAndStart(victim);
      killedAt = Date.now();
      say(
        `${stormed.invoices} invoices, ${shop.store.orders.rows.length} orders, ${erp.orders.size} in the ERP, ` +
          `${stormed.kills} kills`,
      );
    }
    const most = MOST_SHARE * shop.store.orders.rows.length;
    if (stormed.invoices >= INVOICES && erp.orders.size >= most) return stormed;
    await sleep(ROUND_MS);
  }
}

/** Kills the server of the database as a power failure would; the process that owns it starts it again. */
async function killDatabase({ home }: World): Promise<void> {
  const text = await readFile(join(home, "concord", "postgres", "data", "postmaster.pid"), "utf8");
  process.kill(Number.parseInt(text, 10), "SIGKILL");
}

/** Shopify and the network behave again. What was lost stays lost. */
function calm({ sandbox }: World): void {
  Object.assign(sandbox.faults, { serverError: 0, answerLost: 0, throttled: 0 });
  Object.assign(sandbox.faults.webhooks, { lost: 0, duplicated: 0, disordered: 0, delayMs: [0, 0] });
}

/** The look at the whole shop that is due every six hours, for changes whose webhook was lost. */
async function lookAtAll({ env, sandbox }: World): Promise<void> {
  for (const name of ["CONCORD_HOME", "CONCORD_SECRET_KEY"]) process.env[name] = env[name] ?? "";
  delete process.env["DATABASE_URL"];
  const store = await openStore();
  await askForSweep(sandbox.shop);
  await store.close();
  delete process.env["DATABASE_URL"];
}

async function figures(
  world: World,
  converged: boolean,
  seconds: { feeding: number; whole: number },
): Promise<Figure[]> {
  const differ = mismatchCount(orderMismatches(world.shop, world.erp));
  const counts = orderCounts(world.shop, world.erp);
  const app = await askApp(world);
  return [
    {
      what: `${counts.placed} orders out of ${INVOICES} invoices, in the ERP exactly once, to the cent, fulfilled`,
      measured: `${differ} differ; ${counts.shopTotal} in the shop, ${counts.erpTotal} in the ERP`,
      limit: "the sandbox's own books on both sides",
      goal: "0 differ",
      met: converged && differ === 0 && counts.shopTotal === counts.erpTotal,
    },
    {
      what: "stock, prices and content in step at the end",
      measured: converged ? "all" : `not: ${JSON.stringify(app.verdicts)}`,
      limit: "the sandbox's own books on both sides",
      goal: "all",
      met: converged,
    },
    {
      what: "orders through the whole loop (placed, exported, booked, shipped, fulfilled, delivered)",
      measured: `${round(counts.placed / seconds.whole, 1)} orders/s`,
      limit: `${round(counts.placed / seconds.feeding, 1)} orders/s placed`,
      goal: "none",
      met: converged,
    },
  ];
}

function notes({ shop, erp, sandbox }: World, { invoices, takenBack, kills }: Stormed): string[] {
  const counts = orderCounts(shop, erp);
  return [
    `${invoices} invoices, of which ${takenBack} take goods back; ${counts.placed} orders, ${counts.cancelled} cancelled, ` +
      `${counts.cancelledByErp} of them by the ERP, ${counts.credited} credited, ${counts.shipments} shipments, ` +
      `${counts.parcels} parcels, ${counts.delivered} delivered.`,
    `Storms: 10 % of webhooks lost, 20 % doubled, 20 % out of order and up to 2 s late, 5 % server errors, 2 % answers lost ` +
      `after the write, 1 % throttled, the worker, the web process, the worker and the database killed in turn, ${kills} times, edits by hand. After it the look at the whole shop was made that comes every six hours. Shopify's plan is Plus (1,000 points/s).`,
    `${sandbox.stats.requests} requests, ${Math.ceil(sandbox.stats.points)} points.`,
  ];
}
