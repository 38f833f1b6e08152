import { pool } from "#app/store/database/database.server.ts";
import { countDrift, parseDriftQuery, readDrift } from "#app/store/views/drift/drift.server.ts";
import { countValues } from "#app/store/views/drift/summary.server.ts";
import { openDatabase } from "./support/database.ts";
import { median, quantile, round, timed, type Bench, type Figure } from "./support/figure.ts";

const SMALL = 10_000;
const LARGE = Number(process.env["BENCH_ROWS"] ?? 1_000_000);
const REPEATS = 25;
const GOAL_MS = 100;
const FLAT = 1.2;
/** Below this difference, the ratio of two times means nothing. */
const NOISE_MS = 5;

interface Taken {
  median: number;
  p95: number;
}

interface Compared {
  address: string;
  small: Taken;
  large: Taken;
}

/** One shop per size in one database, so that both are queried under the same conditions. */
const shopOf = (rows: number) => `rows-${rows}.myshopify.com`;

/** Every view, order and filter of the drift page, at two sizes of shop. */
export const driftPage: Bench = async () => {
  const database = await openDatabase();
  try {
    for (const rows of [SMALL, LARGE]) await seed(rows);
    await pool().query("VACUUM ANALYZE");
    const results: Compared[] = [];
    for (const address of addresses()) {
      const [small, large] = await beside(
        () => page(shopOf(SMALL), address),
        () => page(shopOf(LARGE), address),
      );
      results.push({ address, small, large });
    }
    const counts: { what: string; count(shop: string): Promise<unknown> }[] = [
      { what: "the tabs' counts", count: (shop) => countDrift(shop, null) },
      { what: "Home's counts", count: countValues },
    ];
    for (const { what, count } of counts) {
      const [small, large] = await beside(
        () => count(shopOf(SMALL)),
        () => count(shopOf(LARGE)),
      );
      results.push({ address: what, small, large });
    }
    return {
      figures: results.map(toFigure),
      notes: [`p95 and median of ${REPEATS} askings each; ${LARGE} rows.`],
    };
  } finally {
    await database.close();
  }
};

function addresses(): string[] {
  const sorts = ["urgency", "age", "sku"];
  const views = ["drift", "repairing", "held", "conflict", "failing", "blocked", "in-sync"];
  const filters = ["location=2", "text=SKU-0000", "text=nothing+like+it", "reason=untracked", "age=60"];
  const connection = "connection=00000000-0000-7000-8000-000000000001";
  return [
    ...views.flatMap((view) => sorts.map((sort) => `view=${view}&sort=${sort}`)),
    ...[...filters, connection].flatMap((filter) => sorts.map((sort) => `view=drift&sort=${sort}&${filter}`)),
    "view=in-sync&text=nothing+like+it",
    "view=in-sync&text=SKU-0009999",
    "view=in-sync&location=2",
    ...sorts.map((sort) => `view=in-sync&sort=${sort}&later`),
  ];
}

/** The first page, or one from the middle of the list if the address has `later`. */
async function page(shop: string, address: string): Promise<unknown> {
  const params = new URLSearchParams(address);
  const query = parseDriftQuery(params);
  const subject = shop === shopOf(SMALL) ? "0005000" : String(LARGE / 2).padStart(7, "0");
  const value = { urgency: 0, age: null, sku: `SKU-${subject}` }[query.sort];
  const after = params.has("later") ? JSON.stringify([value, subject, "1"]) : null;
  return readDrift(shop, { ...query, after }, new Date());
}

/** Both in turn, so that other load on the machine affects both. */
async function beside(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<[Taken, Taken]> {
  const taken: [number[], number[]] = [[], []];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    taken[0].push((await timed(one)).ms);
    taken[1].push((await timed(other)).ms);
  }
  const summary = (ms: number[]) => ({ median: median(ms), p95: quantile(ms, 0.95) });
  return [summary(taken[0]), summary(taken[1])];
}

function toFigure({ address, small, large }: Compared): Figure {
  const ratio = large.median / small.median;
  return {
    what: address,
    measured: `${round(large.p95, 1)} ms (median ${round(large.median, 1)})`,
    limit: `${round(small.p95, 1)} ms (median ${round(small.median, 1)}) at ${SMALL}: ${round(ratio)} x by median`,
    goal: `< ${GOAL_MS} ms, <= ${FLAT} x`,
    met: large.p95 < GOAL_MS && (ratio <= FLAT || large.median - small.median < NOISE_MS),
  };
}

/** One row in ten has drifted, in every possible way. */
async function seed(rows: number): Promise<void> {
  const shop = shopOf(rows);
  const db = pool();
  await db.query(`INSERT INTO "Shop" (shop) VALUES ($1)`, [shop]);
  await db.query(
    `INSERT INTO "Location" (shop, id, name) SELECT $1, n::text, 'L' || n FROM generate_series(1, 2) n`,
    [shop],
  );
  await db.query(
    `INSERT INTO "Variant" (shop, id, "inventoryItemId", "productId", sku, "productTitle", title, price, "seenAt")
     SELECT $1, lpad(n::text, 7, '0'), lpad(n::text, 7, '0'), n::text, 'SKU-' || lpad(n::text, 7, '0'), 'Product ' || n,
       'Default Title', '10.00', now() FROM generate_series(1, $2::int) n`,
    [shop, rows],
  );
  await db.query(
    `INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", "variantId", sku, title, observed, desired,
       target, baseline, verdict, reason, urgency, "driftSince", dirty, decided)
     SELECT $1, 'stock', lpad(n::text, 7, '0'), (n % 2 + 1)::text, '00000000-0000-7000-8000-000000000001',
       lpad(n::text, 7, '0'), 'SKU-' || lpad(n::text, 7, '0'), 'Product ' || n, '5', '6', '6', '5', verdict,
       CASE WHEN verdict = 'blocked' THEN 'untracked' END,
       CASE WHEN verdict = 'in-sync' THEN 0 ELSE 1 + n % 1000 END,
       CASE WHEN verdict <> 'in-sync' THEN now() - n % 100000 * interval '1 second' END, 1, 1
     FROM (SELECT n, CASE WHEN n % 10 > 0 THEN 'in-sync'
       ELSE (ARRAY['planned','push','held','conflict','failing','blocked'])[1 + n / 10 % 6] END AS verdict
       FROM generate_series(1, $2::int) n) numbered`,
    [shop, rows],
  );
  await db.query(
    `INSERT INTO "Sample" (shop, kind, at, agreed, repairing, waiting)
     SELECT $1, 'stock', date_trunc('minute', now()) - n * interval '1 minute', 1, 1, 1 FROM generate_series(0, 1440) n`,
    [shop],
  );
}
