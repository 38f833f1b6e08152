import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { askForDrafts } from "#app/store/catalog/new-articles.server.ts";
import { markDirty } from "#app/store/values/observations.server.ts";
import { savePolicy } from "#app/store/shops/policies.server.ts";
import { approveHold } from "#app/sync/choices/holds.server.ts";
import { createDrafts } from "#app/sync/write/new-products.server.ts";
import { lookAtPictures } from "#app/sync/look/pictures.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { goLiveWith, openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const { signal } = new AbortController();
let world: World;

beforeEach(async () => {
  world = await openWorld(
    ["MUG", "CUP"].map((sku) => ({ sku, shows: 5 })),
    {},
    ["items"],
  );
  await goLiveWith(world, [
    ["MUG", 5],
    ["CUP", 5],
  ]);
});
afterEach(() => world.close());

const product = (sku: string) => world.variant(sku).product;
const value = (sku: string, field: string) =>
  db().observation.findFirstOrThrow({
    where: { shop: world.shop, kind: "content", productId: product(sku).id, place: field },
  });

/** The merchant says who decides about fields, and approves what follows from it. */
async function owns(...fields: string[]): Promise<void> {
  for (const field of fields) {
    const row = { rule: `authority:${field}`, scope: "shop", subject: "", value: "source" };
    await savePolicy(world.shop, row, "Ada");
  }
  await markDirty(world.shop, { kinds: ["content"] });
  await world.converge();
  const holds = await db().hold.findMany({ where: { shop: world.shop, kind: "content", state: "waiting" } });
  for (const { id } of holds) await approveHold(world.shop, id, "all", "Ada");
  await world.converge();
}

describe("what the ERP says of an article", () => {
  test("is left alone until the merchant says that the ERP decides", async () => {
    world.exportRows("items", [{ sku: "MUG", title: "A better mug", vendor: "Potter" }]);
    await world.work();
    expect(product("MUG").title).toBe("Product MUG");
    await owns("title");
    expect(product("MUG")).toMatchObject({ title: "A better mug" });
    expect(product("MUG").vendor).not.toBe("Potter");
  });

  test("is shown first: the first plan of content waits for a person", async () => {
    world.exportRows("items", [{ sku: "MUG", title: "A better mug" }]);
    await world.work();
    await savePolicy(
      world.shop,
      { rule: "authority:title", scope: "shop", subject: "", value: "source" },
      "Ada",
    );
    await markDirty(world.shop, { kinds: ["content"] });
    await world.converge();
    expect(await db().hold.findFirst({ where: { shop: world.shop, kind: "content" } })).toMatchObject({
      reason: "first-plan",
      changes: 1,
    });
    expect(product("MUG").title).toBe("Product MUG");
  });

  test("reaches description, weight, metafields and translations", async () => {
    world.sandbox.store.addLocale("cs", "Czech", { published: true });
    const row = { sku: "MUG", title: "Mug", text: "<p>Blue</p><script>x()</script>", weight: "1.25 kg" };
    world.exportRows("items", [{ ...row, material: "Clay", "title cs": "Hrnek" }]);
    await world.work();
    await owns("description", "weight", "metafields.custom.material", "title@cs");
    await world.work();
    expect(await value("MUG", "description")).toMatchObject({ verdict: "in-sync", observed: "<p>Blue</p>" });
    expect(await value("MUG", "weight")).toMatchObject({ verdict: "in-sync", observed: "1.25 kg" });
    expect(await value("MUG", "metafields.custom.material")).toMatchObject({
      verdict: "in-sync",
      observed: "Clay",
    });
    expect(await value("MUG", "title@cs")).toMatchObject({ verdict: "in-sync", observed: "Hrnek" });
  });

  test("an edit in Shopify of a field that the ERP decides is put back", async () => {
    world.exportRows("items", [{ sku: "MUG", title: "A better mug" }]);
    await world.work();
    await owns("title");
    world.sandbox.store.editProduct(product("MUG").id, { title: "My mug", vendor: "Me" }, "Ben");
    await world.work();
    expect(product("MUG")).toMatchObject({ title: "A better mug", vendor: "Me" });
  });
});

describe("articles that come and go", () => {
  test("a discontinued article's product is archived where the merchant wants it", async () => {
    world.exportRows("items", [{ sku: "MUG", title: "Mug", gone: "yes" }]);
    await world.work();
    expect(product("MUG").status).toBe("ACTIVE");
    await savePolicy(
      world.shop,
      { rule: "discontinued", scope: "shop", subject: "", value: "archive" },
      "Ada",
    );
    await owns();
    expect(product("MUG").status).toBe("ARCHIVED");
    expect(product("CUP").status).toBe("ACTIVE");
  });

  test("a discontinued article stops selling where the merchant wants that", async () => {
    await savePolicy(
      world.shop,
      { rule: "discontinued", scope: "shop", subject: "", value: "stop-selling" },
      "Ada",
    );
    world.exportRows("items", [{ sku: "MUG", title: "Mug", gone: "yes" }]);
    await world.work();
    expect(world.shows("MUG")).toBe(0);
    expect(world.shows("CUP")).toBe(5);
  });

  test("new articles of one group become one draft product with options, once", async () => {
    await savePolicy(
      world.shop,
      { rule: "create-products", scope: "shop", subject: "", value: { on: true, grouped: true } },
      "Ada",
    );
    const shirt = (sku: string, colour: string) => ({ sku, title: "Shirt", group: "SHIRT", colour });
    world.exportRows("items", [shirt("SHIRT-R", "Red"), shirt("SHIRT-B", "Blue")]);
    await world.pull();
    await createDrafts(world.shop, signal);
    await askForDrafts(world.shop);
    await createDrafts(world.shop, signal);
    const drafts = world.sandbox.store.products.rows.filter(({ status }) => status === "DRAFT");
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.variants.map(({ sku }) => sku).sort()).toEqual(["SHIRT-B", "SHIRT-R"]);
    const links = await db().link.findMany({ where: { shop: world.shop, sku: { startsWith: "SHIRT" } } });
    expect(links.map(({ state }) => state)).toEqual(["confirmed", "confirmed"]);
  });
});

describe("photos", () => {
  let pictures: Server;
  let base: string;
  const shownAt = new Map<string, Buffer>();

  beforeEach(async () => {
    process.env["CONCORD_ALLOW_PRIVATE_HOSTS"] = "127.0.0.1";
    pictures = createServer((request, response) => {
      const bytes = shownAt.get(request.url ?? "");
      response.writeHead(bytes ? 200 : 404, { "content-type": "image/png" }).end(bytes);
    });
    await new Promise<void>((resolve) => void pictures.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => pictures.close(resolve)));

  test("are put on the product in the ERP's order, and known by what they show", async () => {
    shownAt.set("/front.png", PIXEL).set("/back.png", Buffer.concat([PIXEL, Buffer.from("b")]));
    world.exportRows("items", [{ sku: "MUG", title: "Mug", photos: `${base}/front.png,${base}/back.png` }]);
    await world.pull();
    await lookAtPictures(world.shop, signal);
    await world.work();
    await owns("photos");
    await world.work();
    expect(await value("MUG", "photos")).toMatchObject({ verdict: "in-sync" });
    expect((await value("MUG", "photos")).observed?.split("\n")).toHaveLength(2);
    shownAt.set("/other.png", PIXEL);
    world.exportRows("items", [{ sku: "MUG", title: "Mug", photos: `${base}/other.png,${base}/back.png` }]);
    const before = await db().change.count({ where: { shop: world.shop } });
    await world.pull();
    await lookAtPictures(world.shop, signal);
    await world.work();
    expect(await db().change.count({ where: { shop: world.shop } })).toBe(before);
  });

  const PIXEL = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
});
