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

async function open(path: string, width = 1280): Promise<{ page: Page; app: FrameLocator }> {
  const page = await (await openContext(browser, width)).newPage();
  await page.goto(world.admin.url + path);
  await page.locator("#app-nav a").first().waitFor({ state: "attached" });
  return { page, app: page.frameLocator("#app") };
}

/** Runs in the app's frame; the page's own script has put `shopify` and `log` there. */
async function inApp(page: Page, script: string): Promise<unknown> {
  return page.frame("app-iframe")?.evaluate(script);
}

test("the admin shows the app's own navigation and title, and both addresses move together", async () => {
  const { page } = await open("/app?filter=blocked");
  expect(await page.locator("#app-nav a").allInnerTexts()).toEqual(["Drift"]);
  expect(await page.locator("#app-title").innerText()).toBe("At /app");
  expect(page.url()).toBe(`${world.admin.url}/app?filter=blocked`);
  await page.locator("#app-nav a", { hasText: "Drift" }).click();
  await page.waitForURL(`${world.admin.url}/app/drift`);
  await page.waitForFunction(() => document.querySelector("#app-title")?.textContent === "At /app/drift");
  await page.goBack();
  await page.waitForURL(`${world.admin.url}/app?filter=blocked`);
});

test("a press on the admin's title bar presses the app's button", async () => {
  const { page, app } = await open("/app");
  await page.locator("#app-actions button", { hasText: "Check now" }).click();
  await app.locator("#log li", { hasText: "checked" }).waitFor();
});

test("requests carry the session token and are sent again when it was refused", async () => {
  const { page } = await open("/app");
  const body = await inApp(
    page,
    `fetch("/api", { method: "POST", body: "x" }).then((answer) => answer.text())`,
  );
  expect(body).toBe("welcome");
  expect(world.received.filter((line) => line.includes("/api"))).toEqual([
    "POST /api Bearer",
    "POST /api Bearer",
  ]);
});

test("the save bar appears in the admin, saves, and keeps people from leaving by accident", async () => {
  const { page, app } = await open("/app");
  await inApp(page, `shopify.saveBar.show("bar")`);
  page.once("dialog", (dialog) => void dialog.dismiss());
  await page.locator("#app-nav a", { hasText: "Drift" }).click();
  expect(page.url()).toBe(`${world.admin.url}/app`);
  await page.locator("#save-actions button.primary").click();
  await app.locator("#log li", { hasText: "saved" }).waitFor();
  await page.locator("#save-bar").waitFor({ state: "hidden" });
});

test("a form that asks for a save bar gets one as soon as somebody types", async () => {
  const { page, app } = await open("/app");
  await app.locator("input[name=name]").fill("Brno");
  await page.locator("#save-actions button.primary").click();
  await app.locator("#log li", { hasText: "submitted" }).waitFor();
  await page.locator("#save-bar").waitFor({ state: "hidden" });
});

test("a modal shows its content and presses the app's own button", async () => {
  const { page, app } = await open("/app");
  await inApp(page, `shopify.modal.show("ask")`);
  await app.getByText("Really?").waitFor();
  await app.locator("ui-modal footer button", { hasText: "Yes" }).click();
  await app.locator("#log li", { hasText: "yes" }).waitFor();
});

test("a toast shows above the app and its action reaches the app", async () => {
  const { page, app } = await open("/app");
  await inApp(
    page,
    `void shopify.toast.show("Repaired 3", { action: "Undo", onAction: () => log("undone") })`,
  );
  await page.locator("#toasts button", { hasText: "Undo" }).click();
  await app.locator("#log li", { hasText: "undone" }).waitFor();
});

test("the page that only fetches a token goes on to what was wanted", async () => {
  const { page } = await open("/app");
  await inApp(
    page,
    `location.href = "/bounce?shopify-reload=" + encodeURIComponent("https://app.example/app/drift?a=1")`,
  );
  await page.waitForURL(`${world.admin.url}/app/drift?a=1`);
});

test("a link to the admin leaves the app for that page", async () => {
  const { page } = await open("/app");
  await inApp(page, `open("shopify://admin/products", "_top")`);
  await page.waitForURL("**/store/concord-demo/products");
});

test("what the stand-in does not offer fails loudly", async () => {
  const { page } = await open("/app");
  await expect(inApp(page, `shopify.resourcePicker({ type: "product" })`)).rejects.toThrow(
    "does not implement",
  );
  await page.locator("#toasts .error").waitFor();
});

test("on a phone the navigation folds away and the app has the full width", async () => {
  const { page } = await open("/app", 390);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect((await page.locator("#app").boundingBox())?.width).toBe(390);
  await page.locator(".burger").click();
  await page.locator("#app-nav a", { hasText: "Drift" }).click();
  await page.waitForURL(`${world.admin.url}/app/drift`);
});
