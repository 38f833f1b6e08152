import { pool } from "#app/store/database/database.server.ts";
import { decideOwed } from "#app/sync/converge/decide.server.ts";
import { guardPlans } from "#app/sync/converge/guard.server.ts";
import { openDatabase } from "./support/database.ts";
import { round, timed, type Bench, type Figure } from "./support/figure.ts";
import { seedLinked } from "./support/seed.ts";
import { openShop } from "./support/shop.ts";
import { convergeAll } from "#tests/support/converge-all.ts";
import { SHOWS } from "./support/shows.ts";

const ROWS = Number(process.env["BENCH_ROWS"] ?? 100_000);
const CALL_POINTS = 10;
const CALL_ROWS = 250;
/** Answers of the Admin API take about this long. */
const LATENCY_MS: [number, number] = [80, 160];

const PLANS = { standard: 100, advanced: 200, plus: 1_000 } as const;
type Plan = keyof typeof PLANS;

/** Writes every row of a fully drifted shop, beside the least time that Shopify's throttle allows. */
export const converge: Bench = async () => {
  const plans = (process.env["BENCH_PLANS"] ?? "standard,plus").split(",") as Plan[];
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const plan of plans) {
    const run = await convergeOn(plan);
    figures.push(...run.figures);
    notes.push(...run.notes);
  }
  return { figures, notes };
};

async function convergeOn(plan: Plan): Promise<{ figures: Figure[]; notes: string[] }> {
  const database = await openDatabase();
  const shop = await openShop(database.folder, { rows: ROWS, plan, latencyMs: LATENCY_MS });
  try {
    await seedLinked(shop, { sourceHas: SHOWS + 1 });
    const { signal } = new AbortController();
    const decided = await timed(() => decideOwed(shop.shop, "stock", signal));
    const guarded = await timed(() => guardPlans(shop.shop, "stock"));
    await pool().query("VACUUM ANALYZE");
    const cpu = process.cpuUsage();
    const written = await timed(() => convergeAll(shop.shop));
    const { user, system } = process.cpuUsage(cpu);
    const answer = await shop.ask({ ask: "stats" });
    if (!("written" in answer)) throw new Error("the sandbox answered something else");
    if (answer.written !== ROWS) throw new Error(`${answer.written} of ${ROWS} rows were written`);

    const calls = Math.ceil(ROWS / CALL_ROWS);
    const rate = PLANS[plan];
    const minimumS = Math.max(0, (calls * CALL_POINTS - rate * 20) / rate);
    const takenS = written.ms / 1000;
    const points = answer.points / (calls * CALL_POINTS);
    const figures = [
      {
        what: `converge ${ROWS} rows, ${plan}`,
        measured: `${round(takenS)} s, ${Math.round(ROWS / takenS)} rows/s`,
        limit: `${minimumS} s by the throttle${minimumS > 0 ? `: ${round(takenS / minimumS, 3)} x` : " (the bucket covers it all)"}`,
        goal: "<= 1.05 x",
        met: takenS <= minimumS * 1.05,
      },
      {
        what: `points spent, ${plan}`,
        measured: `${round(answer.points, 0)}, throttled ${answer.throttled} times`,
        limit: `${calls * CALL_POINTS}: ${round(points, 3)} x`,
        goal: "<= 1.02 x",
        met: points <= 1.02,
      },
    ];
    const notes = [
      `${plan}: deciding ${decided.result} rows took ${round(decided.ms / 1000)} s ` +
        `(${Math.round((decided.result / decided.ms) * 1000)} rows/s), guarding the plan ${round(guarded.ms / 1000)} s, ` +
        `both before the first write. The app used ${round((user + system) / 1e6)} s of processor time while writing.`,
    ];
    return { figures, notes };
  } finally {
    await shop.close();
    await database.close();
  }
}
