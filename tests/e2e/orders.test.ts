import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectErp, startApp } from "#sandbox/demo/app.ts";
import { buildWorld, type World } from "#sandbox/demo/world.ts";
import { openContext } from "#tests/support/browser.ts";
import { testDatabase } from "#tests/support/database.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";

const database = testDatabase();

const SKUS = 60;
const SLOW_MS = 90_000;
/** Nobody cancels anything here. */
const TEMPO = {
  ...{ bookingDelayMs: 1_000, shippingDelayMs: 1_000, deliveryDelayMs: 1_000 },
  ...{ exportEveryMs: 1_000, cancelsOneIn: 0 },
};
const ADDRESS = {
  firstName: "Ada",
  lastName: "Lovelace",
  address1: "12 St James's Square",
  city: "London",
  zip: "SW1Y 4JH",
  countryCode: "GB",
};

let world: World;
let browser: Browser;
let page: Page;
let app: FrameLocator;
const failures: Error[] = [];

beforeAll(async () => {
  world = await buildWorld(
    { once: true, empty: true, pace: 1, port: 0, skus: SKUS, troubles: new Set(), keep: false },
    (error) => failures.push(error),
    { tempo: TEMPO, databaseUrl: database.url },
  );
  await startApp(world);
  await connectErp(world);
  browser = await connectBrowser();
  page = await (await openContext(browser)).newPage();
  page.setDefaultTimeout(SLOW_MS);
  app = page.frameLocator("#app");
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test("an order goes to the ERP, is shipped, fulfilled and delivered, and its page tells the story", async () => {
  const name = place({ email: "ada@example.com", shippingAddress: ADDRESS, billingAddress: ADDRESS });
  await open("/orders");
  await row(name)
    .getByRole("img", { name: /Exported: done/ })
    .waitFor();
  await row(name).getByText("The customer has it.").waitFor();

  await app.getByRole("link", { name, exact: true }).click();
  await heading(new RegExp(`^${name}`));
  await app.getByText(/^Wholesale ERP: SO\d+/).waitFor();
  await app.getByRole("img", { name: /^Delivered: done/ }).waitFor();
  await app.getByText("Booked in the ERP; its stock counts the order from here on").waitFor();
  await app.getByText("Concord told Shopify and the customer what was shipped").waitFor();
  expect(await app.getByText("Differs").count()).toBe(0);
  const order = world.sandbox.store.orders.rows.find((one) => one.name === name);
  expect(order?.fulfillments.map(({ status }) => status)).toEqual(["SUCCESS"]);
});

test("an order that is cancelled after it was shipped shows both versions, and rests once a person has decided", async () => {
  const name = place({ shippingAddress: ADDRESS, billingAddress: ADDRESS });
  await open("/orders");
  await row(name).getByText("The customer has it.").waitFor();
  world.sandbox.store.cancelOrder(name, { restock: false });
  await open("/orders?view=stuck");
  await row(name).getByText("Cancelled in the shop after Wholesale ERP had shipped it.").waitFor();

  await app.getByRole("link", { name, exact: true }).click();
  const said = app.getByRole("table", { name: "Both versions side by side" }).getByRole("row").last();
  await said.getByRole("cell", { name: /^open, £[\d.]+, 1 piece$/ }).waitFor();
  await said.getByRole("cell", { name: /^cancelled, £[\d.]+, 1 piece$/ }).waitFor();
  await app.getByRole("button", { name: "Accept as it is" }).click();
  await app
    .getByText(/let it be as it is\./)
    .first()
    .waitFor();
});

test("an order without an address is stuck, says why, and goes once a person lets it", async () => {
  await page.goto(inAdmin(`/products/${product().id}`));
  await page.getByLabel("A customer buys").first().fill("2");
  await page.getByRole("button", { name: "Place order" }).first().click();
  const placed = await page.getByText(/Order #\d+ placed/).innerText();
  const name = /#\d+/.exec(placed)?.[0] ?? "";

  await open("/orders?view=stuck");
  await row(name)
    .getByText("Wholesale ERP is not told of it yet: something in it needs a look first.")
    .waitFor();
  await open("");
  await app.getByRole("link", { name: /1 order waits for a look before it goes to the ERP$/ }).click();
  await app.getByRole("link", { name, exact: true }).click();
  await app.getByText("There is no shipping address.").waitFor();
  await app.getByRole("button", { name: "Send it as it is" }).click();
  await app
    .getByText(/let it be as it is\./)
    .first()
    .waitFor();
  await app.getByText(/^Wholesale ERP: (#|SO)\d+/).waitFor();
  // The page shows the order's number as soon as the file is there; the ERP reads it a moment later.
  await vi.waitFor(() => {
    expect([...world.erp.orders.values()].filter(({ reference }) => reference === name)).toHaveLength(1);
  }, 10_000);
});

test("a rule says what it would export before it is saved, and what it leaves out can still be sent", async () => {
  await open("/connections");
  await app.getByRole("link", { name: "Wholesale ERP" }).first().click();
  await app.getByRole("tab", { name: "Orders ✓" }).click();
  await app.getByLabel("Never orders with one of these tags").fill("by hand");
  await app.getByText(/^This would export \d+ orders? now|^This would export no order now/).waitFor();
  await page.locator("#save-actions button.primary").click();
  await app.getByText("Saved. Orders are decided again now.").waitFor();

  const name = place({ tags: ["by hand"], shippingAddress: ADDRESS, billingAddress: ADDRESS });
  await open("/orders?view=left");
  await row(name).getByText("Its tags keep it in the shop.").waitFor();
  await app.getByRole("link", { name, exact: true }).click();
  await app.getByRole("button", { name: "Send this one anyway" }).click();
  await app.getByText(/^Wholesale ERP: (#|SO)\d+/).waitFor();
});

test("support gets an order as JSON, and nobody's name", async () => {
  await open("/orders?text=ada%40example.com");
  const id =
    (await app.locator('a[href^="/app/orders/"]').first().getAttribute("href"))?.split("/").at(-1) ?? "";
  const told = await app.locator("body").evaluate(async (_body, order) => {
    const answer = await fetch(`/app/why/order-${order}.json`);
    return { status: answer.status, text: await answer.text() };
  }, id);
  expect(told.status).toBe(200);
  expect(JSON.parse(told.text)).toMatchObject({ id, standing: { state: "done" } });
  for (const secret of ["Lovelace", "ada@example.com", "St James", "Maya"])
    expect(told.text).not.toContain(secret);
});

test("no process of the app failed meanwhile", () => {
  expect(failures).toEqual([]);
});

function product() {
  const found = world.shop.variants.find(({ variant }) => variant.tracked && variant.item !== null);
  if (!found) throw new Error("The shop has nothing to sell");
  const sold = world.sandbox.store.products.rows.find(({ variants }) =>
    variants.some(({ id }) => id === found.variantId),
  );
  if (!sold) throw new Error(`No product has the variant ${found.variantId}`);
  return sold;
}

/** A customer buys one piece; answers the order's name. */
function place(details: Parameters<World["sandbox"]["store"]["placeOrder"]>[1]): string {
  const variantId = product().variants[0]?.id ?? "";
  return world.sandbox.store.placeOrder([{ variantId, quantity: 1 }], details).name;
}

function inAdmin(path: string): string {
  return world.admin.url.replace("/apps/concord", path);
}

async function open(path: string): Promise<void> {
  await page.goto(`${world.admin.url}/app${path}`);
}

async function heading(name: string | RegExp): Promise<void> {
  await app.getByRole("heading", { level: 1, name }).waitFor();
}

function row(name: string) {
  return app.getByRole("row").filter({ has: app.getByRole("link", { name, exact: true }) });
}
