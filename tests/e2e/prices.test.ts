import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openContext } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/database.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";
import { openPricedShop, type ListedPrice, type PricedShop } from "./priced-shop.ts";

const database = testDatabase();

const SKUS = 60;
const SLOW_MS = 60_000;
const DAY_MS = 86_400_000;
const TRADE = "TRADE 1";

let shop: PricedShop;
let browser: Browser;
let page: Page;
let app: FrameLocator;
const failures: Error[] = [];

beforeAll(async () => {
  shop = await openPricedShop({ skus: SKUS, port: 0, databaseUrl: database.url }, (error) =>
    failures.push(error),
  );
  browser = await connectBrowser();
  page = await (await openContext(browser)).newPage();
  page.setDefaultTimeout(SLOW_MS);
  app = page.frameLocator("#app");
});

afterAll(async () => {
  await browser?.close();
  await shop?.world.close();
});

test("a price reduction is seen before it is saved, goes to the shop, and its end brings the price back", async () => {
  const { sku, variantId, price } = article(0);
  const lower = (Math.round(Number(price) * 50) / 100).toFixed(2);
  await open("/promotions/new");
  await app.getByLabel("Name", { exact: true }).fill("Half price");
  await app.getByLabel("Products", { exact: true }).selectOption("sku");
  await app.getByLabel("Find a SKU").fill(sku);
  await app
    .getByRole("option", { name: new RegExp(`^${sku} ·`) })
    .first()
    .click();
  await app.getByLabel("Less by").fill("50");
  await app.getByLabel("Begins on").fill(new Date(Date.now() - DAY_MS).toISOString().slice(0, 10));
  await app.getByText("1 price would be reduced.").waitFor();
  await app.getByRole("row").filter({ hasText: sku }).getByText(`£${lower}`).waitFor();
  expect(shown(variantId).price).toBe(price);

  await page.locator("#save-actions button.primary").click();
  await heading("Price reductions");
  await app.getByRole("row").filter({ hasText: "Half price" }).getByText("On now").waitFor();
  await expect.poll(() => shown(variantId), { timeout: SLOW_MS }).toEqual({ price: lower, compareAt: price });

  await app.getByRole("link", { name: "Half price" }).click();
  await heading(/^Half price/);
  await app.getByRole("button", { name: "End now" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "End now" }).click();
  await app.getByText("This price reduction is over").waitFor();
  await expect.poll(() => shown(variantId), { timeout: SLOW_MS }).toEqual({ price, compareAt: null });
});

test("a price list of the source is given to one of the shop, and its prices go there", async () => {
  const { variantId, price } = article(1);
  await shop.exportPrices(tariff());
  await open("");
  await app.getByRole("link", { name: /^Choose: 1 price list of Wholesale ERP is not mapped/ }).click();
  await app.getByText(/SKUs in EUR, 1 quantity break$/).waitFor();
  await app.getByLabel("Where price list TRADE 1 goes").selectOption({ label: "Trade (EUR)" });
  await app.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByText("Saved. Prices are compared again now.").waitFor();
  await expect.poll(() => fixedPrice(variantId), { timeout: SLOW_MS }).toBe(price);

  await open(`/sku/${variantId}`);
  await app.getByRole("heading", { name: "Price · Trade, from 10 pieces" }).waitFor();
  await app.getByText("€0.50").first().waitFor();
});

test("a price that jumps waits, says why on its SKU's page, and the cure leads to the hold", async () => {
  const { sku, variantId, price } = article(2);
  const higher = (Number(price) * 4).toFixed(2);
  await shop.exportPrices(tariff({ [sku]: higher }));
  await open(`/sku/${variantId}`);
  await app.getByText(`The price would go from £${price} to £${higher}.`).waitFor();
  await app.getByRole("img", { name: /^The way is broken in Concord/ }).waitFor();
  expect(shown(variantId).price).toBe(price);

  await app.getByRole("link", { name: "Review the hold" }).click();
  await heading("Held: 1 price would jump");
  await app.getByText("What customers would see: 1 price rises, at most by 300%.").waitFor();
  await app.getByRole("button", { name: "Approve all" }).click();
  await app.getByText("Approved", { exact: true }).waitFor();
  await expect.poll(() => shown(variantId).price, { timeout: SLOW_MS }).toBe(higher);
});

test("support gets the explanation as JSON, and nobody's name", async () => {
  const { variantId } = article(2);
  await open(`/sku/${variantId}`);
  await app.getByText(/values agree in the source and in the shop/).waitFor();
  const told = await app.locator("body").evaluate(async (_body, id) => {
    const answer = await fetch(`/app/why/variant-${id}.json`);
    return { status: answer.status, text: await answer.text() };
  }, variantId);
  expect(told.status).toBe(200);
  expect(JSON.parse(told.text)).toMatchObject({ variantId, explanation: { state: "in-step" } });
  expect(told.text).not.toContain("Maya");
});

test("a rounding rule says what it would change before it is saved, with an example", async () => {
  await open("/settings");
  await app.getByLabel("Rounding").selectOption("ending");
  await app.getByLabel("Ending").fill("0.95");
  await app.getByLabel("The source says").fill("3.20");
  await app.getByText("£2.95").first().waitFor();
  await app.getByText(/This would change \d+ values? now/).waitFor();
});

test("an exception names the SKU that was picked, and stays", async () => {
  const { sku } = article(3);
  await open("/settings");
  await app.getByRole("button", { name: "Add an exception" }).click();
  await app.getByText("Say which one.").waitFor();
  await app.getByRole("combobox", { name: "SKU" }).fill(sku);
  await app
    .getByRole("option", { name: new RegExp(`^${sku} ·`) })
    .first()
    .click();
  await app.getByText(/This would change \d+ values? now/).waitFor();
  await page.locator("#save-actions button.primary").click();
  await page.locator("#save-bar").waitFor({ state: "hidden" });
  await page.reload();
  expect(await app.getByRole("combobox", { name: "SKU" }).inputValue()).toBe(sku);
});

test("no page of the app broke on the way", () => {
  expect(failures).toEqual([]);
});

function article(index: number) {
  const found = shop.articles.filter(({ price }) => Number(price) >= 1)[index];
  if (!found) throw new Error("The sample holds too few articles");
  return found;
}

/** The ERP's price list: every article, some also in euros for the trade, one of those cheaper from ten on. */
function tariff(prices: Readonly<Record<string, string>> = {}): ListedPrice[] {
  const own = shop.articles.map(({ sku, price }) => ({ sku, price: prices[sku] ?? price }));
  const traded = [article(1), ...shop.articles.slice(0, 20)].map(({ sku, price }) => {
    return { sku, price, list: TRADE, currency: "EUR" };
  });
  const tens = { sku: article(1).sku, price: "0.50", list: TRADE, currency: "EUR", fromPieces: 10 };
  return [...own, ...new Map(traded.map((row) => [row.sku, row])).values(), tens];
}

function shown(variantId: string) {
  const { price, compareAtPrice } = shop.world.sandbox.store.variants.need(variantId);
  return { price, compareAt: compareAtPrice };
}

function fixedPrice(variantId: string): string | undefined {
  return shop.world.shop.priceListOf["TRADE"]?.fixed.get(variantId)?.price;
}

async function open(path: string): Promise<void> {
  await page.goto(`${shop.world.admin.url}/app${path}`);
}

async function heading(text: string | RegExp): Promise<void> {
  await app.getByRole("heading", { level: 1, name: text }).waitFor();
}
