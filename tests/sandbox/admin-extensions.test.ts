import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openContext } from "#tests/support/browser.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";
import { adminWorld, type AdminWorld } from "./admin-world.ts";

vi.setConfig({ testTimeout: 60_000 });

let world: AdminWorld;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([adminWorld(), connectBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await world.close();
});

async function open(): Promise<{ page: Page; block: FrameLocator; faults: string[] }> {
  const page = await (await openContext(browser)).newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(world.admin.url.replace("/apps/concord", `/products/${world.productId}`));
  return { page, block: page.frameLocator('iframe[title="In step with your ERP"]'), faults };
}

test("the product's page shows the extension's card with what the app answers to it", async () => {
  const { block, faults } = await open();
  await block.getByText("Shop shows 7, should show 5; repairing.").waitFor();
  expect(await block.locator("s-badge").innerText()).toBe("Repairing");
  expect(world.received).toContain("GET /api/why Bearer");
  expect(faults).toEqual([]);
});

test("Repair reaches the app with the staff member's token", async () => {
  const { block } = await open();
  await block.getByRole("button", { name: "Repair" }).click();
  await vi.waitFor(() => expect(world.received).toContain("POST /api/repair Bearer"), { timeout: 10_000 });
});

test("the action opens over the page, and closes", async () => {
  const { page } = await open();
  await page.getByRole("button", { name: "Why is this not in step?" }).click();
  const action = page.frameLocator('iframe[title="Why is this not in step?"]');
  await action.getByText("Shop shows 7, should show 5; repairing.").waitFor();
  await action.getByRole("button", { name: "Close" }).click();
  await page.locator("#extension-why-not-in-step").waitFor({ state: "hidden" });
});

test("Open in Concord leads to the app's page of the product", async () => {
  const { page, block } = await open();
  await block.getByRole("link", { name: "Open in Concord" }).click();
  await page.waitForURL(`${world.admin.url}/app/product/1`);
});
