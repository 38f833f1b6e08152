import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { endpoints } from "#app/endpoints/endpoints.ts";
import { db } from "#app/store/database/database.server.ts";

export const APP = { apiKey: "key", secret: "hush", previous: "hush before" };

export interface Listening {
  url: string;
  /** How often `nudgeOwed` was called. */
  nudged(): number;
  close(): Promise<void>;
}

/** The app's endpoints on a port of their own. */
export async function listening(): Promise<Listening> {
  let nudges = 0;
  const machines = endpoints({
    apiKey: APP.apiKey,
    secrets: [APP.secret, APP.previous],
    nudgeInbox: () => Promise.resolve(),
    nudgeOwed: () => Promise.resolve(void (nudges += 1)),
  });
  const server = createServer((request, response) => {
    if (!machines.handle(request, response)) response.writeHead(299).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nudged: () => nudges,
    close: async () => {
      await machines.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const CONNECTION = "019a9d60-0000-7000-8000-000000000001";

/** A product of one variant: its stock was refused, its price waits for a person, its title agrees. */
export async function seedProduct(shop: string, productId: string): Promise<void> {
  const variantId = `${productId}1`;
  const inventoryItemId = `${productId}2`;
  await db().shop.create({ data: { shop } });
  await db().location.create({ data: { shop, id: "7", name: "Brno" } });
  await db().variant.create({
    data: {
      ...{ shop, id: variantId, inventoryItemId, productId, sku: "85123A", title: "Default Title" },
      ...{ productTitle: "White hanging heart", tags: [], seenAt: new Date() },
    },
  });
  const common = {
    shop,
    connectionId: CONNECTION,
    productId,
    variantId,
    sku: "85123A",
    dirty: 1,
    decided: 1,
  };
  const free = { kind: "free", warehouse: "MAIN", quantity: 5, asOf: "2026-11-21T10:00:00Z", origin: null };
  await db().observation.createMany({
    data: [
      {
        ...{ ...common, kind: "stock", subject: inventoryItemId, place: "7", desired: "5", observed: "7" },
        ...{ verdict: "failing", message: "No.", failures: 3, urgency: 4_000_000 },
        ...{ target: "5", retryAt: new Date(Date.now() + 600_000), observedAt: new Date() },
        receipt: { of: "stock", basis: "available", lines: [free], result: 5 },
      },
      {
        ...{ ...common, kind: "price", subject: variantId, place: "", desired: "12.50 EUR" },
        ...{ observed: "11.00 EUR", verdict: "conflict", pinned: null, urgency: 1, observedAt: new Date() },
      },
      {
        ...{ ...common, kind: "content", subject: productId, place: "title", desired: "White hanging heart" },
        ...{ observed: "White hanging heart", verdict: "in-sync", observedAt: new Date() },
      },
      // Nobody asked to keep this one in step.
      {
        ...{ ...common, connectionId: null, kind: "stock", subject: inventoryItemId, place: "8" },
        ...{ observed: "1", verdict: "unknown", reason: "unmapped" },
      },
    ],
  });
}

export const observationsOf = (shop: string) =>
  db().observation.findMany({ where: { shop }, orderBy: [{ kind: "asc" }, { place: "asc" }] });
