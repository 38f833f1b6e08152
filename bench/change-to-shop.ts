import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { closeQueues, nudge } from "#app/jobs/queue.ts";
import { db } from "#app/store/database/database.server.ts";
import { openDatabase } from "./support/database.ts";
import { quantile, round, type Bench, type Figure } from "./support/figure.ts";
import { CONNECTION, seedLinked } from "./support/seed.ts";
import { openShop, type BenchShop } from "./support/shop.ts";
import { SHOWS } from "./support/shows.ts";
import { startWorker } from "./support/worker.ts";

const ITEMS = Number(process.env["BENCH_ROWS"] ?? 2_000);
const CHANGES = 60;
const WITHIN_MS = 20_000;

/** From a file with one changed quantity, at the instant the schedule would look, to the right number in the shop. */
export const changeToShop: Bench = async () => {
  const database = await openDatabase();
  const folder = join(database.folder, "exports");
  await mkdir(folder);
  const shop = await openShop(database.folder, { rows: ITEMS, plan: "standard" });
  await seedLinked(shop, { sourceHas: SHOWS, folder });
  const worker = startWorker(shop);
  try {
    await nudge({ name: "owed" });
    await untilAgreed(shop.shop);
    for (let warm = 0; warm < 5; warm++) await change(shop, folder, warm);
    const taken: number[] = [];
    for (let n = 5; n < CHANGES + 5; n++) taken.push(await change(shop, folder, n));
    return {
      figures: toFigures(taken),
      notes: [`${CHANGES} changes, one at a time, in a shop of ${ITEMS} items.`],
    };
  } finally {
    await worker.close();
    await closeQueues();
    await shop.close();
    await database.close();
  }
};

function toFigures(taken: readonly number[]): Figure[] {
  const limit = "includes reading the file and the sandbox's own answers";
  const goals = [
    { share: 0.5, ms: 50 },
    { share: 0.95, ms: null },
    { share: 0.99, ms: 250 },
  ];
  return goals.map(({ share, ms }) => {
    const measured = quantile(taken, share);
    return {
      what: `source change to shop, p${share * 100}`,
      measured: `${round(measured, 0)} ms`,
      limit,
      goal: ms === null ? "none" : `<= ${ms} ms`,
      met: ms === null || measured <= ms,
    };
  });
}

async function change({ shop, items, ask }: BenchShop, folder: string, n: number): Promise<number> {
  const item = items[n % items.length];
  if (!item) throw new Error("the shop has no items");
  const to = 100 + n;
  const shown = ask({ ask: "changed", itemId: item.itemId, to, withinMs: WITHIN_MS });
  const name = join(folder, `stock-${String(n).padStart(6, "0")}.csv`);
  await writeFile(`${name}.tmp`, `sku;free\n${item.sku};${to}\n`);
  await rename(`${name}.tmp`, name);
  const started = Date.now();
  await nudge({ name: "pull", shop, feedId: CONNECTION });
  const answer = await shown;
  if (!("at" in answer) || answer.at === null) throw new Error(`change ${n} did not arrive`);
  await untilAgreed(shop);
  return answer.at - started;
}

/** Nothing is owed and nothing is under way, so that each change is measured alone. */
async function untilAgreed(shop: string): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) {
    const open = await db().observation.count({ where: { shop, verdict: { not: "in-sync" } } });
    if (open === 0) break;
    await sleep(50);
  }
  await sleep(100);
}
