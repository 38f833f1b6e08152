import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mismatches } from "#sandbox/demo/agreement.ts";
import { startApp } from "#sandbox/demo/app.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import { openContext } from "#tests/support/browser.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";

const SKUS = 60;
const SLOW_MS = 60_000;
const STRAY_QUANTITY = 7777;

let world: World;
let browser: Browser;
let page: Page;
let app: FrameLocator;
const failures: Error[] = [];

beforeAll(async () => {
  world = await buildWorld(
    { once: true, empty: true, pace: 1, port: 0, skus: SKUS, troubles: new Set(), keep: false },
    (error) => failures.push(error),
  );
  await startApp(world);
  browser = await connectBrowser();
  page = await (await openContext(browser)).newPage();
  page.setDefaultTimeout(SLOW_MS);
  app = page.frameLocator("#app");
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test("a merchant installs, connects the ERP's folder, maps, links, approves, and the shop comes into step", async () => {
  await page.goto(`${world.admin.url}/app`);
  await heading("Connect your ERP to see if your shop is right");
  await app.getByRole("link", { name: "Connect", exact: true }).click();
  await heading("Choose a system");
  await app.getByRole("link", { name: "Connect CSV" }).click();

  await app.getByLabel("Name", { exact: true }).fill("Wholesale ERP");
  await app.getByLabel("Folder", { exact: true }).fill(world.erpFolder);
  await app.getByLabel("Booked orders").check();
  await app.getByRole("button", { name: "Look at the files" }).click();
  await app.getByText(/First rows of stock-/).waitFor();
  expect(await app.getByLabel("Free quantity").inputValue()).toBe("Free");
  await app.getByLabel("A new file holds").first().selectOption("delta");
  expect(await app.getByLabel("Order number of the shop").inputValue()).toBe("Your reference");
  await app.getByLabel("Order number of the shop").selectOption("");
  await app.getByRole("button", { name: "Test", exact: true }).click();
  await app.getByText('Booked orders: choose the column that holds "Order number of the shop".').waitFor();
  await app.getByLabel("Order number of the shop").selectOption("Your reference");
  await app.getByRole("button", { name: "Test", exact: true }).click();
  await app.getByText(/holds \d+ files/).waitFor();
  await app.getByRole("button", { name: "Save and map warehouses" }).click();

  await app.getByText("Which warehouses feed which location").waitFor();
  await app
    .getByText(/SKUs, [\d,]+ pieces free/)
    .first()
    .waitFor();
  await app.getByLabel("Location for LON").selectOption({ label: "London" });
  await app.getByLabel("Location for LDS").selectOption({ label: "Leeds" });
  await app.getByRole("button", { name: "Save and link SKUs" }).click();

  await app.getByRole("button", { name: /^Same SKU: confirm/ }).click();
  await app.getByText("Nothing to confirm").waitFor();
  await app.getByRole("link", { name: "Preview the first plan" }).click();

  await app.getByRole("heading", { name: /^Going live would change \d+ values?$/ }).waitFor();
  expect(world.sandbox.stats.mutations).not.toHaveProperty("inventorySetQuantities");
  const planAddress = page.url();
  await app.getByRole("link", { name: "See it row by row" }).click();
  await app.getByRole("tab", { name: /^All \d+/ }).click();
  await app
    .getByText(/Source has [\d,]+ free/)
    .first()
    .waitFor();
  await page.goto(planAddress);
  await app.getByRole("button", { name: "Approve all and go live" }).click();

  await heading("Your shop is in step");
  await expect.poll(() => mismatches(world.shop, world.erp.ledger), { timeout: SLOW_MS }).toEqual([]);
});

test("drift appears with its reason while the connection is paused, and vanishes when it is resumed", async () => {
  const { itemId, locationId, sku } = someLevel();
  const right = shows(itemId, locationId);
  await openConnection();
  await app.getByRole("button", { name: "Pause", exact: true }).click();
  await app.getByRole("button", { name: "Resume", exact: true }).waitFor();

  world.sandbox.store.setAvailable(itemId, locationId, STRAY_QUANTITY, "Maya");
  await navigate("Drift");
  const row = app.getByRole("row").filter({ hasText: sku }).filter({ hasText: "7,777" });
  await row.getByText("Waits because the connection is paused.").waitFor();
  expect(shows(itemId, locationId)).toBe(STRAY_QUANTITY);

  await openConnection();
  await app.getByRole("button", { name: "Resume", exact: true }).click();
  await expect.poll(() => shows(itemId, locationId), { timeout: SLOW_MS }).toBe(right);
  await navigate("Drift");
  await row.waitFor({ state: "detached" });
});

test("what staff change in the shop is put back, and the SKU's page tells the story and undoes it", async () => {
  const { itemId, locationId, variantId } = someLevel();
  const right = shows(itemId, locationId);
  await page.goto(`${world.admin.url}/app/sku/${variantId}`);
  await app
    .getByText(/^In step since/)
    .first()
    .waitFor();
  world.sandbox.store.setAvailable(itemId, locationId, STRAY_QUANTITY, "Maya");
  await app
    .getByText(`Concord wrote ${right.toLocaleString("en")}, was 7,777`)
    .first()
    .waitFor();
  await expect.poll(() => shows(itemId, locationId), { timeout: SLOW_MS }).toBe(right);

  await app
    .getByRole("button", { name: `Undo: 7,777 to ${right.toLocaleString("en")}` })
    .first()
    .click();
  await expect.poll(() => shows(itemId, locationId), { timeout: SLOW_MS }).toBe(STRAY_QUANTITY);
  await app.getByText(/^Kept at 7,777 because/).waitFor();
});

test("a buffer says what it would change before it is saved, and then does", async () => {
  const { itemId, locationId, sku } = someLevel(1);
  const before = shows(itemId, locationId);
  await navigate("Settings");
  await app.getByRole("button", { name: "Add a buffer" }).click();
  await app.getByLabel("SKU", { exact: true }).fill(sku);
  await app.getByLabel("Pieces").fill("3");
  await app.getByText("This would change 1 value now").waitFor();
  await page.locator("#save-actions button.primary").click();
  await expect.poll(() => shows(itemId, locationId), { timeout: SLOW_MS }).toBe(before - 3);
  await page.reload();
  expect(await app.getByLabel("Pieces").inputValue()).toBe("3");
});

test("a plan that moves too much is held, shown row by row, and applied once a person approves it", async () => {
  const { itemId, locationId } = someLevel(2);
  const before = shows(itemId, locationId);
  await navigate("Settings");
  await app.getByRole("button", { name: "Add a buffer" }).click();
  await app.getByLabel("For", { exact: true }).last().selectOption("shop");
  await app.getByLabel("Pieces").last().fill("4");
  await app.getByText(/This would change \d+ values now/).waitFor();
  await page.locator("#save-actions button.primary").click();
  await page.locator("#save-bar").waitFor({ state: "hidden" });
  await page.goto(`${world.admin.url}/app`);
  await heading("Your shop needs you");
  await app.getByRole("link", { name: /^Review the hold/ }).click();
  await heading(/^Held: \d+ of \d+ values would change$/);
  expect(shows(itemId, locationId)).toBe(before);
  await app
    .getByText(/− buffer 4/)
    .first()
    .waitFor();
  await app.getByRole("button", { name: "Approve all" }).click();
  await app.getByText("Approved", { exact: true }).waitFor();
  await expect.poll(() => shows(itemId, locationId), { timeout: SLOW_MS }).toBe(before - 4);
});

test("no page of the app broke on the way", () => {
  expect(failures).toEqual([]);
});

async function heading(text: string | RegExp): Promise<void> {
  await app.getByRole("heading", { level: 1, name: text }).waitFor();
}

async function navigate(name: string): Promise<void> {
  await page.locator("#app-nav a", { hasText: name }).click();
  await app.getByRole("heading", { level: 1, name }).waitFor();
}

async function openConnection(): Promise<void> {
  await navigate("Connections");
  await app.getByRole("link", { name: "Open Wholesale ERP" }).click();
}

function shows(itemId: string, locationId: string): number {
  return world.sandbox.store.level(itemId, locationId)?.available ?? Number.NaN;
}

/** A linked SKU with plenty of stock in London. */
function someLevel(skip = 0) {
  const locationId = world.shop.locationOf.LON;
  const plenty = world.shop.variants.filter(({ itemId, variant }) => {
    return variant.tracked && variant.item !== null && shows(itemId, locationId) > 50;
  });
  const found = plenty[skip];
  if (!found) throw new Error("The sample holds no SKU with plenty of stock");
  const { itemId, variantId, variant } = found;
  return { itemId, variantId, locationId, sku: variant.sku };
}
