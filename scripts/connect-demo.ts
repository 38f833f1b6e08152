import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { parseFulfillmentRules } from "#app/core/fulfillment/rules.ts";
import { parseOrderRules } from "#app/core/orders/rules.ts";
import { nudgeConverging } from "#app/jobs/owed.ts";
import { closeQueues, nudge } from "#app/jobs/queue.ts";
import { listLocations } from "#app/store/catalog/catalog.server.ts";
import { pool } from "#app/store/database/database.server.ts";
import { openStore } from "#app/store/database/open.server.ts";
import { findWaitingHolds } from "#app/store/values/plans.server.ts";
import { listPriceLists } from "#app/store/prices/lists.server.ts";
import { findShop, getShop } from "#app/store/shops/shops.server.ts";
import { createConnection, feedsOf, setSchedule } from "#app/sync/connections/connections.server.ts";
import { approveHold, goLive } from "#app/sync/choices/holds.server.ts";
import { confirmLinks, countLinks, proposeLinks } from "#app/sync/connections/linking.server.ts";
import { refreshWarehouses, saveMappings } from "#app/sync/connections/mapping.server.ts";
import { saveOrderRules } from "#app/sync/settings/orders.server.ts";
import { saveListMappings } from "#app/sync/look/price-lists.server.ts";
import { planFirst } from "#app/sync/connections/first-plan.server.ts";
import { saveRules } from "#app/sync/settings/rules.server.ts";

/**
 * Connects a source to an installed shop the way a merchant would on the Connections pages, for the demo and for
 * benches: create, map, link, plan, go live. Takes its instructions as JSON from stdin, answers with JSON.
 */
const Instructions = z.object({
  shop: z.string(),
  adapter: z.string(),
  name: z.string(),
  settings: z.unknown(),
  secrets: z.record(z.string(), z.string()).default({}),
  everyMs: z.number().int(),
  /** Warehouse code to the name of a location. */
  mappings: z.record(z.string(), z.string()),
  /** Price list of the source to the name of one of the shop's. */
  priceLists: z.record(z.string(), z.string()).default({}),
  /** Rules for the whole shop, such as who decides about a field. */
  rules: z.record(z.string(), z.string()).default({}),
  /** Rules of the connection: which orders go to it, and how its shipments become fulfillments. Absent: off. */
  orders: z.record(z.string(), z.json()).optional(),
  fulfillment: z.record(z.string(), z.json()).optional(),
  who: z.string(),
});

const stepWithinMs = 180_000;
const lookEveryMs = 100;

const instructions = Instructions.parse(JSON.parse(await text(process.stdin)));
const store = await openStore();
try {
  process.stdout.write(`${JSON.stringify(await connect(instructions))}\n`);
} finally {
  await closeQueues();
  await store.close();
}

async function connect(instructed: z.infer<typeof Instructions>) {
  const { shop, who, everyMs, mappings, priceLists, rules, orders, fulfillment, ...draft } = instructed;
  await until("the shop was read", async () => (await findShop(shop))?.sweptAt instanceof Date);
  await until("what was read is decided", async () => (await undecided(shop)) === 0);
  const saved = await createConnection(shop, draft);
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  const { id } = saved;
  await refreshWarehouses(shop, id, AbortSignal.timeout(stepWithinMs));
  const locations = await listLocations(shop);
  const located = Object.entries(mappings).map(([warehouse, name]) => ({
    warehouse,
    locationId: locations.find((location) => location.name === name)?.id ?? null,
  }));
  await saveMappings(shop, id, located);
  await mapPriceLists(shop, id, priceLists);
  await setRules(shop, rules, who);
  await planFirst(shop, id);
  await nudge({ name: "owed" });
  await until("every feed was read", async () => (await feedsOf(shop, id)).every(wasReadToItsEnd));
  await proposeLinks(shop, id);
  const linked = await confirmLinks(shop, id, { matchedBy: ["sku", "barcode", "case"] }, who);
  await nudgeConverging(shop);
  await until("everything was decided", async () => (await undecided(shop)) === 0);
  const holds = await findWaitingHolds(shop, id);
  for (const feed of await feedsOf(shop, id)) await setSchedule(shop, feed.id, everyMs);
  await goLive(shop, id, who);
  if (orders ?? fulfillment) {
    const sent = {
      orders: parseOrderRules(orders),
      fulfillment: parseFulfillmentRules(fulfillment),
      fromDay: "",
    };
    await saveOrderRules(shop, id, sent, who);
  }
  await nudge({ name: "owed" });
  await nudgeConverging(shop);
  const content = await approveContent(shop, id, who);
  const planned = holds.reduce((sum, { changes }) => sum + changes, content);
  return { connectionId: id, linked, links: await countLinks(shop, id), planned };
}

async function mapPriceLists(shop: string, id: string, named: Record<string, string>): Promise<void> {
  const wanted = Object.entries(named);
  await until("the shop's price lists were read", async () => {
    const names = (await listPriceLists(shop)).map(({ name }) => name);
    return wanted.every(([, name]) => names.includes(name));
  });
  const lists = await listPriceLists(shop);
  const chosen = wanted.map(([list, name]) => {
    const priceListId = lists.find((one) => one.name === name)?.id ?? "";
    return { list, target: { to: "list" as const, priceListId } };
  });
  await saveListMappings(shop, id, chosen);
}

async function setRules(shop: string, rules: Record<string, string>, who: string): Promise<void> {
  const { basis, guards } = await getShop(shop);
  const policies = Object.entries(rules).map(([rule, value]) => ({
    rule,
    scope: "shop",
    subject: "",
    value,
  }));
  await saveRules(shop, { basis, guards, policies }, who);
}

/** Content is compared once the products are read, later than everything else, and has its own plan. */
async function approveContent(shop: string, id: string, who: string): Promise<number> {
  await until("the content was compared", async () => (await uncompared(shop)) === 0);
  await until("everything was decided", async () => (await undecided(shop)) === 0);
  const holds = (await findWaitingHolds(shop, id)).filter(({ kind }) => kind === "content");
  for (const hold of holds) await approveHold(shop, hold.id, "all", who);
  await nudgeConverging(shop);
  return holds.reduce((sum, { changes }) => sum + changes, 0);
}

async function uncompared(shop: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Observation"
     WHERE shop = $1 AND kind = 'content' AND verdict = 'unknown' AND reason = 'not-observed'`,
    [shop],
  );
  return rows[0]?.count ?? 0;
}

/** A requested reading has 1970 as its due date until it has ended. */
function wasReadToItsEnd({ nextAt }: { nextAt: Date | null }): boolean {
  return nextAt !== null && nextAt.getTime() > 0;
}

/** Values that are still owed a decision, or were decided but not yet seen by the guard. */
async function undecided(shop: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Observation" WHERE shop = $1 AND (dirty > decided OR verdict = 'planned')`,
    [shop],
  );
  return rows[0]?.count ?? 0;
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + stepWithinMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Waited ${stepWithinMs} ms, and it was not true that ${what}`);
    await sleep(lookEveryMs);
  }
}
