import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/store/database/database.server.ts";
import { saveRule } from "#app/sync/choices/resolve.server.ts";
import type { World } from "#sandbox/demo/world.ts";
import { openContext } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/database.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";
import { openPricedShop } from "./priced-shop.ts";

const database = testDatabase();

const SKUS = 300;
const MANY = 200;
const ENOUGH = MANY + 25;
const SLOW_MS = 90_000;
/** The pace of somebody who does nothing but decide. */
const KEY_MS = 100;
/** It takes seconds on an idle machine; a busy one draws each key slowly. */
const MANY_MS = 240_000;

let world: World;
let browser: Browser;
let articles: Priced[];
let page: Page;
let app: FrameLocator;
const failures: Error[] = [];

beforeAll(async () => {
  const shop = await openPricedShop({ skus: SKUS, port: 0, databaseUrl: database.url }, (error) =>
    failures.push(error),
  );
  world = shop.world;
  await saveRule(
    world.sandbox.shop,
    { field: "price", scope: "shop", subject: "", authority: "ask" },
    "Maya",
  );
  await until("enough prices agree", async () => (await readPriced()).length >= ENOUGH);
  await until("people are asked", async () => (await pricesLeftToTheErp()) === 0);
  articles = await readPriced();
  browser = await connectBrowser();
  page = await (await openContext(browser)).newPage();
  page.setDefaultTimeout(SLOW_MS);
  app = page.frameLocator("#app");
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test("a price edited in Shopify asks by keyboard, is taken back in time, and is written once it is decided", async () => {
  const one = article(0);
  const right = one.price;
  edit(one.id, "99.00");
  await page.goto(`${world.admin.url}/app/conflicts`);
  const row = rowOf(one.sku);
  await row.getByText("Price changed in Shopify").waitFor();
  await row.getByText("£99.00").waitFor();
  await row.getByText("Maya").waitFor();

  await app.getByRole("heading", { level: 1, name: "Conflicts" }).click();
  await page.keyboard.press("1");
  await row.getByText("ERP taken").waitFor();
  await page.keyboard.press("u");
  await row.getByRole("button", { name: /^Take the ERP's value/ }).waitFor();
  await expect.poll(() => verdictOf(one.id)).toBe("conflict");
  expect(priceOf(one.id)).toBe("99.00");

  await page.keyboard.press("1");
  await heard(/ERP's value taken: .*0 left/);
  await expect.poll(() => priceOf(one.id), { timeout: SLOW_MS }).toBe(right);
  await expect.poll(() => verdictOf(one.id), { timeout: SLOW_MS }).toBe("in-sync");
});

test("what was decided is in the history, and can still be taken back there", async () => {
  const one = article(0);
  await app.getByRole("tab", { name: "Decided" }).click();
  await app.getByText("ERP's value taken").first().waitFor();
  await app.getByRole("button", { name: `Undo the decision about ${one.sku}` }).click();
  await app.getByText("It had been written already.").waitFor();
  await expect.poll(() => priceOf(one.id), { timeout: SLOW_MS }).toBe("99.00");
});

test("another value is set by hand, and a wrong one is refused with what was typed", async () => {
  const two = article(1);
  edit(two.id, "98.00");
  await page.goto(`${world.admin.url}/app/conflicts`);
  await rowOf(two.sku).getByText("£98.00").waitFor();
  await app.getByRole("heading", { level: 1, name: "Conflicts" }).click();
  await page.keyboard.press("e");
  const field = app.getByLabel("Value to show in the shop");
  await field.fill("cheap");
  await app.getByText("Type an amount such as 12.50.").waitFor();
  expect(await field.inputValue()).toBe("cheap");
  await field.fill("7,25");
  await page.keyboard.press("Enter");
  await rowOf(two.sku).getByText("Value set").waitFor();
  await expect.poll(() => priceOf(two.id), { timeout: SLOW_MS }).toBe("7.25");
});

test("without a connection a decision is kept on the page, and sent when it is tried again", async () => {
  const three = article(2);
  edit(three.id, "97.00");
  await page.goto(`${world.admin.url}/app/conflicts`);
  await rowOf(three.sku).getByText("£97.00").waitFor();
  await page.route("**/app/conflicts/decide*", (route) => route.abort());
  await rowOf(three.sku)
    .getByRole("button", { name: /^Keep the shop's value/ })
    .click();
  await app.getByText("Your decisions are not saved yet").waitFor();
  await rowOf(three.sku).getByText("Shop kept").waitFor();
  await page.unroute("**/app/conflicts/decide*");
  await app.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => verdictOf(three.id), { timeout: SLOW_MS }).toBe("held");
  await app.getByText("Your decisions are not saved yet").waitFor({ state: "detached" });
});

test("a rule for the vendor or the SKU shows what it settles, and settles it", async () => {
  const four = article(3);
  edit(four.id, "96.00");
  await page.goto(`${world.admin.url}/app/conflicts`);
  await rowOf(four.sku).getByText("£96.00").waitFor();
  await app.getByRole("heading", { level: 1, name: "Conflicts" }).click();
  await page.keyboard.press("r");
  await app.getByText("This settles 1 open conflict now").waitFor();
  await app.getByRole("button", { name: "Save the rule" }).click();
  await expect.poll(() => priceOf(four.id), { timeout: SLOW_MS }).toBe(four.price);
  await rowOf(four.sku).getByText("No longer a conflict").waitFor();
});

test(
  "two hundred conflicts are decided as fast as somebody types, without a reload and in few requests",
  async () => {
    const many = articles.slice(10, 10 + MANY);
    for (const { id, price } of many) edit(id, (Number(price) + 1).toFixed(2));
    await expect.poll(openConflicts, { timeout: 3 * SLOW_MS, interval: 500 }).toBe(MANY);
    await page.goto(`${world.admin.url}/app/conflicts`);
    await app.getByRole("heading", { level: 1, name: "Conflicts" }).click();
    let sent = 0;
    let reloads = 0;
    page.on("request", (request) => {
      if (request.url().includes("/app/conflicts/decide")) sent += 1;
      if (request.isNavigationRequest()) reloads += 1;
    });
    const from = Date.now();
    for (let key = 0; Date.now() - from < MANY_MS; key++) {
      await page.keyboard.press(key % 4 === 3 ? "2" : "1");
      await sleep(KEY_MS);
      if (key >= MANY - 1 && (await app.getByText("0 left here").count()) > 0) break;
    }
    const tookMs = Date.now() - from;
    await app.getByText("0 left here").waitFor();
    await expect.poll(openConflicts).toBe(0);
    expect(tookMs).toBeLessThan(MANY_MS);
    expect(reloads).toBe(0);
    expect(sent).toBeLessThanOrEqual(MANY);
    const decided = await db().timelineEvent.count({
      where: { shop: world.sandbox.shop, event: "resolved", at: { gte: new Date(from) } },
    });
    expect(decided).toBe(MANY);
    await expect
      .poll(() => many.filter(({ id, price }) => priceOf(id) === price).length, { timeout: 2 * SLOW_MS })
      .toBeGreaterThanOrEqual(MANY / 2);
  },
  3 * MANY_MS,
);

test("on a phone a conflict is a card: many are selected and decided at once, and nothing is cut off", async () => {
  const two = articles.slice(10 + MANY, 12 + MANY);
  for (const { id } of two) edit(id, "95.00");
  await expect.poll(openConflicts, { timeout: SLOW_MS }).toBe(2);
  const phone = await (await openContext(browser, 390, 844)).newPage();
  phone.setDefaultTimeout(SLOW_MS);
  await phone.goto(`${world.admin.url}/app/conflicts`);
  const cards = phone.frameLocator("#app");
  await cards.getByText("£95.00").first().waitFor();
  const wide = await cards.locator("body").evaluate((body) => body.scrollWidth - body.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
  await cards.getByRole("checkbox", { name: "Select all in the list" }).check({ force: true });
  await cards.getByText("2 selected").waitFor();
  await cards.getByRole("button", { name: "Take ERP", exact: true }).last().click();
  await expect.poll(openConflicts, { timeout: SLOW_MS }).toBe(0);
  await phone.context().close();
});

test("no process of the app broke on the way", () => {
  expect(failures).toEqual([]);
});

interface Priced {
  id: string;
  sku: string;
  price: string;
}

/** Variants whose price the ERP and the shop agree on, with that price. */
async function readPriced(): Promise<Priced[]> {
  const where = { shop: world.sandbox.shop, kind: "price", place: "", verdict: "in-sync" };
  const rows = await db().observation.findMany({ where, orderBy: { subject: "asc" } });
  return rows.map(({ subject, sku }) => ({ id: subject, sku: sku ?? "", price: priceOf(subject) }));
}

function article(at: number): Priced {
  const found = articles[at];
  if (!found) throw new Error(`The shop has no ${at} prices in step`);
  return found;
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 2 * SLOW_MS;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Waited long, and it was not true that ${what}`);
    await sleep(250);
  }
}

function pricesThat(verdict: string): Promise<number> {
  return db().observation.count({ where: { shop: world.sandbox.shop, kind: "price", verdict } });
}

/** Prices that were decided before the rule was. */
function pricesLeftToTheErp(): Promise<number> {
  return db().observation.count({
    where: { shop: world.sandbox.shop, kind: "price", verdict: "in-sync", authority: { not: "ask" } },
  });
}

const openConflicts = () => pricesThat("conflict");

function edit(id: string, price: string): void {
  world.sandbox.store.editVariant(id, { price }, "Maya");
}

function priceOf(id: string): string {
  return world.sandbox.store.variants.need(id).price;
}

async function verdictOf(subject: string): Promise<string> {
  const where = { shop: world.sandbox.shop, kind: "price", subject, place: "" };
  return (await db().observation.findFirstOrThrow({ where })).verdict;
}

function rowOf(sku: string) {
  return app.getByRole("listitem").filter({ has: page.getByText(sku, { exact: true }) });
}

/** Waits until screen readers are given this text. */
async function heard(text: RegExp): Promise<void> {
  await app.getByRole("status").filter({ hasText: text }).waitFor({ state: "attached" });
}
