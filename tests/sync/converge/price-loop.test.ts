import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { markDirty, ensureObservations } from "#app/store/values/observations.server.ts";
import { savePolicy } from "#app/store/shops/policies.server.ts";
import { owedWork } from "#app/store/values/owed.server.ts";
import { updateShop } from "#app/store/shops/shops.server.ts";
import { readLists } from "#app/sync/look/fixed-prices.server.ts";
import { approveHold } from "#app/sync/choices/holds.server.ts";
import { undoChanges } from "#app/sync/choices/repair.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const skus = ["MUG", "CUP", "JUG"];
const { signal } = new AbortController();
let world: World;

beforeEach(async () => {
  world = await openWorld(
    skus.map((sku) => ({ sku, shows: 5, price: "10.00" })),
    {},
    ["prices", "rates"],
  );
  say({});
  await goLiveWith(
    world,
    skus.map((sku) => [sku, 5] as const),
  );
});
afterEach(() => world.close());

/** The ERP's next export of prices; what is not named costs 10.00. */
function say(prices: Record<string, string>, more: Record<string, string>[] = []): void {
  const rows = skus.map((sku) => ({ sku, price: prices[sku] ?? "10.00", currency: "GBP" }));
  world.exportRows("prices", [...rows, ...more]);
}

const variant = (sku: string) => world.variant(sku);

const value = (kind: string, sku: string, place = "") =>
  db().observation.findFirstOrThrow({
    where: { shop: world.shop, kind, subject: variant(sku).id, place },
  });

async function decidesBy(authority: string): Promise<void> {
  await savePolicy(
    world.shop,
    { rule: "authority:price", scope: "shop", subject: "", value: authority },
    "Ada",
  );
  await markDirty(world.shop, { kinds: ["price"] });
  await world.converge();
}

const edit = (sku: string, price: string) =>
  world.sandbox.store.editVariant(variant(sku).id, { price }, "Ben");

describe("a price of the ERP", () => {
  test("reaches the shop, and its own echo changes nothing", async () => {
    say({ MUG: "12.00" });
    await world.work();
    expect(variant("MUG").price).toBe("12.00");
    expect(await value("price", "MUG")).toMatchObject({ verdict: "in-sync", baseline: "12.00 GBP" });
    const before = await db().change.count({ where: { shop: world.shop } });
    await world.work();
    expect(await db().change.count({ where: { shop: world.shop } })).toBe(before);
  });

  test("comes with its compare-at price and its cost", async () => {
    world.exportRows("prices", [
      { sku: "MUG", price: "9.00", currency: "GBP", before: "10.00", cost: "4.10" },
    ]);
    await world.work();
    await world.work();
    expect(variant("MUG")).toMatchObject({ price: "9.00", compareAtPrice: "10.00" });
    expect(await value("cost", "MUG")).toMatchObject({ verdict: "in-sync", observed: "4.10 GBP" });
  });

  test("that moves too far waits for a person, and the others do not wait for it", async () => {
    say({ MUG: "90.00", CUP: "11.00" });
    await world.work();
    expect([variant("MUG").price, variant("CUP").price]).toEqual(["10.00", "11.00"]);
    const hold = await db().hold.findFirstOrThrow({ where: { shop: world.shop, state: "waiting" } });
    expect(hold).toMatchObject({ kind: "price", reason: "price-jump", changes: 1 });
    await approveHold(world.shop, hold.id, "all", "Ada");
    await world.converge();
    expect(variant("MUG").price).toBe("90.00");
  });

  test("in a currency without a rate is not guessed", async () => {
    world.exportRows("prices", [{ sku: "MUG", price: "12.00", currency: "EUR" }]);
    await world.work();
    expect(variant("MUG").price).toBe("10.00");
    expect(await value("price", "MUG")).toMatchObject({ verdict: "blocked", reason: "wrong-currency" });
    world.exportRows("rates", [{ from: "EUR", to: "GBP", rate: "0.85" }]);
    await world.work();
    expect(variant("MUG").price).toBe("10.20");
  });

  test("is undone to what was shown before, until the ERP moves", async () => {
    say({ MUG: "12.00" });
    await world.work();
    const change = await db().change.findFirstOrThrow({ where: { shop: world.shop, kind: "price" } });
    await undoChanges(world.shop, [change.id], "Ada");
    await world.converge();
    expect(variant("MUG").price).toBe("10.00");
    say({ MUG: "13.00" });
    await world.work();
    expect(variant("MUG").price).toBe("13.00");
  });
});

describe("a price edited in Shopify", () => {
  test("is put back where the ERP decides", async () => {
    edit("MUG", "8.00");
    await world.work();
    expect(variant("MUG").price).toBe("10.00");
  });

  test("stands where the shop decides, whatever the ERP says later", async () => {
    await decidesBy("shop");
    edit("MUG", "8.00");
    await world.work();
    say({ MUG: "12.00", CUP: "12.00" });
    await world.work();
    expect([variant("MUG").price, variant("CUP").price]).toEqual(["8.00", "12.00"]);
  });

  test("is asked about where people are to be asked", async () => {
    await decidesBy("ask");
    edit("MUG", "8.00");
    await world.work();
    expect(variant("MUG").price).toBe("8.00");
    expect(await value("price", "MUG")).toMatchObject({
      verdict: "conflict",
      baseline: "10.00 GBP",
      desired: "10.00 GBP",
      observed: "8.00 GBP",
    });
    const seen = await db().timelineEvent.findFirst({
      where: { shop: world.shop, kind: "price", event: "seen" },
    });
    expect(seen?.detail, "whoever is asked is told whose edit it was").toEqual({ editor: "Ben" });
  });

  test("is noticed before it is replaced, though its webhook was lost", async () => {
    await decidesBy("ask");
    world.sandbox.faults.webhooks.lost = 1;
    edit("MUG", "8.00");
    await db().observation.updateMany({
      where: { shop: world.shop, kind: "price" },
      data: { observedAt: new Date(Date.now() - 60_000) },
    });
    say({ MUG: "12.00" });
    await world.work();
    expect(variant("MUG").price).toBe("8.00");
    expect((await value("price", "MUG")).verdict).toBe("conflict");
  });

  test("and left alone where prices are nobody's business, is", async () => {
    await decidesBy("off");
    edit("MUG", "8.00");
    say({ MUG: "12.00" });
    await world.work();
    expect(variant("MUG").price).toBe("8.00");
    expect(await value("price", "MUG")).toMatchObject({ verdict: "unknown", reason: "not-owned" });
  });
});

describe("a price for a time", () => {
  test("begins and ends by the clock alone", async () => {
    const from = new Date(Date.now() + 1_500);
    const until = new Date(Date.now() + 4_000);
    const sale = {
      sku: "MUG",
      price: "7.00",
      currency: "GBP",
      from: from.toISOString(),
      until: until.toISOString(),
    };
    say({}, [sale]);
    await world.work();
    expect(variant("MUG").price).toBe("10.00");
    expect((await value("price", "MUG")).dueAt).toEqual(from);
    await passes(from);
    expect(variant("MUG").price).toBe("7.00");
    await passes(until);
    expect(variant("MUG").price).toBe("10.00");
  });

  const passes = async (time: Date) => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, time.getTime() - Date.now()) + 50));
    await owedWork();
    await world.converge();
  };
});

describe("a price list", () => {
  const listed = (rows: Record<string, string>[]) => rows.map((row) => ({ list: "B2B", ...row }));

  async function mapList(): Promise<string> {
    const list = world.sandbox.store.createPriceList({ name: "Wholesale", currency: "EUR" });
    const { shop, connectionId } = world;
    await readLists(shop, signal);
    await db().priceListMapping.create({ data: { shop, connectionId, list: "B2B", priceListId: list.id } });
    await ensureObservations(shop);
    return list.id;
  }

  test("takes prices in its own currency, with quantity breaks", async () => {
    say(
      {},
      listed([
        { sku: "MUG", price: "8.00", currency: "EUR" },
        { sku: "MUG", price: "7.00", currency: "EUR", "from pieces": "10" },
      ]),
    );
    await world.pull();
    const listId = await mapList();
    await world.work();
    expect(await value("price", "MUG", listId)).toMatchObject({ verdict: "in-sync", observed: "8.00 EUR" });
    expect(await value("price", "MUG", `${listId}/10`)).toMatchObject({
      verdict: "in-sync",
      observed: "7.00 EUR",
    });
    expect(variant("MUG").price).toBe("10.00");
  });

  test("loses a fixed price that the ERP no longer lists", async () => {
    say({}, listed([{ sku: "MUG", price: "8.00", currency: "EUR" }]));
    await world.pull();
    const listId = await mapList();
    await world.work();
    say({});
    await world.work();
    expect(await value("price", "MUG", listId)).toMatchObject({ observed: "" });
  });

  test("is read again, because Shopify says nothing when it changes", async () => {
    say({}, listed([{ sku: "MUG", price: "8.00", currency: "EUR" }]));
    await world.pull();
    const listId = await mapList();
    await world.work();
    world.sandbox.store.editFixedPrice(listId, variant("MUG").id, { price: "5.00" });
    await updateShop(world.shop, { pricesDueAt: new Date(0) });
    await readLists(world.shop, signal);
    await world.converge();
    expect(await value("price", "MUG", listId)).toMatchObject({ verdict: "in-sync", observed: "8.00 EUR" });
  });
});
