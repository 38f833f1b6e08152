import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pool } from "#app/store/database/database.server.ts";
import { openDatabase } from "./support/database.ts";
import { round, type Bench } from "./support/figure.ts";
import { CONNECTION, seedLinked } from "./support/seed.ts";
import { openShop } from "./support/shop.ts";
import { SHOWS } from "./support/shows.ts";
import { startWorker } from "./support/worker.ts";

const SHOPS = 20;
const ITEMS = 500;
const SECONDS = 60;

/** What the worker asks of the database while there is nothing to do, with one shop and with many. */
export const idle: Bench = async () => {
  const database = await openDatabase();
  const folder = join(database.folder, "exports");
  await mkdir(folder);
  const shop = await openShop(database.folder, { rows: ITEMS, plan: "standard" });
  await seedLinked(shop, { sourceHas: SHOWS, folder });
  await atRest();
  const worker = startWorker(shop);
  try {
    await sleep(15_000);
    const one = await transactionsPerSecond();
    for (let n = 1; n < SHOPS; n++) await copyShop(shop.shop, n);
    await sleep(35_000);
    const many = await transactionsPerSecond();
    const perShop = (many - one) / (SHOPS - 1);
    return {
      figures: [
        {
          what: "database transactions per second and shop at rest",
          measured: `${round(perShop)}`,
          limit: `${round(one, 1)}/s with one shop, ${round(many, 1)}/s with ${SHOPS}`,
          goal: "< 1",
          met: perShop < 1,
        },
      ],
      notes: [
        `Counted by pg_stat_database over ${SECONDS} s, the queue's own waiting included; each shop has one feed that is ` +
          "read every minute. A statement outside a transaction counts as one.",
      ],
    };
  } finally {
    await worker.close();
    await shop.close();
    await database.close();
  }
};

async function atRest(): Promise<void> {
  await pool().query(
    `UPDATE "Observation" SET verdict = 'in-sync', desired = observed, target = observed, decided = dirty`,
  );
}

async function transactionsPerSecond(): Promise<number> {
  const count = async () => {
    await pool().query("SELECT pg_stat_force_next_flush()");
    const { rows } = await pool().query<{ n: string }>(
      "SELECT xact_commit + xact_rollback AS n FROM pg_stat_database WHERE datname = current_database()",
    );
    return Number(rows[0]?.n);
  };
  const before = await count();
  await sleep(SECONDS * 1000);
  return ((await count()) - before) / SECONDS;
}

async function copyShop(from: string, n: number): Promise<void> {
  const shop = `idle-${n}.myshopify.com`;
  const id = `00000000-0000-7000-8000-${String(n + 1).padStart(12, "0")}`;
  const db = pool();
  await db.query(
    `INSERT INTO "Shop" (shop, "sweptAt", "sweepDueAt") VALUES ($1, now(), now() + interval '1 day')`,
    [shop],
  );
  const columns = `id, shop, adapter, name, settings, state, "approvedAt", approved`;
  await db.query(
    `INSERT INTO "Connection" (${columns})
     SELECT $2::uuid, $1, adapter, name, settings, state, "approvedAt", approved FROM "Connection" WHERE id = $3`,
    [shop, id, CONNECTION],
  );
  await db.query(
    `INSERT INTO "Feed" (id, shop, "connectionId", kind, "everyMs") VALUES ($1, $2, $1, 'stock', 60000)`,
    [id, shop],
  );
  await db.query(
    `INSERT INTO "Observation" (shop, kind, subject, place, "connectionId", observed, desired, target, baseline, verdict, decided)
     SELECT $1, kind, subject, place, $2::uuid, observed, desired, target, baseline, verdict, dirty
     FROM "Observation" WHERE shop = $3`,
    [shop, id, from],
  );
}
