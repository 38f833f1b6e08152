import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectErp, startApp } from "#sandbox/demo/app.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import { openContext } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/database.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";

const database = testDatabase();

const SKUS = 30;
const SLOW_MS = 60_000;

let world: World;
let browser: Browser;
let page: Page;
const failures: Error[] = [];

beforeAll(async () => {
  world = await buildWorld(
    { once: true, empty: false, pace: 1, port: 0, skus: SKUS, troubles: new Set(), keep: false },
    (error) => failures.push(error),
    { databaseUrl: database.url },
  );
  await startApp(world);
  await connectErp(world);
  browser = await connectBrowser();
  page = await (await openContext(browser)).newPage();
  page.setDefaultTimeout(SLOW_MS);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
  expect(failures).toEqual([]);
});

/** A product that the ERP lists, with one variant whose stock the shop tracks. */
function product() {
  const found = world.shop.variants.find(({ variant }) => variant.tracked && variant.item !== null);
  if (!found) throw new Error("The demo sells nothing that it tracks");
  const { store } = world.sandbox;
  const sold = store.products.rows.find(({ variants }) => variants.some(({ id }) => id === found.variantId));
  if (!sold) throw new Error(`No product has the variant ${found.variantId}`);
  return sold;
}

async function openProduct(): Promise<FrameLocator> {
  await page.goto(world.admin.url.replace("/apps/concord", `/products/${product().id}`));
  return page.frameLocator('iframe[title="In step with your ERP"]');
}

test("the product's page in the admin says that the shop shows what the ERP says, and with which arithmetic", async () => {
  await expect
    .poll(
      async () => {
        const block = await openProduct();
        return block.locator("s-badge").innerText();
      },
      { timeout: SLOW_MS, interval: 1_000 },
    )
    .toBe("In step");
  const block = page.frameLocator('iframe[title="In step with your ERP"]');
  await block.getByText("as your ERP says").waitFor();
  await block.getByText("Should show").waitFor();
});

test("the page of the app that the card leads to is the product's", async () => {
  const block = await openProduct();
  await block.getByRole("link", { name: "Open in Concord" }).click();
  await page.waitForURL(`**/apps/concord/app/product/${product().id}`);
});

test("a workflow of Shopify Flow repairs the product, once per run", async () => {
  const { workflows } = world.sandbox;
  const run = await workflows.run("repair-product", { product_id: Number(product().id) });
  expect(run).toMatchObject({ status: 200 });
  const again = await workflows.run("repair-product", { product_id: Number(product().id) }, run.actionRunId);
  expect(again).toMatchObject({ status: 200, body: run.body });
});
