import { DEFAULT_ORDER_RULES, type OrderRules } from "#app/core/orders/rules.ts";
import { db } from "#app/store/database/database.server.ts";
import { savePolicy } from "#app/store/shops/policies.server.ts";
import { createConnection, feedsOf } from "#app/sync/connections/connections.server.ts";
import { orderRulesChanged } from "#app/sync/choices/orders.server.ts";
import { pullFeed } from "#app/sync/connections/pull.server.ts";
import { reconcileOrders } from "#app/sync/orders/reconcile.server.ts";
import { startOrderSource, type Held, type OrderSource } from "./order-source.ts";
import { registerRemote } from "./remote-source.ts";
import { openWorld, type World } from "./world.ts";

const ADDRESS = {
  firstName: "Jana",
  lastName: "Nová",
  address1: "Dlouhá 1",
  city: "Brno",
  zip: "602 00",
  countryCode: "CZ",
};

/** A shop whose orders go to one source that may fail in every way. */
export interface OrderWorld extends World {
  source: OrderSource;
  /** The connection of that source. */
  sourceId: string;
  /** Places an order of one article, and returns its name. */
  buy(sku: string, details?: Parameters<World["sandbox"]["store"]["placeOrder"]>[1]): string;
  /** What the source holds of an order, by its name in the shop. */
  held(name: string): Held[];
  entry(name: string): ReturnType<typeof findEntry>;
  verdict(name: string): Promise<string>;
  rules(rules: Partial<OrderRules>): Promise<void>;
  /** From now on the source's adapter can do no more than this with an order that it holds. */
  can(able: { amend: boolean; cancel: boolean; credit: boolean }): Promise<void>;
  /** Works off the inbox, and sends orders to the source. */
  export(): Promise<void>;
  pullStates(): Promise<void>;
  reconcile(): Promise<void>;
  /** Lets the time pass that rests and retries wait for. */
  later(): Promise<void>;
}

const { signal } = new AbortController();

export async function openOrderWorld(): Promise<OrderWorld> {
  registerRemote();
  const source = await startOrderSource();
  const world = await openWorld([
    { sku: "MUG", shows: 100 },
    { sku: "CUP", shows: 100 },
  ]);
  const { shop } = world;
  const saved = await createConnection(shop, {
    adapter: "remote",
    name: "Remote ERP",
    secrets: {},
    settings: { url: source.url, amend: true, cancel: true, credit: true, tells: true },
  });
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems));
  const sourceId = saved.id;
  await db().connection.update({
    where: { id: sourceId },
    data: { state: "active", approvedAt: new Date() },
  });
  await db().link.createMany({
    data: ["MUG", "CUP"].map((sku) => {
      const { id, item } = world.variant(sku);
      const variant = { variantId: id, inventoryItemId: item.id };
      return { shop, connectionId: sourceId, sku: `ERP-${sku}`, state: "confirmed", ...variant };
    }),
  });
  const orderWorld: OrderWorld = {
    ...world,
    source,
    sourceId,
    buy(sku, details = {}) {
      const address = { email: "jana@example.com", shippingAddress: ADDRESS, billingAddress: ADDRESS };
      const lines = [{ variantId: world.variant(sku).id, quantity: 1 }];
      return world.sandbox.store.placeOrder(lines, { ...address, ...details }).name;
    },
    held: (name) => source.held.filter(({ order }) => order.reference === name),
    entry: (name) => findEntry(shop, name),
    async verdict(name) {
      const { id } = await db().order.findFirstOrThrow({ where: { shop, name } });
      const row = await db().observation.findFirst({ where: { shop, kind: "order", subject: id } });
      return row ? `${row.verdict}${row.reason === null ? "" : ` ${row.reason}`}` : "none";
    },
    async rules(rules) {
      const value = { ...DEFAULT_ORDER_RULES, on: true, ...rules };
      await savePolicy(shop, { rule: "orders", scope: "connection", subject: sourceId, value }, "Ada");
      await orderRulesChanged(shop);
    },
    async can(able) {
      const settings = { url: source.url, tells: true, ...able };
      await db().connection.update({ where: { id: sourceId }, data: { settings } });
    },
    async export() {
      await world.inbox();
      await world.converge();
    },
    async pullStates() {
      for (const { id } of await feedsOf(shop, sourceId)) await pullFeed(shop, id, signal);
    },
    async reconcile() {
      await reconcileOrders(shop, signal);
    },
    async later() {
      const long = new Date(Date.now() - 1_000);
      const of = { shop, kind: "order" };
      await db().observation.updateMany({
        where: { ...of, retryAt: { not: null } },
        data: { retryAt: long },
      });
      await db().observation.updateMany({ where: { ...of, dueAt: { not: null } }, data: { dueAt: long } });
      await db().outboxEntry.updateMany({ where: { shop, dueAt: { not: null } }, data: { dueAt: long } });
      await db().$executeRaw`UPDATE "Connection" SET "askAgainAt" = ${long} WHERE "askAgainAt" IS NOT NULL`;
      await db().$executeRaw`UPDATE "Observation" SET dirty = dirty + 1, "retryAt" = NULL
        WHERE shop = ${shop} AND kind = 'order' AND verdict = 'failing'`;
    },
    async close() {
      await world.close();
      await source.close();
    },
  };
  await orderWorld.rules({});
  return orderWorld;
}

async function findEntry(shop: string, name: string) {
  const { id } = await db().order.findFirstOrThrow({ where: { shop, name } });
  return db().outboxEntry.findFirstOrThrow({ where: { shop, orderId: id } });
}
