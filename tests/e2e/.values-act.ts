import { launchBrowser, openContext } from "#tests/support/browser.ts";
const url = "http://localhost:4597/store/concord-demo/apps/concord";
const cid = process.argv[2];
const browser = await launchBrowser();
const page = await (await openContext(browser, 1280, 1500)).newPage();
page.setDefaultTimeout(15000);
page.on("console", (m) => { if (m.type() === "error") console.log("console:", m.text().slice(0, 300)); });
page.on("pageerror", (e) => console.log("pageerror:", e.message.slice(0, 400)));
const app = page.frameLocator("#app");
const shot = (n: string) => page.screenshot({ path: `/tmp/brief3/shots/act-${n}.png` });
try {
await page.goto(`${url}/app/settings`);
await app.getByLabel("Title", { exact: true }).selectOption("source");
await app.getByLabel("Description", { exact: true }).selectOption("ask");
await app.getByRole("button", { name: "Add an exception" }).click();
await page.waitForTimeout(500);
await app.getByRole("combobox", { name: "SKU" }).fill("850");
await app.getByRole("option", { name: /^850/ }).first().click();
await app.getByLabel("Rounding").selectOption("ending");
await page.waitForTimeout(3000);
await shot("settings-edit");
await page.locator("#save-actions button.primary").click();
await page.waitForTimeout(6000);
await page.goto(`${url}/app`);
await page.waitForTimeout(2500);
await shot("home2");
const link = app.getByRole("link", { name: /^Review the hold/ }).first();
if (await link.count()) { await link.click(); await page.waitForTimeout(2500); await shot("hold"); }
await page.goto(`${url}/app/product/8100000000050`);
await page.waitForTimeout(2500);
await shot("product");
await page.goto(`${url}/app/drift?record=content`);
await page.waitForTimeout(2500);
await shot("drift");
await page.goto(`${url}/app/runs`);
await page.waitForTimeout(2500);
await shot("runs");
} catch (e) { console.log(String(e)); await shot("failed"); }
await browser.close();
