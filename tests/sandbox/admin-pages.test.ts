import { jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminWorld, type AdminWorld } from "./admin-world.ts";

let world: AdminWorld;
let store: string;

beforeAll(async () => {
  world = await adminWorld();
  store = world.admin.url.replace("/apps/concord", "");
});

afterAll(() => world.close());

function post(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(store + path, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

test("staff can edit stock by hand, and the shop says who did it", async () => {
  const [level] = world.store.snapshot().levels;
  const item = level?.inventoryItemId ?? "";
  const location = level?.locationId ?? "";
  const answer = await post(`/products/${world.productId}/stock`, { item, location, available: "9" });
  expect(answer.status).toBe(303);
  expect(world.store.level(item, location)).toMatchObject({ available: 9, changedBy: "Staff" });
});

test("half a piece is refused and changes nothing", async () => {
  const before = world.store.snapshot().levels;
  const [level] = before;
  const fields = { item: level?.inventoryItemId ?? "", location: level?.locationId ?? "", available: "2.5" };
  expect((await post(`/products/${world.productId}/stock`, fields)).status).toBe(400);
  expect(world.store.snapshot().levels).toEqual(before);
});

test("staff can edit a product by hand, and their name is kept", async () => {
  const fields = { title: "Green tea", description: "<p>Fresh.</p>", vendor: "Gardens", who: "Jan Novák" };
  expect((await post(`/products/${world.productId}/edit`, fields)).status).toBe(303);
  const product = world.store.products.need(world.productId);
  expect(product).toMatchObject({ title: "Green tea", descriptionHtml: "<p>Fresh.</p>", vendor: "Gardens" });
  expect(product.events.at(-1)?.by).toEqual({ name: "Jan Novák", app: false });
  world.store.editProduct(world.productId, { title: "Tea & <Toast>" }, "Jan Novák");
});

test("staff can reprice a variant by hand; an emptied amount is none", async () => {
  const variant = world.store.variants.rows[0]?.id ?? "";
  const fields = { variant, price: "7.5", compareAt: "9", cost: "3.1", barcode: "501", who: "Ann Smith" };
  await post(`/products/${world.productId}/variant`, fields);
  const row = world.store.variants.need(variant);
  expect(row).toMatchObject({
    price: "7.50",
    compareAtPrice: "9.00",
    barcode: "501",
    item: { cost: "3.10" },
  });
  await post(`/products/${world.productId}/variant`, { variant, compareAt: "", who: "Ann Smith" });
  expect(row).toMatchObject({ price: "7.50", compareAtPrice: null });
  expect((await post(`/products/${world.productId}/variant`, { variant, price: "cheap" })).status).toBe(400);
  expect(row.price).toBe("7.50");
});

test("an order placed by hand reserves stock and can be cancelled", async () => {
  const variant = world.store.variants.rows[0]?.id ?? "";
  const [before] = world.store.snapshot().levels;
  await post(`/products/${world.productId}/order`, { variant, quantity: "2" });
  const order = world.store.orders.rows.at(-1);
  expect(world.store.snapshot().levels[0]?.available).toBe((before?.available ?? 0) - 2);
  expect(await (await fetch(`${store}/orders`)).text()).toContain(order?.name ?? "no order");
  await post(`/orders/${order?.id ?? ""}/cancel`, {});
  expect(world.store.snapshot().levels[0]?.available).toBe(before?.available);
});

test("titles are shown as text, never as markup", async () => {
  const page = await (await fetch(`${store}/products?q=tea`)).text();
  expect(page).toContain("Tea &#38; &#60;Toast&#62;");
  expect(page).not.toContain("<Toast>");
});

test("the session token is the one Shopify's admin would mint: signed, for this app, for a minute", async () => {
  const token = await (await post("/session-token", {})).text();
  const { payload } = await jwtVerify(token, new TextEncoder().encode("secret"), { audience: "key" });
  expect(payload).toMatchObject({
    dest: "https://concord-demo.myshopify.com",
    iss: "https://concord-demo.myshopify.com/admin",
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
});

test("the app's pages may be framed by this admin only, and load the stand-in script", async () => {
  const answer = await fetch(`${world.admin.proxyUrl}/app`);
  const { origin } = new URL(world.admin.url);
  expect(answer.headers.get("content-security-policy")).toBe(`frame-ancestors ${origin};`);
  expect(await answer.text()).toContain('src="/sandbox-app-bridge.js"');
});

test("the chosen language reaches the app and its extensions, and stays chosen", async () => {
  const opened = await fetch(`${world.admin.url}/app?locale=cs`);
  const cookie = opened.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect(await opened.text()).toMatch(/<iframe[^>]*locale=cs/);
  const later = await fetch(`${store}/products/${world.productId}`, { headers: { cookie } });
  expect(await later.text()).toContain("Proč to nesouhlasí?");
  expect(await (await fetch(`${world.admin.url}/app`)).text()).toMatch(/<iframe[^>]*locale=en/);
});
