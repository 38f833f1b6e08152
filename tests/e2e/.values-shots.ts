import { launchBrowser, openContext } from "#tests/support/browser.ts";
const url = "http://localhost:4597/store/concord-demo/apps/concord";
const width = Number(process.argv[2]);
const browser = await launchBrowser();
const page = await (await openContext(browser, width, Number(process.argv[3] ?? 1600))).newPage();
page.on("console", (m) => { if (m.type() === "error") console.log("console:", m.text().slice(0, 300)); });
page.on("pageerror", (e) => console.log("pageerror:", e.message.slice(0, 400)));
for (const pair of process.argv.slice(4)) {
  const [name, path] = pair.split("=", 2) as [string, string];
  await page.goto(`${url}/app${path.replaceAll("~", "=")}`);
  await page.frameLocator("#app").locator("h1").first().waitFor({ timeout: 20000 }).catch(() => console.log("no h1", name));
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `/tmp/brief3/shots/${name}-${width}.png` });
}
await browser.close();
