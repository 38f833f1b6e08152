import { pool } from "#app/store/database/database.server.ts";
import { openStore } from "#app/store/database/open.server.ts";

/** What the app itself says about one shop, as JSON: `node scripts/agreement.ts <shop>`. */
const [shop] = process.argv.slice(2);
if (shop === undefined) throw new Error("Name the shop: node scripts/agreement.ts example.myshopify.com");

const verdicts = `SELECT verdict AS name, count(*)::int AS count FROM "Observation" WHERE shop = $1 GROUP BY 1`;
const agreed = `SELECT CASE WHEN kind IN ('price', 'compareAt', 'cost') THEN 'price' ELSE kind END AS name, count(*)::int AS count
  FROM "Observation" WHERE shop = $1 AND verdict = 'in-sync' GROUP BY 1`;
const held = `SELECT coalesce(reason, 'unknown') AS name, count(*)::int AS count FROM "Observation"
  WHERE shop = $1 AND verdict = 'held' GROUP BY 1`;
const blocked = `SELECT coalesce(reason, 'unknown') AS name, count(*)::int AS count FROM "Observation"
  WHERE shop = $1 AND verdict = 'blocked' GROUP BY 1`;
const links = `SELECT state AS name, count(*)::int AS count FROM "Link" WHERE shop = $1 GROUP BY 1`;
const owed = `SELECT 'owed' AS name, count(*)::int AS count FROM "Observation" WHERE shop = $1 AND dirty > decided
  UNION ALL SELECT 'inbox', count(*)::int FROM "InboxEvent" WHERE shop = $1 AND "processedAt" IS NULL
  UNION ALL SELECT 'setAside', count(*)::int FROM "SetAside" WHERE shop = $1 AND "resolvedAt" IS NULL
  UNION ALL SELECT 'repaired', count(*)::int FROM "Change" WHERE shop = $1 AND outcome = 'applied'
  UNION ALL SELECT 'stale', count(*)::int FROM "Change" WHERE shop = $1 AND outcome = 'stale'`;
const applied = `SELECT 'requests' AS name, coalesce(sum(requests), 0)::int AS count FROM "Run"
    WHERE shop = $1 AND activity = 'apply'
  UNION ALL SELECT 'points', ceil(coalesce(sum(points), 0))::int FROM "Run" WHERE shop = $1 AND activity = 'apply'
  UNION ALL SELECT 'pointsMinimum', ceil(coalesce(sum("pointsMinimum"), 0))::int FROM "Run"
    WHERE shop = $1 AND activity = 'apply'`;

const store = await openStore();
try {
  const answer = {
    verdicts: await counts(verdicts),
    blocked: await counts(blocked),
    agreed: await counts(agreed),
    held: await counts(held),
    links: await counts(links),
    ...(await counts(owed)),
    applied: await counts(applied),
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
} finally {
  await store.close();
}

async function counts(query: string): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ name: string; count: number }>(query, [shop]);
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}
