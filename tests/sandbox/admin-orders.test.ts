import { jwtVerify } from "jose";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Order } from "#sandbox/shopify/state/order-rows.ts";
import { openContext } from "#tests/support/browser.ts";
import { connectBrowser } from "#tests/support/shared-browser.ts";
import { adminWorld, type AdminWorld } from "./admin-world.ts";

vi.setConfig({ testTimeout: 60_000 });

let world: AdminWorld;
let browser: Browser;
let store: string;
let order: Order;

beforeAll(async () => {
  [world, browser] = await Promise.all([adminWorld(), connectBrowser()]);
  store = world.admin.url.replace("/apps/concord", "");
}, 60_000);

afterAll(async () => {
  await browser.close();
  await world.close();
});

beforeEach(() => {
  const variantId = world.store.variants.rows[0]!.id;
  const customer = world.store.createCustomer({
    email: "eva@example.com",
    firstName: "Eva",
    lastName: "Berg",
  });
  order = world.store.placeOrder([{ variantId, quantity: 3 }], { customer });
});

async function post(verb: string, fields: Record<string, string> = {}): Promise<number> {
  const body = new URLSearchParams(fields);
  const answer = await fetch(`${store}/orders/${order.id}/${verb}`, {
    method: "POST",
    body,
    redirect: "manual",
  });
  return answer.status;
}

const waiting = () => ({ fulfillmentOrder: order.fulfillmentOrders.at(-1)!.id });
const shipped = () => ({ fulfillment: order.fulfillments.at(-1)!.id });
const line = () => `line-${order.fulfillmentOrders.at(-1)!.lines[0]!.id}`;
const page = async () => (await fetch(`${store}/orders/${order.id}`)).text();

test("staff can ship a part by hand, tell the customer, and take it back", async () => {
  const fields = { ...waiting(), [line()]: "2", number: "A-1", company: "Posten", notify: "yes" };
  expect(await post("fulfill", fields)).toBe(303);
  expect(order.fulfillments).toMatchObject([{ lines: [{ quantity: 2 }], tracking: [{ company: "Posten" }] }]);
  expect(world.store.mails.filter((mail) => mail.order === order)).toHaveLength(1);
  await post("tracking", { ...shipped(), number: "A-2", company: "Posten", url: "" });
  await post("event", { ...shipped(), status: "DELIVERED" });
  const shown = await page();
  expect(shown).toContain("Posten A-2");
  expect(shown).toContain("Delivered");
  await post("unfulfill", shipped());
  expect(order.fulfillmentOrders[0]).toMatchObject({ status: "OPEN", lines: [{ remaining: 3 }] });
});

test("staff can hold, release and begin what waits, and nothing is shipped past the hold", async () => {
  await post("hold", waiting());
  expect(order.fulfillmentOrders[0]?.status).toBe("ON_HOLD");
  expect(await page()).toContain("Held by hand");
  expect(await page()).not.toContain("Fulfill items");
  await post("release", waiting());
  await post("progress", waiting());
  expect(order.fulfillmentOrders[0]?.status).toBe("IN_PROGRESS");
  await post("open", waiting());
  expect(order.fulfillmentOrders[0]?.status).toBe("OPEN");
});

test("staff can edit, refund and cancel an order", async () => {
  const own = `line-${order.lines[0]!.id}`;
  await post("edit", { [own]: "2" });
  expect(order.lines[0]).toMatchObject({ removed: 1 });
  await post("refund", { [own]: "1", restock: "yes" });
  expect(order.refunds).toHaveLength(1);
  expect(await post("refund", { [own]: "5" })).toBe(400);
  await post("cancel");
  expect(order.cancelledAt).not.toBeNull();
  expect(await page()).toContain("The order was cancelled.");
});

test("what is shipped ends with the order's list of places", async () => {
  await post("fulfill-all");
  expect(await page()).not.toContain("Fulfill items");
  expect(await (await fetch(`${store}/orders`)).text()).toContain("Fulfilled");
});

test("an unknown verb is no page, and nothing of more than there is can be shipped", async () => {
  expect(await post("explode")).toBe(404);
  expect(await post("constructor")).toBe(404);
  expect(await post("fulfill", { ...waiting(), [line()]: "4" })).toBe(400);
  expect(order.fulfillments).toEqual([]);
});

test("the order's page shows what the app answers to it, in its card and in its action", async () => {
  const tab = await (await openContext(browser)).newPage();
  await tab.goto(`${store}/orders/${order.id}`);
  const card = tab.frameLocator('section iframe[title="Order in your ERP"]');
  await card.getByText("Needs you").waitFor();
  await tab.getByRole("button", { name: "Order in your ERP" }).click();
  const action = tab.frameLocator('.overlay iframe[title="Order in your ERP"]');
  await action.getByText("Placed").waitFor();
  expect(world.received).toContain("GET /api/order Bearer");
});

test("the customer's own page asks with a token that names the customer, and tells where the parcel is", async () => {
  const tab = await (await openContext(browser)).newPage();
  const tokens: string[] = [];
  tab.on("request", (request) => {
    if (request.url().includes("/api/delivery")) tokens.push(request.headers()["authorization"] ?? "");
  });
  await tab.goto(`${store}/account/orders/${order.id}`);
  const card = tab.frameLocator('iframe[title="Delivery timeline"]');
  await card.getByText("PostNord 42").waitFor();
  const token = tokens.find((text) => text.startsWith("Bearer "))!.slice("Bearer ".length);
  const { payload } = await jwtVerify(token, new TextEncoder().encode("secret"), { audience: "key" });
  expect(payload).toMatchObject({
    sub: `gid://shopify/Customer/${order.customer!.id}`,
    dest: "concord-demo.myshopify.com",
  });
  expect(payload.iss).toBeUndefined();
});
