import { launchBrowser, openContext } from "./browser.ts";
const url = process.argv[2]!;
const b = await launchBrowser();
const p = await (await openContext(b)).newPage();
p.on("console", m=>{ if (m.type()!=="log") console.log("console", m.type(), m.text().slice(0,300)) }); p.on("pageerror", e=>console.log("pageerr", e.message.slice(0,300)));
await p.goto(url); await p.frameLocator("#app").locator("h1,h2,.Polaris-Page").first().waitFor({timeout:60000}); await p.waitForTimeout(4000); await p.screenshot({path:"/tmp/l1.png"});
console.log(p.url(), await p.locator("#app-nav").innerText());
const nav = p.locator("#app-nav a"); const n = await nav.count();
for (let i=0;i<n;i++) { await nav.nth(i).click(); await p.waitForTimeout(4000); await p.screenshot({path:`/tmp/l_nav${i}.png`}); console.log(i, p.url(), await p.locator("#app-title").innerText()); }
const p2 = await (await openContext(b,390,844)).newPage(); await p2.goto(url); await p2.waitForTimeout(6000); await p2.screenshot({path:"/tmp/l_390.png"});
await b.close();
