import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp } from "#sandbox/demo/app.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import { openContext } from "#tests/support/browser.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";

const KEY = "under the mat";
const PIECES = { MUG: 7, BOWL: 9 };

/** What the adapter of tests/support/shelf reads. */
const shelf = createServer((request, response) => {
  const known = request.headers["x-key"] === KEY;
  response.writeHead(known ? 200 : 401, { "content-type": "application/json" });
  response.end(JSON.stringify(known ? PIECES : {}));
});

let world: World;
let browser: Browser;
let page: Page;
let app: FrameLocator;
const failures: Error[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => shelf.listen(0, "127.0.0.1", resolve));
  world = await buildWorld(
    { once: true, empty: true, pace: 1, port: 0, skus: 20, troubles: new Set(), keep: false },
    (error) => failures.push(error),
  );
  const preload = join(import.meta.dirname, "../support/register-shelf.ts");
  world.env["NODE_OPTIONS"] += ` --import ${JSON.stringify(preload)}`;
  await startApp(world);
  browser = await connectBrowser();
  page = await (await openContext(browser)).newPage();
  page.setDefaultTimeout(60_000);
  app = page.frameLocator("#app");
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
  shelf.close();
});

test("a system that only its own folder and one line know is found, described, tested and read", async () => {
  await page.goto(`${world.admin.url}/app/connections/new`);
  await app.getByRole("searchbox").fill("no such thing");
  await app.getByText('No system fits "no such thing"').waitFor();
  await app.getByRole("searchbox").fill("shelf");
  await expect.poll(() => app.getByRole("link", { name: /^Connect / }).count()).toBe(1);
  await app.getByRole("link", { name: "Connect Shelf" }).click();

  const name = app.getByLabel("Name", { exact: true });
  await app.getByRole("button", { name: "Save and map warehouses" }).click();
  await app.getByText('Fill in "Name".').waitFor();
  expect(await name.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
  await name.fill("Our shelf");
  const address = app.getByLabel("Address of the shelf");
  await address.fill("on the left");
  await app.getByLabel("Keep back").fill("6");
  expect(await app.getByLabel("Key", { exact: true }).count()).toBe(0);
  await app.getByText("Who has a key").click();
  await app.getByRole("button", { name: "Save and map warehouses" }).click();
  await app
    .getByText('"Address of the shelf" must be an address such as https://shelf.example.com/.')
    .waitFor();
  await app.getByText('Fill in "Key".').waitFor();
  await app.getByText('"Keep back" must be from 0 to 5.').waitFor();
  await app.getByText("Correct the fields marked above.").waitFor();
  expect(await address.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);

  const { port } = shelf.address() as AddressInfo;
  await address.fill(`http://127.0.0.1:${port}/`);
  await app.getByLabel("Keep back").fill("2");
  await app.getByLabel("Key", { exact: true }).fill("another");
  await app.getByRole("button", { name: "Test", exact: true }).click();
  await app.getByText("The key does not fit.").waitFor();
  await app.getByLabel("Key", { exact: true }).fill(KEY);
  await app.getByRole("button", { name: "Test", exact: true }).click();
  await app.getByText("2 things lie on the shelf.").waitFor();
  await app.getByRole("button", { name: "Save and map warehouses" }).click();

  await app.getByText("Which warehouses feed which location").waitFor();
  await app.getByText("The shelf").first().waitFor();
  await app.getByText("2 SKUs, 12 pieces free").waitFor();
});

test("its settings come back without the secret, which stays what it is", async () => {
  await app.getByRole("tab", { name: /^Settings/ }).click();
  await expect.poll(() => app.getByLabel("Keep back").inputValue()).toBe("2");
  const key = app.getByLabel("Key", { exact: true });
  expect(await key.inputValue()).toBe("");
  await app.getByText(/^Set on .* Leave it empty to keep it\.$/).waitFor();
  await app.getByLabel("Keep back").fill("1");
  await app.getByRole("button", { name: "Save", exact: true }).click();
  await app.getByText("Saved. Everything is read again now.").waitFor();
  await app.getByRole("button", { name: "Test", exact: true }).click();
  await app.getByText("2 things lie on the shelf.").waitFor();
});

test("with another address the secret is asked for again, and not sent there", async () => {
  const address = app.getByLabel("Address of the shelf");
  const own = await address.inputValue();
  await address.fill("http://127.0.0.1:1/");
  expect(await app.getByText(/Leave it empty to keep it/).count()).toBe(0);
  await app.getByRole("button", { name: "Test", exact: true }).click();
  await app.getByText('Enter "Key" again: it was given for another address or user.').waitFor();
  await address.fill(own);
  await app.getByText(/Leave it empty to keep it/).waitFor();
});

test("no page of the app broke on the way", () => {
  expect(failures).toEqual([]);
});
