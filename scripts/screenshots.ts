/**
 * Takes the pictures of the README from a running demo:
 * `npm run demo` in one terminal, `node scripts/screenshots.ts <the address it prints>` in another.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { launchBrowser, openContext } from "#tests/support/browser.ts";

const folder = join(import.meta.dirname, "../docs/images");
const sizes = [
  { width: 1280, height: 860 },
  { width: 390, height: 844 },
];
const settleMs = 3_500;
/** The demo's ERP has exported something new by then. */
const planMs = 12_000;
const plottedMs = 240_000;
/** Prices that somebody changes in the shop. */
const EDITED = 4;

interface Shot {
  name: string;
  path: string;
  /** Height of a picture that shows more than one screen. */
  tall?: number;
  /** What to do on the page before the picture. */
  act?(app: FrameLocator, page: Page): Promise<void>;
}

const shots: Shot[] = [
  { name: "home", path: "", tall: 1270 },
  { name: "drift", path: "/drift" },
  { name: "sku", path: "/drift?view=in-sync&text=bag", act: openFirstSku },
  { name: "orders", path: "/orders" },
  { name: "order", path: "/orders?sort=oldest", tall: 1200, act: openFirstOrder },
  { name: "connections", path: "/connections", act: openFirstConnection },
  { name: "runs", path: "/runs" },
  { name: "settings", path: "/settings" },
  { name: "promotion", path: "/promotions/new" },
  { name: "conflicts", path: "/settings", act: openConflicts },
  // Last, because from then on every plan waits.
  { name: "hold", path: "/settings", act: openHold },
];

const address = process.argv[2]?.replace(/\/$/, "");
if (!address) throw new Error("Give the address that the demo prints.");

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
await waitForFirstRepair();
for (const { width, height } of sizes) {
  const page = await (await openContext(browser, width, height)).newPage();
  for (const shot of shots) {
    await page.setViewportSize({ width, height: (width > 600 && shot.tall) || height });
    await take(page, shot, width);
  }
  await page.context().close();
}
await browser.close();

/**
 * A price that is still being repaired when people are put in charge of prices would be asked about. And plots
 * have something to show after some minutes.
 */
async function waitForFirstRepair(): Promise<void> {
  const page = await (await openContext(browser)).newPage();
  await page.goto(`${address}`);
  const app = page.frameLocator("#app");
  await app
    .getByText(/ repaired /)
    .first()
    .waitFor();
  await page.waitForTimeout(plottedMs);
  await app.getByText(/ repairing now$/).waitFor({ state: "hidden", timeout: 180_000 });
  await page.context().close();
}

async function take(page: Page, { name, path, act }: Shot, width: number): Promise<void> {
  await page.goto(`${address}${path}`);
  const app = page.frameLocator("#app");
  await app.locator("h1").first().waitFor();
  await page.waitForTimeout(settleMs);
  if (act) {
    await act(app, page);
    await page.waitForTimeout(settleMs);
  }
  await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
}

async function openFirstSku(app: FrameLocator): Promise<void> {
  await app.locator('a[href*="/app/sku/"]').first().click();
  await app.getByRole("heading", { name: "Timeline" }).waitFor();
}

/** The oldest order, which has come furthest. */
async function openFirstOrder(app: FrameLocator): Promise<void> {
  await app.getByRole("link", { name: /^#\d+/ }).first().click();
  await app.getByRole("heading", { name: /^#\d+/, level: 1 }).waitFor();
}

/** Sets prices to be decided by people, edits some in the shop's admin, and waits until the app asks. */
async function openConflicts(app: FrameLocator, page: Page): Promise<void> {
  const price = app.getByLabel("Price", { exact: true }).first();
  if ((await price.inputValue()) !== "ask") {
    await price.selectOption("ask");
    await page.locator("#save-actions button.primary").click();
    await page.waitForTimeout(planMs);
    for (let product = 0; product < EDITED; product++) await editPrice(page, product);
  }
  await page.goto(`${address}/conflicts`);
  await app.getByText("Price changed in Shopify").first().waitFor({ timeout: 60_000 });
}

async function editPrice(page: Page, product: number): Promise<void> {
  await page.goto(`${new URL(address ?? "").origin}${storePath()}/products`);
  await page.locator('main a[href*="/products/"]').nth(product).click();
  const form = page.locator('form[id^="variant-form-"]').first();
  await form.locator('input[name="price"]').fill(`${product + 3}.95`);
  await form.getByRole("button").first().click();
  await page.waitForURL(/[?&]done=/);
}

/** The store's own pages, beside those of the app. */
function storePath(): string {
  return new URL(address ?? "").pathname.replace(/\/apps\/.*$/, "");
}

/** Sets the app to hold every plan, waits for one, and opens it. */
async function openHold(app: FrameLocator, page: Page): Promise<void> {
  const always = app.getByLabel("Always ask");
  if (!(await always.isChecked())) {
    await always.check();
    await page.locator("#save-actions button.primary").click();
    await page.waitForTimeout(planMs);
  }
  await page.goto(`${address}`);
  await app.getByRole("link", { name: "Review the hold" }).first().click();
  await app.getByRole("heading", { name: /^Held/ }).waitFor();
}

async function openFirstConnection(app: FrameLocator): Promise<void> {
  await app
    .getByRole("link", { name: /^Open / })
    .first()
    .click();
  await app.getByRole("heading", { name: "Schedule" }).waitFor();
}
