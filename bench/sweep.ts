import { execFile } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pool } from "#app/store/database/database.server.ts";
import { openDatabase } from "./support/database.ts";
import { round, timed, type Bench } from "./support/figure.ts";
import { openShop, type BenchShop } from "./support/shop.ts";
import { SHOWS } from "./support/shows.ts";

const ROWS = Number(process.env["BENCH_ROWS"] ?? 200_000);

/** A first sweep and one that finds nothing new, beside COPY and MERGE of the same rows into the same tables. */
export const sweep: Bench = async () => {
  const database = await openDatabase();
  const shop = await openShop(database.folder, { rows: ROWS, plan: "plus" });
  try {
    const first = await sweepOnce(shop);
    await makeDue();
    const again = await sweepOnce(shop);
    const file = join(database.folder, "rows.tsv");
    await writeFile(
      file,
      shop.items.map((item) => `${item.variantId}\t${item.itemId}\t${item.sku}\n`).join(""),
    );
    await chmod(file, 0o644);
    await pool().query(`TRUNCATE "Variant", "Observation", "TimelineEvent"`);
    const bareFirst = await timed(() => bare(shop, file));
    const bareAgain = await timed(() => bare(shop, file));

    const peak = Math.max(first.peakRssMiB, again.peakRssMiB);
    const compared = (what: string, ours: number, theirs: number) => ({
      what: `${what} of ${ROWS} variants`,
      measured: `${round(ours / 1000, 1)} s`,
      limit: `COPY + MERGE ${round(theirs / 1000, 1)} s: ${round(ours / theirs)} x`,
      goal: "<= 1.5 x",
      met: ours / theirs <= 1.5,
    });
    return {
      figures: [
        compared("first sweep", first.ms, bareFirst.ms),
        compared("sweep that finds nothing new", again.ms, bareAgain.ms),
        {
          what: "peak memory while sweeping",
          measured: `${peak} MiB`,
          limit: "",
          goal: "< 256 MiB",
          met: peak < 256,
        },
      ],
      notes: [
        "The goal is stated for 1,000,000 variants. " +
          "A sweep also reads the file over TLS, keeps history, and proposes links; COPY and MERGE do not.",
      ],
    };
  } finally {
    await shop.close();
    await database.close();
  }
};

async function makeDue(): Promise<void> {
  await pool().query(`UPDATE "Shop" SET "sweepDueAt" = now()`);
}

async function sweepOnce({ shop, tlsPort, caFile }: BenchShop): Promise<{ ms: number; peakRssMiB: number }> {
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const args = ["--require", path("../sandbox/preload.cjs"), path("./support/sweep-process.ts"), shop];
  const env = {
    ...process.env,
    NODE_EXTRA_CA_CERTS: caFile,
    SANDBOX_TLS_PORT: String(tlsPort),
    LOG_LEVEL: "error",
  };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as { ms: number; peakRssMiB: number };
}

async function bare({ shop, locationId }: BenchShop, file: string): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("CREATE TEMP TABLE swept (variant text, item text, sku text) ON COMMIT DROP");
    await client.query(`COPY swept FROM '${file}'`);
    await client.query(
      `MERGE INTO "Variant" v USING swept s ON v.shop = $1 AND v.id = s.variant
       WHEN MATCHED THEN UPDATE SET sku = s.sku, "seenAt" = now()
       WHEN NOT MATCHED THEN INSERT (shop, id, "inventoryItemId", "productId", sku, "productTitle", title, "seenAt")
         VALUES ($1, s.variant, s.item, s.variant, s.sku, s.sku, 'Default Title', now())`,
      [shop],
    );
    await client.query(
      `MERGE INTO "Observation" o
       USING swept s ON o.shop = $1 AND o.kind = 'stock' AND o.subject = s.item AND o.place = $2
       WHEN MATCHED THEN UPDATE SET observed = $3, "observedAt" = now()
       WHEN NOT MATCHED THEN INSERT (shop, kind, subject, place, "variantId", sku, observed, "observedAt")
         VALUES ($1, 'stock', s.item, $2, s.variant, s.sku, $3, now())`,
      [shop, locationId, String(SHOWS)],
    );
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
