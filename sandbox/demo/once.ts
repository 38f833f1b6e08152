import { setTimeout as sleep } from "node:timers/promises";
import type { TroubleName } from "#sandbox/sources/troubles.ts";
import { mismatches, stillSold, type Mismatch } from "./agreement.ts";
import {
  mismatchCount,
  orderCounts,
  orderMismatches,
  type OrderCounts,
  type OrderMismatches,
} from "./order-agreement.ts";
import { priceMismatches, type PriceMismatch } from "./price-agreement.ts";
import { askApp, connectErp, startApp, type AppAgreement } from "./app.ts";
import type { When } from "./changed-minds.ts";
import { firstMorningMinutes, type World } from "./world.ts";

export interface Outcome {
  converged: boolean;
  skus: number;
  driftBefore: number;
  repaired: number;
  blocked: Record<string, number>;
  /** Values in step by record kind, and prices that wait for a person because they jump. */
  agreed: Record<string, number>;
  priceJumps: number;
  orders: OrderCounts;
  /** Orders on which the two sides differ. */
  ordersDiffer: number;
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
/** Customers who change their minds, by the round in which they do. */
const changes: Partial<Record<number, { about: "all" | "one piece"; when: When }>> = {
  3: { about: "one piece", when: "once it has come" },
  4: { about: "all", when: "once it has come" },
  5: { about: "all", when: "now" },
  7: { about: "one piece", when: "now" },
};
const showMismatches = 10;

/** A working day in short: first drift, first repair, a storm of sales and edits, and quiet. */
export async function runOnce(
  world: World,
  troubles: ReadonlySet<TroubleName>,
  say: (text: string) => void,
): Promise<Outcome> {
  const startedMs = Date.now();
  const skus = world.shop.variants.length;
  const stockDrift = mismatches(world.shop, world.erp.ledger).length;
  const priceDrift = priceMismatches(world.shop, world.erp.ledger, startedMs).length;
  const driftBefore = stockDrift + priceDrift;
  say(
    `${skus} SKUs, ${stockDrift} quantities and ${priceDrift} prices differ between shop and ERP. Starting the app ...`,
  );
  await startApp(world);
  const { linked, planned } = await connectErp(world);
  say(`Connected: ${linked} SKUs linked, the first plan of ${planned} changes is approved.`);
  const repairedMs = Date.now();
  await inStep(world, say);
  const repairSeconds = (Date.now() - repairedMs) / 1000;
  say(`In step after ${repairSeconds.toFixed(1)} s. Now customers, the trade and the staff get to work ...`);
  await storm(world, troubles.has("shop-edits"));
  const { shopOrders, cancelled, refunded, salesElsewhere, edits } = world.trade.done;
  say(
    `${shopOrders} shop orders, of which ${cancelled} were cancelled and ${refunded} changed or sent back; ` +
      `${salesElsewhere} sales elsewhere, ${edits} edits by hand. Waiting until all is delivered and quiet ...`,
  );
  const app = await inStep(world, say);
  const { stats } = world.sandbox;
  return {
    converged: app !== null,
    skus,
    driftBefore,
    repaired: app?.repaired ?? 0,
    blocked: blockedReasons(app),
    agreed: app?.agreed ?? {},
    priceJumps: app?.held["price-jump"] ?? 0,
    orders: orderCounts(world.shop, world.erp),
    ordersDiffer: mismatchCount(orderMismatches(world.shop, world.erp)),
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
    const change = changes[round];
    if (change) world.trade.changeMind(change.about, change.when);
    await sleep(roundMs);
  }
}

interface Judgement {
  stock: Mismatch[];
  prices: PriceMismatch[];
  /** Prices that moved by so much that Concord must ask a person. */
  jumps: number;
  orders: OrderMismatches;
}

/** The demo's own judge: what differs although it could be in step. */
function judge(world: World): Judgement {
  const { ledger } = world.erp;
  const prices = priceMismatches(world.shop, ledger, Date.now());
  return {
    stock: [...mismatches(world.shop, ledger), ...stillSold(world.shop)],
    prices: prices.filter(({ jumps }) => !jumps),
    jumps: prices.filter(({ jumps }) => jumps).length,
    orders: orderMismatches(world.shop, world.erp),
  };
}

function isAgreed({ stock, prices, orders }: Judgement): boolean {
  return stock.length === 0 && prices.length === 0 && mismatchCount(orders) === 0;
}

/** Somebody in the warehouse, at the carrier or at the counter is not done yet. */
function isBusy({ erp, trade }: World): boolean {
  trade.followUp();
  return erp.unfinished() > 0 || trade.undecided > 0;
}

/** Both judges must agree: the demo's own comparison, and what the app says. Null when time runs out. */
export async function inStep(
  world: World,
  say: (text: string) => void,
  withinMs: number = convergeWithinMs,
): Promise<AppAgreement | null> {
  const deadline = Date.now() + withinMs;
  let found = judge(world);
  let app: AppAgreement | null = null;
  while (Date.now() < deadline) {
    await sleep(200);
    found = judge(world);
    if (isBusy(world) || !isAgreed(found)) continue;
    await world.erp.exportNow();
    await world.sandbox.idle();
    app = await askApp(world);
    const after = judge(world);
    if (isQuiet(app, after.jumps) && isAgreed(after)) return app;
  }
  for (const { sku, warehouse, shop, erp } of found.stock.slice(0, showMismatches)) {
    say(`  ${sku} in ${warehouse}: the shop shows ${shop}, the ERP has ${erp}`);
  }
  for (const { sku, what, shop, erp } of found.prices.slice(0, showMismatches)) {
    say(`  ${sku}, ${what}: the shop shows ${shop ?? "none"}, the ERP offers ${erp ?? "none"}`);
  }
  for (const [what, names] of Object.entries(found.orders) as [string, string[]][])
    for (const name of names.slice(0, showMismatches)) say(`  ${what}: ${name}`);
  const { stock, prices, jumps, orders } = found;
  say(
    `Not in step: ${stock.length} quantities, ${prices.length} prices and ${mismatchCount(orders)} orders differ, ` +
      `${jumps} jump, ${world.erp.unfinished()} orders are not finished. The app says ${JSON.stringify(app)}`,
  );
  return null;
}

/** Nothing is left to do except prices that jump, which a person must decide. */
function isQuiet(app: AppAgreement, jumps: number): boolean {
  const { "in-sync": inSync = 0, blocked: _, unknown: __, ...unsettled } = app.verdicts;
  const open = Object.values(unsettled).reduce((sum, count) => sum + count, 0);
  const asked = app.held["price-jump"] ?? 0;
  return inSync > 0 && open === asked && asked === jumps && app.owed === 0 && app.inbox === 0;
}

function blockedReasons(app: AppAgreement | null): Record<string, number> {
  if (app === null) return {};
  const { missing = 0, ambiguous = 0 } = app.links;
  return { ...app.blocked, "missing-in-shop": missing, ambiguous, "set-aside-rows": app.setAside };
}
