import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { resolve, saveRule, undoResolutions, type Choice } from "#app/sync/choices/resolve.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const skus = ["MUG", "CUP"];
let world: World;

beforeEach(async () => {
  world = await openWorld(
    skus.map((sku) => ({ sku, shows: 5, price: "10.00" })),
    {},
    ["prices"],
  );
  say("10.00");
  await goLiveWith(
    world,
    skus.map((sku) => [sku, 5] as const),
  );
  await saveRule(world.shop, { field: "price", scope: "shop", subject: "", authority: "ask" }, "Ada");
  await world.converge();
  edit("9.00");
  await world.work();
});
afterEach(() => world.close());

test("a price edited in Shopify asks, and nothing is written meanwhile", async () => {
  expect(await value()).toMatchObject({
    verdict: "conflict",
    desired: "10.00 GBP",
    observed: "9.00 GBP",
    baseline: "10.00 GBP",
  });
  expect((await value()).driftSince).not.toBeNull();
  expect((await value()).urgency).toBeGreaterThan(0);
  expect(shown()).toBe("9.00");
});

test("taking the ERP's price writes it, and both sides agree", async () => {
  await take({ take: "source" });
  await world.converge();
  expect(shown()).toBe("10.00");
  expect(await value()).toMatchObject({ verdict: "in-sync", baseline: "10.00 GBP" });
});

test("keeping the shop's price lasts until the ERP moves", async () => {
  await take({ take: "shop" });
  await world.work();
  expect(await value()).toMatchObject({ verdict: "held", reason: "pinned" });
  expect(shown()).toBe("9.00");
  say("11.00");
  await world.work();
  expect(shown()).toBe("11.00");
});

test("a price set by hand is written and lasts until the ERP moves", async () => {
  await take({ take: "value", value: "9,50" });
  await world.converge();
  expect(shown()).toBe("9.50");
  await world.work();
  expect(shown()).toBe("9.50");
  say("11.00");
  await world.work();
  expect(shown()).toBe("11.00");
});

test.each(["shop", "source"])("an ignored conflict asks again as soon as the %s moves", async (side) => {
  await take({ take: "ignore" });
  await world.work();
  expect(await value()).toMatchObject({ verdict: "held", reason: "ignored" });
  if (side === "shop") edit("8.00");
  else say("11.00");
  await world.work();
  expect((await value()).verdict).toBe("conflict");
});

test("a decision taken back in time was never written, and asks again", async () => {
  const event = await take({ take: "source" }, 60_000);
  expect(await undoResolutions(world.shop, [event], "Ada")).toMatchObject({ reopened: 1 });
  await world.converge();
  expect(shown()).toBe("9.00");
  expect((await value()).verdict).toBe("conflict");
});

test("a decision taken back too late is written back, and the shop's price stays until the ERP moves", async () => {
  const event = await take({ take: "source" });
  await world.converge();
  expect(shown()).toBe("10.00");
  expect(await undoResolutions(world.shop, [event], "Ada")).toMatchObject({ writtenBack: 1 });
  await world.converge();
  expect(shown()).toBe("9.00");
  expect(await value()).toMatchObject({ verdict: "held", reason: "pinned" });
});

test("a saved rule settles what is open", async () => {
  await saveRule(world.shop, { field: "price", scope: "sku", subject: "MUG", authority: "source" }, "Ada");
  await world.converge();
  expect(shown()).toBe("10.00");
});

function say(mug: string): void {
  world.exportRows(
    "prices",
    skus.map((sku) => ({ sku, price: sku === "MUG" ? mug : "10.00", currency: "GBP" })),
  );
}

function edit(price: string): void {
  world.sandbox.store.editVariant(variant().id, { price }, "Ben");
}

function variant() {
  const found = world.sandbox.store.variants.rows.find(({ sku }) => sku === "MUG");
  if (!found) throw new Error("The shop has no MUG");
  return found;
}

const shown = () => variant().price;

const value = () =>
  db().observation.findFirstOrThrow({
    where: { shop: world.shop, kind: "price", subject: variant().id, place: "" },
  });

async function take(choice: Choice, undoMs = 0): Promise<string> {
  const { kind, subject, place, desired, observed } = await value();
  const by = { who: "Ada", note: null, undoMs };
  const { decided } = await resolve(world.shop, [{ kind, subject, place, desired, observed }], choice, by);
  const [first] = decided;
  if (!first) throw new Error("Nothing was decided");
  return first.event;
}
