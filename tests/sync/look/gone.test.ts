import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { ShopGone } from "#app/shopify/api/errors.ts";
import { operation } from "#app/shopify/api/operation.ts";
import { db } from "#app/store/database/database.server.ts";
import { sparing } from "#app/sync/look/gone.server.ts";
import { testDatabase } from "#tests/support/database.ts";

testDatabase();

const MINUTE_MS = 60_000;
const ask = operation<unknown, object>("query Ask { shop { name } }");
let asked = 0;
let now = 0;

beforeEach(() => {
  asked = 0;
  now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => now);
});
afterEach(() => db().shop.deleteMany());

/** A shop at Shopify: gone with a status, or there. */
function shopThat(shop: string, state: { gone: number | null }): AdminClient {
  return sparing({
    shop,
    spent: { requests: 0, points: 0 },
    run: () => {
      asked += 1;
      if (state.gone !== null) return Promise.reject(new ShopGone("gone", state.gone));
      return Promise.resolve({ data: {} as never, cost: null });
    },
  });
}

/** Asks every five seconds for this long. */
async function insist(client: AdminClient, forMs: number): Promise<void> {
  for (const until = now + forMs; now < until; now += 5_000) {
    await client.run(ask, {}).catch((error: unknown) => expect(error).toBeInstanceOf(ShopGone));
  }
}

test("a shop that is gone is asked less and less often, and has to be opened again after a day", async () => {
  const shop = "gone.myshopify.com";
  await db().shop.create({ data: { shop } });
  await insist(shopThat(shop, { gone: 404 }), 25 * 60 * MINUTE_MS);
  expect(asked).toBeLessThan(40);
  expect(await db().shop.findUnique({ where: { shop } })).toMatchObject({ state: "reconnect" });
});

test("a frozen shop is not given up, and is at work again within the hour of its return", async () => {
  const shop = "frozen.myshopify.com";
  await db().shop.create({ data: { shop } });
  const state: { gone: number | null } = { gone: 402 };
  const client = shopThat(shop, state);
  await insist(client, 48 * 60 * MINUTE_MS);
  expect(await db().shop.findUnique({ where: { shop } })).toMatchObject({ state: "active" });
  state.gone = null;
  now += 60 * MINUTE_MS;
  const before = asked;
  await insist(client, MINUTE_MS);
  expect(asked - before).toBe(12);
});
