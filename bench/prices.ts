import { pool } from "#app/store/database/database.server.ts";
import { cheaperWrite } from "#app/core/shop/cheaper-write.ts";
import { decideOwed } from "#app/sync/converge/decide.server.ts";
import { guardPlans } from "#app/sync/converge/guard.server.ts";
import { openDatabase } from "./support/database.ts";
import { round, timed, type Bench, type Figure } from "./support/figure.ts";
import { seedLinked, seedPrices } from "./support/seed.ts";
import { openShop } from "./support/shop.ts";
import { convergeAll } from "#tests/support/converge-all.ts";
import { SHOWS } from "./support/shows.ts";

const VARIANTS = Number(process.env["BENCH_VARIANTS"] ?? 100_000);
const PRODUCTS = Number(process.env["BENCH_PRODUCTS"] ?? 30_000);
/** Few enough that single calls win. */
const FEW = 300;
const CALL_POINTS = 10;
const RESTORE = 100;
const BUCKET = 2_000;
const LATENCY_MS: [number, number] = [80, 160];

/**
 * Writes a new price to every variant of a large shop and of a small one, beside the least time that single
 * calls would take under Shopify's throttle.
 */
export const prices: Bench = async () => {
  const large = await priced({ variants: VARIANTS, products: PRODUCTS });
  const small = await priced({ variants: FEW, products: FEW });
  return { figures: [large.figure, small.figure], notes: [large.note, small.note, BULK_NOTE] };
};

const BULK_NOTE =
  "How fast Shopify works off a bulk mutation is nowhere promised; the sandbox does it as fast as it can.";

async function priced({ variants, products }: { variants: number; products: number }) {
  const database = await openDatabase();
  const perProduct = Math.ceil(variants / products);
  const shop = await openShop(database.folder, {
    rows: variants,
    perProduct,
    plan: "standard",
    latencyMs: LATENCY_MS,
  });
  try {
    await seedLinked(shop, { sourceHas: SHOWS });
    await seedPrices(shop, { currency: "GBP", shows: "10.00", says: "12.00" });
    const { signal } = new AbortController();
    const decided = await timed(() => decideOwed(shop.shop, "price", signal));
    const guarded = await timed(() => guardPlans(shop.shop, "price"));
    await pool().query("VACUUM ANALYZE");
    const written = await timed(() => convergeAll(shop.shop));
    const answer = await shop.ask({ ask: "priced", price: "12.00" });
    if (!("priced" in answer)) throw new Error("the sandbox answered something else");
    if (answer.priced !== variants)
      throw new Error(`${answer.priced} of ${variants} variants have the price`);

    const count = new Set(shop.items.map(({ productId }) => productId)).size;
    const load = { products: count, rows: variants, restoreRate: RESTORE, available: BUCKET };
    const eachS = Math.max(0, (count * CALL_POINTS - BUCKET) / RESTORE);
    const takenS = written.ms / 1000;
    const way = cheaperWrite(load);
    const goal = way === "bulk" ? "<= 1.05 x" : "<= 1.05 x, or 1 s over it";
    const figure: Figure = {
      what: `price ${variants} variants of ${count} products (${way === "bulk" ? "bulk mutation" : "a call each"})`,
      measured: `${round(takenS)} s, ${round(answer.points, 0)} points, throttled ${answer.throttled} times`,
      limit: `${eachS} s and ${count * CALL_POINTS} points by a call each: ${eachS > 0 ? `${round(takenS / eachS, 3)} x` : "the bucket covers it"}`,
      goal,
      met: takenS <= Math.max(eachS * 1.05, eachS + 1),
    };
    const note =
      `${variants} variants: deciding ${decided.result} took ${round(decided.ms / 1000)} s, ` +
      `guarding ${round(guarded.ms / 1000)} s.`;
    return { figure, note };
  } finally {
    await shop.close();
    await database.close();
  }
}
