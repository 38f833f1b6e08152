import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bulkState, cancelBulk } from "#app/shopify/bulk/operation.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { activateLevel, setQuantities } from "#app/shopify/stock/inventory.ts";
import { readLevels } from "#app/shopify/stock/levels.ts";
import { operation } from "#app/shopify/api/operation.ts";
import { changedOrders, readOrders, type ChangedOrders } from "#app/shopify/orders/orders.ts";
import { readShop } from "#app/shopify/shop/shop.ts";
import { readSweep } from "#app/shopify/products/sweep-file.ts";
import { startSweep } from "#app/shopify/products/sweep.ts";
import { exchangeToken, refreshToken } from "#app/shopify/auth/tokens.ts";
import { type SweptVariant, readVariants } from "#app/shopify/products/variants.ts";
import { mintSessionToken } from "#sandbox/shopify/auth/session-token.ts";
import { APP, type SandboxShop, sandboxShop } from "./sandbox-shop.ts";

const PRODUCTS = 600;
let shop: SandboxShop;
let client: AdminClient;
let london: string;
let leeds: string;
let keys = 0;

const items = (): string[] => shop.sandbox.store.items.rows.map(({ id }) => id);
const newKey = (): string => `key-${(keys += 1)}`;

function batch(rows: { itemId: string; from: number; to: number }[], key = newKey()) {
  return {
    name: "available" as const,
    reason: "correction",
    referenceDocumentUri: "gid://concord/Run/1",
    key,
    rows: rows.map((row) => ({ ...row, locationId: london })),
  };
}

function available(itemId: string, locationId = london): number | undefined {
  return shop.sandbox.store.level(itemId, locationId)?.available;
}

beforeAll(async () => {
  shop = await sandboxShop({ plan: "enterprise" });
  client = shop.client;
  const { store } = shop.sandbox;
  london = store.createLocation("London").id;
  leeds = store.createLocation("Leeds").id;
  for (let index = 0; index < PRODUCTS; index++) {
    const levels = { [london]: 10, ...(index % 2 === 0 ? { [leeds]: 5 } : {}) };
    const variants = [{ sku: `SKU-${index}`, barcode: `${index}`, price: "4.50", levels }];
    store.createProduct({ title: `Mug ${index}`, vendor: "Acme", tags: ["kitchen"], variants });
  }
});

afterAll(() => shop.close());

test("the shop tells its name, currency and locations", async () => {
  const { currency, timeZone, locations } = await readShop(client);
  expect({ currency, timeZone }).toEqual({ currency: "GBP", timeZone: "Europe/London" });
  const active = { active: true };
  expect(locations).toEqual(
    expect.arrayContaining([
      { id: london, name: "London", ...active },
      { id: leeds, name: "Leeds", ...active },
    ]),
  );
});

describe("writing quantities", () => {
  test("a batch of 250 is applied", async () => {
    const rows = items()
      .slice(0, 250)
      .map((itemId) => ({ itemId, from: 10, to: 12 }));
    const { rows: outcomes } = await setQuantities(client, batch(rows));
    expect(outcomes.filter(({ outcome }) => outcome === "applied")).toHaveLength(250);
    expect(rows.every(({ itemId }) => available(itemId) === 12)).toBe(true);
  });

  test("a stale row holds back its batch, and the rest goes with a new key", async () => {
    const [first = "", second = "", third = ""] = items().slice(300);
    shop.sandbox.store.setAvailable(second, london, 3, "Ann");
    const rows = [first, second, third].map((itemId) => ({ itemId, from: 10, to: 11 }));
    const { rows: outcomes, undetermined } = await setQuantities(client, batch(rows));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["skipped", "stale", "skipped"]);
    expect(undetermined).toBe(false);
    expect([first, second, third].map((itemId) => available(itemId))).toEqual([10, 3, 10]);

    const again = rows.filter((_, index) => outcomes[index]?.outcome === "skipped");
    const { rows: second_ } = await setQuantities(client, batch(again));
    expect(second_).toEqual([{ outcome: "applied" }, { outcome: "applied" }]);
    expect([first, second, third].map((itemId) => available(itemId))).toEqual([11, 3, 11]);
  });

  test("an unknown item is rejected in Shopify's words", async () => {
    const [known = ""] = items().slice(310);
    const rows = [
      { itemId: known, from: 10, to: 11 },
      { itemId: "1", from: 0, to: 1 },
    ];
    const { rows: outcomes } = await setQuantities(client, batch(rows));
    expect(outcomes).toEqual([
      { outcome: "skipped" },
      {
        outcome: "rejected",
        code: "INVALID_INVENTORY_ITEM",
        message: "The specified inventory item could not be found.",
      },
    ]);
  });

  test("a key that is sent twice writes once", async () => {
    const [itemId = ""] = items().slice(320);
    const once = batch([{ itemId, from: 10, to: 20 }]);
    await setQuantities(client, once);
    shop.sandbox.store.setAvailable(itemId, london, 15, "Ann");
    expect((await setQuantities(client, once)).rows).toEqual([{ outcome: "applied" }]);
    expect(available(itemId)).toBe(15);
  });

  test("a key used for other rows is our own mistake", async () => {
    const [itemId = ""] = items().slice(330);
    await setQuantities(client, batch([{ itemId, from: 10, to: 20 }], "reused"));
    const other = batch([{ itemId, from: 20, to: 30 }], "reused");
    await expect(setQuantities(client, other)).rejects.toThrow("was used for other rows");
  });

  test("251 rows are refused by Shopify as well", async () => {
    const Raw = operation<unknown, Record<string, unknown>>(
      'mutation Raw($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "r") { userErrors { message } } }',
    );
    const quantities = items()
      .slice(0, 251)
      .map((id) => ({
        inventoryItemId: `gid://shopify/InventoryItem/${id}`,
        locationId: `gid://shopify/Location/${london}`,
        quantity: 1,
        changeFromQuantity: null,
      }));
    const input = { name: "available", reason: "correction", quantities };
    await expect(client.run(Raw, { input })).rejects.toMatchObject({
      name: "ShopifyRefused",
      code: "MAX_INPUT_SIZE_EXCEEDED",
    });
  });

  test("an answer that is lost after the write leaves the outcome unknown, and the key tells", async () => {
    const [itemId = ""] = items().slice(340);
    const once = batch([{ itemId, from: 10, to: 21 }]);
    shop.sandbox.faults.next.push({ kind: "answerLost", on: "inventorySetQuantities" });
    await expect(setQuantities(client, once)).rejects.toHaveProperty("name", "OutcomeUnknown");
    expect(available(itemId)).toBe(21);
    expect((await setQuantities(client, once)).rows).toEqual([{ outcome: "applied" }]);
    expect(available(itemId)).toBe(21);
  });
});

test("levels are read with all three quantities, and an item can be stocked elsewhere", async () => {
  const [even = "", odd = ""] = items().slice(350);
  const levels = await readLevels(client, [even, odd, "1"]);
  const at = (itemId: string, locationId: string) => ({ itemId, locationId });
  expect(levels).toHaveLength(3);
  expect(levels).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...at(even, london), available: 10, onHand: 10, committed: 0 }),
      expect.objectContaining({ ...at(even, leeds), available: 5, active: true, tracked: true }),
      expect.objectContaining(at(odd, london)),
    ]),
  );
  const level = { ...at(odd, leeds), key: newKey() };
  expect(await activateLevel(client, level)).toEqual({ outcome: "applied" });
  expect(await readLevels(client, [odd])).toHaveLength(2);
});

test("variants are read by id and by product", async () => {
  const { store } = shop.sandbox;
  const [variant] = store.variants.rows.slice(400);
  const [byId] = await readVariants(client, { ids: [variant?.id ?? "", "1"] });
  expect(byId).toMatchObject({ sku: "SKU-400", barcode: "400", price: "4.50", vendor: "Acme" });
  expect(byId?.levels).toHaveLength(2);
  const ofProduct = await readVariants(client, { productId: byId?.productId ?? "" });
  expect(ofProduct).toEqual([byId]);
});

async function finished(bulkId: string) {
  for (;;) {
    const state = await bulkState(client, bulkId);
    if (state.status !== "CREATED" && state.status !== "RUNNING") return state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("a sweep brings every variant with its levels", async () => {
  const state = await finished(await startSweep(client));
  expect(state.status).toBe("COMPLETED");
  const swept: SweptVariant[] = [];
  for await (const chunk of readSweep(state.url ?? "", state.currency, undefined, shop.fetch))
    swept.push(...chunk);
  expect(swept).toHaveLength(PRODUCTS);
  expect(new Set(swept.map(({ sku }) => sku)).size).toBe(PRODUCTS);
  const levels = swept.reduce((sum, variant) => sum + variant.levels.length, 0);
  expect(state.objectCount).toBe(PRODUCTS + levels);
  for (const { inventoryItemId, levels: held } of swept) {
    for (const level of held) {
      expect(level.available).toBe(available(inventoryItemId, level.locationId));
    }
  }
});

test("a sweep can be cancelled", async () => {
  shop.sandbox.bulkOperations.paused = true;
  const bulkId = await startSweep(client);
  await cancelBulk(client, bulkId);
  shop.sandbox.bulkOperations.paused = false;
  expect((await finished(bulkId)).status).toMatch(/^CANCEL/);
});

describe("orders", () => {
  const lineOf = (index: number, quantity: number) => {
    const variantId = shop.sandbox.store.variants.rows[index]?.id ?? "";
    return { variantId, quantity };
  };
  const itemOf = (index: number) => shop.sandbox.store.variants.rows[index]?.item.id;

  test("what the shop sold is read with its location; shipping changes nothing", async () => {
    const { store } = shop.sandbox;
    const placed = store.placeOrder([lineOf(500, 2), lineOf(501, 1)], { locationId: london });
    const read = async () => (await readOrders(client, [placed.id]))[0]?.lines;
    const expected = [
      expect.objectContaining({ inventoryItemId: itemOf(500), locationId: london, quantity: 2 }),
      expect.objectContaining({ inventoryItemId: itemOf(501), locationId: london, quantity: 1 }),
    ];
    expect(await read()).toEqual(expected);
    store.fulfillOrder(placed.name);
    expect(await read()).toEqual(expected);
  });

  test("a removed line and a cancelled order sell nothing", async () => {
    const { store } = shop.sandbox;
    const edited = store.placeOrder([lineOf(510, 3), lineOf(511, 1)], { locationId: london });
    const removed = store.variants.rows[511]?.id ?? "";
    store.removeFromOrder(edited.name, removed, 1, { restock: true });
    const cancelled = store.placeOrder([lineOf(512, 1)], { locationId: london });
    store.cancelOrder(cancelled.name, { restock: true });
    const orders = await readOrders(client, [edited.id, cancelled.id]);
    expect(orders.map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([[3], []]);
    expect(orders[1]?.cancelledAt).toBeInstanceOf(Date);
  });

  test("a long order is read to its last line", async () => {
    const lines = Array.from({ length: 35 }, (_, index) => lineOf(520 + index, 1));
    const placed = shop.sandbox.store.placeOrder(lines, { locationId: london });
    const orders = await readOrders(client, [placed.id]);
    expect(orders[0]?.lines).toHaveLength(35);
    expect(orders[0]?.lines.every(({ locationId }) => locationId === london)).toBe(true);
  });

  test("orders changed since a time come in pages, each once", async () => {
    const before = new Date();
    const { store } = shop.sandbox;
    const placed = Array.from(
      { length: 130 },
      () => store.placeOrder([lineOf(590, 1)], { locationId: london }).id,
    );
    const read: string[] = [];
    let after: string | null = null;
    do {
      const page: ChangedOrders = await changedOrders(client, before, after);
      read.push(...page.orders.map(({ id }) => id));
      after = page.after;
    } while (after !== null);
    expect(read).toEqual(expect.arrayContaining(placed));
    expect(new Set(read).size).toBe(read.length);
  });
});

test("a session token becomes an offline token, which is refreshed and rotates", async () => {
  const { shop: domain } = shop.sandbox;
  const sessionToken = await mintSessionToken({ ...APP, shop: domain });
  const app = { ...APP, shop: domain, fetch: shop.fetch };
  const first = await exchangeToken({ ...app, sessionToken });
  const second = await refreshToken({ ...app, refreshToken: first.refreshToken });
  expect(second.accessToken).not.toBe(first.accessToken);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.expires.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  const bogus = refreshToken({ ...app, refreshToken: "shprt_bogus" });
  await expect(bogus).rejects.toHaveProperty("name", "TokenRejected");
});
