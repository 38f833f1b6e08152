import { setTimeout as sleep } from "node:timers/promises";
import type { TroubleName } from "#sandbox/sources/troubles.ts";
import { mismatches, type Mismatch } from "./agreement.ts";
import { askApp, connectErp, startApp, type AppAgreement } from "./app.ts";
import { firstMorningMinutes, type World } from "./world.ts";

export interface Outcome {
  converged: boolean;
  skus: number;
  driftBefore: number;
  repaired: number;
  blocked: Record<string, number>;
  shopOrders: number;
  editsByHand: number;
  requests: number;
  points: number;
  repairPoints: number;
  repairPointsMinimum: number;
  repairSeconds: number;
  seconds: number;
}

const convergeWithinMs = 240_000;
const stormRounds = 10;
const minutesPerRound = 12;
const roundMs = 500;
const showMismatches = 10;

/** A working day in short: first drift, first repair, a storm of sales and edits, and quiet. */
export async function runOnce(
  world: World,
  troubles: ReadonlySet<TroubleName>,
  say: (text: string) => void,
): Promise<Outcome> {
  const startedMs = Date.now();
  const skus = world.shop.variants.length;
  const driftBefore = mismatches(world.shop, world.erp.ledger).length;
  say(`${skus} SKUs, ${driftBefore} values differ between shop and ERP. Starting the app ...`);
  await startApp(world);
  const { linked, planned } = await connectErp(world);
  say(`Connected: ${linked} SKUs linked, the first plan of ${planned} changes is approved.`);
  const repairedMs = Date.now();
  await inStep(world, say);
  const repairSeconds = (Date.now() - repairedMs) / 1000;
  say(`In step after ${repairSeconds.toFixed(1)} s. Now customers, the trade and the staff get to work ...`);
  await storm(world, troubles.has("shop-edits"));
  const { shopOrders, salesElsewhere, edits } = world.trade.done;
  say(
    `${shopOrders} shop orders, ${salesElsewhere} sales elsewhere, ${edits} edits by hand. Waiting for quiet ...`,
  );
  const app = await inStep(world, say);
  const { stats } = world.sandbox;
  return {
    converged: app !== null,
    skus,
    driftBefore,
    repaired: app?.repaired ?? 0,
    blocked: blockedReasons(app),
    shopOrders,
    editsByHand: edits,
    requests: stats.requests,
    points: Math.ceil(stats.points),
    repairPoints: app?.applied.points ?? 0,
    repairPointsMinimum: app?.applied.pointsMinimum ?? 0,
    repairSeconds: Number(repairSeconds.toFixed(1)),
    seconds: Number(((Date.now() - startedMs) / 1000).toFixed(1)),
  };
}

async function storm(world: World, withEdits: boolean): Promise<void> {
  for (let round = 1; round <= stormRounds; round += 1) {
    world.trade.sellUntil(firstMorningMinutes + round * minutesPerRound, true);
    if (withEdits) world.trade.editByHand();
    if (round === stormRounds / 2) world.trade.cancelNewest();
    await sleep(roundMs);
  }
}

/** Both judges must agree: the demo's own comparison, and what the app says. Null when time runs out. */
async function inStep(world: World, say: (text: string) => void): Promise<AppAgreement | null> {
  const deadline = Date.now() + convergeWithinMs;
  let differ: Mismatch[] = [];
  let app: AppAgreement | null = null;
  while (Date.now() < deadline) {
    await sleep(200);
    differ = mismatches(world.shop, world.erp.ledger);
    if (differ.length > 0 || world.erp.waiting() > 0) continue;
    await world.erp.exportNow();
    await world.sandbox.idle();
    app = await askApp(world);
    if (isQuiet(app) && mismatches(world.shop, world.erp.ledger).length === 0) return app;
  }
  for (const { sku, warehouse, shop, erp } of differ.slice(0, showMismatches)) {
    say(`  ${sku} in ${warehouse}: the shop shows ${shop}, the ERP has ${erp}`);
  }
  say(`Not in step: ${differ.length} values differ. The app says ${JSON.stringify(app)}`);
  return null;
}

function isQuiet(app: AppAgreement): boolean {
  const { "in-sync": inSync = 0, blocked = 0, unknown = 0, ...unsettled } = app.verdicts;
  const open = Object.values(unsettled).reduce((sum, count) => sum + count, 0);
  return inSync > 0 && blocked + unknown >= 0 && open === 0 && app.owed === 0 && app.inbox === 0;
}

function blockedReasons(app: AppAgreement | null): Record<string, number> {
  if (app === null) return {};
  const { missing = 0, ambiguous = 0 } = app.links;
  return { ...app.blocked, "missing-in-shop": missing, ambiguous, "set-aside-rows": app.setAside };
}
