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
await page.goto(`${url}/app/connections/${cid}/prices`);
console.log(await app.getByLabel("Where price list B2B goes").locator("option").allTextContents());
await app.getByLabel("Where price list B2B goes").selectOption({ label: "Trade (EUR)" });
await app.getByLabel("Where price list NORWAY goes").selectOption("none");
await page.waitForTimeout(500);
await shot("lists");
await app.getByLabel("Where price list NORWAY goes").selectOption("none");
await app.getByRole("button", { name: "Save", exact: true }).click();

await page.waitForTimeout(6000);
await shot("lists-saved");
await page.goto(`${url}/app/sku/44200000000108`);
await page.waitForTimeout(3000);
await shot("sku");
await page.goto(`${url}/app`);
await page.waitForTimeout(3000);
await shot("home");
const answer = await app.locator("body").evaluate(async () => { const r = await fetch("/app/why/variant-44200000000108.json"); return [r.status, (await r.text()).slice(0, 1500)]; });
console.log(answer[0], answer[1]);
} catch (e) { console.log(String(e)); await shot("failed"); }
await browser.close();
